"""A statement as a box: actions, resources and tests, each with what the search asks of it."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from hauberk.iam.algebra.actions import Actions, Selection
from hauberk.iam.algebra.machine import Machine, Step
from hauberk.iam.algebra.rows import Reading, row_of, union
from hauberk.iam.implied import CALLER_ACCOUNT, PRINCIPAL_ACCOUNT
from hauberk.iam.language.operators import operator
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, Variable, Wild, glob


class Resources(Selection):
    """What ``Resource`` or ``NotResource`` selects."""

    @cached_property
    def everything(self) -> bool:
        """Whether it selects every resource."""
        return not self.globs if self.excepted else any(glob.everything for glob in self.globs)

    @cached_property
    def nothing(self) -> bool:
        """Whether it selects no resource at all."""
        return any(glob.everything for glob in self.globs) if self.excepted else not self.globs

    @cached_property
    def tokens(self) -> bool:
        """Whether a hole or a variable is in it."""
        return any(glob.holes or glob.variables for glob in self.globs)

    @cached_property
    def _set(self) -> frozenset[Glob]:
        return frozenset(self.globs)

    def holds(self, other: "Resources") -> bool:
        """Whether it selects all that another does, as far as equal patterns tell."""
        if self.everything:
            return True
        if self.excepted:
            return other.excepted and self._set <= other._set
        return not other.excepted and other._set <= self._set

    @cached_property
    def owners(self) -> frozenset[str] | None:
        """The services in the ARNs that it selects; ``None`` if one pattern doesn't tell."""
        found = set() if self.excepted else {_owner(pattern) for pattern in self.globs}
        return None if self.excepted or None in found else frozenset(one for one in found if one is not None)

    def away(self, owners: frozenset[str] | None) -> bool:
        """Whether it selects no ARN of some services, as far as one look tells."""
        return owners is not None and self.owners is not None and owners.isdisjoint(self.owners)

    @cached_property
    def _machine(self) -> Machine:
        return union(self.globs, Reading.RESOURCE)

    def machine(self, lenient: bool = False) -> Machine:
        """The language of its patterns, no text more unless it is ``lenient``."""
        return self.lenient if lenient else self._machine

    @cached_property
    def host(self) -> Machine:
        """Their language, no text less."""
        return union(self.globs, Reading.RESOURCE, wide=True)

    @cached_property
    def lenient(self) -> Machine:
        """Their language where tokens are any text."""
        return union(self.globs, Reading.RESOURCE, lenient=True)

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        firsts = (pattern.parts[0] if pattern.parts else "" for pattern in self.globs)
        return tuple(dict.fromkeys(first if isinstance(first, str) else "" for first in firsts))

    def apart(self, other: "Resources") -> bool:
        """Whether the beginnings of the patterns tell that no resource is in both."""
        if self.excepted or other.excepted or len(self._heads) * len(other._heads) > _COMPARED:
            return False
        return not any(
            one.startswith(another) or another.startswith(one) for one in self._heads for another in other._heads
        )

    @cached_property
    def rows(self) -> tuple[tuple[Step, ...], ...]:
        """Its patterns as steps, no text less."""
        rows = (row_of(pattern, Reading.RESOURCE, wide=True) for pattern in self.globs)
        return tuple(row for row in rows if row is not None)


_COMPARED = 1_000
"""Pairs of beginnings that are compared."""


def _owner(pattern: Glob) -> str | None:
    """The service in the ARNs of a pattern, where it spells it out. What a hole stands for is a name."""
    start = ""
    for part in pattern.parts:
        if isinstance(part, (Wild, Variable)):
            break
        start += part if isinstance(part, str) else "_"
    parts = start.split(":", 3)
    return parts[2] if len(parts) == 4 and parts[0] == "arn" else None


class _Box(NamedTuple):
    statement: Statement
    actions: Actions
    resources: Resources
    tests: tuple[Test, ...]
    policy: str = ""


class Box(_Box):
    """One statement, with the name of its policy. Boxes are compared by identity."""

    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    @property
    def total(self) -> bool:
        """Whether it holds for whatever resource and context."""
        return not self.tests and self.resources.everything

    @cached_property
    def lines(self) -> frozenset[object]:
        """Its tests, wherever they are written and in whatever order their values are."""
        return frozenset((test.key, test.operator, frozenset(test.values)) for test in self.tests)

    @cached_property
    def variables(self) -> frozenset[str]:
        """The keys whose value stands in its patterns."""
        return frozenset(variable.key for pattern in globs(self) for variable in pattern.variables)

    @cached_property
    def of_kms(self) -> "Box":
        """What it is of requests to KMS by whoever has an account: ``kms:CallerAccount`` is that account."""
        if all(test.key != CALLER_ACCOUNT for test in self.tests):
            return self
        keys = {CALLER_ACCOUNT: PRINCIPAL_ACCOUNT}
        return self._replace(tests=tuple(test._replace(key=keys.get(test.key, test.key)) for test in self.tests))

    @cached_property
    def settled(self) -> "dict[tuple[frozenset[str], frozenset[str]], Box]":
        """What it is where some keys are absent and others present; see :func:`without`."""
        return {}


def box(statement: Statement, policy: str = "") -> Box:
    """A statement as a box, if all of it can be read."""
    return Box(
        statement,
        Actions(statement.actions, statement.except_actions),
        Resources(statement.resources, statement.except_resources),
        statement.tests,
        policy,
    )


def parts(statement: Statement, policy: str = "") -> Iterator[Box]:
    """A statement as boxes. What can't be read of it is a key of the request that nobody knows: where the statement is
    the same in another policy, it holds in both or in neither."""
    if statement.unread:
        unknown = _unknown(statement.unread, statement)
        yield Box(statement, Actions((EVERYTHING,), False), Resources((), True), (unknown,), policy)
        return
    made = box(statement, policy)
    if not made.actions.holes:
        yield made
        return
    unclear = tuple(pattern for pattern in statement.actions if pattern.holes)
    clear = tuple(pattern for pattern in statement.actions if not pattern.holes)
    unknown = _unknown(tuple(hole for pattern in unclear for hole in pattern.holes), unclear)
    if statement.except_actions:
        yield made._replace(actions=Actions(clear, True), tests=(*made.tests, unknown))
        return
    wide = tuple(glob(*(ANY if isinstance(part, Hole) else part for part in pattern.parts)) for pattern in unclear)
    yield made._replace(actions=Actions(clear, False))
    yield made._replace(actions=Actions(wide, False), tests=(*made.tests, unknown))


UNREAD = "unread "
"""How the key begins that tells whether something holds which can't be read."""


def _unknown(holes: tuple[Hole, ...], said: Statement | tuple[Glob, ...]) -> Test:
    names = ", ".join(dict.fromkeys(hole.name for hole in holes))
    rest = said
    if isinstance(said, Statement):
        tests = tuple(test._replace(span=None) for test in said.tests)
        rest = said._replace(span=None, sid="", place=0, effect=Effect.ALLOW, tests=tests)
    asked = operator("StringEquals")
    assert asked is not None, "there is such an operator"
    return Test(asked, f"{UNREAD}{names}\n{rest}", (glob("true"),))


def without(made: Box, absent: frozenset[str], present: frozenset[str] = frozenset()) -> Box:
    """A box in requests that lack some keys and have others: a pattern with a variable that they lack matches nothing,
    or has its default; where they have it, the default means nothing."""
    absent, present = absent & made.variables, present & made.variables
    if not absent and not present:
        return made
    settled = made.settled.get((absent, present))
    if settled is None:
        settled = made.settled[absent, present] = made._replace(
            resources=made.resources._replace(globs=_settled(made.resources.globs, absent, present)),
            tests=tuple(test._replace(values=_settled(test.values, absent, present)) for test in made.tests),
        )
    return settled


def _settled(patterns: tuple[Glob, ...], absent: frozenset[str], present: frozenset[str]) -> tuple[Glob, ...]:
    kept: list[Glob] = []
    for pattern in patterns:
        if any(variable.key in absent and variable.default is None for variable in pattern.variables):
            continue
        parts = (_part(part, absent, present) if isinstance(part, Variable) else part for part in pattern.parts)
        kept.append(glob(*parts) if pattern.variables else pattern)
    return tuple(kept)


def _part(variable: Variable, absent: frozenset[str], present: frozenset[str]) -> Part:
    if variable.key in absent:
        return variable.default or ""
    return Variable(variable.key) if variable.key in present else variable


def globs(made: Box) -> Iterator[Glob]:
    """The patterns of a box's resources and tests, and the names of its principals, which may have unknown parts."""
    yield from made.resources.globs
    yield from (principal.id for principal in made.statement.principals)
    for test in made.tests:
        yield from test.values


class _Boxes(NamedTuple):
    allow: tuple[Box, ...]
    deny: tuple[Box, ...]


class Boxes(_Boxes):
    """A policy's statements by effect, and what they have in common."""

    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    @cached_property
    def services(self) -> frozenset[str]:
        """The prefixes of the services that they name."""
        return frozenset(prefix for one in (*self.allow, *self.deny) for prefix in one.actions.services)

    def extras(self, prefix: str) -> frozenset[str]:
        """The actions of a service that they name and the catalogue lacks."""
        known = self._extras.get(prefix)
        if known is None:
            every = (*self.allow, *self.deny)
            known = frozenset().union(*(one.actions.extras(prefix) for one in every))
            self._extras[prefix] = known
        return known

    @cached_property
    def _extras(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The condition keys that their tests and patterns ask for."""
        every = (*self.allow, *self.deny)
        return frozenset(
            (*(test.key for one in every for test in one.tests), *(k for one in every for k in one.variables))
        )

    @cached_property
    def globs(self) -> tuple[Glob, ...]:
        """Their patterns that have unknown parts."""
        return tuple(found for one in (*self.allow, *self.deny) for found in globs(one) if found.holes)


def boxes(policy: Policy) -> Boxes:
    """A policy as boxes. They are made once for a policy: for the very one, since to compare policies by what they say
    takes longer than many a question about them."""
    known = _MADE.get(id(policy))
    if known is None or known[0] is not policy:
        if len(_MADE) >= _ENOUGH:
            _MADE.clear()
        known = _MADE[id(policy)] = policy, _boxes(policy)
    return known[1]


_ENOUGH = 2_048
_MADE: dict[int, tuple[Policy, Boxes]] = {}
"""Each with its policy, which lives as long, so that no other can have its number."""


def _boxes(policy: Policy) -> Boxes:
    made = [one for statement in policy.statements for one in parts(statement, policy.name)]
    if policy.unread:
        allowed = Statement(Effect.ALLOW, unread=policy.unread)
        denied = Statement(Effect.DENY, except_actions=True, unread=policy.unread)  # said otherwise: it's another thing
        made += [*parts(allowed, policy.name), *parts(denied, policy.name)]
    return Boxes(
        tuple(one for one in made if one.statement.effect is Effect.ALLOW),
        tuple(one for one in made if one.statement.effect is Effect.DENY),
    )
