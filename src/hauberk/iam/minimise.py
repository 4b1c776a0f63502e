"""The same policy in fewer statements.

What is left out is named, with what says it instead. Nothing is left out, joined or rewritten on trust: before a
result is given, both policies are asked whether either allows, or denies, what the other doesn't, and if that can't be
answered the policy stays as it was. Denials are compared on their own account as well, since they also count against
whatever other policies allow.

AWS's reference of the resources that actions act on is trusted for the question, not for leaving anything out: what
only seems to have no effect because of that reference is named, and stays.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from hauberk.iam.algebra.boxes import box, boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.lists import held_by
from hauberk.iam.algebra.rows import Reading
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.compaction import compacted
from hauberk.iam.containment import excess
from hauberk.iam.language.operators import Family, Qualifier
from hauberk.iam.language.policy import Effect, Policy, Principal, Statement, Test
from hauberk.iam.language.text import Glob
from hauberk.iam.overlap import holders_of, is_abbreviated, is_empty, readable
from hauberk.iam.validation.size import characters
from hauberk.iam.validation.view import PAIRWISE


class Why(StrEnum):
    """Why a statement isn't there any more, or has no effect."""

    DEAD = "dead"
    """No request is one that it speaks of."""
    HELD = "held"
    """Others say all that it says."""
    DENIED = "denied"
    """It allows only what others deny."""
    JOINED = "joined"
    """It was joined to another that differs in one thing."""


class Change(NamedTuple):
    """What became of a statement."""

    statement: Statement
    why: Why
    by: tuple[Statement, ...] = ()
    """The statements that say it, deny it or took it in, as the policy had them."""
    kept: bool = False
    """Whether it is still there: it has no effect by AWS's reference alone."""


class Minimised(NamedTuple):
    """A policy that says the same, and what was changed on the way there."""

    policy: Policy
    changes: tuple[Change, ...]
    before: int
    """The characters of the policy, without white space; 0 where it can't be written for unknown parts."""
    after: int
    undecided: str = ""
    """Why the policy is as it was, or why some of it wasn't looked at: what couldn't be decided."""


def minimise(policy: Policy, *, wildcards: bool = False, steps: int = 200_000) -> Minimised:
    """The same permissions in as few statements as joining and leaving out gives.

    With ``wildcards`` actions are written as patterns (``s3:Get*``) where these mean exactly the same actions in
    today's catalogue. An action that AWS adds tomorrow joins such a pattern without anybody's asking, so that isn't the
    default.
    """
    before = characters(policy)
    work = _Work(policy, steps)
    try:
        statements = work.done(wildcards)
    except UndecidedError as error:
        return Minimised(policy, (), before, before, error.text)
    result = policy._replace(statements=statements)
    try:
        reason = _difference(policy, result, steps)
    except UndecidedError as error:
        reason = error.text
    after = characters(result)
    if reason or after > before > 0:
        return Minimised(policy, (), before, before, reason)
    return Minimised(result, tuple(work.changes), before, after, work.undecided)


Origin: TypeAlias = tuple[Statement, ...]
"""The statements of the policy as it was that went into one."""
Joined: TypeAlias = Callable[[Statement, Statement], Statement | None]
"""Makes one statement of two that have in common what they must."""


class _Work:
    """Statements on their way, each with the statements that it came from."""

    def __init__(self, policy: Policy, steps: int) -> None:
        self.steps = steps
        self.undecided = ""
        self.changes: list[Change] = []
        self.origins: dict[int, Origin] = {statement.place: (statement,) for statement in policy.statements}
        self.statements = list(policy.statements)

    def done(self, wildcards: bool) -> tuple[Statement, ...]:
        """The statements that are left once nothing more can be done."""
        while True:
            before = tuple(self.statements)
            self.statements = [_tidied(one) for one in self.statements]
            self._drop()
            self._join()
            if wildcards:
                self.statements = [_patterned(one) for one in self.statements]
            if tuple(self.statements) == before:
                break
        self._name_the_ineffective()
        return before

    # -- leaving out

    def _drop(self) -> None:
        if len(self.statements) > PAIRWISE:
            self.undecided = f"more than {PAIRWISE:,} statements aren't held against each other"
            return
        for statement in reversed(tuple(self.statements)):
            if not readable(statement) or len(self.statements) == 1:
                continue  # a policy needs a statement
            try:
                change = self._needless(statement)
            except UndecidedError as error:
                self.undecided = error.text
                continue
            if change is not None:
                self.statements.remove(statement)
                self._tell(statement, *change)

    def _needless(self, statement: Statement) -> tuple[Why, Sequence[Statement]] | None:
        if is_empty(statement, Budget(self.steps)):
            return Why.DEAD, ()
        others = [one for one in self.statements if one is not statement and readable(one)]
        alike = [one for one in others if one.effect is statement.effect]
        if held := holders_of(statement, alike, Budget(self.steps)):
            return Why.HELD, held
        denials = [one for one in others if one.effect is Effect.DENY]
        if statement.effect is Effect.ALLOW and (held := holders_of(statement, denials, Budget(self.steps))):
            return Why.DENIED, held
        return None

    def _tell(self, statement: Statement, why: Why, by: Sequence[Statement]) -> None:
        names = tuple(origin for one in by for origin in self.origins[one.place])
        self.changes += [Change(origin, why, names) for origin in self.origins[statement.place]]

    # -- joining

    def _join(self) -> None:
        for common in (_but_actions, _but_resources, _but_principals):
            self._join_by(lambda statement, common=common: [common(statement)], _joined)  # type: ignore[misc]
        while self._join_by(_but_values, _joined_values):
            pass

    def _join_by(self, commons: Callable[[Statement], list[object]], joined: Joined) -> bool:
        """Joins statements that have something in common; whether any were."""
        firsts: dict[object, int] = {}
        any_joined = False
        for statement in tuple(self.statements):
            if not readable(statement):
                continue
            for common in commons(statement):
                place = firsts.setdefault(common, statement.place) if common is not None else statement.place
                first = next((one for one in self.statements if one.place == place), None)
                made = joined(first, statement) if first is not None and place != statement.place else None
                if first is not None and made is not None:
                    self._take_in(first, statement, made)
                    any_joined = True
                    break
        return any_joined

    def _take_in(self, first: Statement, other: Statement, made: Statement) -> None:
        self.statements = [made if one is first else one for one in self.statements if one is not other]
        self._tell(other, Why.JOINED, [first])
        self.origins[first.place] += self.origins[other.place]

    # -- what stays though it does nothing

    def _name_the_ineffective(self) -> None:
        for statement in self.statements:
            if not readable(statement) or any(map(is_abbreviated, statement.resources)):
                continue
            made = box(statement)
            try:
                found = search([[made]], [], Scene(universe_of([made])), Budget(self.steps))
            except UndecidedError as error:
                self.undecided = error.text
                continue
            if found is None:
                self.changes += [Change(origin, Why.DEAD, kept=True) for origin in self.origins[statement.place]]


def _both(one: tuple[Glob, ...], other: tuple[Glob, ...]) -> tuple[Glob, ...]:
    return tuple(dict.fromkeys((*one, *other)))


# -- one statement


def _tidied(statement: Statement) -> Statement:
    """A statement without entries that others of the same list hold."""
    return statement._replace(
        actions=_without_held(statement.actions, Reading.PLAIN),
        resources=_without_held(statement.resources, Reading.RESOURCE),
        principals=tuple(dict.fromkeys(statement.principals)),
        tests=tuple(map(_test_tidied, statement.tests)),
    )


def _without_held(globs: tuple[Glob, ...], reading: Reading) -> tuple[Glob, ...]:
    gone = {index for index, _ in held_by(globs, reading)}
    return tuple(glob for index, glob in enumerate(globs) if index not in gone) if gone else globs


_READINGS = {Family.STRING: Reading.PLAIN, Family.LIKE: Reading.PLAIN, Family.ARN: Reading.ARN}


def _test_tidied(test: Test) -> Test:
    reading = _READINGS.get(test.operator.operator.family)
    values = tuple(dict.fromkeys(test.values)) if reading is None else _without_held(test.values, reading)
    return test if values == test.values else test._replace(values=values)


def _patterned(statement: Statement) -> Statement:
    if not readable(statement):
        return statement
    return statement._replace(actions=compacted(statement.actions))


# -- what two statements have in common


def _compared(test: Test) -> tuple[object, ...]:
    return test.operator, test.key, frozenset(test.values)


def _tests(statement: Statement) -> frozenset[tuple[object, ...]]:
    return frozenset(map(_compared, statement.tests))


def _but_actions(statement: Statement) -> object | None:
    """What statements must have in common to be joined by their actions."""
    if statement.except_actions:
        return None
    who = (frozenset(statement.principals), statement.except_principals)
    return statement.effect, frozenset(statement.resources), statement.except_resources, who, _tests(statement)


def _but_resources(statement: Statement) -> object | None:
    if statement.except_resources:
        return None
    who = (frozenset(statement.principals), statement.except_principals)
    return statement.effect, frozenset(statement.actions), statement.except_actions, who, _tests(statement)


def _but_principals(statement: Statement) -> object | None:
    if statement.except_principals or not statement.principals:
        return None
    what = (frozenset(statement.actions), statement.except_actions)
    return statement.effect, what, frozenset(statement.resources), statement.except_resources, _tests(statement)


def _joined(first: Statement, other: Statement) -> Statement:
    return _tidied(
        first._replace(
            actions=_both(first.actions, other.actions),
            resources=_both(first.resources, other.resources),
            principals=tuple(dict.fromkeys((*first.principals, *other.principals))),
        )
    )


def _but_values(statement: Statement) -> list[object]:
    """What statements must have in common to be joined by the values of one test, for each of their tests.

    Only tests that pass if any of their values matches can be joined so.
    """
    found: list[object] = []
    for test in statement.tests:
        asked = test.operator
        if asked.operator.negated or asked.qualifier is Qualifier.ALL or asked.operator.family is Family.NULL:
            continue
        if test.values:
            others = _tests(statement) - {_compared(test)}
            found.append((statement.effect, _frame(statement), others, asked, test.key))
    return found


def _joined_values(first: Statement, other: Statement) -> Statement | None:
    theirs = {(test.operator, test.key): test for test in other.tests}
    tests: list[Test] = []
    for test in first.tests:
        another = theirs.get((test.operator, test.key))
        if another is None:
            return None
        tests.append(test._replace(values=_both(test.values, another.values)))
    if (
        len(theirs) != len(tests)
        or sum(_compared(a) != _compared(b) for a, b in zip(tests, first.tests, strict=True)) > 1
    ):
        return None
    return _tidied(first._replace(tests=tuple(tests)))


def _frame(statement: Statement) -> object:
    return (
        frozenset(statement.actions),
        statement.except_actions,
        frozenset(statement.resources),
        statement.except_resources,
        frozenset(statement.principals),
        statement.except_principals,
    )


# -- the proof


def _difference(before: Policy, after: Policy, steps: int) -> str:
    """What the two don't have in common, as a sentence; empty if they say the same.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    if before.statements == after.statements:
        return ""
    for who in _principals(before, after):
        first, second = _of(before, who), _of(after, who)
        for one, other in ((first, second), (second, first)):
            if not _within(_denials(one), _denials(other), who is None, steps):
                return _UNPROVED
        for one, other in ((first, second), (second, first)):
            if not _within(one, other, who is None, steps):
                return _UNPROVED
    return ""


_UNPROVED = "it can't be shown that the shorter policy says the same"


def _within(one: Policy, other: Policy, alone: bool, steps: int) -> bool:
    """Whether one policy allows no more than another, given that both deny the same.

    It is enough that each allowance is within the other's allowances, which is asked first. ``alone`` says that nothing
    else bears on a request, so that the evaluator can be asked about what is found.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    said = set(map(_said, other.statements))
    mine = [allow for allow in _of_effect(one, Effect.ALLOW) if _said(allow) not in said]
    allowed = one._replace(statements=tuple(mine)), other._replace(statements=_of_effect(other, Effect.ALLOW))
    try:
        if _no_more(*allowed, alone, steps):
            return True
    except UndecidedError:
        pass
    return _no_more(one, other, alone, steps)


def _no_more(one: Policy, other: Policy, alone: bool, steps: int) -> bool:
    return not _more(one, other, Budget(steps)) and not (alone and excess([one], [other], Budget(steps)))


def _of_effect(policy: Policy, effect: Effect) -> tuple[Statement, ...]:
    return tuple(one for one in policy.statements if one.effect is effect)


def _said(statement: Statement) -> object:
    """What a statement says, wherever and in whatever order."""
    return statement.effect, _frame(statement), _tests(statement)


def _more(one: Policy, other: Policy, budget: Budget) -> bool:
    """Whether one policy allows what another doesn't, whoever asks in whatever context."""
    mine, theirs = boxes(one), boxes(other)
    scene = Scene(universe_of(mine.allow, mine.deny, theirs.allow, theirs.deny))
    return (
        search([mine.allow], [*mine.deny, *theirs.allow], scene, budget) is not None
        or search([mine.allow, theirs.deny], mine.deny, scene, budget) is not None
    )


def _principals(*policies: Policy) -> Iterator[Principal | None]:
    """Everyone whom the policies name, once, and nobody of them."""
    yield None
    yield from dict.fromkeys(
        principal for policy in policies for statement in policy.statements for principal in statement.principals
    )


def _of(policy: Policy, who: Principal | None) -> Policy:
    """The statements of a policy that speak of a principal by its name, as if it were that principal's own policy.

    Statements with unknown parts are in both policies as they were, and so are left out of both. That an allowance for
    everyone holds one by name isn't taken into account: leaving out the one by name would be a difference.
    """
    return policy._replace(
        statements=tuple(
            statement._replace(principals=(), except_principals=True)
            for statement in policy.statements
            if readable(statement) and _speaks_of(statement, who)
        ),
        unread=(),
    )


def _speaks_of(statement: Statement, who: Principal | None) -> bool:
    if not statement.principals:
        return True
    if who in statement.principals:
        return True
    return statement.effect is Effect.DENY and any(one.id.everything for one in statement.principals)


def _denials(policy: Policy) -> Policy:
    """What a policy denies, as what another allows."""
    return policy._replace(
        statements=tuple(
            statement._replace(effect=Effect.ALLOW)
            for statement in policy.statements
            if statement.effect is Effect.DENY
        )
    )
