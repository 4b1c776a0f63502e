"""Looks for a request that some boxes hold and others don't.

``meet`` says what must hold it: of each group of boxes at least one. ``avoid`` says what must not. For one choice of
boxes the actions are cut into cells that all boxes treat alike; in a cell each box to avoid is escaped in turn, by its
resources or by one of its tests, until a request is left or nothing is. The ARNs that an action acts on are looked at
last, and only where a request was found without them.

Holes and variables are letters that equal only themselves, so that "nothing is left" holds whatever they stand for
(:mod:`hauberk.iam.algebra.machine`). Of the machines that a text must be of, the first with tokens is strict and the
others lenient: each text has an origin in the strict one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from hauberk.iam.algebra.actions import Universe, bits, by_format, extras_of
from hauberk.iam.algebra.boxes import Box, Resources, without
from hauberk.iam.algebra.budget import Budget, ExhaustedError
from hauberk.iam.algebra.formats import language
from hauberk.iam.algebra.keys import FREE, Domain, Values, Wanted, possible
from hauberk.iam.algebra.machine import Machine
from hauberk.iam.algebra.words import Word, shortest
from hauberk.iam.language.text import Glob


class Scene(NamedTuple):
    """What the requests of a question have in common."""

    universe: Universe = Universe()
    domains: Mapping[str, Domain] = {}
    """What condition keys may hold at all; the others are free."""
    resources: tuple[Machine, ...] = ()
    """Languages that every resource is of."""
    owner: str = ""
    """The account that owns the resources whose ARNs don't say."""
    anywhere: bool = False
    """Whether principal and resources may as well be of another account together."""
    cut: bool = True
    """Whether an action is taken to act on nothing but the resources that AWS's reference lists for it."""

    def domain(self, key: str) -> Domain:
        """What one key may hold."""
        return self.domains.get(key, FREE)


class Found(NamedTuple):
    """A request, its texts still with tokens, and the boxes that hold it, one of each group."""

    actions: tuple[str, ...]
    """Each of them makes such a request; in lower case."""
    resource: Word
    context: Mapping[str, Values]
    wanted: "Tests"
    """What the context was chosen for."""
    within: tuple[Box, ...]


class Place(NamedTuple):
    """What a resource must be of, and must not be of."""

    positives: tuple[Machine, ...]
    negatives: tuple[Machine, ...]
    hosted: bool = False
    """Whether a strict machine with tokens is among the positives."""
    outside: frozenset[Glob] = frozenset()
    """The patterns of the negatives: of another list with the same pattern, the same texts are gone, tokens or not."""


Tests: TypeAlias = Mapping[str, tuple[Wanted, ...]]


def universe_of(*groups: Iterable[Box]) -> Universe:
    """The universe of a question over some boxes."""
    return Universe(tuple(sorted({name for group in groups for box in group for name in extras_of(box.actions.globs)})))


def search(meet: Sequence[Sequence[Box]], avoid: Sequence[Box], scene: Scene, budget: Budget) -> Found | None:
    """A request that a box of every group holds and none to avoid does; ``None`` if there is none.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    return next(findings(meet, avoid, scene, budget), None)


def findings(meet: Sequence[Sequence[Box]], avoid: Sequence[Box], scene: Scene, budget: Budget) -> Iterator[Found]:
    """All groups of actions for which there is such a request, each with one; see :func:`search`."""
    absent = frozenset(key for key, domain in scene.domains.items() if domain.absent)
    present = frozenset(key for key, domain in scene.domains.items() if domain.present)
    if absent or present:
        meet = [[without(box, absent, present) for box in group] for group in meet]
        avoid = [without(box, absent, present) for box in avoid]
    for choice in product(*meet):
        yield from _among(choice, avoid, scene, budget)


def _among(choice: tuple[Box, ...], avoid: Sequence[Box], scene: Scene, budget: Budget) -> Iterator[Found]:
    place = _place(choice, scene)
    tests = _tests(choice)
    if _context(tests, scene, budget) is None:
        return
    named, others = _services(choice, avoid, scene)
    if others:
        against = [box for box in avoid if box.actions.others]
        if not _covered(choice, against) and _maybe(place, tests, against, scene, budget):
            named = (*others, *named)
    for prefix in named:
        yield from _in_service(prefix, choice, avoid, place, tests, scene, budget)


def _services(choice: tuple[Box, ...], avoid: Sequence[Box], scene: Scene) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The services to look at one by one, and those whose actions all boxes treat alike."""
    narrow = [box.actions.named for box in choice if not box.actions.others]
    known = [names for names in narrow if names is not None]
    if known:
        return tuple(sorted(frozenset.intersection(*known))), ()
    everything = scene.universe.services()
    if narrow:
        return everything, ()
    special: set[str] = set()
    for box in (*choice, *avoid):
        names = box.actions.named
        if names is None:
            return everything, ()
        special |= names
    return (
        tuple(prefix for prefix in everything if prefix in special),
        tuple(prefix for prefix in everything if prefix not in special),
    )


def _in_service(
    prefix: str,
    choice: tuple[Box, ...],
    avoid: Sequence[Box],
    place: Place,
    tests: Tests,
    scene: Scene,
    budget: Budget,
) -> Iterator[Found]:
    universe = scene.universe
    if _covered(choice, [box for box in avoid if box.actions.whole(prefix)]):
        return
    mask = -1
    for box in choice:
        mask &= box.actions.mask(prefix, universe)
    if not mask:
        return
    names = universe.actions(prefix)
    for cell, against in _cells(mask, prefix, avoid, universe):
        if _covered(choice, against):
            continue
        for formats, members in by_format(prefix, universe.of(prefix)):
            members &= cell
            if not members:
                continue
            cut = (
                place
                if formats is None or not scene.cut
                else place._replace(positives=(language(formats), *place.positives))
            )
            found = _escape(cut, tests, against, scene, budget)
            if found is not None:
                yield Found(tuple(f"{prefix}:{names[bit]}" for bit in bits(members)), *found, choice)


def _covered(choice: Iterable[Box], against: Iterable[Box]) -> bool:
    """Whether one box without tests is seen at a glance to hold whatever resource the choice can have."""
    for box in against:
        if box.total:
            return True
        if not box.tests and not box.resources.excepted:
            machine = box.resources.machine()
            for mine in choice:
                if not mine.resources.excepted and all(map(machine.covers, mine.resources.rows())):
                    return True
    return False


def _maybe(place: Place, tests: Tests, avoid: Sequence[Box], scene: Scene, budget: Budget) -> bool:
    """Whether something may be left, whatever the action acts on. A question without ARNs can be a large one: it isn't
    asked to the end."""
    try:
        return _escape(place, tests, avoid, scene, Budget(min(budget.left, _GLANCE))) is not None
    except ExhaustedError:
        return True


_GLANCE = 2_000


def _cells(mask: int, prefix: str, avoid: Sequence[Box], universe: Universe) -> Iterator[tuple[int, tuple[Box, ...]]]:
    """The actions of a mask, cut into groups that each box to avoid holds whole or not at all."""
    cells: list[tuple[int, tuple[Box, ...]]] = [(mask, ())]
    for box in avoid:
        theirs = box.actions.mask(prefix, universe)
        if not theirs & mask:
            continue
        cut: list[tuple[int, tuple[Box, ...]]] = []
        for cell, against in cells:
            if inside := cell & theirs:
                cut.append((inside, (*against, box)))
            if outside := cell & ~theirs:
                cut.append((outside, against))
        cells = cut
    yield from sorted(cells, key=lambda cell: len(cell[1]))


def _place(choice: tuple[Box, ...], scene: Scene) -> Place:
    positives = list(scene.resources)
    negatives: list[Machine] = []
    outside: set[Glob] = set()
    host = next((box for box in choice if box.resources.tokens and not box.resources.excepted), None)
    for box in choice:
        resources = box.resources
        if resources.excepted:
            negatives.append(resources.machine())
            outside |= set(resources.globs)
        elif not resources.everything:
            positives.append(resources.machine(lenient=host is not None and box is not host))
    return Place(tuple(dict.fromkeys(positives)), tuple(dict.fromkeys(negatives)), host is not None, frozenset(outside))


def _tests(choice: Iterable[Box]) -> Tests:
    tests: dict[str, tuple[Wanted, ...]] = {}
    for box in choice:
        for test in box.tests:
            tests[test.key] = (*tests.get(test.key, ()), Wanted(test, True))
    return tests


def _context(tests: Tests, scene: Scene, budget: Budget) -> dict[str, Values] | None:
    """A value for every key, or ``None`` if some key can have none."""
    context: dict[str, Values] = {}
    for key, wanted in tests.items():
        values = possible(wanted, scene.domain(key), budget)
        if values is None:
            return None
        context[key] = values
    return context


def _escape(
    place: Place, tests: Tests, avoid: Sequence[Box], scene: Scene, budget: Budget
) -> tuple[Word, Mapping[str, Values], Tests] | None:
    """A resource and a context of a cell that no box to avoid holds."""
    plain: list[Box] = []
    tested: list[Box] = []
    for box in avoid:
        (tested if box.tests else plain).append(box)
    for box in plain:
        resources = box.resources
        if resources.everything:
            return None
        place = _outside(place, resources)
    tested.sort(key=lambda box: (len(box.tests), not box.resources.everything))
    return _avoid(place, tests, tuple(tested), scene, budget)


def _outside(place: Place, resources: Resources) -> Place:
    """A place without some resources."""
    if resources.nothing:
        return place
    if resources.excepted:
        return place._replace(positives=(*place.positives, _left(resources, place, place.hosted or resources.tokens)))
    machine = resources.machine()
    if machine in place.negatives:
        return place
    return place._replace(negatives=(*place.negatives, machine), outside=place.outside.union(resources.globs))


def _left(resources: Resources, place: Place, lenient: bool) -> Machine:
    """The language of the patterns that the place doesn't leave out already."""
    return resources._replace(globs=tuple(one for one in resources.globs if one not in place.outside)).machine(lenient)


def _avoid(
    place: Place, tests: Tests, avoid: tuple[Box, ...], scene: Scene, budget: Budget
) -> tuple[Word, Mapping[str, Values], Tests] | None:
    budget.spend()
    word = shortest(place.positives, place.negatives, budget)
    if word is None:
        return None
    if not avoid:
        context = _context(tests, scene, budget)
        return None if context is None else (word, context, tests)
    box, rest = avoid[0], avoid[1:]
    if _apart(place, tests, box, scene, budget):
        return _avoid(place, tests, rest, scene, budget)
    if not box.resources.everything:
        found = _avoid(_outside(place, box.resources), tests, rest, scene, budget)
        if found is not None:
            return found
    for test in box.tests:
        wanted = (*tests.get(test.key, ()), Wanted(test, False))
        if possible(wanted, scene.domain(test.key), budget) is None:
            continue
        found = _avoid(place, {**tests, test.key: wanted}, rest, scene, budget)
        if found is not None:
            return found
    return None


def _apart(place: Place, tests: Tests, box: Box, scene: Scene, budget: Budget) -> bool:
    """Whether a box can't hold what is left anyway."""
    for test in box.tests:
        known = tests.get(test.key)
        if known is None:
            continue
        if (
            Wanted(test, False) in known
            or possible((*known, Wanted(test, True)), scene.domain(test.key), budget) is None
        ):
            return True
    resources = box.resources
    if resources.everything:
        return False
    if resources.excepted:
        return shortest(place.positives, (*place.negatives, resources.machine()), budget) is None
    return shortest((*place.positives, _left(resources, place, lenient=True)), place.negatives, budget) is None
