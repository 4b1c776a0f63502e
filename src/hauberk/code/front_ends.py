"""The front end of each language, by how the names of its files end."""

from hauberk.code.ir import File
from hauberk.reading.source import Source

PYTHON = (".py",)


def lowered(source: Source) -> File:
    """A file as the core has it. Front ends are loaded when one is asked for: the grammars take their time to load."""
    if source.path.endswith(PYTHON):
        from hauberk.code import python

        return python.read(source)
    from hauberk.code import javascript

    return javascript.read(source)
