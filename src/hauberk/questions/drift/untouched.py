"""What AWS gives every network and the reader of an account leaves out until somebody changes it: a VPC's default
security group (:mod:`hauberk.sources.account.services.networks`)."""

from collections.abc import Iterator

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Known
from hauberk.questions.drift.properties import Pair
from hauberk.questions.drift.sides import Half

GROUP = "AWS::EC2::SecurityGroup"
_RULES = ("SecurityGroupIngress", "SecurityGroupEgress")


def untouched(before: Half, after: Half) -> Iterator[Pair]:
    """The default groups that two accounts have and one of them leaves out, which hold there what AWS gives them."""
    yield from (Pair(_as_given(group), group) for group in _changed(after, before))
    yield from (Pair(group, _as_given(group)) for group in _changed(before, after))


def _changed(half: Half, other: Half) -> Iterator[Resource]:
    """The default groups that one side tells of alone, in networks that both have."""
    if other.unread(GROUP):
        return
    for group in half.application.of(GROUP):
        network = half.study.named(group.properties.value("VpcId"))
        is_default = group.properties.value("GroupName") == Known("default")
        there = other.application.resources
        if is_default and group.id not in there and network is not None and network.id in there:
            yield group


def _as_given(group: Resource) -> Resource:
    """A default group without the rules that somebody gave it."""
    kept = {name: value for name, value in group.properties.items() if name not in _RULES}
    return group.changed(properties=Fields(kept, head=group.properties.head))
