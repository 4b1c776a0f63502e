"""EC2's networks."""

from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Hand, Read, Recipe, Step


def _tags(making: Making) -> None:
    if making.properties.get("Tags"):
        making.tried("Tags", "create_tags", Resources=[making.ref], Tags=making.properties["Tags"])


def _made(
    create: Step,
    noun: str,
    *reads: Read,
    after: "tuple[Step | Hand, ...]" = (),
    attributes: "dict[str, str] | None" = None,
    dispensable: tuple[str, ...] = (),
) -> Recipe:
    """A resource whose id stands in the answer under its noun."""
    return Recipe(
        "ec2",
        create,
        f"${{.{noun}.{noun}Id}}",
        f"arn:aws:ec2:${{Region}}:${{Account}}:{_kebab(noun)}/${{.{noun}.{noun}Id}}",
        attributes={"Id": "${Ref}", f"{noun}Id": "${Ref}", **(attributes or {})},
        after=(*after, _tags),
        apart=frozenset(("Tags",)),
        reads=reads,
        dispensable=dispensable,
    )


def _kebab(noun: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in noun).lstrip("-")


def _group(making: Making) -> None:
    """A security group with the rules that its properties list; what lets all out goes where there are others."""
    properties = making.properties
    making.answer = making.call(
        "create_security_group",
        GroupName=properties.get("GroupName") or making.made_up_name(),
        Description=properties.get("GroupDescription"),
        VpcId=properties.get("VpcId") or _default_vpc(making),
    )
    group = making.ref = making.answer["GroupId"]
    if properties.get("SecurityGroupEgress"):
        everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
        with suppress(ClientError):  # the emulator has it in some VPCs only
            making.call("revoke_security_group_egress", GroupId=group, IpPermissions=[everything])
    for direction, name in (("ingress", "SecurityGroupIngress"), ("egress", "SecurityGroupEgress")):
        for rule in properties.get(name) or ():
            permission = _permission(rule)
            making.tried(name, f"authorize_security_group_{direction}", GroupId=group, IpPermissions=[permission])
    told = making.call("describe_security_groups", GroupIds=[group])["SecurityGroups"][0]
    for name, where in (("SecurityGroupIngress", "IpPermissions"), ("SecurityGroupEgress", "IpPermissionsEgress")):
        sent = [_permission(rule) for rule in properties.get(name) or ()]
        making.compare({name: _split(sent)}, {name: _split(told[where])})


def _split(permissions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A permission for each range: the API gathers what has the same protocol and ports."""
    found: list[dict[str, Any]] = []
    for one in permissions:
        rest = {name: value for name, value in one.items() if not isinstance(value, list)}
        for name, value in one.items():
            if isinstance(value, list):
                found.extend({**rest, **_plain(name, range_)} for range_ in value)
    return found


def _plain(name: str, range_: dict[str, Any]) -> dict[str, Any]:
    return {name: next((range_[key] for key in ("CidrIp", "CidrIpv6", "GroupId", "PrefixListId") if key in range_), "")}


def _permission(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of a template, as the API has permissions."""
    protocol = str(rule.get("IpProtocol", "-1"))
    made: dict[str, Any] = {"IpProtocol": "-1" if protocol == "all" else protocol}
    for port in ("FromPort", "ToPort"):
        if port in rule and made["IpProtocol"] != "-1":
            made[port] = int(rule[port])
    said = {"Description": rule["Description"]} if rule.get("Description") else {}
    group = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    if rule.get("CidrIp"):
        made["IpRanges"] = [{"CidrIp": rule["CidrIp"], **said}]
    elif rule.get("CidrIpv6"):
        made["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **said}]
    elif group:
        made["UserIdGroupPairs"] = [{"GroupId": group, **said}]
    elif rule.get("SourcePrefixListId") or rule.get("DestinationPrefixListId"):
        made["PrefixListIds"] = [{"PrefixListId": rule.get("SourcePrefixListId") or rule["DestinationPrefixListId"]}]
    return made


def _rule(direction: str) -> Hand:
    def make(making: Making) -> None:
        making.ref = making.made_up_name()
        try:
            making.call(
                f"authorize_security_group_{direction}",
                GroupId=making.properties["GroupId"],
                IpPermissions=[_permission(making.properties)],
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "InvalidPermission.Duplicate":  # such a rule is there
                raise

    return make


def _default_vpc(making: Making) -> str | None:
    found = making.call("describe_vpcs", Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    return str(found[0]["VpcId"]) if found else None


def _dns(making: Making) -> None:
    """Settings of a VPC that are a call each."""
    for name in ("EnableDnsSupport", "EnableDnsHostnames"):
        if name in making.properties:
            value = {"Value": str(making.properties[name]).lower() == "true"}
            parameters: dict[str, Any] = {name: value}
            making.tried(name, "modify_vpc_attribute", VpcId=making.ref, **parameters)


def _public(making: Making) -> None:
    if "MapPublicIpOnLaunch" in making.properties:
        value = {"Value": str(making.properties["MapPublicIpOnLaunch"]).lower() == "true"}
        making.tried("MapPublicIpOnLaunch", "modify_subnet_attribute", SubnetId=making.ref, MapPublicIpOnLaunch=value)
        told = making.call("describe_subnets", SubnetIds=[making.ref])["Subnets"][0]
        making.compare({"MapPublicIpOnLaunch": value["Value"]}, told)


def _attachment(making: Making) -> None:
    making.ref = making.made_up_name()
    making.call("attach_internet_gateway", **making.fit("attach_internet_gateway", making.properties))


def _route(making: Making) -> None:
    sent = making.fit("create_route", making.properties)
    making.call("create_route", **sent)
    table = making.call("describe_route_tables", RouteTableIds=[sent["RouteTableId"]])["RouteTables"][0]
    making.ref = making.made_up_name()
    route = {name: value for name, value in sent.items() if name != "RouteTableId"}
    making.compare({"Routes": [route]}, {"Routes": table["Routes"]})


def _entry(making: Making) -> None:
    properties = dict(making.properties)
    egress = str(properties.pop("Egress", False)).lower() == "true"
    making.ref = making.made_up_name()
    making.call("create_network_acl_entry", **making.fit("create_network_acl_entry", properties), Egress=egress)


def _first(operation: str, parameter: str, at: str, **renamed: str) -> Read:
    return Read(operation, {parameter: ["${Ref}"]}, f"{at}.0", renamed)


RECIPES = {
    "AWS::EC2::VPC": _made(
        Step("create_vpc", ("CidrBlock", "InstanceTenancy", "Ipv4IpamPoolId", "Ipv4NetmaskLength")),
        "Vpc",
        _first("describe_vpcs", "VpcIds", "Vpcs"),
        after=(_dns,),
        attributes={"CidrBlock": "${CidrBlock}"},
    ),
    "AWS::EC2::Subnet": _made(
        Step(
            "create_subnet",
            ("VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId", "Ipv6CidrBlock"),
        ),
        "Subnet",
        _first("describe_subnets", "SubnetIds", "Subnets"),
        after=(_public,),
        attributes={"AvailabilityZone": "${.Subnet.AvailabilityZone}"},
        dispensable=("AvailabilityZone",),
    ),
    "AWS::EC2::SecurityGroup": Recipe(
        "ec2",
        _group,
        "${.GroupId}",
        "arn:aws:ec2:${Region}:${Account}:security-group/${.GroupId}",
        attributes={"GroupId": "${Ref}", "Id": "${Ref}"},
        after=(_tags,),
    ),
    "AWS::EC2::SecurityGroupIngress": Recipe("ec2", _rule("ingress"), "${Ref}"),
    "AWS::EC2::SecurityGroupEgress": Recipe("ec2", _rule("egress"), "${Ref}"),
    "AWS::EC2::InternetGateway": _made(Step("create_internet_gateway"), "InternetGateway"),
    "AWS::EC2::VPCGatewayAttachment": Recipe("ec2", _attachment, "${Ref}"),
    "AWS::EC2::RouteTable": _made(
        Step("create_route_table"), "RouteTable", _first("describe_route_tables", "RouteTableIds", "RouteTables")
    ),
    "AWS::EC2::Route": Recipe("ec2", _route, "${Ref}"),
    "AWS::EC2::SubnetRouteTableAssociation": Recipe("ec2", Step("associate_route_table"), "${.AssociationId}"),
    "AWS::EC2::EIP": Recipe(
        "ec2",
        Step("allocate_address"),
        "${.PublicIp}",
        attributes={"AllocationId": "${.AllocationId}", "PublicIp": "${.PublicIp}"},
        apart=frozenset(("Tags",)),
    ),
    "AWS::EC2::NatGateway": _made(
        Step("create_nat_gateway"),
        "NatGateway",
        Read("describe_nat_gateways", {"NatGatewayIds": ["${Ref}"]}, "NatGateways.0", {"AllocationId": ""}),
    ),
    "AWS::EC2::NetworkAcl": _made(
        Step("create_network_acl"), "NetworkAcl", _first("describe_network_acls", "NetworkAclIds", "NetworkAcls")
    ),
    "AWS::EC2::NetworkAclEntry": Recipe("ec2", _entry, "${Ref}"),
    "AWS::EC2::SubnetNetworkAclAssociation": Recipe("ec2", lambda making: _acl_of_subnet(making), "${Ref}"),
    "AWS::EC2::VPCEndpoint": _made(
        Step("create_vpc_endpoint"),
        "VpcEndpoint",
        Read("describe_vpc_endpoints", {"VpcEndpointIds": ["${Ref}"]}, "VpcEndpoints.0", {"SecurityGroupIds": ""}),
    ),
    "AWS::EC2::FlowLog": Recipe(
        "ec2",
        Step("create_flow_logs", renamed={"ResourceId": "ResourceIds"}),
        "${.FlowLogIds.0}",
        apart=frozenset(("Tags",)),
        reads=(
            Read(
                "describe_flow_logs",
                {"FlowLogIds": ["${Ref}"]},
                "FlowLogs.0",
                {"ResourceIds": "", "ResourceType": "", "LogDestinationType": "LogDestinationType"},
            ),
        ),
    ),
}


def _acl_of_subnet(making: Making) -> None:
    """A subnet has a network ACL from the start; the template's takes its place."""
    subnet = making.properties["SubnetId"]
    filters = [{"Name": "association.subnet-id", "Values": [subnet]}]
    for acl in making.call("describe_network_acls", Filters=filters)["NetworkAcls"]:
        for one in acl["Associations"]:
            if one["SubnetId"] == subnet:
                making.answer = making.call(
                    "replace_network_acl_association",
                    AssociationId=one["NetworkAclAssociationId"],
                    NetworkAclId=making.properties["NetworkAclId"],
                )
    making.ref = str(making.answer.get("NewAssociationId", ""))
