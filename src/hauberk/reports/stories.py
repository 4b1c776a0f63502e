"""Findings as a person tells them: one control at one place is one story, however many functions it concerns."""

from collections.abc import Iterable
from typing import NamedTuple

from hauberk.model.ledger import Entry, Location


class Story(NamedTuple):
    """Findings of one control at one place, such as a line of Globals or of a template that several nested stacks are
    made of, under one condition and with one advice."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The finding that tells the story: of those that differ in their subjects the one that weighs most, because
        more people get there or the role may do more."""
        return max(self.entries, key=lambda entry: entry.weight)

    @property
    def worst_first(self) -> tuple[Entry, ...]:
        """The findings, those that weigh most first."""
        return tuple(sorted(self.entries, key=lambda entry: -entry.weight))

    @property
    def functions(self) -> tuple[str, ...]:
        """The ids of the functions that it concerns."""
        return tuple(dict.fromkeys(name for entry in self.entries for name in entry.functions))

    @property
    def labels(self) -> tuple[str, ...]:
        """What to call those functions."""
        return tuple(dict.fromkeys(name for entry in self.entries for name in entry.labels or entry.functions))


def stories(entries: Iterable[Entry]) -> list[Story]:
    """The stories of some findings, in the order of their first ones. A finding without a place is its own."""
    found: dict[object, list[Entry]] = {}
    for number, entry in enumerate(entries):
        place = _place(entry) if entry.locations else number
        found.setdefault((entry.application, entry.control, place, entry.condition, entry.help), []).append(entry)
    return [Story(tuple(group)) for group in found.values()]


def _place(entry: Entry) -> Location:
    """Where an entry points, and what is said there, without the name of the nested stack that it is in."""
    place = entry.locations[0]
    says = place.says
    if place.path != entry.application:
        names = entry.subject.split("/")
        for end in range(len(names) - 1, 0, -1):
            says = says.replace("/".join(names[:end]) + "/", "")
    return place._replace(text="", says=says)
