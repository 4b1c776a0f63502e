"""Archives from outside: whose names their members are written by.

Sources: docs.python.org/3 ("Extraction filters" of tarfile; zipfile, whose own extraction leaves names no way out), the
documentation of py7zr and rarfile, which refuse such names (2026-11).
"""

from collections.abc import Iterator

from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.streams import of_archive
from hauberk.code.flow.taint import Taints
from hauberk.code.flow.values import Atom, Foreign, Literal, Member, Result, Text, Value, taint_of

ARCHIVE = "archive-extraction"
_UNPACKING = ("tarfile.", "adm-zip", "AdmZip")
"""Libraries that write members by whatever name they have."""
_ALL, _ONE = "extractall", "extract"
_FILTERED = ("tarfile.data_filter", "tarfile.tar_filter")
MAX_PARTS = 400


def from_archive(called: Called) -> bool:
    """Whether a path is a name out of an archive."""
    atoms: list[Atom] = [atom for value in called.arguments.every() for atom in value.atoms]
    if called.callee.path.endswith((_ONE, _ALL)) or "Path()" in called.callee.path:
        atoms.append(called.callee)
    for _ in range(MAX_PARTS):
        if not atoms:
            return False
        atom = atoms.pop()
        if isinstance(atom, Foreign) and of_archive(atom.path):
            return True
        if isinstance(atom, Text):
            atoms += [one for piece in atom.pieces if isinstance(piece, Value) for one in piece.atoms]
        elif isinstance(atom, Result):
            atoms += [one for value in atom.arguments.every() for one in value.atoms]
            atoms.append(atom.of)
        elif isinstance(atom, Member):
            atoms.append(atom.of)
    return False


def unpacked(called: Called, record: Record) -> Taints:
    """Who is behind the names by which a call unpacks an archive, or some members of it; nobody, if it unpacks none or
    looks at the names itself."""
    callee = called.callee
    if not isinstance(callee, Member) or callee.name not in (_ALL, _ONE):
        return frozenset()
    if not any(name in callee.path for name in _UNPACKING) or _is_filtered(called, callee.of, record):
        return frozenset()
    members = called.arguments.at(1, "members") if callee.name == _ALL else called.arguments.at(0, "member")
    free = _free(called.taint)  # of an archive all of whose members were looked at, none
    return _free(taint_of(members)) if free and members is not None and _is_told(members) else free


def _free(taints: Taints) -> Taints:
    return frozenset(one for one in taints if ARCHIVE not in one.cleaned)


def _is_told(members: Value) -> bool:
    return not (isinstance(members.only, Literal) and members.only.value is None)


def _is_filtered(called: Called, archive: Atom, record: Record) -> bool:
    wanted = called.arguments.at(-1, "filter")
    if wanted is not None:
        return not any(isinstance(atom, Literal) and atom.value == "fully_trusted" for atom in wanted.atoms)
    return any(
        stored.key.only == Literal("extraction_filter")
        and (stored.of.only == archive or getattr(stored.of.only, "path", "") == "tarfile.TarFile")
        and any(path in _FILTERED for path in _paths(stored.value))
        for stored in record.stores
    )


def _paths(value: Value) -> Iterator[str]:
    for atom in value.atoms:
        if isinstance(atom, Foreign):
            yield atom.path
        if isinstance(atom, Result):
            for given in atom.arguments.plain[:1]:
                yield from _paths(given)
