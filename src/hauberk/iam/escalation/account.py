"""An account as far as ways to gain permissions ask for it, whatever it was read from.

What a source can't tell is ``None``, "not told", which isn't the same as "there is none".
"""

from enum import StrEnum
from typing import NamedTuple

from hauberk.iam.language.policy import Policy


class Place(StrEnum):
    """How a principal comes by a policy."""

    ATTACHED = "attached-policy"
    INLINE = "inline-policy"
    ATTACHED_OF_GROUP = "attached-policy-of-group"
    INLINE_OF_GROUP = "inline-policy-of-group"


OF_GROUP = {Place.ATTACHED: Place.ATTACHED_OF_GROUP, Place.INLINE: Place.INLINE_OF_GROUP}
"""How the members of a group come by what the group has."""


class Held(NamedTuple):
    """A policy that bears on a principal."""

    policy: Policy
    place: Place
    arn: str = ""
    """Of a managed policy."""


class Tag(NamedTuple):
    """A tag of a principal."""

    key: str
    value: str


class Principal(NamedTuple):
    """A user or a role."""

    arn: str
    held: tuple[Held, ...] = ()
    boundary: Held | None = None
    trust: Policy | None = None
    """Who may become it, of a role."""
    groups: tuple[str, ...] = ()
    """ARNs."""
    profiles: tuple[str, ...] | None = None
    """ARNs of the instance profiles that have the role."""
    tags: tuple[Tag, ...] | None = None
    password: bool | None = None
    """Whether a user has a password for the console."""
    second_factor: bool | None = None
    """Whether a user has one."""

    @property
    def is_user(self) -> bool:
        """Whether it is a user, not a role."""
        return ":user/" in self.arn

    @property
    def policies(self) -> tuple[Policy, ...]:
        """What says what it may do."""
        return tuple(held.policy for held in self.held)


class Group(NamedTuple):
    """A group of users."""

    arn: str
    held: tuple[Held, ...] = ()


class Managed(NamedTuple):
    """A customer managed policy."""

    arn: str
    policy: Policy
    others: tuple[Policy, ...] | None = None
    """Its versions that aren't the default."""


class Working(NamedTuple):
    """A resource that works with a role."""

    type: str
    """The name of its type in the service authorization reference, after the service that its ARN names:
    ``lambda:function``."""
    arn: str
    role: str
    """The role's ARN; empty if it isn't known."""
    starts_by_itself: bool | None = None
    """Whether something else starts it again and again."""
    signed: bool | None = None
    """Whether a code signing configuration enforces who signs."""


class Bucket(NamedTuple):
    """A bucket."""

    arn: str
    lists: bool | None = None
    """Whether access control lists have an effect in it."""


class Account(NamedTuple):
    """An account."""

    id: str
    principals: tuple[Principal, ...] = ()
    groups: tuple[Group, ...] = ()
    managed: tuple[Managed, ...] = ()
    working: tuple[Working, ...] | None = None
    """The resources that have roles."""
    buckets: tuple[Bucket, ...] = ()
    """Those that are known, among others."""
    scp: tuple[tuple[Policy, ...], ...] = ()
    rcp: tuple[tuple[Policy, ...], ...] = ()

    @property
    def partition(self) -> str:
        """That of its ARNs."""
        return next((one.arn.split(":", 2)[1] for one in self.principals), "aws")
