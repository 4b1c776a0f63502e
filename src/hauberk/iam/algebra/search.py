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
from functools import cached_property
from typing import NamedTuple, TypeAlias

from hauberk.iam.algebra.actions import Universe, bits, by_format, owners_of
from hauberk.iam.algebra.boxes import UNREAD, Box, Resources, globs, without
from hauberk.iam.algebra.budget import Budget, ExhaustedError, UndecidedError
from hauberk.iam.algebra.coherence import AT_HOME, PRESENT, TAG_KEYS, is_, of_region, of_tags, regions
from hauberk.iam.algebra.formats import language, owners
from hauberk.iam.algebra.keys import ABSENT, FREE, Domain, Values, Wanted, possible
from hauberk.iam.algebra.machine import Machine
from hauberk.iam.algebra.place import Place, outside, place_of
from hauberk.iam.algebra.product import Word
from hauberk.iam.implied import IMPLIED, PRINCIPAL_ACCOUNT
from hauberk.iam.language.text import Glob
from hauberk.iam.regions import GLOBAL, PASSING, REGION


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
        return self.domains.get(key, PRESENT if key == REGION else FREE)


class Found(NamedTuple):
    """A request, its texts still with tokens, and the boxes that hold it, one of each group."""

    actions: tuple[str, ...]
    """Each of them makes such a request; in lower case."""
    resources: tuple[Word, ...]
    """Several where patterns have tokens: one for each pattern, of whose tokens it is made, and one without any."""
    context: Mapping[str, Values]
    wanted: "Tests"
    """What the context was chosen for."""
    within: tuple[Box, ...]
    patterns: tuple[Glob, ...] = ()
    """Patterns that have tokens, of the boxes that bear on its actions."""

    @property
    def certain(self) -> bool:
        """Whether there is such a request for sure: nothing of it hangs on what a hole or a variable stands for, nor
        on keys that principal and resource imply."""
        return not self.patterns and not self.unread and not any(key in self.context for key in IMPLIED)

    @property
    def unread(self) -> str:
        """What it hangs on that can't be read; empty if on nothing."""
        found = (key for key, values in self.context.items() if key.startswith(UNREAD) and values is not ABSENT)
        return next(found, "").removeprefix(UNREAD).partition("\n")[0]


Tests: TypeAlias = Mapping[str, tuple[Wanted, ...]]


def universe_of(*groups: Iterable[Box]) -> Universe:
    """The universe of a question over some boxes."""
    return Universe(box.actions for group in groups for box in group)


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
    against = _Against(avoid, scene.universe)
    for choice in _choices(meet, budget):
        yield from _among(_Choice(choice, scene, budget), against)


_GLANCES = 16
"""Boxes that are looked at for the price of one step."""


def _choices(meet: Sequence[Sequence[Box]], budget: Budget) -> Iterator[tuple[Box, ...]]:
    """One box of each group, as far as the names of services and the beginnings of patterns don't tell that they have
    no action or no resource in common."""
    if not meet:
        yield ()
        return
    *groups, last = meet
    for chosen in _choices(groups, budget):
        budget.spend(len(last) // _GLANCES)
        for box in last:
            if not any(_strangers(box, other) for other in chosen):
                yield (*chosen, box)


def _strangers(one: Box, other: Box) -> bool:
    if one.resources.apart(other.resources):
        return True
    if one.actions.others or other.actions.others:
        return False
    first, second = one.actions.named, other.actions.named
    return first is not None and second is not None and first.isdisjoint(second)


class _Against:
    """The boxes to avoid, by the services of which they hold something."""

    def __init__(self, boxes: Sequence[Box], universe: Universe) -> None:
        self.boxes = boxes
        self.universe = universe
        self._of: dict[str, tuple[int, tuple[tuple[Box, int], ...]]] = {}

    def of(self, prefix: str) -> tuple[int, tuple[tuple[Box, int], ...]]:
        """The actions of a service that are held whatever resource and context, and the other boxes with theirs."""
        known = self._of.get(prefix)
        if known is None:
            always = 0
            others: list[tuple[Box, int]] = []
            for box in self.boxes:
                mask = box.actions.mask(prefix, self.universe)
                if box.total:
                    always |= mask
                elif mask:
                    others.append((box, mask))
            known = self._of[prefix] = always, tuple(others)
        return known

    @cached_property
    def whole(self) -> tuple[Box, ...]:
        """Those that hold all actions of services that no box names."""
        return tuple(box for box in self.boxes if box.actions.others)

    @cached_property
    def named(self) -> frozenset[str] | None:
        """The services that they name; ``None`` if that may be any."""
        named = [box.actions.named for box in self.boxes]
        known = [names for names in named if names is not None]
        return frozenset().union(*known) if len(known) == len(named) else None


def _with_tokens(boxes: Iterable[Box]) -> Iterator[Glob]:
    return (pattern for box in boxes for pattern in globs(box) if pattern.variables or pattern.holes)


class _Choice:
    """Boxes that are all to hold a request; what is asked of them is found out when it is."""

    def __init__(self, boxes: tuple[Box, ...], scene: Scene, budget: Budget) -> None:
        self.boxes = boxes
        self.scene = scene
        self.budget = budget
        self._covered: dict[Box, bool] = {}

    @cached_property
    def place(self) -> Place:
        """What the resource must be of."""
        return place_of(self.boxes, self.scene.resources)

    @cached_property
    def tests(self) -> "Tests":
        """What the context must pass."""
        return _tests(self.boxes)

    @cached_property
    def possible(self) -> bool:
        """Whether some context passes."""
        return _context(self.tests, self.scene, self.budget) is not None

    @cached_property
    def _lines(self) -> frozenset[object]:
        (first, *others) = self.boxes
        return first.lines.union(*(box.lines for box in others)) if others else first.lines

    def mask(self, prefix: str) -> int:
        """The actions of a service that all of them hold."""
        mask = -1
        for box in self.boxes:
            mask &= box.actions.mask(prefix, self.scene.universe)
        return mask

    @cached_property
    def clear(self) -> bool:
        """Whether some of them tell the services in the ARNs that they select."""
        return any(box.resources.owners is not None for box in self.boxes)

    def away(self, owners: frozenset[str] | None) -> bool:
        """Whether one of them selects no ARN of some services."""
        return any(box.resources.away(owners) for box in self.boxes)

    def apart(self, box: Box) -> bool:
        """Whether a box holds no resource that they do, as far as the beginnings of patterns tell."""
        return any(mine.resources.apart(box.resources) for mine in self.boxes)

    def held(self, box: Box) -> bool:
        """Whether a box holds whatever resource and context they do, as far as equal patterns and tests tell. The same
        text is the same set of texts in every request, whatever stands in it for holes and variables."""
        return box.lines <= self._lines and any(box.resources.holds(mine.resources) for mine in self.boxes)

    def covered(self, box: Box) -> bool:
        """Whether it does, as far as one look at each pattern tells."""
        known = self._covered.get(box)
        if known is None:
            known = self._covered[box] = box.lines <= self._lines and _covers(box.resources, self.boxes)
        return known


def _covers(resources: Resources, choice: Iterable[Box]) -> bool:
    """Whether every resource that a choice can have is one of some."""
    if resources.everything or resources.excepted:
        return resources.everything
    machine = resources.machine()
    narrow = (mine.resources for mine in choice if not mine.resources.excepted)
    return any(not mine.apart(resources) and all(map(machine.covers, mine.rows)) for mine in narrow)


def _among(choice: _Choice, against: _Against) -> Iterator[Found]:
    named, others = _services(choice, against)
    if others and not any(map(choice.covered, against.whole)) and choice.possible and _maybe(choice, against.whole):
        named = (*others, *named)
    for prefix in named:
        yield from _in_service(prefix, choice, against)


def _services(choice: _Choice, against: _Against) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The services to look at one by one, and those whose actions all boxes treat alike."""
    narrow = [box.actions.named for box in choice.boxes if not box.actions.others]
    known = [names for names in narrow if names is not None]
    if known:
        return tuple(sorted(frozenset.intersection(*known))), ()
    everything = choice.scene.universe.services()
    special = against.named
    if narrow or special is None:
        return everything, ()
    for box in choice.boxes:
        names = box.actions.named
        if names is None:
            return everything, ()
        special |= names
    return (
        tuple(prefix for prefix in everything if prefix in special),
        tuple(prefix for prefix in everything if prefix not in special),
    )


def _in_service(prefix: str, choice: _Choice, against: _Against) -> Iterator[Found]:
    if choice.scene.cut and choice.clear and choice.away(owners_of(prefix, choice.scene.universe.of(prefix))):
        return
    mask = choice.mask(prefix)
    if not mask:
        return
    always, boxes = against.of(prefix)
    asked = choice.boxes
    if prefix == "kms" and choice.scene.domain(PRINCIPAL_ACCOUNT).present:
        choice = _Choice(tuple(box.of_kms for box in asked), choice.scene, choice.budget)
        boxes = tuple((box.of_kms, theirs) for box, theirs in boxes)
    choice.budget.spend(len(boxes) // _GLANCES)
    mask &= ~always
    boxes = tuple((box, theirs) for box, theirs in boxes if mask & theirs and not choice.apart(box))
    for box, theirs in boxes:
        if mask & theirs and choice.held(box):
            mask &= ~theirs
    if not mask or not choice.possible:
        return
    scene, universe = choice.scene, choice.scene.universe
    names = universe.actions(prefix)
    at_home = scene._replace(domains={**scene.domains, REGION: AT_HOME}) if prefix in GLOBAL else scene
    for cell, left in _by_home(prefix, names, _cells(mask, boxes)):
        scene = choice.scene if REGION in choice.scene.domains or _is_passing(prefix, names, cell) else at_home
        if any(map(choice.covered, left)):
            continue
        groups = by_format(prefix, universe.of(prefix), cell) if scene.cut else ((None, cell),)
        for formats, members in groups:
            place, near = choice.place, left
            if formats is not None:
                services = owners(formats)
                if choice.away(services):
                    continue
                near = tuple(box for box in left if not box.resources.away(services))
                place = place._replace(positives=(language(formats), *place.positives))
            found = _escape(place, choice.tests, near, scene, choice.budget)
            if found is not None:
                patterns = tuple(_with_tokens((*choice.boxes, *near)))
                yield Found(tuple(f"{prefix}:{names[bit]}" for bit in bits(members)), *found, asked, patterns)


_Cells: TypeAlias = "Iterable[tuple[int, tuple[Box, ...]]]"


def _by_home(prefix: str, names: Sequence[str], cells: _Cells) -> _Cells:
    """Groups of actions, with the one apart that is no call of its own: it is made in whatever region."""
    if not PASSING.startswith(f"{prefix}:"):
        yield from cells
        return
    passing = sum(1 << bit for bit, name in enumerate(names) if f"{prefix}:{name}" == PASSING)
    for cell, left in cells:
        yield from ((part, left) for part in (cell & ~passing, cell & passing) if part)


def _is_passing(prefix: str, names: Sequence[str], cell: int) -> bool:
    return any(f"{prefix}:{names[bit]}" == PASSING for bit in bits(cell)) if prefix == "iam" else False


def _maybe(choice: _Choice, avoid: Sequence[Box]) -> bool:
    """Whether something may be left, whatever the action acts on. A question without ARNs can be a large one: it isn't
    asked to the end."""
    try:
        budget = Budget(min(choice.budget.left, _GLANCE))
        return _escape(choice.place, choice.tests, avoid, choice.scene, budget) is not None
    except ExhaustedError:
        return True


_GLANCE = 2_000


def _cells(mask: int, avoid: Iterable[tuple[Box, int]]) -> Iterator[tuple[int, tuple[Box, ...]]]:
    """The actions of a mask, cut into groups that each box to avoid holds whole or not at all."""
    cells: list[tuple[int, tuple[Box, ...]]] = [(mask, ())]
    for box, theirs in avoid:
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
    if TAG_KEYS in context:
        wanted = (*tests[TAG_KEYS], *of_tags(context))
        values = possible(wanted, scene.domain(TAG_KEYS), budget)
        if values is None:
            return None
        context[TAG_KEYS] = values
    return context


_Settled: TypeAlias = "tuple[tuple[Word, ...], Mapping[str, Values], Tests] | None"


def _settled(place: Place, tests: Tests, scene: Scene, budget: Budget) -> _Settled:
    """A resource and a context of what is left, which go together."""
    context = _context(tests, scene, budget)
    if context is None:
        return None
    candidates = regions(tests[REGION], place.within, context[REGION]) if REGION in tests else ()
    if not candidates:
        words = place.words(budget)
        return (words, context, tests) if words else None
    for region in candidates:
        wanted = (*tests[REGION], is_(region))
        values = possible(wanted, scene.domain(REGION), budget)
        if values is not None:
            words = place._replace(positives=(*place.positives, of_region(region))).words(budget)
            if words:
                return words, {**context, REGION: values}, {**tests, REGION: wanted}
    return None


def _escape(
    place: Place, tests: Tests, avoid: Sequence[Box], scene: Scene, budget: Budget
) -> tuple[tuple[Word, ...], Mapping[str, Values], Tests] | None:
    """A resource and a context of a cell that no box to avoid holds."""
    plain: list[Box] = []
    tested: list[Box] = []
    for box in avoid:
        (tested if box.tests else plain).append(box)
    if any(box.resources.everything for box in plain):
        return None
    place = outside(place, *(box.resources for box in plain))
    if len(tested) > DEEPEST:
        text = f"more than {DEEPEST} statements with conditions bear on one question"
        raise UndecidedError("too-many-conditions", text)
    tested.sort(key=lambda box: (len(box.tests), not box.resources.everything))
    return _avoid(place, tests, tuple(tested), scene, budget)


DEEPEST = 400
"""Statements with conditions that a request is kept out of, one by one. Each is a call inside the last."""


def _avoid(
    place: Place, tests: Tests, avoid: tuple[Box, ...], scene: Scene, budget: Budget
) -> tuple[tuple[Word, ...], Mapping[str, Values], Tests] | None:
    budget.spend()
    if place.first(budget) is None:
        return None
    if not avoid:
        return _settled(place, tests, scene, budget)
    box, rest = avoid[0], avoid[1:]
    if _apart(place, tests, box, scene, budget):
        return _avoid(place, tests, rest, scene, budget)
    if not box.resources.everything:
        found = _avoid(outside(place, box.resources), tests, rest, scene, budget)
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
        return place._replace(negatives=(*place.negatives, resources.machine())).first(budget) is None
    return place.word(place.hosts()[0], budget, (place.left(resources).lenient,)) is None
