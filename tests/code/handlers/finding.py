"""The handlers of a text, as the glance and the front ends see them."""

from hauberk.code.front_ends import lowered
from hauberk.code.handlers.glance import may_hold_handler
from hauberk.code.handlers.handler import Handler, handlers_of
from hauberk.reading.source import Source


def handlers(text: str, path: str) -> tuple[Handler, ...]:
    """What a file of a text offers. Whatever is found has to pass the glance."""
    data = text.encode()
    found = handlers_of(lowered(Source(path, data)), data)
    assert not found or may_hold_handler(path, data), "the glance lets it fall"
    return found


def told(text: str, path: str) -> list[str]:
    """The same as ``name: by``, in the order of the file."""
    return [f"{one.name}: {one.by}" for one in handlers(text, path)]
