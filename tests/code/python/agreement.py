"""Whether Python's own parser and the grammar that reads what it refuses come to the same core.

``python -m tests.code.python.agreement DIR`` compares them over every file of a directory.
"""

import sys
from itertools import zip_longest
from pathlib import Path

from hauberk.code import ir
from hauberk.code.python import files
from hauberk.code.python.rescue import rescued
from hauberk.code.python.scopes import Lines, Names
from hauberk.code.python.statements import Statements
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source


def difference(source: Source) -> str | None:
    """The first place where they differ, as both have it; none for a file that Python refuses."""
    tree = files._tree(source.text)
    if tree is None:
        return None
    other, troubles = rescued(source.data)
    if other is None or troubles:
        return f"not read: {troubles}"
    one = _flat(Statements(Lines(files._starts(source.data)), Names()).block(tree.body))
    two = _flat(Statements(Lines([0]), Names()).block(other.body))
    for number, (ours, theirs) in enumerate(zip_longest(one, two)):
        if ours != theirs:
            return f"{one[max(0, number - 3) : number + 3]} or {two[max(0, number - 3) : number + 3]}"
    return None


def _flat(block: ir.Block) -> list[object]:
    """Everything that a block says, with its places. Until 3.12 Python has none for the holes of f-strings."""
    told: list[object] = []
    left: list[object] = [block]
    while left:
        match left.pop():
            case ir.Operation("number", operands):
                left.append(operands)
            case ir.Function() as made:
                told += [made.name, made.is_async, made.is_generator, sorted(made.scope.own), sorted(made.scope.outer)]
                left += [made.parameters, made.decorators, made.scope.body, made.at]
            case ir.Node() as node:
                told.append(type(node).__name__)
                left += [getattr(node, field) for field in node.__match_args__]
            case ir.Place() as at:
                told.append(at)
            case tuple() as several:
                told.append(len(several))
                left += several
            case other:
                told.append(repr(other))
    return told


def main(root: str) -> int:
    """Tells each file that differs."""
    count = differing = 0
    for path in sorted(Path(root).rglob("*.py")):
        try:
            found = difference(Source(str(path), path.read_bytes()))
        except ReadingError:
            continue
        count += 1
        if found is not None:
            differing += 1
            print(f"{path}: {found}")
    print(f"{count} files, {differing} differ")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
