"""What was found in the worlds of a template, put together."""

from collections.abc import Iterator

from hauberk.iam.difference import Added
from hauberk.model.guards import Guard, describe, simplify
from hauberk.model.secrets import Hidden
from hauberk.questions.answers import Change


def merged(name: str, found: list[tuple[Guard, tuple[Added, ...]]], hidden: Hidden) -> Iterator[Change]:
    """The changes of all worlds, each once, with the condition under which it is there."""
    places: dict[object, tuple[Added, list[Guard]]] = {}
    for guard, changes in found:
        for one in changes:
            places.setdefault((one.by, one.lifted, one.actions), (one, []))[1].append(guard)
    for change, own in places.values():
        always = len(own) == len(found)
        yield Change(name, change, "" if always else " or ".join(describe(one, hidden) for one in simplify(own)))
