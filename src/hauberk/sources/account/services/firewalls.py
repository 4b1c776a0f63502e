"""WAF: web ACLs of regions and of CloudFront, what they stand before, and where they log.

Operations and members from the AWS WAFV2 API Reference, properties from the CloudFormation Template Reference, "AWS
WAFV2 resource type reference" (2026-11). Rules and statements have the same names in both.

What a web ACL stands before costs a call for each type of resource (``ListResourcesForWebACL``); it is made for
load balancers and user pools. Stages of REST APIs and GraphQL APIs name their web ACL themselves, distributions theirs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import GLOBAL, Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import each, given, listed, only, text

ACL, ASSOCIATION, LOGGING = "AWS::WAFv2::WebACL", "AWS::WAFv2::WebACLAssociation", "AWS::WAFv2::LoggingConfiguration"
_LIST = "wafv2:ListWebACLs"
_GONE = frozenset(("WAFNonexistentItemException",))
_ASKED = {
    "APPLICATION_LOAD_BALANCER": "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "COGNITO_USER_POOL": "AWS::Cognito::UserPool",
}
"""The types of resources that don't tell of their web ACL themselves, as WAF calls them."""
_REGIONAL, _CLOUDFRONT = "REGIONAL", "CLOUDFRONT"


def _listed(answers: Answers) -> list[Mapping[str, Any]]:
    """The web ACLs of a region, or of CloudFront."""
    found = listed(answers.data("wafv2", "ListWebACLs", Scope=_scope(answers)), "WebACLs")
    return [one for one in found if text(one, "ARN") and text(one, "Name") and text(one, "Id")]


def _scope(answers: Answers) -> str:
    return _CLOUDFRONT if answers.region == GLOBAL else _REGIONAL


def _each_acl(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return (_naming(one, answers) for one in _listed(answers))


def _naming(one: Mapping[str, Any], answers: Answers) -> dict[str, str]:
    return {"Name": text(one, "Name"), "Id": text(one, "Id"), "Scope": _scope(answers)}


def _each_kind(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"WebACLArn": text(one, "ARN"), "ResourceType": kind} for one in _listed(answers) for kind in _ASKED)


def _without_strings(content: Mapping[str, Any]) -> dict[str, Any]:
    """A web ACL without what its rules look for in requests: it may be what a distribution proves itself with."""
    return {name: _searchless(value) for name, value in content.items()}


def _searchless(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: NOT_KEPT if name == "SearchString" else _searchless(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_searchless(one) for one in value]
    return value


NOT_KEPT = "(not kept)"


def _in_both(
    operation: str, fact: str, of: "Callable[[Answers], Iterable[Mapping[str, Any]]] | None" = None
) -> tuple[Read, Read]:
    """A read of both scopes: that of each region, and CloudFront's."""
    regional = Read("wafv2", operation, (fact,), each=of, absent=_GONE if of else frozenset())
    if of is not None:
        regional = regional._replace(after=(_LIST,))
        return regional, regional._replace(anywhere=True)
    return (
        regional._replace(arguments={"Scope": _REGIONAL}),
        regional._replace(arguments={"Scope": _CLOUDFRONT}, anywhere=True),
    )


READS = (
    *_in_both("ListWebACLs", ACL),
    *(read._replace(digest=_without_strings) for read in _in_both("GetWebACL", ACL, _each_acl)),
    *_in_both("ListLoggingConfigurations", LOGGING),
    Read("wafv2", "ListResourcesForWebACL", (ASSOCIATION,), each=_each_kind, after=(_LIST,), absent=_GONE),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """Web ACLs with what they stand before, then where they log."""
    for one in _listed(answers):
        yield _acl(one, answers)
        for kind in _ASKED if answers.region != GLOBAL else ():
            yield from _associations(one, kind, answers)
    logging = answers.data("wafv2", "ListLoggingConfigurations", Scope=_scope(answers))
    for one in listed(logging, "LoggingConfigurations"):
        if arn := text(one, "ResourceArn"):
            properties = only(one, "ResourceArn", "LogDestinationConfigs", "RedactedFields", "LoggingFilter")
            name = f"logging of {arn.split('/')[-2] if arn.count('/') > 1 else arn}"
            more = only(one, "ManagedByFirewallManager")
            yield Made(LOGGING, f"{arn}#LoggingConfiguration", name, properties, account=more, beside=(arn,))


def _acl(one: Mapping[str, Any], answers: Answers) -> Made:
    name, arn, scope = text(one, "Name"), text(one, "ARN"), _scope(answers)
    returns = {"": f"{name}|{text(one, 'Id')}|{scope}", "Arn": arn}
    answer = answers.of("wafv2", "GetWebACL", **_naming(one, answers))
    if not isinstance(answer, Data):
        known = {"Name": name, "Scope": scope}
        unread = answer if isinstance(answer, Unread) else Unread("invalid", "it was deleted while it was read")
        return Made(ACL, arn, name, known, returns=returns, unread=unread)
    told = answer.content.get("WebACL")
    properties = {"Name": name, "Scope": scope} | only(
        told,
        "AssociationConfig",
        "CaptchaConfig",
        "ChallengeConfig",
        "CustomResponseBodies",
        "DataProtectionConfig",
        "DefaultAction",
        "Description",
        "OnSourceDDoSProtectionConfig",
        "TokenDomains",
        "VisibilityConfig",
    )
    properties |= given({"Rules": _rules(told)})
    more = only(told, "Capacity", "ManagedByFirewallManager")
    return Made(ACL, arn, name, properties, returns=returns, account=more)


def _rules(acl: Any) -> Any:
    """The rules of a web ACL in their order: Firewall Manager's groups run before and after its own."""
    parts = (
        each(acl, "PreProcessFirewallManagerRuleGroups", _managed),
        each(acl, "Rules", dict),
        each(acl, "PostProcessFirewallManagerRuleGroups", _managed),
    )
    strange = next((part for part in parts if isinstance(part, Unread)), None)
    return [rule for part in parts for rule in part] if strange is None else strange


def _managed(group: Mapping[str, Any]) -> dict[str, Any]:
    rule = only(group, "Name", "OverrideAction", "Priority", "VisibilityConfig")
    return rule | given({"Statement": group.get("FirewallManagerStatement")})


def _associations(one: Mapping[str, Any], kind: str, answers: Answers) -> Iterator[Made]:
    acl, name = text(one, "ARN"), text(one, "Name")
    match answers.of("wafv2", "ListResourcesForWebACL", WebACLArn=acl, ResourceType=kind):
        case Data(content):
            found = content.get("ResourceArns")
            for arn in found if isinstance(found, list) else ():
                if isinstance(arn, str):
                    yield association(acl, arn, arn.rpartition(":")[2])
        case Unread() as unread if unread.code != "not-asked":
            id_ = f"{acl}#{kind}"
            # What it stands before isn't known, so that nothing of that kind can be said to have none.
            more = {"ResourceType": _ASKED[kind]}
            yield Made(ASSOCIATION, id_, f"what {name} stands before", {"WebACLArn": acl}, account=more, unread=unread)


def association(acl: str, arn: str, name: str) -> Made:
    """That a web ACL stands before a resource."""
    properties = {"ResourceArn": arn, "WebACLArn": acl}
    return Made(ASSOCIATION, f"{arn}#WebACLAssociation", f"web ACL of {name}", properties)
