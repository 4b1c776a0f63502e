"""What of functions' code couldn't be followed, told briefly: nothing found there isn't nothing there."""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.model.ledger import Entry, Ledger, Location
from hauberk.model.verdict import State
from hauberk.reports.fitting import counted, listed
from hauberk.reports.whereabouts import is_deployed

_FOLLOWING = "handler-not-found"
"""The control that says how far a function's code was followed."""
CODE = "not-followed"
"""What machines call it."""
NAMES = 3
"""Functions that are named in a line."""
BRIEF = 3
"""Places of one file that are named in a line, where it has to be short."""
ALL = 20
"""The same where there is room."""


class Unfollowed(NamedTuple):
    """Why some code wasn't followed: the functions that come to it, each with its application, and where. Without
    places it is all the code of these functions, and ``head`` is where the template has the first of them."""

    functions: tuple[tuple[str, str], ...]
    text: str
    places: tuple[Location, ...]
    head: Location | None

    @property
    def names(self) -> tuple[str, ...]:
        """What the functions are called."""
        return tuple(name for _, name in self.functions)

    def line(self, most: int = ALL) -> str:
        """It in a line, with at most so many places of each file."""
        return f"{listed(dict.fromkeys(self.names), NAMES)}: {self.text} ({', '.join(self._where(most))})"

    @property
    def first(self) -> Location | None:
        """The place to look at first."""
        return self.places[0] if self.places else self.head

    def _where(self, most: int) -> Iterator[str]:
        by_file: dict[str, list[int]] = {}
        for place in self.places or ((self.head,) if self.head is not None else ()):
            by_file.setdefault(place.path, []).append(place.line)
        for path, lines in by_file.items():
            yield path if is_deployed(path) else f"{path}:{listed(map(str, dict.fromkeys(lines)), most)}"


def unfollowed(ledger: Ledger) -> list[Unfollowed]:
    """What wasn't followed, lines of code first; what has one reason, or one place, is told once."""
    found: dict[tuple[str, tuple[Location, ...]], list[Entry]] = {}
    for entry in ledger.entries:
        if entry.control != _FOLLOWING or entry.state is not State.UNKNOWN or entry.suppressed is not None:
            continue
        for text, places in _parts(entry):
            found.setdefault((text, places), []).append(entry)
    told = [
        Unfollowed(
            tuple((entry.application, entry.name) for entry in entries),
            text,
            places,
            next(iter(entries[0].locations), None),
        )
        for (text, places), entries in found.items()
    ]
    return sorted(told, key=lambda one: not one.places)


def _parts(entry: Entry) -> Iterator[tuple[str, tuple[Location, ...]]]:
    """What is said of the places of a function's code, each thing with all its places."""
    by_text: dict[str, list[Location]] = {}
    for place in entry.locations[1:]:
        if place.says:
            by_text.setdefault(place.says, []).append(place)
    if not by_text:
        yield entry.reason.text if entry.reason else entry.message, ()
    for text, places in by_text.items():
        yield text, tuple(place._replace(text="") for place in places)


def summary(found: list[Unfollowed]) -> str:
    """How much wasn't followed."""
    functions = {function for one in found for function in one.functions}
    places = {place for one in found for place in one.places}
    whole = {function for one in found if not one.places for function in one.functions}
    told = [f"{counted(len(places), 'place')} in {counted(len(functions - whole), 'function')}"] if places else []
    if whole:
        told.append(f"{counted(len(whole), 'whole function')}")
    return ", ".join(told)
