"""EC2's networks: VPCs, subnets, routes, gateways, groups, access lists, endpoints and flow logs; and instances.

Operations and members from the EC2 API Reference, ARNs from the Service Authorization Reference, properties from the
CloudFormation Template Reference, "Amazon EC2 resource type reference" (2026-11). Each kind takes one call that tells
of all.

What AWS gives every VPC isn't told as if somebody had made it, as a template hasn't it either: the rules of its default
security group and access list, the rule by which a new group lets everything out, local routes, and an endpoint's
policy that allows everything. Once somebody has changed one of these, it is told.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import document, each, given, listed, only, tags, text

VPC, SUBNET, GROUP = "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup"
TABLE, ROUTE, ASSOCIATED = "AWS::EC2::RouteTable", "AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation"
ACL, ENTRY = "AWS::EC2::NetworkAcl", "AWS::EC2::NetworkAclEntry"
GATEWAY, ATTACHED = "AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment"
NAT, ENDPOINT, FLOW_LOG, INSTANCE = (
    "AWS::EC2::NatGateway",
    "AWS::EC2::VPCEndpoint",
    "AWS::EC2::FlowLog",
    "AWS::EC2::Instance",
)

READS = (
    Read("ec2", "DescribeVpcs", (VPC,)),
    Read("ec2", "DescribeSubnets", (SUBNET, ASSOCIATED)),
    Read("ec2", "DescribeRouteTables", (TABLE, ROUTE, ASSOCIATED)),
    # Groups tell which of them is a VPC's default, by which a function in it is known.
    Read("ec2", "DescribeSecurityGroups", (GROUP, VPC)),
    Read("ec2", "DescribeNetworkAcls", (ACL, ENTRY)),
    Read("ec2", "DescribeInternetGateways", (GATEWAY, ATTACHED)),
    Read("ec2", "DescribeNatGateways", (NAT,)),
    Read("ec2", "DescribeVpcEndpoints", (ENDPOINT,)),
    Read("ec2", "DescribeFlowLogs", (FLOW_LOG,)),
    Read("ec2", "DescribeInstances", (INSTANCE,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """What a region's networks are made of."""
    ec2 = _Ec2(answers, place)
    for one in ec2.listed("DescribeVpcs", "Vpcs", "VpcId"):
        yield _vpc(one, ec2)
    for one in ec2.listed("DescribeSubnets", "Subnets", "SubnetId"):
        names = (
            "AssignIpv6AddressOnCreation",
            "AvailabilityZone",
            "CidrBlock",
            "MapPublicIpOnLaunch",
            "VpcId",
        )
        by_aws = only(one, "DefaultForAz")
        yield ec2.made(SUBNET, "subnet", one, "SubnetId", only(one, *names), returns="SubnetId", account=by_aws)
    yield from _tables(ec2)
    for one in ec2.listed("DescribeSecurityGroups", "SecurityGroups", "GroupId"):
        yield from _group(one, ec2)
    for one in ec2.listed("DescribeNetworkAcls", "NetworkAcls", "NetworkAclId"):
        yield from _acl(one, ec2)
    for one in ec2.listed("DescribeInternetGateways", "InternetGateways", "InternetGatewayId"):
        yield from _gateway(one, ec2)
    for one in ec2.listed("DescribeNatGateways", "NatGateways", "NatGatewayId"):
        if text(one, "State") not in ("deleted", "deleting"):
            properties = only(one, "ConnectivityType", "SubnetId")
            addresses = (text(address, "AllocationId") for address in listed(one, "NatGatewayAddresses"))
            properties |= given({"AllocationId": next(addresses, None)})
            yield ec2.made(NAT, "natgateway", one, "NatGatewayId", properties, returns="NatGatewayId")
    for one in ec2.listed("DescribeVpcEndpoints", "VpcEndpoints", "VpcEndpointId"):
        yield _endpoint(one, ec2)
    for one in ec2.listed("DescribeFlowLogs", "FlowLogs", "FlowLogId"):
        yield _flow_log(one, ec2)
    for reservation in listed(answers.data("ec2", "DescribeInstances"), "Reservations"):
        for one in listed(reservation, "Instances"):
            if text(one, "InstanceId") and text(one, "State", "Name") != "terminated":
                yield _instance(one, ec2)


class _Ec2:
    """The answers of EC2 in a region, and how its things are named there."""

    def __init__(self, answers: Answers, place: Place) -> None:
        self._answers = answers
        self._place = place

    def listed(self, operation: str, member: str, id_: str) -> list[Mapping[str, Any]]:
        """What an operation lists, as far as it has an id."""
        return [one for one in listed(self._answers.data("ec2", operation), member) if text(one, id_)]

    def arn(self, kind: str, id_: str) -> str:
        """The ARN of a thing."""
        place = self._place
        return f"arn:{place.partition}:ec2:{place.region}:{place.account}:{kind}/{id_}"

    def made(
        self,
        type_: str,
        kind: str,
        one: Mapping[str, Any],
        id_: str,
        properties: Mapping[str, Any],
        returns: str = "",
        more: Mapping[str, str] | None = None,
        account: Mapping[str, Any] | None = None,
        links: Mapping[str, str] | None = None,
    ) -> Made:
        """A thing by its id, which others name it by; people call it by its tag ``Name``."""
        own, told = text(one, id_), tags(one.get("Tags"))
        given_back = {"": own, **({returns: own} if returns else {}), **(more or {})}
        name = told.get("Name") or text(one, "GroupName") or own
        return Made(
            type_,
            self.arn(kind, own),
            name,
            properties,
            returns=given_back,
            links=links or {},
            account=account or {},
            tags=told,
        )


def _vpc(one: Mapping[str, Any], ec2: _Ec2) -> Made:
    id_ = text(one, "VpcId")
    default = next(
        (
            text(group, "GroupId")
            for group in ec2.listed("DescribeSecurityGroups", "SecurityGroups", "GroupId")
            if _is_default(group) and text(group, "VpcId") == id_
        ),
        "",
    )
    properties = only(one, "CidrBlock", "InstanceTenancy")
    more = {"DefaultSecurityGroup": default} if default else {}
    return ec2.made(VPC, "vpc", one, "VpcId", properties, "VpcId", more, account=only(one, "IsDefault", "OwnerId"))


def _tables(ec2: _Ec2) -> Iterator[Made]:
    """Route tables with their routes and subnets. A subnet without one of its own has its VPC's main table."""
    tables = ec2.listed("DescribeRouteTables", "RouteTables", "RouteTableId")
    subnets = {text(one, "SubnetId"): one for one in ec2.listed("DescribeSubnets", "Subnets", "SubnetId")}
    with_own = {text(its, "SubnetId") for one in tables for its in listed(one, "Associations")}
    for one in tables:
        id_, vpc = text(one, "RouteTableId"), text(one, "VpcId")
        arn = ec2.arn("route-table", id_)
        yield ec2.made(TABLE, "route-table", one, "RouteTableId", only(one, "VpcId"), returns="RouteTableId")
        for route in listed(one, "Routes"):
            if text(route, "GatewayId") != "local":
                yield _route(route, id_, arn)
        associations = listed(one, "Associations")
        inside = [text(its, "SubnetId") for its in associations if text(its, "SubnetId")]
        if any(its.get("Main") is True for its in associations):
            inside.extend(
                own for own, subnet in subnets.items() if text(subnet, "VpcId") == vpc and own not in with_own
            )
        for subnet_id in inside:
            properties = {"RouteTableId": id_, "SubnetId": subnet_id}
            yield Made(ASSOCIATED, f"{arn}/subnet/{subnet_id}", f"{subnet_id} in {id_}", properties)


_TO = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_BY = (
    "CarrierGatewayId",
    "CoreNetworkArn",
    "EgressOnlyInternetGatewayId",
    "GatewayId",
    "InstanceId",
    "LocalGatewayId",
    "NatGatewayId",
    "NetworkInterfaceId",
    "TransitGatewayId",
    "VpcPeeringConnectionId",
)


def _route(route: Mapping[str, Any], table: str, arn: str) -> Made:
    to = next((found for name in _TO if (found := text(route, name))), "")
    properties = {"RouteTableId": table, **only(route, *_TO, *_BY)}
    return Made(ROUTE, f"{arn}/route/{to}", f"{to} of {table}", properties, account=only(route, "Origin", "State"))


def _is_default(group: Mapping[str, Any]) -> bool:
    return text(group, "GroupName") == "default"


def _group(one: Mapping[str, Any], ec2: _Ec2) -> Iterator[Made]:
    """A security group. The default one is an attribute of its VPC, and told of by itself once it has rules that AWS
    doesn't give it."""
    id_ = text(one, "GroupId")
    properties: dict[str, Any] = {
        "GroupName": one.get("GroupName"),
        "GroupDescription": one.get("Description"),
        **only(one, "VpcId"),
    }
    ingress = _rules(one, "IpPermissions", "Source", "SourcePrefixListId")
    egress = _rules(one, "IpPermissionsEgress", "Destination", "DestinationPrefixListId")
    untouched = _lets_all_out(egress)
    default = _is_default(one)
    if default:
        ingress = [rule for rule in ingress if not _is_among_members(rule, id_)]
        if not ingress and untouched:
            return
    if ingress:
        properties["SecurityGroupIngress"] = ingress
    if not untouched:
        properties["SecurityGroupEgress"] = egress  # an empty list is a group that lets nothing out
    if default:
        arn, name = ec2.arn("security-group", id_), f"default group of {text(one, 'VpcId')}"
        yield Made(GROUP, arn, name, properties, tags=tags(one.get("Tags")))
        return
    yield ec2.made(GROUP, "security-group", one, "GroupId", properties, returns="GroupId")


def _is_among_members(rule: Any, group: str) -> bool:
    return (
        isinstance(rule, dict)
        and rule.get("SourceSecurityGroupId") == group
        and rule.get("IpProtocol") == "-1"
        and "Description" not in rule
    )


def _lets_all_out(rules: list[Any]) -> bool:
    """Whether a group's rules for what goes out are those that AWS gives a new one: everything, to everywhere."""
    own = ({"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}, {"IpProtocol": "-1", "CidrIpv6": "::/0"})
    return own[0] in rules and all(rule in own for rule in rules)


def _rules(one: Mapping[str, Any], member: str, other: str, prefixes: str) -> list[Any]:
    """The rules of one direction: a permission is about several ranges and groups, a rule about one."""
    sources = {
        "IpRanges": ("CidrIp", "CidrIp"),
        "Ipv6Ranges": ("CidrIpv6", "CidrIpv6"),
        "PrefixListIds": ("PrefixListId", prefixes),
        "UserIdGroupPairs": ("GroupId", f"{other}SecurityGroupId"),
    }

    def rules(permission: Mapping[str, Any]) -> list[Any]:
        base = only(permission, "IpProtocol", "FromPort", "ToPort")
        found: list[Any] = []
        for kind, (name, property_) in sources.items():
            make = partial(_rule, base, name, property_)
            more = each(permission, kind, make)
            found.extend([more] if isinstance(more, Unread) else more)
        return found

    made = each(one, member, rules)
    if isinstance(made, Unread):
        return [made]
    return [rule for group in made for rule in (group if isinstance(group, list) else [group])]


def _rule(base: Mapping[str, Any], name: str, property_: str, one: Mapping[str, Any]) -> dict[str, Any]:
    return {**base, **given({property_: one.get(name)}), **only(one, "Description")}


_LAST = 32_767
"""The rule at the end of every access list, which refuses the rest."""


def _acl(one: Mapping[str, Any], ec2: _Ec2) -> Iterator[Made]:
    id_ = text(one, "NetworkAclId")
    arn = ec2.arn("network-acl", id_)
    yield ec2.made(ACL, "network-acl", one, "NetworkAclId", only(one, "VpcId"), account=only(one, "IsDefault"))
    for entry in listed(one, "Entries"):
        if entry.get("RuleNumber") == _LAST or (one.get("IsDefault") is True and _is_by_aws(entry)):
            continue
        way = "egress" if entry.get("Egress") is True else "ingress"
        number = entry.get("RuleNumber")
        properties = {
            "NetworkAclId": id_,
            **only(entry, "CidrBlock", "Egress", "Ipv6CidrBlock", "PortRange", "Protocol", "RuleAction", "RuleNumber"),
            **given({"Icmp": only(entry.get("IcmpTypeCode"), "Code", "Type")}),
        }
        yield Made(ENTRY, f"{arn}/{way}/{number}", f"{way} {number} of {id_}", properties)


def _is_by_aws(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of a default list is one that AWS puts there: everything may pass (VPC user guide, "Default
    network ACL for a VPC", 2026-11)."""
    own = {100: ("CidrBlock", "0.0.0.0/0"), 101: ("Ipv6CidrBlock", "::/0")}
    number = entry.get("RuleNumber")
    member, cidr = own.get(number, ("", "")) if isinstance(number, int) else ("", "")
    return bool(member) and entry.get(member) == cidr and entry.get("Protocol") == "-1"


def _gateway(one: Mapping[str, Any], ec2: _Ec2) -> Iterator[Made]:
    id_ = text(one, "InternetGatewayId")
    yield ec2.made(GATEWAY, "internet-gateway", one, "InternetGatewayId", {}, returns="InternetGatewayId")
    for attachment in listed(one, "Attachments"):
        if vpc := text(attachment, "VpcId"):
            arn = f"{ec2.arn('internet-gateway', id_)}/attachment/{vpc}"
            yield Made(ATTACHED, arn, f"{id_} at {vpc}", {"InternetGatewayId": id_, "VpcId": vpc})


def _endpoint(one: Mapping[str, Any], ec2: _Ec2) -> Made:
    told = document(one.get("PolicyDocument")) if one.get("PolicyDocument") else None
    properties = given(
        {
            **only(one, "PrivateDnsEnabled", "RouteTableIds", "ServiceName", "SubnetIds", "VpcEndpointType", "VpcId"),
            "PolicyDocument": None if _allows_all(told) else told,
            "SecurityGroupIds": [own for group in listed(one, "Groups") if (own := text(group, "GroupId"))],
        }
    )
    return ec2.made(ENDPOINT, "vpc-endpoint", one, "VpcEndpointId", properties, account=only(one, "OwnerId", "State"))


_ALL = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
"""What AWS gives an endpoint for which no policy was written (AWS PrivateLink guide, "Default endpoint policy",
2026-11)."""


def _allows_all(policy: Any) -> bool:
    return isinstance(policy, Mapping) and policy.get("Statement") in (_ALL, [_ALL])


_KINDS = {"vpc": "VPC", "subnet": "Subnet", "eni": "NetworkInterface", "tgw": "TransitGateway"}


def _flow_log(one: Mapping[str, Any], ec2: _Ec2) -> Made:
    of = text(one, "ResourceId")
    names = (
        "DeliverLogsPermissionArn",
        "LogDestination",
        "LogDestinationType",
        "LogFormat",
        "LogGroupName",
        "MaxAggregationInterval",
        "ResourceId",
        "TrafficType",
    )
    properties = only(one, *names) | given({"ResourceType": _KINDS.get(of.partition("-")[0])})
    more = only(one, "DeliverLogsErrorMessage", "DeliverLogsStatus", "FlowLogStatus")
    return ec2.made(FLOW_LOG, "vpc-flow-log", one, "FlowLogId", properties, account=more)


def _instance(one: Mapping[str, Any], ec2: _Ec2) -> Made:
    profile = text(one, "IamInstanceProfile", "Arn")
    properties = given(
        {
            **only(one, "ImageId", "InstanceType", "KeyName", "SubnetId"),
            "IamInstanceProfile": profile.rpartition("/")[2],
            "SecurityGroupIds": [own for group in listed(one, "SecurityGroups") if (own := text(group, "GroupId"))],
        }
    )
    more = only(one, "LaunchTime", "PublicIpAddress") | given({"State": text(one, "State", "Name")})
    links = {"IamInstanceProfile": profile} if profile else {}
    return ec2.made(INSTANCE, "instance", one, "InstanceId", properties, "InstanceId", account=more, links=links)
