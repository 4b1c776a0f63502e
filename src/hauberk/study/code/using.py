"""How a function uses its event, by its code."""

from hauberk.code.flow.knowledge import Lookup
from hauberk.code.knowledge import knowledge
from hauberk.code.usage.used import Used, used
from hauberk.model.compute import Function
from hauberk.model.values import Reason
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.study.code.following import Codes
from hauberk.study.code.places import place_of


def use_of(function: Function, codes: Codes, root: Root) -> Used | Reason:
    """What a function reads of its event, and what that has to be; why nobody knows."""
    place = place_of(function, codes.study, root)
    if isinstance(place, Reason):
        return place
    entry = codes.entry(place)
    if isinstance(entry, Reason):
        return entry

    def source(path: str) -> bytes:
        try:
            return root.read(path).data
        except ReadingError:
            return b""

    program, path = entry
    return used(program, Lookup(knowledge(place.language)), path, place.name, source)
