"""Worlds: one deployment at a time.

A control should read like a sentence about one deployment, not like a case analysis over parameters. So it is asked
once per *world*: whenever it touches a value that differs by parameter, the world picks the first branch that agrees
with what it has picked so far, and remembers the others. :func:`explore` asks again for each of those, until every
combination that the control really depends on has been seen. Branches that it never touches cost nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from hauberk.model.guards import ALWAYS, Guard, both
from hauberk.model.values import MAX_ALTERNATIVES, Absent, Fields, Items, Known, OneOf, Reason, Unknown, Value

T = TypeVar("T")


class World:
    """One consistent choice of branches. ``guard`` says what has been assumed so far."""

    __slots__ = ("forks", "guard")

    def __init__(self, guard: Guard = ALWAYS) -> None:
        self.guard = guard
        self.forks: list[Guard] = []

    def pick(self, value: Value) -> Value:
        """``value`` in this world; what hangs below it is picked when it is asked for."""
        while isinstance(value, OneOf):
            value = self._choose(value)
        if isinstance(value, Known):
            inner = value.value
            if isinstance(inner, (Fields, Items)):
                return Known(inner.within(self), value.trail)
        return value

    def _choose(self, value: OneOf) -> Value:
        chosen: Value | None = None
        before = self.guard
        for guard, choice in value.alternatives:
            joined = both(before, guard)
            if joined is None:
                continue
            if chosen is None:
                chosen, self.guard = choice, joined
                if joined == before:  # this branch holds already: the others are other worlds' business
                    return choice
            else:
                self.forks.append(joined)
        if chosen is None:
            return Unknown(Reason("parameter-set-at-deployment", "a parameter is set at deployment"), value.trail)
        return chosen

    def holds(self, presence: Value) -> bool:
        """Whether something is there in this world; ``presence`` is a boolean value with branches."""
        picked = self.pick(presence)
        return not (isinstance(picked, Known) and picked.value is False) and not isinstance(picked, Absent)


def _nothing(_: Guard) -> bool:
    return False


def explore(
    ask: Callable[[World], T],
    starts: Iterable[Guard] = (ALWAYS,),
    seen: Iterable[Guard] = (),
    refuses: Callable[[Guard], bool] = _nothing,
) -> Iterator[tuple[Guard, T]]:
    """``ask`` in every world that it can tell apart under some guards, with that world's guard.

    ``starts`` are the guards to begin with, ``seen`` those that were asked under already. No answer is told of a world
    that the template ``refuses`` to deploy (:meth:`hauberk.model.application.Application.refuses`).
    Stops after :data:`MAX_ALTERNATIVES` worlds with :class:`TooManyWorldsError`.
    """
    pending, seen = list(reversed(tuple(starts))), set(seen)
    while pending:
        start = pending.pop()
        if start in seen:
            continue
        seen.add(start)
        if len(seen) > MAX_ALTERNATIVES:
            raise TooManyWorldsError
        world = World(start)
        answer = ask(world)
        pending.extend(reversed(world.forks))
        if not refuses(world.guard):
            yield world.guard, answer


class TooManyWorldsError(Exception):
    """More branches than the budget of :data:`MAX_ALTERNATIVES`."""
