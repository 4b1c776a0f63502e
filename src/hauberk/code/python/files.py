"""A file of Python as the core has it."""

import ast
import re
import warnings
from itertools import accumulate

from hauberk.code.ir import File, Place, Trouble
from hauberk.code.python.scopes import Lines, Names
from hauberk.code.python.statements import Statements
from hauberk.reading.source import Source

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)?")
_BOM = b"\xef\xbb\xbf"


def read(source: Source) -> File:
    """A file lowered; functions are lowered when they are asked for.

    What Python's own parser refuses is a trouble of the file, which is then empty.
    """
    lines = Lines(_starts(source.data))
    troubles: list[Trouble] = []
    try:
        tree = _tree(source.text)
    except SyntaxError as error:
        at = lines.offset(error.lineno or 1, 0)
        troubles.append(Trouble("invalid-syntax", f"Python refuses it: {error.msg}", Place(at, at)))
        return File(source.path, "python", (), tuple(troubles))
    except (ValueError, RecursionError, MemoryError) as error:
        what = str(error) or type(error).__name__
        troubles.append(Trouble("too-complex", f"Python's parser gives up: {what}", Place(0, len(source.data))))
        return File(source.path, "python", (), tuple(troubles))
    try:
        body = Statements(lines, Names()).block(tree.body)
    except RecursionError:
        troubles.append(
            Trouble("too-deep", "it is nested more deeply than can be followed", Place(0, len(source.data)))
        )
        body = ()
    return File(source.path, "python", body, tuple(troubles))


def _tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd escapes in what is scanned are no concern of whoever scans
        return ast.parse(text)


def _starts(data: bytes) -> list[int]:
    """Where each line starts, as Python counts lines; one more at the end."""
    first = len(_BOM) if data.startswith(_BOM) else 0
    sizes = (len(line) for line in _LINE.findall(data, first))
    return list(accumulate(sizes, initial=first))
