"""What access one policy adds to another, told by the statements that give it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from hauberk.iam.algebra.boxes import Box
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.search import Found, Scene, findings, universe_of
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.containment import gains
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import Glob
from hauberk.iam.request import Request
from hauberk.iam.spelling import action_as_documented


class Given(NamedTuple):
    """A statement, with the name of its policy."""

    policy: str
    statement: Statement


class Added(NamedTuple):
    """Access that one side gives and the other doesn't, by the statement that gives it."""

    by: Given
    lifted: Given | None
    """The Deny of the other side that this side lacks, where that is the difference. Where nothing needs to allow, it
    is what gives the access."""
    actions: tuple[str, ...]
    """As the statement writes them where all that a pattern means is added, else one by one."""
    resources: tuple[str, ...]
    """Of the statement; all, if there are none."""
    except_resources: bool
    """Whether it is about all but these."""
    conditions: tuple[Test, ...]
    """What a request has to pass to be among those that are added."""
    witness: Request
    """A request that is added."""


def added(new: Sequence[Policy], old: Sequence[Policy], budget: Budget | None = None) -> Iterator[Added]:
    """What ``new`` allows and ``old`` doesn't, a statement at a time.

    A policy's Deny that the other lacks shows as what the other's statements then add. Raises
    :class:`hauberk.iam.algebra.budget.UndecidedError`, after what was found all the same.
    """
    return by_statement(lambda shown: gains(new, old, budget, shown))


Search: TypeAlias = "Callable[[Callable[[Found], bool]], Iterable[tuple[Found, Request | None]]]"
"""Finds groups of actions, each with a request unless it is told that their like was shown."""


def by_statement(search: Search) -> Iterator[Added]:
    """What a search finds, by the statement that gives it: an Allow or, where none is needed, the Deny that the other
    side alone has. The search is told of which findings the like was shown.

    What it raises comes after what it has found.
    """
    found: dict[object, _Gain] = {}
    undecided: UndecidedError | None = None
    try:
        for gain, witness in search(lambda gain: _key(gain) in found):
            key = _key(gain)
            if witness is not None and key not in found:
                found[key] = _Gain(_giving(gain), _lifted(gain), {}, witness)
            found[key].actions.update(dict.fromkeys(gain.actions))
    except UndecidedError as error:
        undecided = error
    yield from map(_told, found.values())
    if undecided is not None:
        raise undecided


class _Gain(NamedTuple):
    box: Box
    lifted: Box | None
    actions: dict[str, None]
    witness: Request


def _giving(gain: Found) -> Box:
    """The box of a policy that gives what was found; those of the question itself have no policy."""
    return next((box for box in gain.within if box.policy), gain.within[0])


def _lifted(gain: Found) -> Box | None:
    """The Deny that keeps the other side from allowing it."""
    return next((box for box in gain.within if box.statement.effect is Effect.DENY), None)


def _key(gain: Found) -> object:
    lifted = _lifted(gain)
    return id(_giving(gain).statement), lifted and id(lifted.statement)


def _told(gain: _Gain) -> Added:
    giving, lifted = gain.box.statement, gain.lifted.statement if gain.lifted else None
    narrower = lifted if lifted and gain.box.resources.everything else giving
    denied = lifted if lifted is not giving else None
    boxes = [gain.box, *([gain.lifted] if gain.lifted and denied else [])]
    return Added(
        Given(gain.box.policy, giving),
        Given(gain.lifted.policy, gain.lifted.statement) if gain.lifted else None,
        as_written(boxes, gain.actions),
        tuple(map(str, narrower.resources)),
        narrower.except_resources and bool(narrower.resources),
        (*giving.tests, *(denied.tests if denied else ())),
        gain.witness,
    )


def as_written(boxes: Sequence[Box], actions: Iterable[str]) -> tuple[str, ...]:
    """Actions as a person would write them: by a pattern of one of the boxes if all is there of it that they can be
    about, by ``service:*`` if all of a service's are, else one by one."""
    left = dict.fromkeys(actions)
    given = frozenset(left)
    possible = _possible(boxes)
    written: list[str] = []
    for pattern in (pattern for box in boxes for pattern in _patterns(box.statement)):
        every = [name.lower() for name in catalogued(str(pattern))] or [str(pattern)]
        meant = every if possible is None else [name for name in every if name in possible]
        if meant and given.issuperset(meant):
            written.append(action_as_documented(str(pattern)))
            for name in meant:
                left.pop(name, None)
    for service in dict.fromkeys(name.partition(":")[0] for name in left):
        every = [name.lower() for name in catalogued(f"{service}:*")]
        if len(every) > 1 and all(name in left for name in every):
            written.append(f"{service}:*")
            for name in every:
                del left[name]
    return (*dict.fromkeys(written), *sorted(map(action_as_documented, left)))


def _possible(boxes: Sequence[Box]) -> frozenset[str] | None:
    """The actions that some boxes can be about together, which their resources decide; ``None`` for all that they
    name."""
    if all(box.resources.everything for box in boxes):
        return None
    scene = Scene(universe_of(boxes))
    try:
        found = list(findings([[box] for box in boxes], [], scene, Budget(_GLANCE)))
    except UndecidedError:
        return None
    return frozenset(name for one in found for name in one.actions)


_GLANCE = 20_000
"""Steps for how actions are written."""


def _patterns(statement: Statement) -> tuple[Glob, ...]:
    return () if statement.except_actions else statement.actions
