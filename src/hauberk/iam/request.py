"""A request to AWS, as IAM sees it: who, what, on what, in which context.

Source: IAM user guide, "Policy evaluation logic" and "AWS global condition context keys" (2026-11).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from hauberk.iam.language.policy import Policy, Statement

ANONYMOUS = "*"
"""The principal of a request without a signature."""


class Request(NamedTuple):
    """One request. Keys of ``context`` are in lower case; a key with one value has a tuple of one.

    ``principal`` is an ARN (user, role, session, root, federated user), a service (``sns.amazonaws.com``), an identity
    provider's ARN or address, or :data:`ANONYMOUS`. Keys that principal and resource imply
    (``aws:PrincipalArn``…) needn't be in the context; see :mod:`hauberk.iam.implied`.
    """

    principal: str
    action: str
    resource: str
    context: Mapping[str, tuple[str, ...]] = {}
    resource_account: str = ""
    """The account that owns the resource, where its ARN doesn't say; empty if it isn't told."""


class Policies(NamedTuple):
    """All policies that bear on a request.

    ``None`` means that there is no such policy, which differs from an empty one: without a boundary nothing is
    bounded. Of ``scp`` and ``rcp`` each level (root, unit, account) must allow; no levels means no such policies.
    """

    identity: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    session: Policy | None = None
    scp: tuple[tuple[Policy, ...], ...] = ()
    rcp: tuple[tuple[Policy, ...], ...] = ()
    resource: Policy | None = None


class Decision(StrEnum):
    """What becomes of a request."""

    ALLOW = "allow"
    EXPLICIT_DENY = "explicit-deny"
    IMPLICIT_DENY = "implicit-deny"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    """A decision, what it rests on, and why."""

    decision: Decision
    by: tuple[tuple[str, Statement], ...] = ()
    """The statements that decide, each with the name of its policy; for an implicit deny none."""
    reason: str = ""
    """A sentence for the reader: which gate a request doesn't pass, or what isn't known."""
