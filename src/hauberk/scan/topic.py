"""What controls are asked about: a subject, kept from one control to the next as long as that is sound."""

from collections.abc import Iterable

from hauberk.model.span import Span
from hauberk.model.subject import Seed, Subject
from hauberk.model.world import World


class Branch:
    """One seed, and the subject that it gave in a world in which nobody has picked anything yet."""

    __slots__ = ("_subject", "seed")

    def __init__(self, seed: Seed) -> None:
        self.seed = seed
        self._subject = seed.see(World(seed.guard))

    def fresh(self) -> Subject:
        """The subject in an untouched world: the one of the last question, if that question left it so."""
        world = self._subject.world
        if world.forks or world.guard != self.seed.guard:
            self._subject = self.seed.see(World(self.seed.guard))
        return self._subject


class Topic:
    """One subject with all branches in which it is there, and what every entry about it says of it."""

    __slots__ = ("branches", "head", "id", "kind", "name", "resource", "type")

    def __init__(self, seeds: list[Seed]) -> None:
        self.branches = [Branch(seed) for seed in seeds]
        example = self.branches[0].fresh()
        self.id: str = seeds[0].id
        self.resource: str = seeds[0].resource.id
        self.type: str = seeds[0].resource.type
        self.kind: str = example.kind
        self.name: str = example.name
        self.head: Span | None = example.head


def topics_of(seeds: Iterable[Seed]) -> list[Topic]:
    """The topics of seeds, by id, in the order of their first seeds."""
    grouped: dict[str, list[Seed]] = {}
    for seed in seeds:
        grouped.setdefault(seed.id, []).append(seed)
    return [Topic(group) for group in grouped.values()]
