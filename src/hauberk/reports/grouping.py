"""Findings put together as a person works on them: function by function, the worst first."""

from collections.abc import Iterable
from typing import NamedTuple

from hauberk.model.ledger import Entry
from hauberk.model.verdict import Severity


class Group(NamedTuple):
    """The findings of one function, of several that share something, or of the application as such."""

    application: str
    functions: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """What to put over the group."""
        if not self.functions:
            return "The application"
        names = self.entries[0].labels or self.functions
        return names[0] if len(names) == 1 else f"Shared by {', '.join(names)}"

    @property
    def worst(self) -> Severity:
        """The group's highest severity."""
        return max(entry.severity for entry in self.entries)


def groups(entries: Iterable[Entry]) -> list[Group]:
    """Groups by application in the order given, in each the group with the worst finding first."""
    found: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
    for entry in entries:
        found.setdefault(entry.application, {}).setdefault(entry.functions, []).append(entry)
    result: list[Group] = []
    for application, by_functions in found.items():
        made = [
            Group(application, functions, tuple(sorted(group, key=lambda entry: entry.severity, reverse=True)))
            for functions, group in by_functions.items()
        ]
        result.extend(sorted(made, key=lambda group: group.worst, reverse=True))
    return result
