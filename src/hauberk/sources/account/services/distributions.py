"""CloudFront: distributions with their configuration, and origin access controls.

Operations and members from the CloudFront API Reference, properties from the CloudFormation Template Reference, "AWS
CloudFront resource type reference" (2026-11). The list of distributions tells nearly all; that a distribution logs only
its configuration does, which costs a call each.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import STRANGE, each, given, listed, only, text

DISTRIBUTION, CONTROL = "AWS::CloudFront::Distribution", "AWS::CloudFront::OriginAccessControl"
_HEADERS = "Origins.Items[].CustomHeaders.Items[].HeaderValue"
"""What an origin knows its distribution by; whoever has it can go round the distribution."""


def _listed(answers: Answers) -> list[Mapping[str, Any]]:
    found = listed(answers.data("cloudfront", "ListDistributions").get("DistributionList"), "Items")
    return [one for one in found if text(one, "Id") and text(one, "ARN")]


def _each_id(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"Id": text(one, "Id")} for one in _listed(answers))


READS = (
    Read(
        "cloudfront",
        "ListDistributions",
        (DISTRIBUTION,),
        anywhere=True,
        conceals=(f"DistributionList.Items[].{_HEADERS}", "DistributionList.Items[].Comment"),
    ),
    Read(
        "cloudfront",
        "GetDistributionConfig",
        (DISTRIBUTION,),
        each=_each_id,
        after=("cloudfront:ListDistributions",),
        absent=frozenset(("NoSuchDistribution",)),
        leads={DISTRIBUTION: ("AWS::S3::Bucket",)},  # which takes its logs
        anywhere=True,
        conceals=(
            f"DistributionConfig.{_HEADERS}",
            "DistributionConfig.Comment",
            "DistributionConfig.TenantConfig.ParameterDefinitions[].Definition.StringSchema.Comment",
        ),
    ),
    Read("cloudfront", "ListOriginAccessControls", (CONTROL,), anywhere=True),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """Distributions and origin access controls."""
    for one in _listed(answers):
        yield _distribution(one, answers, place)
    for one in listed(answers.data("cloudfront", "ListOriginAccessControls").get("OriginAccessControlList"), "Items"):
        if id_ := text(one, "Id"):
            config = only(one, "Description", "Name", "OriginAccessControlOriginType", "SigningBehavior")
            properties = {"OriginAccessControlConfig": config | only(one, "SigningProtocol")}
            name = text(one, "Name") or id_
            yield Made(CONTROL, _control(id_, place), name, properties, returns={"": id_, "Id": id_})


def _control(id_: str, place: Place) -> str:
    return f"arn:{place.partition}:cloudfront::{place.account}:origin-access-control/{id_}"


def _distribution(one: Mapping[str, Any], answers: Answers, place: Place) -> Made:
    id_, domain = text(one, "Id"), text(one, "DomainName")
    answer = answers.of("cloudfront", "GetDistributionConfig", Id=id_)
    whole = answer.content.get("DistributionConfig") if isinstance(answer, Data) else None
    config = _config(whole if isinstance(whole, Mapping) else one)
    if not isinstance(whole, Mapping):
        config["Logging"] = answer if isinstance(answer, Unread) else Unread("invalid", "it wasn't told with the rest")
    origins = config.get("Origins")
    links: dict[str, str] = {}
    beside: list[str] = []
    for index, origin in enumerate(origins if isinstance(origins, list) else ()):
        beside.append(text(origin, "DomainName"))
        if control := text(origin, "OriginAccessControlId"):
            links[f"DistributionConfig.Origins.{index}.OriginAccessControlId"] = _control(control, place)
    names = config.get("Aliases")
    first = names[0] if isinstance(names, list) and names and isinstance(names[0], str) else ""
    return Made(
        DISTRIBUTION,
        text(one, "ARN"),
        first or domain or id_,
        {"DistributionConfig": config},
        returns={"": id_, "Id": id_, "DomainName": domain},
        links=links,
        account=only(one, "LastModifiedTime", "Status"),
        beside=tuple(filter(None, beside)),
    )


_OF_CONFIG = (
    "Aliases",
    "CacheBehaviors",
    "Comment",
    "ConnectionMode",
    "ContinuousDeploymentPolicyId",
    "CustomErrorResponses",
    "DefaultCacheBehavior",
    "DefaultRootObject",
    "Enabled",
    "HttpVersion",
    "IPV6Enabled",
    "OriginGroups",
    "PriceClass",
    "Restrictions",
    "Staging",
    "ViewerCertificate",
    "WebACLId",
)


def _config(told: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration in CloudFormation's words."""
    plain = _plain(told)
    return given(
        {
            **only(plain, *_OF_CONFIG),
            "Logging": _logging(told.get("Logging")),
            "Origins": each(plain, "Origins", _origin),
        }
    )


def _logging(told: Any) -> dict[str, Any]:
    """Where it logs. AWS answers with empty texts where it doesn't."""
    return only(told, "Bucket", "IncludeCookies", "Prefix") if text(told, "Bucket") else {}


def _origin(one: Mapping[str, Any]) -> dict[str, Any]:
    renamed = given({"OriginCustomHeaders": one.get("CustomHeaders")})
    return {name: value for name, value in one.items() if name != "CustomHeaders"} | renamed


_NAMES = {
    "ACMCertificateArn": "AcmCertificateArn",
    "IAMCertificateId": "IamCertificateId",
    "IsIPV6Enabled": "IPV6Enabled",
    "OriginSslProtocols": "OriginSSLProtocols",
    "SSLSupportMethod": "SslSupportMethod",
}
"""Members that CloudFormation spells otherwise."""
_OLD = ("Certificate", "CertificateSource")
"""Members that say what others do, and that CloudFormation doesn't have."""
_SAYS_SOMETHING_EMPTY = ("OriginAccessIdentity",)
"""Members that are empty where they say so; an origin that has one is a bucket. Others are empty where nobody set
them."""
_MAX_DEPTH = 20


def _plain(content: Any, depth: int = 0) -> Any:
    """Data with its lists as they are: the API says how many there are, too, and puts what belongs to them beside."""
    if depth > _MAX_DEPTH:
        return STRANGE
    match content:
        case Mapping() if "Quantity" in content:
            items = content.get("Items", [])
            return [_plain(one, depth + 1) for one in items] if isinstance(items, list) else STRANGE
        case Mapping():
            return {
                name: value
                for name, value in _entries(content, depth)
                if (value not in ("", [], None) or name in _SAYS_SOMETHING_EMPTY) and name not in _OLD
            }
        case list() | tuple():
            return [_plain(one, depth + 1) for one in content]
    return content


def _entries(content: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    for name, value in content.items():
        if name == "AllowedMethods" and isinstance(value, Mapping):
            yield "CachedMethods", _plain(value.get("CachedMethods"), depth + 1)
        elif name == "GeoRestriction" and isinstance(value, Mapping):
            yield name, only(value, "RestrictionType") | given({"Locations": _plain(value, depth + 1)})
            continue
        elif name == "OriginGroups" and isinstance(value, Mapping):
            groups = _plain(value, depth + 1)
            yield name, {"Items": groups, "Quantity": value.get("Quantity")} if groups else None
            continue
        elif name == "StatusCodes" and isinstance(value, Mapping):
            yield name, {"Items": _plain(value, depth + 1), "Quantity": value.get("Quantity")}
            continue
        yield _NAMES.get(str(name), str(name)), _plain(value, depth + 1)
