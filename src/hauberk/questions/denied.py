"""Is access granted that must not be?"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from hauberk.iam.admission import admissions
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.algebra.search import Scene, findings, universe_of
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.catalogue import resource_formats
from hauberk.iam.containment import gains_of
from hauberk.iam.difference import Added, by_statement
from hauberk.iam.effective import Wanted
from hauberk.iam.evaluator import decide
from hauberk.iam.evaluator.decision import guarding, not_given
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.policy import Effect, Policy, Principal, PrincipalKind, Statement
from hauberk.iam.language.text import EVERYTHING, Hole
from hauberk.iam.request import Decision, Policies
from hauberk.model.world import World
from hauberk.questions.answers import Grants
from hauberk.questions.changes import merged
from hauberk.questions.files import Files, InputError
from hauberk.questions.holding import Holding
from hauberk.questions.matters import Matter, everything, in_worlds, matters
from hauberk.questions.slips import unknown_action

_LEFT = "it is taken to leave that to the account's policies"
_SHOWN = 3
"""ARN formats that are told."""


class Asked(NamedTuple):
    """What is asked about, and what of it is idle."""

    wanted: Wanted
    notes: tuple[str, ...]


def asked(actions: Iterable[str], resources: Iterable[str]) -> Asked:
    """What patterns of actions and resources mean. Raises :class:`InputError` for what means nothing at all."""
    named = tuple(actions)
    for one in named:
        if not catalogued(one):
            raise InputError(unknown_action(one))
    wanted = Wanted(
        tuple(pattern(one.lower(), variables=False, wild=True) for one in named),
        tuple(pattern(one, variables=False, wild=True) for one in resources) or (EVERYTHING,),
    )
    acting = _acting(wanted)
    idle = [one for one in named if not any(name.lower() in acting for name in catalogued(one))]
    notes = tuple(_idle(one, wanted) for one in idle)
    if len(idle) == len(named):
        raise InputError("\n".join(notes))
    return Asked(wanted, notes)


def notes_of(found: Iterable[Grants]) -> tuple[str, ...]:
    """What a reader should know besides: whose policies have to allow it too."""
    return tuple(dict.fromkeys(text for one in found for text in one.missing))


def _acting(wanted: Wanted) -> frozenset[str]:
    """The actions that can be about one of the resources."""
    box = wanted.box()
    try:
        found = list(findings([[box]], [], Scene(universe_of([box])), Budget()))
    except UndecidedError:
        return frozenset(name.lower() for one in wanted.actions for name in catalogued(str(one)))
    return frozenset(name for one in found for name in one.actions)


def _idle(action: str, wanted: Wanted) -> str:
    names = catalogued(action)
    known = known_action(names[0])
    formats = resource_formats(known)[:_SHOWN] if known and len(names) == 1 else ()
    instead = f"; it acts on {' or '.join(formats) or '*'}" if len(names) == 1 else ""
    return f"{action} never acts on {' or '.join(map(str, wanted.resources))}{instead}"


def grants(files: Files, argument: str, wanted: Wanted, account: str, steps: int) -> Iterator[Grants]:
    """What of some access is granted by what an argument means. Raises :class:`InputError`."""
    for matter in matters(files, argument, everything):
        found = in_worlds(partial(_in, matter, wanted, account, steps), files)
        changes = merged(matter.name, [(guard, one.granted) for guard, one in found], files.hidden())
        yield Grants(
            matter.name,
            tuple(changes),
            tuple(dict.fromkeys(text for _, one in found for text in one.undecided)),
            tuple(dict.fromkeys(text for _, one in found for text in one.missing)),
        )


class _Found(NamedTuple):
    """What was found in one world."""

    granted: tuple[Added, ...]
    undecided: tuple[str, ...]
    missing: tuple[str, ...]


def _in(matter: Matter, wanted: Wanted, account: str, steps: int, world: World) -> _Found | None:
    holding = matter.read(world)
    if holding is None:
        return None
    if not matter.alone:
        holding = holding.deployed(account or ACCOUNT)
    granted: list[Added] = []
    admitted: list[Added] = []
    undecided: list[str] = []
    today = date.today()
    try:
        if holding.identity:
            bounded = holding.policies._replace(identity=(*holding.identity, _fence(wanted)))
            granted += by_statement(
                lambda shown: gains_of(
                    bounded, Policies(), Budget(steps), shown, anybody=matter.alone, today=date.today()
                )
            )
        own = holding.own
        if own is not None:
            fenced = own._replace(statements=(*own.statements, *_fence(wanted, everyone=True).statements))
            admitted += by_statement(lambda shown: admissions(fenced, Policy(()), account, Budget(steps), shown, today))
    except UndecidedError as error:
        undecided.append(error.text)
    undecided += [f"what {hole.name} stands for isn't known" for hole in _unknown(holding)]
    return _Found((*granted, *admitted), tuple(undecided), (*_missing(granted), *_asking(admitted, holding.own)))


def _missing(granted: Iterable[Added]) -> tuple[str, ...]:
    """Whose policies have to allow as well what identity policies grant, in the words of ``ask``, which doesn't decide
    without them."""
    guards = dict.fromkeys(_guard_of(known) for one in granted for name in one.actions for known in catalogued(name))
    return tuple(f"{not_given(guard)}: {_LEFT}" for guard in guards if guard)


def _asking(admitted: Iterable[Added], own: Policy | None) -> Iterator[str]:
    """Whether a policy of a resource leaves to those of an account what it lets through: it names the account, or
    another one's principals."""
    alone = Policies(resource=own)
    if any(decide(one.witness, alone).decision is not Decision.ALLOW for one in admitted):
        yield "the caller's policies have to allow it too, and aren't given: they are taken to"


def _guard_of(action: str) -> str:
    """What has to allow an action besides, on whatever resource it acts; empty for nothing."""
    known = known_action(action)
    return next(filter(None, (guarding(action, one) for one in resource_formats(known))), "") if known else ""


def _unknown(holding: Holding) -> Iterator[Hole]:
    for policy in (*holding.identity, holding.boundary, holding.own):
        if policy is not None:
            yield from policy.unknown


def _fence(wanted: Wanted, *, everyone: bool = False) -> Policy:
    """A policy that denies all but what is wanted, so that what is left of another is what is asked about."""
    who = (Principal(PrincipalKind.AWS, EVERYTHING),) if everyone else ()
    others = Statement(Effect.DENY, wanted.actions, True, (EVERYTHING,), False, who, not everyone)
    elsewhere = Statement(Effect.DENY, (EVERYTHING,), False, wanted.resources, True, who, not everyone)
    return Policy((others, elsewhere))
