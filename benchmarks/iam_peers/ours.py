"""Answers the questions of ``benchmarks/iam.py`` with Hauberk: a line of JSON for each line.

``cold``: the question that solvers are asked, with nothing remembered of any policy; the catalogue has been read.
``given``: the same where the actions that each statement holds are known, as solvers are told them. ``warm``: the same
again. ``whole``: as users ask it, with the ARNs that actions act on and what principals imply, with
nothing remembered. ``shown``: the same with a request that the plain evaluator confirms. ``ask``: one request decided.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

from hauberk.iam.algebra import actions, boxes, formats, machine, principals, rows, words
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.catalogue import facts, prefixes
from hauberk.iam.containment import Side, beyond, exceeds, excess
from hauberk.iam.evaluator import decide
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.request import Decision, Policies, Request
from hauberk.model.values import Known

T = TypeVar("T")
_OF_THE_CATALOGUE = (
    actions._names,
    actions._known,
    actions._index,
    actions._grouped,
    actions.formats_of,
    actions.owners_of,
    formats.language,
    formats.owners,
)
"""What is remembered of these is of the catalogue alone."""


def forget() -> None:
    """Empties all that was remembered of policies."""
    words._REMEMBERED.clear()
    words._SUGGESTED.clear()
    boxes._MADE.clear()
    for module in (actions, formats, machine, principals, rows):
        for value in vars(module).values():
            own = hasattr(value, "cache_clear") and value.__module__ == module.__name__
            if own and value not in _OF_THE_CATALOGUE:
                value.cache_clear()


def read(statements: Any) -> Policy:
    """A policy of some statements."""
    text = json.dumps({"Version": "2012-10-17", "Statement": statements})
    policy = parse(Known(text), name="p", kind=Kind.IDENTITY).policy
    assert policy is not None
    return policy


def text_alone(one: Policy, other: Policy) -> bool:
    """Whether one allows no more than the other, whatever an action acts on and whoever asks."""
    first, second = boxes.boxes(one), boxes.boxes(other)
    scene = Scene(universe_of(first.allow, first.deny, second.allow, second.deny), cut=False)
    ways = beyond(Side([first.allow], first.deny), Side([second.allow], second.deny))
    return all(search(meet, avoid, scene, Budget()) is None for meet, avoid in ways)


def expand(one: Policy, other: Policy) -> None:
    """Finds out which actions each statement holds, and no more of it."""
    first, second = boxes.boxes(one), boxes.boxes(other)
    every = (*first.allow, *first.deny, *second.allow, *second.deny)
    universe = universe_of(every)
    for prefix in universe.services():
        for box in every:
            box.actions.mask(prefix, universe)


def timed(ask: Callable[[], T]) -> tuple[float, T | None]:
    """Seconds, and the answer; ``None`` if it is undecided."""
    start = time.process_time()
    answer: T | None
    try:
        answer = ask()
    except UndecidedError:
        answer = None
    return time.process_time() - start, answer


def main() -> None:
    """Answers."""
    for prefix in prefixes():
        facts(prefix)
        actions.owners_of(prefix, ())
        actions._index(prefix, ())
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        one, other = read(question["one"]), read(question["other"])
        told: dict[str, tuple[float, object]] = {}
        forget()
        told["cold"] = timed(lambda one=one, other=other: text_alone(one, other))
        told["warm"] = timed(lambda one=one, other=other: text_alone(one, other))
        forget()
        expand(one, other)
        told["given"] = timed(lambda one=one, other=other: text_alone(one, other))
        forget()
        told["whole"] = timed(lambda one=one, other=other: not exceeds([one], [other]))
        forget()
        told["shown"] = timed(lambda one=one, other=other: excess([one], [other]) is None)
        if question["request"] is not None:
            request = Request(**question["request"])
            bearing = Policies(identity=(other,))
            seconds, answer = timed(lambda request=request, bearing=bearing: decide(request, bearing))
            told["ask"] = seconds, answer is not None and answer.decision is Decision.ALLOW
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
