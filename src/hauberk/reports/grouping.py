"""Findings put together as a person works on them: function by function, then resource by resource, the worst first."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from hauberk.model.ledger import Entry
from hauberk.model.verdict import Severity
from hauberk.reports.fitting import counted, listed
from hauberk.reports.stories import Story, stories

_NAMED = 4
"""Functions that the title of what they share names; of more it tells the number."""


class Group:
    """The findings of one function, of several that share something, or of a resource that is no function's."""

    def __init__(self, application: str, title: str, told: Iterable[Story], functions: int) -> None:
        self.application = application
        self.title = title
        self.told = tuple(sorted(told, key=lambda one: rank(one.first)))
        self.functions = functions

    @property
    def entries(self) -> Iterator[Entry]:
        """Every finding."""
        return (entry for one in self.told for entry in one.entries)

    @cached_property
    def worst(self) -> Severity:
        """The group's highest severity."""
        return max(one.first.severity for one in self.told)

    @property
    def order(self) -> tuple[int, int]:
        """What orders groups of one kind: by the worst that they tell."""
        return rank(self.told[0].first)[:2]


def rank(entry: Entry) -> tuple[int, int, str, int, int]:
    """What orders findings: the worst first, then by who gets there and what that gives, then by place."""
    place = entry.locations[0] if entry.locations else None
    where = (place.path, place.line, place.column) if place else (entry.application, 0, 0)
    return _RANK[entry.severity], -entry.weight, *where


_RANK = {severity: number for number, severity in enumerate(sorted(Severity, reverse=True))}


def groups(entries: Iterable[Entry]) -> list[Group]:
    """Groups by application in the order given: functions, what several share, other resources, each kind with the
    worst first."""
    found: dict[str, dict[tuple[int, str], list[Story]]] = {}
    for told in stories(entries):
        found.setdefault(told.first.application, {}).setdefault(_owner(told), []).append(told)
    result: list[Group] = []
    for application, by_owner in found.items():
        made = [Group(application, title, group, functions) for (functions, title), group in by_owner.items()]
        result.extend(sorted(made, key=lambda group: (_kind(group.functions), group.order)))
    return result


def _owner(told: Story) -> tuple[int, str]:
    """How many functions it concerns, and a title for all that concerns the same."""
    functions = told.labels
    if not functions:
        return 0, resource(told.first)
    if len(functions) == 1:
        return 1, functions[0]
    shared = listed(functions, _NAMED) if len(functions) <= _NAMED else counted(len(functions), "function")
    return len(functions), f"Shared by {shared}"


def _kind(functions: int) -> int:
    return 2 if not functions else min(functions, 2) - 1


def resource(entry: Entry) -> str:
    """What to call the resource that an entry is about: it comes first in the names of its parts."""
    start = entry.name.partition(" ")[0]
    return start if entry.subject.startswith(start) else entry.name
