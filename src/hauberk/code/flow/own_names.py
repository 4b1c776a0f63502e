"""Which functions and classes of the application a user's packs name."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hauberk.code.flow.knowledge import Declared
from hauberk.code.flow.modules import Module
from hauberk.code.flow.values import Atom, Closure, Kind, Namespace, Record, Value
from hauberk.code.program import Program

_MAX_BASES = 32
"""Classes that one extends which are looked at."""


class OwnNames:
    """The application's own functions and classes that packs name, by the modules that have run so far."""

    def __init__(self, pack: Mapping[str, Declared], program: Program, modules: Mapping[str, Module]) -> None:
        self._pack = pack
        self._program = program
        self._modules = modules
        self._homes: list[tuple[Declared, str, tuple[str, ...]]] | None = None
        self._held: dict[tuple[str, str], list[Declared]] | None = None
        self._known: dict[tuple[int, int], tuple[Declared, ...]] = {}
        self._at = -1

    def of(self, atom: Closure | Kind, ran: int) -> tuple[Declared, ...]:
        """What is said of a function or class, under whatever names; ``ran`` says how many modules have run."""
        if ran != self._at:
            self._at = ran
            self._known = {}
            for said, path, names in self.homes():
                for one in self._found(path, names):
                    if isinstance(one, (Closure, Kind)):
                        key = _key(one)
                        self._known[key] = (*self._known.get(key, ()), said)
        return self._known.get(_key(atom), ())

    def holding(self, path: str, name: str) -> Sequence[Declared]:
        """What is said of a variable of a module."""
        if self._held is None:
            self._held = {}
            for said, home, names in self.homes():
                if said.holds and len(names) == 1:
                    self._held.setdefault((home, names[0]), []).append(said)
        return self._held.get((path, name), ())

    def homes(self) -> list[tuple[Declared, str, tuple[str, ...]]]:
        """The modules that names may be in, each with the names inside of it."""
        if self._homes is None:
            self._homes = [(said, *home) for said in self._pack.values() for home in _homes(said.name, self._program)]
        return self._homes

    def _found(self, path: str, names: tuple[str, ...]) -> Iterable[Atom]:
        module = self._modules.get(path)
        if module is None:
            return ()
        atoms: list[Atom] = list(_offered(module, names[0]) if names else _default(module))
        for name in names[1:]:
            atoms = [inner for atom in atoms for inner in _inside(atom, name)]
        return atoms


def _key(atom: Closure | Kind) -> tuple[int, int]:
    return id(atom.function) if isinstance(atom, Closure) else id(atom.class_), id(atom.around)


def _homes(name: str, program: Program) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where a name may be: ``lib.clean.quote`` is one in ``lib/clean``, in ``lib``, or what ``lib/clean/quote`` offers
    itself."""
    folder, slash, last = name.removeprefix("./").rpartition("/")
    parts = last.split(".")
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for number in range(len(parts), 0, -1):
        written = f"{folder}{slash}{'.'.join(parts[:number])}"
        plain = written.replace(".", "/")
        scripts = ((posixpath.join(root, "-.js"), f"./{one}") for root in program.roots for one in (written, plain))
        for asking, module in (*scripts, *((("-.py", plain),) if number < len(parts) else ())):
            path = program.find(asking, module)
            home = (path or "", tuple(parts[number:]))
            if path is not None and home not in seen:
                seen.add(home)
                yield home


def _offered(module: Module, name: str, seen: tuple[str, ...] = ()) -> tuple[Atom, ...]:
    """What a module has under a name, or offers on from others (``export * from …``), which may go in a circle."""
    name = name.removesuffix("()")
    state = module.frame.state
    names: Mapping[str, Value] = module.exports if not module.is_python else state.names if state is not None else {}
    found = names.get(name)
    if found is not None:
        return found.atoms
    further = (names.get("*"), module.whole)
    atoms = (atom for value in further if value is not None for atom in value.atoms)
    return tuple(inner for atom in atoms for inner in _inside(atom, name, (*seen, module.path)))


def _default(module: Module) -> tuple[Atom, ...]:
    found = module.exports.get("default") or module.whole
    return found.atoms if found is not None else ()


def _inside(atom: Atom, name: str, seen: tuple[str, ...] = ()) -> tuple[Atom, ...]:
    """What something has under a name, asked of nothing that would run."""
    name = name.removesuffix("()")
    if isinstance(atom, Namespace):
        beyond = atom.file
        return _offered(beyond, name, seen) if isinstance(beyond, Module) and beyond.path not in seen else ()
    value = atom.get(name) if isinstance(atom, Record) else None
    kind = atom.made_by if isinstance(atom, Record) else atom
    if value is None and isinstance(kind, Kind):
        value = next((one.members[name] for one in _lineage(kind) if name in one.members), None)
    return value.atoms if value is not None else ()


def _lineage(kind: Kind) -> Iterator[Kind]:
    pending = [kind]
    seen: set[Kind] = set()
    while pending and len(seen) < _MAX_BASES:
        one = pending.pop(0)
        if one not in seen:
            seen.add(one)
            yield one
            pending.extend(atom for base in one.bases for atom in base.atoms if isinstance(atom, Kind))
