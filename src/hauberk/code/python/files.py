"""A file of Python as the core has it."""

import ast
import warnings
from itertools import accumulate

from hauberk.code.ir import File, Trouble
from hauberk.code.python.scopes import Lines, Names
from hauberk.code.python.statements import Statements
from hauberk.model.regex import regex
from hauberk.reading.source import Source

_LINE = regex(rb"[^\r\n]*(?:\r\n|\r|\n)?")
_BOM = b"\xef\xbb\xbf"


def read(source: Source) -> File:
    """A file lowered; functions are lowered when they are asked for.

    What Python's own parser refuses is read as far as it can be (:mod:`hauberk.code.python.rescue`); each thing that
    can't be is a trouble of the file.
    """
    troubles: tuple[Trouble, ...] = ()
    tree = _tree(source.text)
    if tree is not None:
        lines = Lines(_starts(source.data))
    else:
        from hauberk.code.python.rescue import rescued  # few files need it, and the grammar takes its time to load

        lines = Lines([0])
        tree, troubles = rescued(source.data)
    body = () if tree is None else Statements(lines, Names()).block(tree.body)
    return File(source.path, "python", body, troubles)


def _tree(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd escapes in what is scanned are no concern of whoever scans
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _starts(data: bytes) -> list[int]:
    """Where each line starts, as Python counts lines; one more at the end."""
    first = len(_BOM) if data.startswith(_BOM) else 0
    sizes = (len(line) for line in _LINE.findall(data, first))
    return list(accumulate(sizes, initial=first))
