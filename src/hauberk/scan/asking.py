"""One control asked about one subject, in every world that it can tell apart."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from hauberk.model.guards import Guard, Literal, describe, simplify
from hauberk.model.resource import Resource
from hauberk.model.subject import Seed, Subject
from hauberk.model.values import MAX_ALTERNATIVES, Reason, Unknown
from hauberk.model.verdict import State, Verdict, not_applicable, unknown
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.practices.control import Control
from hauberk.scan.fault import INTERNAL
from hauberk.scan.fault import describe as describe_fault
from hauberk.scan.topic import Branch, Topic
from hauberk.study.study import Study

TOLD = (State.VIOLATED, State.UNKNOWN)
"""Verdicts that a reader is told the place and the condition of."""
REFUSED = "the template's rules refuse every deployment that has it"
_ORDER = (State.VIOLATED, State.UNKNOWN, State.SATISFIED, State.NOT_APPLICABLE)


class Answer(NamedTuple):
    """What holds for a subject: the verdict of its worst branch, the other branches' verdicts of the same kind (each
    pointing elsewhere, or at what comes from elsewhere), and the condition in words if a reader is told of it."""

    verdict: Verdict
    others: tuple[Verdict, ...]
    condition: str


def ask(control: Control, topic: Topic, study: Study) -> Answer:
    """Asks about a subject in all branches in which it is there."""
    first, *others = topic.branches
    start = first.seed.guard
    nobody_knows = _unread(first.seed.resource)
    if nobody_knows is not None:
        return Answer(unknown(nobody_knows), (), "")
    try:
        subject = first.fresh()
        verdict = control.ask(subject, study)
        if (
            not others and subject.world.guard == start and not study.application.refused
        ):  # nothing had to be chosen, as for most subjects
            return Answer(verdict, (), _condition((start,), True, study) if start and verdict.state in TOLD else "")
        worlds = _worlds(control, first, subject, verdict, study)
        for branch in others:
            subject = branch.fresh()
            worlds.extend(_worlds(control, branch, subject, control.ask(subject, study), study))
    except TooManyWorldsError:
        reason = Reason("too-many-branches", f"it depends on more than {MAX_ALTERNATIVES} combinations of parameters")
        return Answer(unknown(reason), (), "")
    except Exception as error:  # costs this subject alone: the ledger says so, and nothing else is lost
        reason = Reason(INTERNAL, f"the control failed on it ({describe_fault(error)})")
        return Answer(unknown(reason), (), "")
    return _worst(worlds, study) if worlds else Answer(not_applicable(REFUSED), (), "")


def _unread(resource: Resource) -> Reason | None:
    """Why there is nothing to ask of a resource: nobody knows whether it is there, nor what it is. So stands what
    couldn't be read of an account; that it lacks something would be said of nothing."""
    there, rest = resource.presence, resource.properties.rest
    return there.reason if isinstance(there, Unknown) and rest is not None else None


def _worlds(
    control: Control, branch: Branch, subject: Subject, verdict: Verdict, study: Study
) -> list[tuple[Guard, Verdict]]:
    """The verdicts on a branch in every world that the control tells apart, one of which it has given already.

    What the template's own rules refuse to deploy is no world.
    """
    world, start, refuses = subject.world, branch.seed.guard, study.application.refuses
    if world.guard == start:
        return [] if refuses(start) else [(start, verdict)]
    again = partial(_ask_in, control, branch.seed, study)
    answers = [] if refuses(world.guard) else [(world.guard, verdict)]
    answers += explore(again, world.forks, (start,), refuses)
    return [(_needed(guard, start, answer, again), answer) for guard, answer in answers]


def _needed(guard: Guard, start: Guard, verdict: Verdict, again: Callable[[World], Verdict]) -> Guard:
    """A world's guard without those defaults of parameters that a told verdict doesn't depend on.

    A control that only looks whether a property is there has touched its value, and with that a parameter's default.
    """
    if verdict.state not in TOLD:
        return guard
    defaults = frozenset(literal for literal in guard - start if literal.holds and literal.fact.default)
    same = partial(_is_same_without, verdict, guard, again=again)
    idle = frozenset(literal for literal in defaults if same(frozenset((literal,))))
    return guard - idle if len(idle) < 2 or same(idle) else guard


def _is_same_without(verdict: Verdict, guard: Guard, idle: Guard, again: Callable[[World], Verdict]) -> bool:
    """Whether a verdict stays what it is where some parameters don't have the values that a guard says."""
    assumed = (guard - idle) | frozenset(Literal(literal.fact, False) for literal in idle)
    world = World(assumed)
    answer = again(world)
    return world.guard == assumed and (answer.state, answer.primary) == (verdict.state, verdict.primary)


def _ask_in(control: Control, seed: Seed, study: Study, world: World) -> Verdict:
    return control.ask(seed.see(world), study)


def _worst(worlds: list[tuple[Guard, Verdict]], study: Study) -> Answer:
    if len(worlds) == 1:
        guard, verdict = worlds[0]
        told = guard and verdict.state in TOLD
        return Answer(verdict, (), _condition((guard,), True, study) if told else "")
    state = next(state for state in _ORDER if any(verdict.state is state for _, verdict in worlds))
    chosen = [(guard, verdict) for guard, verdict in worlds if verdict.state is state]
    first = chosen[0][1]
    if state not in TOLD:
        return Answer(first, (), "")
    others: dict[object, Verdict] = {}
    seen = _places(first)
    for _, verdict in chosen:
        places = _places(verdict)
        if places != seen:
            others.setdefault(places, verdict)
    guards = [guard for guard, _ in chosen]
    everywhere = len(chosen) == len(worlds)
    return Answer(first, tuple(others.values()), _condition(guards, everywhere, study))


def _places(verdict: Verdict) -> tuple[object, ...]:
    """What a verdict points at, and where that comes from."""
    primary = verdict.primary
    return (primary, primary.origin) if primary is not None else (None,)


def _condition(guards: Iterable[Guard], everywhere: bool, study: Study) -> str:
    """Under which parameters a verdict holds; empty if whatever they are.

    What is the same in each of several values of a parameter doesn't depend on it.
    """
    found = list(guards)
    if everywhere:
        common = frozenset.intersection(*found) if found else frozenset()
        varied = _varied(found)
        found = [frozenset(literal for literal in common if literal.fact.subject not in varied)]
    left = [guard for guard in simplify(found) if guard]
    return " or ".join(describe(guard, study.application.hidden) for guard in left) if left else ""


def _varied(guards: list[Guard]) -> set[str]:
    seen: dict[str, Literal] = {}
    varied: set[str] = set()
    for guard in guards:
        for literal in guard:
            if seen.setdefault(literal.fact.subject, literal) != literal:
                varied.add(literal.fact.subject)
    return varied
