"""What a policy says: frozen, hashable, and the same whether it was written in JSON or in a template.

Elements from the IAM user guide, "IAM JSON policy elements reference" (2026-11).
"""

from enum import StrEnum
from typing import NamedTuple

from hauberk.iam.language.operators import Asked
from hauberk.iam.language.text import Glob, Hole
from hauberk.model.span import Span


class Kind(StrEnum):
    """What a policy is attached to, which decides what its elements mean."""

    IDENTITY = "identity"
    RESOURCE = "resource"
    """On a resource; a role's trust policy is one too."""
    BOUNDARY = "boundary"
    SESSION = "session"
    SCP = "scp"
    """A service control policy of AWS Organizations: limits the principals of its accounts."""
    RCP = "rcp"
    """A resource control policy of AWS Organizations: limits the resources of its accounts."""


class Effect(StrEnum):
    """What a statement does with the requests that it matches."""

    ALLOW = "Allow"
    DENY = "Deny"


class PrincipalKind(StrEnum):
    """The keys of a ``Principal`` element."""

    AWS = "AWS"
    SERVICE = "Service"
    FEDERATED = "Federated"
    CANONICAL_USER = "CanonicalUser"


class Principal(NamedTuple):
    """One principal that a resource policy names.

    ``AWS`` with the lone star is everyone: ``"*"`` and ``{"AWS": "*"}`` are read alike, as IAM does. An account is
    given by its twelve digits or its root's ARN, which mean the same; it is kept as it was written.
    """

    kind: PrincipalKind
    id: Glob


class Test(NamedTuple):
    """One line of a ``Condition``: true if the key passes against any of the values (none of them, if negated)."""

    operator: Asked
    key: str
    """In lower case, as IAM compares keys. A tag's name after the slash too."""
    values: tuple[Glob, ...]
    """Holds :class:`Wild` only for the families ``LIKE`` and ``ARN``."""
    span: Span | None = None


class Statement(NamedTuple):
    """A statement. Lists that were left out are empty; ``except_…`` says that ``Not…`` was written."""

    effect: Effect
    actions: tuple[Glob, ...] = ()
    """In lower case, as IAM compares actions."""
    except_actions: bool = False
    resources: tuple[Glob, ...] = ()
    except_resources: bool = False
    """A statement without ``Resource`` (a trust policy's) has no resources, and this is set: it holds for any."""
    principals: tuple[Principal, ...] = ()
    except_principals: bool = False
    """Likewise set for a statement without ``Principal`` (an identity policy's)."""
    tests: tuple[Test, ...] = ()
    sid: str = ""
    place: int = 0
    """Its place in the document, from 0."""
    unread: tuple[Hole, ...] = ()
    """Elements that can't be read at all, each named: the statement may then say anything there."""
    span: Span | None = None

    @property
    def name(self) -> str:
        """The ``Sid``, or the statement's place counted from one: what a person finds it by."""
        return self.sid or f"statement {self.place + 1}"


class Policy(NamedTuple):
    """A policy document."""

    statements: tuple[Statement, ...]
    version: str = "2012-10-17"
    """Where none was written, ``2008-10-17``, as IAM takes it: there are no policy variables then."""
    id: str = ""
    name: str = ""
    """What a person calls it: a file, or the resource that holds it."""
    unread: tuple[Hole, ...] = ()
    """Set where the document, or its list of statements, can't be read whole."""
    span: Span | None = None

    @property
    def known(self) -> "Policy":
        """What is known of it: its statements without those that can't be read whole."""
        return self._replace(statements=tuple(one for one in self.statements if not one.unread), unread=())

    @property
    def unknown(self) -> tuple[Hole, ...]:
        """What isn't known of it at all, so that it may say anything there."""
        return (*self.unread, *(hole for one in self.statements for hole in one.unread))
