"""Members of Python's archives: what is known of a member's name is known of the member, and what is known of all of
them of the archive.

Source: docs.python.org/3 (tarfile, zipfile; 2026-11).
"""

from collections.abc import Iterable, Iterator

from hauberk.code.flow.frames import EVERY, Facts
from hauberk.code.flow.items import parts
from hauberk.code.flow.values import Atom, Foreign, Member, Result, Value, taint_of

UNPACKED = frozenset(("archive-extraction",))
NAMES = frozenset(("name", "path", "filename"))
"""Fields of a member by which it is written."""
_MODULES = ("tarfile.", "zipfile.")
_OPENED = ("tarfile.open", "tarfile.TarFile", "tarfile.TarFile.open", "zipfile.ZipFile")


def is_entry(atom: Atom) -> bool:
    """Whether something comes out of an archive."""
    return isinstance(atom, Member) and any(name in atom.path for name in _MODULES)


def named_by(path: Value, kinds: frozenset[str], variables: Iterable[Value]) -> Iterator[Value]:
    """The members among variables by whose names a path was made that was found to be harmless."""
    if not kinds >= EVERY and not kinds >= UNPACKED:
        return
    entries: set[Atom] = set()
    for atom in parts(path):
        if is_entry(atom):
            entries.add(atom)
            if isinstance(atom, Member) and atom.name in NAMES:
                entries.add(atom.of)
    for value in variables if entries else ():
        if value != path and value.only in entries and taint_of(value):
            yield value


def unpacked_by(item: Value, told: Facts, variables: Iterable[Value]) -> Iterator[Value]:
    """The archives among variables all of whose members were gone through, and found to be harmless."""
    if not any(is_entry(atom) for atom in item.atoms) or not told.get(item, frozenset()) >= UNPACKED:
        return
    opened = {atom for atom in parts(item) if isinstance(atom, Result) and atom.of.path in _OPENED}
    yield from (value for value in variables if value.only in opened)


def renamed(atom: Atom, name: str, value: Value) -> bool:
    """Whether a member is given another name, that leads nowhere else."""
    harmless = all(one.cleaned >= UNPACKED for one in taint_of(value))
    return name in NAMES and harmless and isinstance(atom, Foreign) and is_entry(atom)
