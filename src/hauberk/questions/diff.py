"""What access does a change add, and what does it remove?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from hauberk.iam.admission import admissions
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.principals import ACCOUNT, Somebody, by_arn, user
from hauberk.iam.containment import gains_of
from hauberk.iam.difference import Added, Search, by_statement
from hauberk.iam.language.policy import Policy
from hauberk.model.world import World
from hauberk.questions.answers import Change, Difference
from hauberk.questions.changes import merged
from hauberk.questions.files import Files, InputError
from hauberk.questions.holding import Holding
from hauberk.questions.matters import Matter, everything, in_worlds, matters
from hauberk.questions.unknown import Parts, parts_of


class Side(NamedTuple):
    """What is compared: an argument, and the files where it is. An empty one is nothing at all."""

    files: Files
    argument: str

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What it is about. Raises :class:`InputError`."""
        return matters(self.files, self.argument, everything) if self.argument else ()


def difference(old: Side, new: Side, account: str, steps: int) -> Difference:
    """What the new side adds to the old one and what it removes: of two policies, or of what two templates hold.

    ``account`` is that of the resources, where it is told. Raises :class:`InputError`.
    """
    before, after = old.matters, new.matters
    added: list[Change] = []
    removed: list[Change] = []
    undecided: dict[str, None] = {}
    for pair in _pairs(before, after):
        found = in_worlds(partial(compared, pair, account, steps), new.files)
        name = pair[1].name
        added += merged(name, [(guard, one.added) for guard, one in found], new.files.hidden())
        removed += merged(name, [(guard, one.removed) for guard, one in found], old.files.hidden())
        undecided.update((f"{name}: {text}", None) for _, one in found for text in one.undecided)
    return Difference(tuple(added), tuple(removed), tuple(undecided))


def _pairs(old: Sequence[Matter], new: Sequence[Matter]) -> Iterator[tuple[Matter, Matter]]:
    """What is to be compared with what: one with one, else what has the same name; what has no partner with nothing."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    before, after = ({one.name: one for one in some} for some in (old, new))
    for name in dict.fromkeys((*before, *after)):
        nothing = Matter(name, lambda _: None, alone=False)
        yield before.get(name, nothing), after.get(name, nothing)


class Found(NamedTuple):
    """What was found in one world."""

    added: tuple[Added, ...]
    removed: tuple[Added, ...]
    undecided: tuple[str, ...]


def compared(pair: tuple[Matter, Matter], account: str, steps: int, world: World) -> Found | None:
    """What the second of two adds to the first and what it removes, in a world in which one of them is there."""
    before, after = pair
    old, new = before.read(world), after.read(world)
    if old is None and new is None:
        return None
    first, second = _comparable(_deployed(old, before, account), _deployed(new, after, account), before, after)
    parts = parts_of(_all(first), _all(second))
    first, second = _known(first), _known(second)
    undecided: dict[str, None] = {}
    alone = before.alone and after.alone
    added = tuple(_collected(_searches(second, first, account, steps, alone), undecided))
    removed = tuple(_collected(_searches(first, second, account, steps, alone), undecided))
    undecided.update(dict.fromkeys(_open(parts, bool(added or removed))))
    return Found(added, removed, tuple(undecided))


def _deployed(holding: Holding | None, matter: Matter, account: str) -> Holding:
    if holding is None:
        return Holding(matter.name)
    return holding if matter.alone else holding.deployed(account or ACCOUNT)


def _comparable(old: Holding, new: Holding, before: Matter, after: Matter) -> tuple[Holding, Holding]:
    """Both sides; where one is a policy by itself, what it is about alone."""
    if before.alone and after.alone and bool(old.own) is not bool(new.own):
        kinds = ["a policy of a resource" if one.own else "a policy of a principal" for one in (old, new)]
        raise InputError(f"{old.name} is {kinds[0]} and {new.name} {kinds[1]}: they allow different things")
    return (_like(old, new) if after.alone else old), (_like(new, old) if before.alone else new)


def _like(holding: Holding, alone: Holding) -> Holding:
    """What of a holding is of the kind that a policy by itself is."""
    return holding._replace(own=None) if alone.own is None else holding._replace(identity=(), boundary=None)


def _all(holding: Holding) -> Iterator[Policy]:
    yield from holding.identity
    yield from (one for one in (holding.boundary, holding.own) if one is not None)


def _known(holding: Holding) -> Holding:
    return holding._replace(
        identity=tuple(one.known for one in holding.identity),
        boundary=holding.boundary and holding.boundary.known,
        own=holding.own and holding.own.known,
    )


def _searches(one: Holding, other: Holding, account: str, steps: int, alone: bool) -> Iterator[Search]:
    """What looks for what one side allows and the other doesn't: as a principal, and as what others use. Policies that
    stand ``alone`` may be an organization's."""
    today = date.today()
    if one.identity:
        whose = _principal(one) or _principal(other)
        yield lambda shown: gains_of(
            one.policies, other.policies, Budget(steps), shown, anybody=alone, today=today, whose=whose
        )
    if one.own is not None or other.own is not None:
        empty = Policy(())
        yield lambda shown: admissions(one.own or empty, other.own or empty, account, Budget(steps), shown, today)


def _principal(holding: Holding) -> Somebody | None:
    """Whoever makes the requests of a principal whose ARN is known: itself, or a user of a group."""
    arn = "" if holding.arn is None else holding.arn.literal or ""
    if not arn:
        return None
    from hauberk.study.principals import GROUP, ROLE, USER  # a policy by itself needs no template

    if holding.type == GROUP:
        return user(arn.split(":")[4])
    return by_arn(arn) if holding.type in (ROLE, USER) else None


def _collected(searches: Iterable[Search], undecided: dict[str, None]) -> Iterator[Added]:
    for search in searches:
        try:
            yield from by_statement(search)
        except UndecidedError as error:
            undecided[error.text] = None


def _open(parts: Parts, changed: bool) -> Iterator[str]:
    """What the parts that aren't known leave open."""
    for name in parts.new:
        yield f"what {name} stands for isn't known, and may add access"
    for name in parts.old:
        yield f"what {name} stands for isn't known, and may be access that is gone"
    if changed:
        for name in parts.both:
            yield f"what {name} stands for isn't known; it is there before and after, and may allow or deny the same"
