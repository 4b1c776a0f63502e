"""Networks and their borders: flow logs, endpoints, public addresses."""

from hauberk.model.policies import EndpointStatement, pattern_text
from hauberk.model.subject import Flag, Subject, Text, listed
from hauberk.model.values import Known, Reason, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, must_be_off
from hauberk.practices.control import control
from hauberk.practices.least_privilege.elements import is_every
from hauberk.study.study import Study


class Vpc(Subject):
    """A network."""

    TYPES = ("AWS::EC2::VPC",)
    __slots__ = ()


@control("vpc-without-flow-logs", practice=6, severity=MEDIUM, subject=Vpc)
def vpc_without_flow_logs(vpc: Vpc, study: Study) -> Verdict:
    """A network doesn't record its traffic.

    Flow logs tell who spoke with whom, and what was refused. Without them nobody can say where data went.

    Attack: a function sends data out for weeks; afterwards there is no record of where.

    Safe when: the account records flows for all networks centrally.

    Fix: add an AWS::EC2::FlowLog for the VPC.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6
    """
    if any(study.users(vpc, "AWS::EC2::FlowLog")):
        return satisfied()
    return violated(vpc.says("nothing records the traffic of this network"))


class Endpoint(Subject):
    """A VPC endpoint."""

    TYPES = ("AWS::EC2::VPCEndpoint",)
    __slots__ = ()

    kind_of = Text("VpcEndpointType", "Gateway")
    service = Text("ServiceName")


_OF_OTHERS = "com.amazonaws.vpce."
"""How the names of endpoint services of others begin; such a service takes the default policy only (AWS PrivateLink
guide, "Control access to VPC endpoints using endpoint policies", 2026-11)."""


@control("endpoint-without-policy", practice=6, severity=LOW, subject=Endpoint)
def endpoint_without_policy(endpoint: Endpoint, study: Study) -> Verdict:
    """A VPC endpoint lets everything through.

    Without a policy of its own an endpoint passes every action on every resource of the service, in any account: also
    on the bucket of someone else.

    Attack: code that was smuggled in writes your data through your endpoint into the attacker's bucket, with the
    attacker's credentials. No internet is needed.

    Safe when: the service supports no endpoint policy.

    Fix: set PolicyDocument, at least with a condition on aws:ResourceOrgID or aws:PrincipalOrgID.

    References:
    - https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """
    if endpoint.kind_of == Known("GatewayLoadBalancer") or _OF_OTHERS in (pattern_text(endpoint.service) or ""):
        return not_applicable("it leads to a service that takes no endpoint policy")
    return must_be_given(endpoint.at("PolicyDocument"), "every action on every resource of the service may pass")


@control("endpoint-policy-open", practice=6, severity=LOW, subject=EndpointStatement)
def endpoint_policy_open(statement: EndpointStatement, study: Study) -> Verdict:
    """A VPC endpoint's policy allows everything.

    A policy that allows every action on every resource to everyone is as good as none.

    Attack: code that was smuggled in writes your data through your endpoint into the attacker's bucket.

    Safe when: a condition limits it to your organization; such statements pass.

    Fix: name the actions and resources, or add a condition on aws:ResourceOrgID or aws:PrincipalOrgID.

    References:
    - https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """
    cause = statement.undecided
    if cause is not None:
        return unknown(cause)
    if not statement.allows:
        return not_applicable("it denies")
    for value in (*statement.actions, *listed(statement.resources)):
        if isinstance(value, Unknown):
            return unknown(value)
    for value in statement.actions:
        service, _, name = (pattern_text(value) or "").lower().partition(":")
        if not is_every(name or service) or (set(service) & set("*?") and not is_every(service)):
            continue
        from hauberk.study.bystanders import passer

        found = passer(statement, study, "" if is_every(service) else service)
        if isinstance(found, Reason):
            return unknown(found)
        if found is not None:
            return violated(
                value.says("every action on every resource of the service may pass"),
                statement.says("anyone's credentials, on anyone's resources"),
            )
    return satisfied()


class Subnet(Subject):
    """A subnet."""

    TYPES = ("AWS::EC2::Subnet",)
    __slots__ = ()

    public_addresses = Flag("MapPublicIpOnLaunch", False)


@control("subnet-with-public-addresses", practice=6, severity=MEDIUM, subject=Subnet)
def subnet_with_public_addresses(subnet: Subnet, study: Study) -> Verdict:
    """Everything in a subnet gets a public address.

    What is started here can be reached from the internet by default, whether or not anyone meant it to.

    Attack: a machine that was started for a test stays, with a public address and an old system.

    Safe when: the subnet holds load balancers and NAT gateways only.

    Fix: set MapPublicIpOnLaunch to false, and give addresses to what needs one.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15
    """
    return must_be_off(subnet.public_addresses, "what is started here gets an address on the internet")


CONTROLS = (vpc_without_flow_logs, endpoint_without_policy, endpoint_policy_open, subnet_with_public_addresses)
