"""Load balancers of the second generation, with their listeners and target groups.

Operations and members from the Elastic Load Balancing API Reference (2015-12-01), properties from the CloudFormation
Template Reference, "AWS ElasticLoadBalancingV2 resource type reference" (2026-11). Each load balancer costs two calls,
for its attributes and its listeners; each target group of a function one, for that function.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import each, given, listed, only, text

BALANCER, LISTENER = "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::Listener"
GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
_BALANCERS, _GROUPS = "elbv2:DescribeLoadBalancers", "elbv2:DescribeTargetGroups"
_GONE = frozenset(("LoadBalancerNotFound",))
_NO_GROUP = frozenset(("TargetGroupNotFound",))


def _balancers(answers: Answers) -> list[Mapping[str, Any]]:
    found = listed(answers.data("elbv2", "DescribeLoadBalancers"), "LoadBalancers")
    return [one for one in found if text(one, "LoadBalancerArn")]


def _each_balancer(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"LoadBalancerArn": text(one, "LoadBalancerArn")} for one in _balancers(answers))


def _groups(answers: Answers) -> list[Mapping[str, Any]]:
    found = listed(answers.data("elbv2", "DescribeTargetGroups"), "TargetGroups")
    return [one for one in found if text(one, "TargetGroupArn")]


def _each_of_functions(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """The groups of functions; who else is in one is none of the controls' business."""
    for one in _groups(answers):
        if text(one, "TargetType") == "lambda":
            yield {"TargetGroupArn": text(one, "TargetGroupArn")}


READS = (
    Read("elbv2", "DescribeLoadBalancers", (BALANCER,)),
    Read(
        "elbv2", "DescribeLoadBalancerAttributes", (BALANCER,), each=_each_balancer, after=(_BALANCERS,), absent=_GONE
    ),
    Read(
        "elbv2",
        "DescribeListeners",
        (LISTENER,),
        each=_each_balancer,
        after=(_BALANCERS,),
        absent=_GONE,
        conceals=("Listeners[].DefaultActions[].AuthenticateOidcConfig.ClientSecret",),
    ),
    Read("elbv2", "DescribeTargetGroups", (GROUP,)),
    Read("elbv2", "DescribeTargetHealth", (GROUP,), each=_each_of_functions, after=(_GROUPS,), absent=_NO_GROUP),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """Load balancers, each followed by its listeners, then target groups."""
    for one in _balancers(answers):
        arn, name = text(one, "LoadBalancerArn"), text(one, "LoadBalancerName")
        yield _balancer(one, arn, name, answers)
        match answers.of("elbv2", "DescribeListeners", LoadBalancerArn=arn):
            case Data(content):
                for listener in listed(content, "Listeners"):
                    if own := text(listener, "ListenerArn"):
                        yield _listener(listener, own, arn, name)
            case Unread() as unread if unread.code != "not-asked":
                yield unknown_part(LISTENER, arn, name, unread, "LoadBalancerArn")
    for one in _groups(answers):
        yield _group(one, answers)


def _balancer(one: Mapping[str, Any], arn: str, name: str, answers: Answers) -> Made:
    told = answers.of("elbv2", "DescribeLoadBalancerAttributes", LoadBalancerArn=arn)
    attributes = each(told.content, "Attributes", _attribute) if isinstance(told, Data) else told
    properties = given(
        {
            "Name": name,
            **only(one, "IpAddressType", "Scheme", "SecurityGroups", "Type"),
            "Subnets": [subnet for zone in listed(one, "AvailabilityZones") if (subnet := text(zone, "SubnetId"))],
            "LoadBalancerAttributes": attributes if isinstance(attributes, (list, Unread)) else None,
        }
    )
    returns = {"": arn, "LoadBalancerArn": arn, "DNSName": text(one, "DNSName")}
    state = text(one, "State", "Code")
    return Made(BALANCER, arn, name, properties, returns=returns, account=given({"State": state}))


_ENCRYPTED = ("HTTPS", "TLS")
"""Protocols that a security policy is about."""
_OF_ACTION = (
    "AuthenticateCognitoConfig",
    "FixedResponseConfig",
    "ForwardConfig",
    "JwtValidationConfig",
    "Order",
    "RedirectConfig",
    "TargetGroupArn",
    "Type",
)


def _listener(one: Mapping[str, Any], arn: str, balancer: str, name: str) -> Made:
    properties = given(
        {
            "LoadBalancerArn": balancer,
            **only(one, "AlpnPolicy", "MutualAuthentication", "Port", "Protocol"),
            "SslPolicy": one.get("SslPolicy") if one.get("Protocol") in _ENCRYPTED else None,
            "Certificates": each(one, "Certificates", _certificate),
            "DefaultActions": each(one, "DefaultActions", _action),
        }
    )
    called = f"{one.get('Protocol')}:{one.get('Port')} of {name}"
    return Made(LISTENER, arn, called, properties, returns={"": arn, "ListenerArn": arn})


def _attribute(one: Mapping[str, Any]) -> dict[str, Any]:
    return only(one, "Key", "Value")


def _certificate(one: Mapping[str, Any]) -> dict[str, Any]:
    return only(one, "CertificateArn")


def _action(one: Mapping[str, Any]) -> dict[str, Any]:
    return only(one, *_OF_ACTION) | given({"AuthenticateOidcConfig": _oidc(one)})


def _target(one: Mapping[str, Any]) -> dict[str, Any]:
    return given({"Id": text(one, "Target", "Id")})


def _oidc(action: Mapping[str, Any]) -> dict[str, Any]:
    """How it signs users in, without what it knows itself by to their provider."""
    told = action.get("AuthenticateOidcConfig")
    return {name: value for name, value in told.items() if name != "ClientSecret"} if isinstance(told, Mapping) else {}


def _group(one: Mapping[str, Any], answers: Answers) -> Made:
    arn, name = text(one, "TargetGroupArn"), text(one, "TargetGroupName")
    health = answers.of("elbv2", "DescribeTargetHealth", TargetGroupArn=arn)
    targets: Any = None
    if text(one, "TargetType") == "lambda":
        targets = health
        if isinstance(health, Data):
            targets = each(health.content, "TargetHealthDescriptions", _target)
    properties = given(
        {
            "Name": name,
            **only(one, "Port", "Protocol", "ProtocolVersion", "TargetType", "VpcId"),
            "Targets": targets if isinstance(targets, (list, Unread)) else None,
        }
    )
    return Made(GROUP, arn, name, properties, returns={"": arn, "TargetGroupArn": arn})
