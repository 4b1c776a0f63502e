"""Which templates are applications, and which are parts of another that has read them."""

from collections.abc import Iterator, Sequence

from hauberk.model.ledger import Entry
from hauberk.scan.application import Checked


def mains(checked: Sequence[Checked]) -> list[Checked]:
    """The applications that are no part of another; where some are parts of each other, the first of them.

    A nested stack is a part of each application that reads it. An included file is one only if what is violated or
    isn't read in it alone is so in the application too: to include a file may be to take some of it, or to read it
    otherwise.
    """
    parts = {path for one in checked for path in one.parts}
    holders: dict[str, list[Checked]] = {}
    kept: set[str] = set()
    for one in sorted(checked, key=lambda one: one.seen.path in parts):
        if not any(_covers(holder, one) for holder in holders.get(one.seen.path, ())):
            kept.add(one.seen.path)
            for path in one.parts:
                holders.setdefault(path, []).append(one)
    return [one for one in checked if one.seen.path in kept]


def differences(checked: Sequence[Checked], kept: Sequence[Checked]) -> Iterator[str]:
    """What is violated in a nested stack's template if it is deployed by itself, and isn't where it is nested."""
    names = {one.seen.path for one in kept}
    for one in checked:
        if one.seen.path in names:
            continue
        holders = [holder for holder in kept if one.seen.path in holder.parts]
        number = len(_violated(one) - {place for holder in holders for place in _violated(holder)})
        if number:
            more = "1 finding more" if number == 1 else f"{number} findings more"
            above = ", ".join(holder.seen.path for holder in holders)
            yield f"{one.seen.path} was checked as a part of {above}; deployed by itself it has {more}"


def _covers(holder: Checked, part: Checked) -> bool:
    if part.seen.path in holder.nested:
        return True
    return _violated(part) <= _violated(holder) and set(part.gaps) <= set(holder.gaps)


def _violated(one: Checked) -> set[tuple[str, str, int, int]]:
    """What is violated, and where. The places of other branches count, as they are the same finding's."""
    return {place for entry in one.entries if entry.counts for place in _places(entry)}


def _places(entry: Entry) -> Iterator[tuple[str, str, int, int]]:
    for place in entry.locations[:1]:
        yield entry.control, place.path, place.line, place.column
