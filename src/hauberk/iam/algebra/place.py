"""Where a resource that is looked for must be, and must not be: languages, and the patterns that they are made of."""

from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, Resources
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.machine import Machine
from hauberk.iam.algebra.product import Word
from hauberk.iam.algebra.words import some
from hauberk.iam.language.text import Glob


class Place(NamedTuple):
    """What a resource must be of, and must not be of."""

    positives: tuple[Machine, ...]
    """Lenient ones, or without tokens."""
    within: tuple[Resources, ...]
    negatives: tuple[Machine, ...]
    outside: frozenset[Glob] = frozenset()
    """The patterns of the negatives: of another list with the same pattern, the same texts are gone, tokens or not."""

    def hosts(self) -> tuple[Resources | None, ...]:
        """Who is the strict one in turn of those with tokens, and at last none."""
        return (*(one for one in self.within if one.tokens), None)

    def word(self, host: Resources | None, budget: Budget, also: tuple[Machine, ...] = ()) -> Word | None:
        """A resource; see :meth:`hosts`."""
        machines: list[Machine] = []
        for one in self.within:
            left = self.left(one)
            lenient = one is not host and (host is not None or one.tokens)
            machines.append(left.lenient if lenient else left.host)
        return some(tuple(dict.fromkeys((*self.positives, *machines, *also))), self.negatives, budget)

    def left(self, resources: Resources) -> Resources:
        """Those of some patterns that aren't left out anyway."""
        if self.outside.isdisjoint(resources.globs):
            return resources
        return Resources(tuple(one for one in resources.globs if one not in self.outside), False)

    def first(self, budget: Budget) -> Word | None:
        """A resource, as far as one host tells."""
        return self.word(self.hosts()[0], budget)

    def words(self, budget: Budget) -> tuple[Word, ...]:
        """A resource by each host; none where one of them tells that there is none."""
        found: list[Word] = []
        for host in self.hosts():
            word = self.word(host, budget)
            if word is None:
                return ()
            found.append(word)
        return tuple(dict.fromkeys(found))


def place_of(choice: tuple[Box, ...], every: tuple[Machine, ...]) -> Place:
    """What a resource must be of that some boxes hold, and ``every`` language has."""
    within: list[Resources] = []
    negatives: list[Machine] = []
    outside: set[Glob] = set()
    for box in choice:
        resources = box.resources
        if resources.excepted:
            negatives.append(resources.machine())
            outside |= set(resources.globs)
        elif not resources.everything:
            within.append(resources)
    return Place(every, tuple(within), tuple(dict.fromkeys(negatives)), frozenset(outside))


def outside(place: Place, *resources: Resources) -> Place:
    """A place without some resources."""
    within = [Resources(one.globs, False) for one in resources if one.excepted and not one.nothing]
    left_out = [one for one in resources if not one.excepted and not one.nothing]
    return place._replace(
        within=(*place.within, *within),
        negatives=tuple(dict.fromkeys((*place.negatives, *(one.machine() for one in left_out)))),
        outside=place.outside.union(*(one.globs for one in left_out)),
    )
