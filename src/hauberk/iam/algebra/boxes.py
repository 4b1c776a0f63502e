"""A statement as a box: actions, resources and tests, each with what the search asks of it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.algebra.actions import Actions
from hauberk.iam.algebra.machine import Machine, Reading, Step, row_of, union
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import Glob, Part, Variable, glob


class Resources(NamedTuple):
    """What ``Resource`` or ``NotResource`` selects."""

    globs: tuple[Glob, ...]
    excepted: bool

    @property
    def everything(self) -> bool:
        """Whether it selects every resource."""
        return not self.globs if self.excepted else any(glob.everything for glob in self.globs)

    @property
    def nothing(self) -> bool:
        """Whether it selects no resource at all."""
        return any(glob.everything for glob in self.globs) if self.excepted else not self.globs

    @property
    def tokens(self) -> bool:
        """Whether a hole or a variable is in it."""
        return any(glob.holes or glob.variables for glob in self.globs)

    def machine(self, lenient: bool = False) -> Machine:
        """The language of its patterns."""
        return union(self.globs, Reading.RESOURCE, lenient)

    def rows(self) -> Iterator[tuple[Step, ...]]:
        """Its patterns as steps."""
        for pattern in self.globs:
            row = row_of(pattern, Reading.RESOURCE)
            assert row is not None, "every text is a pattern of a resource"
            yield row


class Box(NamedTuple):
    """One statement, with the name of its policy."""

    statement: Statement
    actions: Actions
    resources: Resources
    tests: tuple[Test, ...]
    policy: str = ""

    @property
    def total(self) -> bool:
        """Whether it holds for whatever resource and context."""
        return not self.tests and self.resources.everything


def box(statement: Statement, policy: str = "") -> Box:
    """A statement as a box."""
    return Box(
        statement,
        Actions(statement.actions, statement.except_actions),
        Resources(statement.resources, statement.except_resources),
        statement.tests,
        policy,
    )


def without(made: Box, absent: frozenset[str], present: frozenset[str] = frozenset()) -> Box:
    """A box in requests that lack some keys and have others: a pattern with a variable that they lack matches nothing,
    or has its default; where they have it, the default means nothing."""
    if not any(
        variable.key in absent or variable.key in present for pattern in globs(made) for variable in pattern.variables
    ):
        return made
    return made._replace(
        resources=made.resources._replace(globs=_settled(made.resources.globs, absent, present)),
        tests=tuple(test._replace(values=_settled(test.values, absent, present)) for test in made.tests),
    )


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
    """The patterns of a box's resources and tests."""
    yield from made.resources.globs
    for test in made.tests:
        yield from test.values


class Boxes(NamedTuple):
    """A policy's statements by effect."""

    allow: tuple[Box, ...]
    deny: tuple[Box, ...]


@lru_cache(maxsize=2048)
def boxes(policy: Policy) -> Boxes:
    """A policy as boxes."""
    made = [box(statement, policy.name) for statement in policy.statements]
    return Boxes(
        tuple(one for one in made if one.statement.effect is Effect.ALLOW),
        tuple(one for one in made if one.statement.effect is Effect.DENY),
    )
