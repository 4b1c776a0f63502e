"""The places of a finding as they are read: where the fault is, the way there by its steps, what belongs to it."""

from collections.abc import Iterator

from hauberk.model.ledger import Entry, Location


def places_of(entry: Entry) -> Iterator[Location]:
    """The primary place; the steps from an event to it, each with its number; the other places."""
    yield from entry.locations[:1]
    steps = [step for step in entry.flow if step.role != "primary"]
    for number, step in enumerate(steps, 1):
        yield step._replace(says=f"{number}. {step.says}")
    yield from entry.locations[1:]
