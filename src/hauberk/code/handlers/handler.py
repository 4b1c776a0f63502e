"""A handler, and the handlers of a file."""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code import ir

SHAPE = "shape"
_OF_ROTATION = (b"ClientRequestToken", b"SecretId", b"Step")
"""What Secrets Manager calls a function that rotates with, and nothing else calls one with (Secrets Manager user guide,
"Lambda rotation functions", 2026-11)."""


class Handler(NamedTuple):
    """A function, or something that is called like one, that AWS Lambda may be told to call.

    ``name`` is the one by which the file offers it; ``by`` what shows it: a framework, or its own ``shape``. ``event``
    is the kind of its events, where code tells it. ``certain`` is one that is nobody's helper, whoever else calls it.
    """

    name: str
    by: str
    at: ir.Place
    event: str = ""
    certain: bool = True


def handlers_of(file: ir.File, data: bytes) -> tuple[Handler, ...]:
    """The handlers that a file offers, in the order in which they stand. ``data`` is its text."""
    if file.language == "python":
        from hauberk.code.handlers.python import handlers

        found = handlers(file, data)
    else:
        from hauberk.code.handlers.scripts import handlers as of_script

        found = of_script(file, data)
    event = "rotation" if all(word in data for word in _OF_ROTATION) else ""
    return tuple(
        sorted((one._replace(event=one.event or event) for one in found), key=lambda one: (one.at.start, one.name))
    )


def made_by(framework: str, name: str, file: ir.File) -> Iterator[Handler]:
    """The handler that a framework makes of a variable, which its settings name; nothing if the file has none such."""
    for one in file.body:
        if isinstance(one, ir.Assign) and one.name == name:
            yield Handler(name, framework, one.at)
            return
