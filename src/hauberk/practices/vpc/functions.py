"""Where in a network functions stand, and with which security group."""

from hauberk.model.compute import Function
from hauberk.model.given import is_given
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_flag, listed, resource_of
from hauberk.model.told import whole
from hauberk.model.values import Items, Known, Reference, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study


def _outside(function: Function) -> Verdict | None:
    """Why there is nothing to ask: the function is in no VPC, or that can't be told.

    Subnets that nobody knows yet are subnets all the same.
    """
    if function.is_in_no_vpc:
        return not_applicable("it is in no VPC")
    return None if is_given(function.subnets) else unknown(function.subnets)


@control("function-in-one-subnet", practice=12, severity=LOW, subject=Function)
def function_in_one_subnet(function: Function, study: Study) -> Verdict:
    """A function stands in a single subnet.

    A subnet is in one availability zone. When the zone fails, or the subnet runs out of addresses, the function stops.

    Attack: none is needed; a flood that uses up a small subnet's addresses does it too.

    Safe when: what the function talks to is in that zone alone.

    Fix: name private subnets in at least two zones.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5
    """
    outside = _outside(function)
    if outside is not None:
        return outside
    subnets = function.subnets
    if not (isinstance(subnets, Known) and isinstance(subnets.value, Items)):
        return unknown(subnets)
    only, *others = (*subnets.value,) or (subnets,)
    if others:
        return satisfied()
    if isinstance(only, Unknown):
        return unknown(only)
    return violated(subnets.says("one zone, or one subnet's addresses, stop the function"))


@control("function-in-public-subnet", practice=12, severity=MEDIUM, subject=Function)
def function_in_public_subnet(function: Function, study: Study) -> Verdict:
    """A function stands in a public subnet.

    A function in a VPC never gets a public address: in a public subnet it can't reach the internet, and it stands
    beside what the internet can reach.

    Attack: a machine beside it that was taken over shares its subnet and its access list.

    Safe when: never; it gains nothing.

    Fix: use private subnets, with a NAT gateway or VPC endpoints for what it calls.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
    """
    outside = _outside(function)
    if outside is not None:
        return outside
    judged = False
    for value in listed(function.subnets):
        subnet = study.named(value)
        if subnet is None or subnet.type != "AWS::EC2::Subnet":
            if isinstance(value, Unknown):
                return unknown(value)
            continue
        judged = True
        why = _public(subnet, function, study)
        if why:
            return violated(value.says(f"{subnet.name} {why}"))
    return satisfied() if judged else not_applicable("its subnets aren't in the template")


def _public(subnet: Resource, asking: Subject, study: Study) -> str:
    """What makes a subnet public, or empty."""
    if as_flag(asking.world.pick(subnet.properties.value("MapPublicIpOnLaunch"))) == Known(True):
        return "gives public addresses to what is started in it"
    for association in study.graph.users(subnet.id, "AWS::EC2::SubnetRouteTableAssociation"):
        table = study.named(asking.world.pick(association.properties.value("RouteTableId")))
        for route in study.graph.users(table.id, "AWS::EC2::Route") if table is not None else ():
            gateway = study.named(asking.world.pick(route.properties.value("GatewayId")))
            if gateway is not None and gateway.type == "AWS::EC2::InternetGateway":
                return "has a route to an internet gateway"
    return ""


@control("function-with-default-security-group", practice=12, severity=MEDIUM, subject=Function)
def function_with_default_security_group(function: Function, study: Study) -> Verdict:
    """A function has the VPC's default security group.

    Everything that names no group of its own is in the default group, and its members may all speak with each other.

    Attack: a forgotten machine in the default group reaches the function's database.

    Safe when: the default group has no rules.

    Fix: give the function a security group of its own.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2
    """
    outside = _outside(function)
    if outside is not None:
        return outside
    for group in listed(function.security_groups):
        match group:
            case Unknown():
                return unknown(group)
            case Reference(_, "DefaultSecurityGroup"):
                return violated(group.says("everything that names no group of its own is in this one"))
    return satisfied()


@control("security-group-shared", practice=12, severity=LOW, subject=Function)
def security_group_shared(function: Function, study: Study) -> Verdict:
    """A function shares its security group.

    A group's rules hold for all that are in it: what is opened for one is open for all.

    Attack: a rule for the database's proxy lets the function that renders pages in as well.

    Safe when: the functions need exactly the same.

    Fix: give each function, or each kind of them, a security group of its own.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
    """
    outside = _outside(function)
    if outside is not None:
        return outside
    if helper := unless_helper(function):
        return helper
    judged = False
    for group in listed(function.security_groups):
        resource = study.named(group)
        if isinstance(group, Unknown):
            return unknown(group)
        if resource is None or resource.type != "AWS::EC2::SecurityGroup":
            continue
        judged = True
        for other in study.graph.users(resource.id, "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", *_OTHERS):
            if whole(other) == whole(function.resource) or not function.world.holds(other.presence):
                continue
            if _has(Subject(other, function.world), resource.id):
                return violated(group.says(f"{other.name} has the same security group"))
    return satisfied() if judged else not_applicable("its security groups aren't in the template")


_OTHERS = (
    "AWS::Lambda::Function",
    "AWS::EC2::Instance",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::RDS::DBProxy",
)
_LISTS = ("SecurityGroupIds", "SecurityGroups", "VPCSecurityGroups", "VpcSecurityGroupIds")


def _has(other: Subject, group: str) -> bool:
    places = [other.at(name) for name in (*_LISTS, "VpcConfig.SecurityGroupIds")]
    return any(resource_of(value) == group for place in places for value in listed(place))


CONTROLS = (
    function_in_one_subnet,
    function_in_public_subnet,
    function_with_default_security_group,
    security_group_shared,
)
