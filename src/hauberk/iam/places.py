"""Where resources may be that some policies speak of: partition, region and account."""

from collections.abc import Mapping
from typing import NamedTuple

from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.language.arn import PARTS, is_account
from hauberk.iam.request import Policies
from hauberk.model.regex import regex

_HOLE = regex(r"\$\{[^}]*\}|\*")


class Place(NamedTuple):
    """Where a resource may be, as far as its ARN tells."""

    partition: str = "aws"
    region: str = "eu-west-1"
    account: str = ACCOUNT

    def of(self, shape: str, name: str = "*") -> str:
        """The ARN of a resource there: of the Service Authorization Reference's shape, and of one name throughout."""
        there = shape.replace("${Partition}", self.partition).replace("${Region}", self.region)
        return _HOLE.sub(lambda _: name, there.replace("${Account}", self.account))


def places_of(policies: Policies) -> Mapping[str, tuple[Place, ...]]:
    """Every place that the statements which allow something tell apart, by its account. One that is spelt out is taken
    for the holder's own: a policy doesn't know where it will be attached."""
    usual = Place()
    found: dict[str, dict[Place, None]] = {usual.account: {usual: None}}
    for policy in policies.identity:
        for one in boxes(policy).allow:
            for pattern in one.resources.globs:
                pieces = spelt(pattern).split(":")
                if len(pieces) >= PARTS:
                    account = pieces[4] if is_account(pieces[4]) else usual.account
                    partition, region = _any_of(pieces[1]), _any_of(pieces[3])
                    place = Place(partition or usual.partition, region or usual.region, account)
                    found.setdefault(account, {})[place] = None
    return {account: tuple(places) for account, places in found.items()}


def _any_of(pattern: str) -> str:
    """A text that a pattern fits; nothing for a star."""
    return pattern.replace("*", "").replace("?", "0")
