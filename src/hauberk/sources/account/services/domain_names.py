"""API Gateway's own domain names, and which paths of them lead to which REST API.

Operations and members from the API Gateway V1 API Reference, properties from the CloudFormation Template Reference
(2026-11). One call tells of all names, and one of the paths of each.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.gateways import domain_id, endpoint, gateway_arn, policy
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import capital, given, listed, only, tags, text

_MAPPINGS = {False: "AWS::ApiGateway::BasePathMapping", True: "AWS::ApiGateway::BasePathMappingV2"}
"""The types of mappings of names that are public, and of those that are private."""
_GONE = frozenset(("NotFoundException",))


def _each_domain(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("apigateway", "GetDomainNames"), "items"):
        if name := text(one, "domainName"):
            private = text(one, "domainNameId")  # two private domains may have the same name
            yield {"domainName": name, **({"domainNameId": private} if private else {})}


READS = (
    Read("apigateway", "GetDomainNames", ("AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameV2")),
    Read(
        "apigateway",
        "GetBasePathMappings",
        ("AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::BasePathMappingV2"),
        each=_each_domain,
        after=("apigateway:GetDomainNames",),
        absent=_GONE,
        leads=dict.fromkeys(_MAPPINGS.values(), ("AWS::ApiGateway::RestApi",)),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The domain names, then the paths of each."""
    for one in listed(answers.data("apigateway", "GetDomainNames"), "items"):
        if name := text(one, "domainName"):
            yield _domain(one, name, domain_id(one, place))
    for arguments in _each_domain(answers):
        name = str(arguments["domainName"])
        domain = domain_id(arguments, place)
        private = "domainNameId" in arguments
        type_ = _MAPPINGS[private]
        match answers.of("apigateway", "GetBasePathMappings", **arguments):
            case Data(content):
                for one in listed(content, "items"):
                    yield _mapping(one, name, domain, private, place)
            case Unread() as unread if unread.code != "not-asked":
                yield unknown_part(type_, domain, name, unread, "DomainNameArn" if private else "DomainName")


def _domain(one: Mapping[str, Any], name: str, arn: str) -> Made:
    private = bool(text(one, "domainNameId"))
    properties = given(
        {
            "DomainName": name,
            "CertificateArn": one.get("certificateArn"),
            "RegionalCertificateArn": one.get("regionalCertificateArn"),
            "OwnershipVerificationCertificateArn": one.get("ownershipVerificationCertificateArn"),
            "EndpointConfiguration": endpoint(one),
            "SecurityPolicy": one.get("securityPolicy"),
            "RoutingMode": one.get("routingMode"),
            "MutualTlsAuthentication": only(
                capital(one.get("mutualTlsAuthentication")), "TruststoreUri", "TruststoreVersion"
            ),
            "Policy": policy(one.get("policy")) if private and one.get("policy") else None,
        }
    )
    attributes = {"DistributionDomainName": "distributionDomainName", "RegionalDomainName": "regionalDomainName"}
    told = {attribute: text(one, member) for attribute, member in attributes.items()}
    type_ = "AWS::ApiGateway::DomainNameV2" if private else "AWS::ApiGateway::DomainName"
    more = capital(only(one, "domainNameStatus", "certificateUploadDate"))
    return Made(
        type_,
        arn,
        name,
        properties,
        returns={"": name, "DomainNameArn": arn, **told},
        account=more,
        tags=tags(one.get("tags")),
    )


def _mapping(one: Mapping[str, Any], name: str, domain: str, private: bool, place: Place) -> Made:
    path = text(one, "basePath")
    api, stage = text(one, "restApiId"), text(one, "stage")
    properties = given(
        {
            **({"DomainNameArn": domain} if private else {"DomainName": name}),
            "BasePath": "" if path == "(none)" else path,
            "RestApiId": api,
            "Stage": "" if stage == "(none)" else stage,
        }
    )
    target = gateway_arn(place, "restapis", api)
    links = {
        "DomainNameArn" if private else "DomainName": domain,
        "RestApiId": target,
        "Stage": f"{target}/stages/{stage}",
    }
    called = f"{name}/{properties.get('BasePath', '')}"
    return Made(_MAPPINGS[private], f"{domain}/basepathmappings/{path}", called, properties, links=links)
