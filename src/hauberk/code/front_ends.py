"""The front end of each language, by how the names of its files end."""

from hauberk.code.ir import File, Place, Trouble
from hauberk.reading.source import Source

PYTHON = (".py",)
MOST_OF_PYTHON = 2 * 1024 * 1024
MOST_OF_SCRIPTS = 4 * 1024 * 1024
"""Bytes of a file of code that are followed. Trees take up to 250 times as much memory as Python's text, 80 times as
much as JavaScript's (measured 2026-11 with lines of one statement)."""


def lowered(source: Source) -> File:
    """A file as the core has it. Front ends are loaded when one is asked for: the grammars take their time to load."""
    python_ = source.path.endswith(PYTHON)
    most = MOST_OF_PYTHON if python_ else MOST_OF_SCRIPTS
    if len(source.data) > most:
        text = f"it has {len(source.data):,} bytes of code, more than the {most:,} that are followed"
        return File(source.path, "python" if python_ else "javascript", (), (Trouble("too-large", text, Place(0, 0)),))
    if python_:
        from hauberk.code import python

        return python.read(source)
    from hauberk.code import javascript

    return javascript.read(source)
