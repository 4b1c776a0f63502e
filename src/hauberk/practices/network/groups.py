"""Rules of security groups and network access lists."""

from collections.abc import Iterator

from hauberk.model.application import Application
from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.subject import WHOLE, Number, Part, Seed, Text, below, listed, presence, resource_of, spread
from hauberk.model.values import Absent, Known, Plain, Unknown, Value, alternatives
from hauberk.model.verdict import HIGH, LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.practices.network.addresses import is_everyones
from hauberk.study.study import Study

WEB_PORTS = (80, 443)
WITHOUT_PORTS = ("icmp", "icmpv6", "1", "58")
"""Protocols for the network's own messages, by name and number; their first and last "ports" are types and codes (EC2
API reference, "IpPermission", 2026-11)."""


class Rule(Part):
    """A rule of a security group, inside the group or as a resource of its own."""

    __slots__ = ()

    cidr = Text("CidrIp")
    cidr6 = Text("CidrIpv6")
    first = Number("FromPort")
    last = Number("ToPort")
    protocol = Text("IpProtocol")

    INSIDE = ""
    ALONE: tuple[str, ...] = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every rule of one direction."""
        for group in application.of("AWS::EC2::SecurityGroup"):
            yield from cls.inside(group)
        for rule in application.of(*cls.ALONE):
            for guard in presence(rule):
                yield cls.seed(rule, WHOLE, guard, Known(rule.properties))

    @classmethod
    def inside(cls, group: Resource) -> Iterator[Seed]:
        """Those that stand inside a group."""
        for guard, value in below(group, cls.INSIDE):
            for deeper, index, element in spread(value, guard):
                yield cls.seed(group, f"{cls.INSIDE}{index}", deeper, element)

    @property
    def ports(self) -> str:
        """What a rule opens, in words."""
        (known, first), (sure, last) = plain(self.first), plain(self.last)
        if not known or not sure or first == -1 or (first, last) == (0, 65535):
            return "every port"
        return f"port {first}" if first == last else f"ports {first} to {last}"

    @property
    def everywhere(self) -> Value | None:
        """The address range, if it is everyone's; an unknown one if that can't be told."""
        for value in (self.cidr, self.cidr6):
            if isinstance(value, Unknown) or is_everyones(value):
                return value
        return None


class Ingress(Rule):
    """A rule for traffic that comes in."""

    KIND = "ingress rule"
    INSIDE = "SecurityGroupIngress"
    ALONE = ("AWS::EC2::SecurityGroupIngress",)
    __slots__ = ()

    group = Text("GroupId")
    origin = Text("SourceSecurityGroupId")

    @property
    def among_members(self) -> bool:
        """Whether the rule lets in only members of the same group."""
        origin = resource_of(self.origin)
        alone = self.resource.type in self.ALONE
        return bool(origin) and origin == (resource_of(self.group) if alone else self.resource.id)


class Egress(Rule):
    """A rule for traffic that goes out."""

    KIND = "egress rule"
    INSIDE = "SecurityGroupEgress"
    ALONE = ("AWS::EC2::SecurityGroupEgress",)
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every rule, and every group without one, which AWS gives a rule for everything."""
        yield from super().seeds(application)
        for group in application.of("AWS::EC2::SecurityGroup"):
            for there in presence(group):
                for guard, value in alternatives(group.properties.value(cls.INSIDE), there):
                    if isinstance(value, Absent):
                        yield cls.seed(group, cls.INSIDE, guard, value)


@control("security-group-open-to-world", practice=6, severity=HIGH, subject=Ingress)
def security_group_open_to_world(rule: Ingress, study: Study) -> Verdict:
    """A security group lets the whole internet in.

    A rule for 0.0.0.0/0 on anything but the web's ports opens databases, caches and consoles to everyone who scans. A
    function takes no connections at all: its group needs no ingress.

    Everyone is who comes from more public addresses than a /8 has (of IPv6: than a /16), however that is written: half
    of the internet is as open as all of it. Each rule is asked by itself.

    Attack: scanners find an open port within minutes, and try the passwords of every leak.

    Safe when: a public load balancer takes web traffic; ports 80 and 443 pass.

    Fix: name the security group that may connect, instead of addresses.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18
    """
    if isinstance(rule.value, Unknown):
        return unknown(rule.value)
    source = rule.everywhere
    if source is None:
        return satisfied()
    if isinstance(source, Unknown):
        return unknown(source)
    known, first = plain(rule.first)
    if known and first in WEB_PORTS and plain(rule.last) == (True, first):
        return satisfied()
    if plain(rule.protocol)[1] in WITHOUT_PORTS:
        return satisfied()
    if isinstance(rule.first, Unknown) or isinstance(rule.last, Unknown):
        return unknown(rule.first if isinstance(rule.first, Unknown) else rule.last)
    return violated(source.says(f"everyone on the internet can reach {rule.ports}"))


@control("security-group-open-egress", practice=6, severity=LOW, subject=Egress)
def security_group_open_egress(rule: Egress, study: Study) -> Verdict:
    """A security group lets everything out.

    Without limits on what goes out, code that was smuggled in sends what it finds wherever it likes. A group without
    any egress rule is as open, since AWS adds one for everything; that is said of groups that functions are in.

    Attack: a poisoned package sends the function's credentials to a server of the attacker.

    Safe when: the function calls hosts of others whose addresses change; then limit the port to 443.

    Fix: allow port 443 to the endpoints and groups that the function calls.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
    """
    if isinstance(rule.value, Unknown):
        return unknown(rule.value)
    if isinstance(rule.value, Absent):
        return _of_group(rule, study)
    target = rule.everywhere
    if target is None:
        return satisfied()
    if isinstance(target, Unknown):
        return unknown(target)
    known, protocol = plain(rule.protocol)
    if not known:
        return unknown(rule.protocol)
    if str(protocol) == "-1" or (plain(rule.first) == (True, 0) and plain(rule.last) == (True, 65535)):
        return violated(target.says("everything may go everywhere"))
    return satisfied()


def _of_group(rule: Egress, study: Study) -> Verdict:
    """What holds for a group that has no rule for what goes out: AWS adds one for everything."""
    if any(study.users(rule, *Egress.ALONE)):
        return not_applicable("its rules are resources of their own")
    for resource in study.users(rule, "AWS::Lambda::Function"):
        groups = listed(Function(resource, rule.world).security_groups)
        if any(resource_of(group) == rule.resource.id for group in groups):
            return violated(
                rule.says(f"AWS lets everything out of a group without egress rules, for {resource.name} too")
            )
    return not_applicable("no function is in this group, which has no egress rule of its own")


class AclEntry(Part):
    """An entry of a network access control list."""

    KIND = "network ACL entry"
    __slots__ = ()

    action = Text("RuleAction")
    cidr = Text("CidrBlock")
    cidr6 = Text("Ipv6CidrBlock")
    egress = Text("Egress", "false")
    first = Number("PortRange.From")
    last = Number("PortRange.To")
    protocol = Text("Protocol")

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every entry."""
        for entry in application.of("AWS::EC2::NetworkAclEntry"):
            for guard in presence(entry):
                yield cls.seed(entry, WHOLE, guard, Known(entry.properties))


SSH, RDP, EPHEMERAL = 22, 3389, 1024


def _consoles(first: Plain, last: Plain) -> str:
    """The ports of consoles that a range opens, in words; a range for answers from the first high port on isn't one."""
    if not isinstance(first, (int, float)) or not isinstance(last, (int, float)):
        return ""
    if (first, last) == (0, 65535):
        return "every port of TCP"
    port = SSH if first <= SSH <= last else RDP
    if not first <= port <= last or (port == RDP and first <= EPHEMERAL):
        return ""
    return f"port {port}" if first == last else f"port {port} among the ports {first:g} to {last:g}"


@control("network-acl-open", practice=6, severity=MEDIUM, subject=AclEntry)
def network_acl_open(entry: AclEntry, study: Study) -> Verdict:
    """A network access list lets everything in.

    An access list that allows every protocol, or the ports of consoles, from everywhere is none: it was made to be the
    second line behind security groups. The high ports that answers come back to are no fault.

    Attack: one security group that is too wide, and nothing else holds the traffic back.

    Safe when: the subnet is public and its security groups are reviewed.

    Fix: allow the ports that are needed from the ranges that need them.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21
    """
    known, action = plain(entry.action)
    if not known:
        return unknown(entry.action)
    if action != "allow" or plain(entry.egress) == (True, "true"):
        return not_applicable("it refuses, or is for what goes out")
    for value in (entry.cidr, entry.cidr6):
        if isinstance(value, Unknown):
            return unknown(value)
        if is_everyones(value):
            if isinstance(entry.protocol, Unknown):
                return unknown(entry.protocol)
            if plain(entry.protocol) == (True, "-1"):
                return violated(value.says("everything may come in from everywhere"))
            if plain(entry.protocol)[1] in ("6", "tcp"):
                for port in (entry.first, entry.last):
                    if isinstance(port, Unknown):
                        return unknown(port)
                opened = _consoles(plain(entry.first)[1], plain(entry.last)[1])
                if opened:
                    return violated(value.says(f"{opened} can be reached from everywhere"))
    return satisfied()


@control("security-group-with-all-ports", practice=6, severity=MEDIUM, subject=Ingress)
def security_group_with_all_ports(rule: Ingress, study: Study) -> Verdict:
    """A security group lets in on every port.

    A rule for all ports opens, beside the one that is meant, the console, the debugger and what is installed tomorrow.

    Attack: from a machine that was taken over, every service of its neighbours can be tried.

    Safe when: members of one group talk to each other, and to nobody else; such rules pass.

    Fix: name the protocol and the port.

    References:
    - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    """
    if isinstance(rule.value, Unknown):
        return unknown(rule.value)
    if rule.everywhere is not None and not isinstance(rule.everywhere, Unknown):
        return not_applicable("security-group-open-to-world asks about it")
    if rule.among_members:
        return satisfied()
    known, protocol = plain(rule.protocol)
    if not known:
        return unknown(rule.protocol)
    if str(protocol) == "-1":
        return violated(rule.protocol.says("every port of every protocol is open"))
    for port in (rule.first, rule.last):
        if isinstance(port, Unknown):
            return unknown(port)
    if plain(rule.first) == (True, 0) and plain(rule.last) == (True, 65535):
        return violated(rule.first.says("every port is open"))
    return satisfied()


CONTROLS = (security_group_open_to_world, security_group_open_egress, network_acl_open, security_group_with_all_ports)
