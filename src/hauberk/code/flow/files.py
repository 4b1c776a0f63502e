"""Which files Python's calls write hostile data into, by their names or as objects.

Sources: docs.python.org/3 (open, io, pathlib, shutil, tempfile; 2026-11).
"""

from collections.abc import Iterator

from hauberk.code.flow.taint import Taints
from hauberk.code.flow.values import Arguments, Atom, Foreign, Member, Result, taint_of

_OPENING = ("open", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "BytesIO", "StringIO")
READING = frozenset(("getvalue", "read", "readline", "readlines", "read_bytes", "read_text"))
"""Methods that give what was written into a file."""
_WRITING = frozenset(("write", "writelines"))
_AT_ONCE = frozenset(("write_bytes", "write_text"))


def filled_by(atom: Foreign, arguments: Arguments) -> Iterator[tuple[Atom, Taints]]:
    """The files that a call writes into, and who is behind what it writes."""
    target: Atom | None = None
    given = arguments.at(0)
    if atom.path == "shutil.copyfileobj" and len(arguments.plain) > 1:
        target = arguments.plain[1].only
    elif (isinstance(atom, Member) and atom.name in _AT_ONCE) or (isinstance(atom, Member) and atom.name in _WRITING):
        target = atom.of
    taints = taint_of(given) if given is not None else None
    if target is None or not taints:
        return
    yield target, taints
    if isinstance(target, Result) and target.of.path.endswith(_OPENING):
        yield Member(target, "name"), taints
        if isinstance(target.of, Member) and target.of.name == "open" and "Path" in target.of.path:
            yield target.of.of, taints
        else:
            for name in target.arguments.plain[:1]:
                yield from ((one, taints) for one in name.atoms)
