"""What was met on the way from an entry point, as those ask who look for facts."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from hauberk.code.flow.notes import Named
from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Arguments, Atom, Environment, Foreign, Input, Literal, Member, Result, Text, Value
from hauberk.code.flow.values import Record as Fields
from hauberk.code.flow.values import Sequence as Items

MAX_PARTS = 2_000
"""Parts of a value that are looked at."""
MAX_INSIDE = 6
"""Records in records that are looked at."""


class Fact(NamedTuple):
    """Something that holds of code, whatever an event brings."""

    kind: str
    site: Site
    says: str
    what: str = ""
    """What it is about, if that has a name: a variable, a call."""
    part: str = ""
    """What of it mustn't be shown."""
    by: Site | None = None
    """The call of the application's own that led there, where that is told: as to a line of a helper."""


class Option(NamedTuple):
    """A value that a call is given by name, as an argument or inside one."""

    name: str
    value: Value
    of: Fields | None = None
    """The record that it is in."""


class Met:
    """A record with its indices."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.notes = record.notes

    @cached_property
    def names(self) -> dict[Atom, tuple[str, ...]]:
        """What values are called that come from somewhere: results of calls, parts of the input. What stands under any
        name of a record is called by none of them."""
        found: dict[Atom, dict[str, None]] = {}
        rests = {
            atom
            for named in self.notes.named
            for one in named.value.atoms
            if isinstance(one, Fields) and one.rest is not None
            for atom in one.rest.atoms
            if isinstance(atom, Result)
        }
        for named in self.notes.named:
            for atom in named.value.atoms:
                if isinstance(atom, (Foreign, Input, Environment)) and atom not in rests:
                    found.setdefault(atom, {})[named.name] = None
        return {atom: tuple(names) for atom, names in found.items()}

    @cached_property
    def by_name(self) -> dict[str, tuple[Named, ...]]:
        """Values by their names."""
        found: dict[str, list[Named]] = {}
        for named in self.notes.named:
            found.setdefault(named.name, []).append(named)
        return {name: tuple(each) for name, each in found.items()}

    def written(self, option: Option, call: Site) -> Site:
        """Where an option of a call is written: in the call, if it is there, or where its record is made."""
        if option.of is None:
            return call
        sites = [one.site for one in self.by_name.get(option.name, ()) if one.value == option.value]
        return next((site for site in sites if is_inside(site, call)), sites[0] if sites else call)

    def place(self, text: str, otherwise: Site) -> Site:
        """Where a text is written down, or the longest piece of it."""
        exact = self.notes.texts.get(text)
        if exact is not None:
            return exact
        pieces = [piece for piece in self.notes.texts if piece in text]
        return self.notes.texts[max(pieces, key=len)] if pieces else otherwise

    def invoked(self) -> Iterator[Called]:
        """Calls that are made for each invocation."""
        return iter(self.record.calls[max(self.notes.loaded, 0) :])


@lru_cache(maxsize=2048)  # each of several questions goes through all calls of a function
def options(arguments: Arguments) -> tuple[Option, ...]:
    """What a call is given by name, and what is in the records that it is given."""
    given = [Option(name, value) for name, value in arguments.named]
    for value in arguments.every():
        if any(atom.holds for atom in value.atoms):
            given.extend(inside(value))
    return tuple(given)


def inside(value: Value, depth: int = 0) -> Iterator[Option]:
    """What stands under names in a value."""
    for atom in value.atoms if depth < MAX_INSIDE else ():
        if isinstance(atom, Fields):
            for name, inner in atom.fields:
                yield Option(name, inner, atom)
                yield from inside(inner, depth + 1)
        elif isinstance(atom, Items):
            for inner in (*atom.items, *((atom.rest,) if atom.rest else ())):
                yield from inside(inner, depth + 1)


def parts(value: Value, closed: "tuple[str, ...]" = ()) -> Iterator[Atom]:
    """Everything that a value is made of. What calls gave whose paths end in a closed name isn't gone into."""

    def behind(one: Atom) -> Iterator[Value | Atom]:
        if isinstance(one, Member):
            yield one.of
        elif isinstance(one, Result) and not one.of.path.endswith(closed):
            yield one.of
            yield from one.arguments.every()

    return _within(value, behind)


def readable(value: Value, carrying: "tuple[str, ...]") -> Iterator[Atom]:
    """What can be read in a value as it is: in records, lists and texts, and through calls that only carry it on."""

    def behind(one: Atom) -> Iterator[Value | Atom]:
        if isinstance(one, Result) and carries(one, carrying):
            yield from one.arguments.every()
            if isinstance(one.of, Member):
                yield one.of.of

    return _within(value, behind)


def _within(value: Value, behind: Callable[[Atom], Iterable[Value | Atom]]) -> Iterator[Atom]:
    """What a value holds, each once; ``behind`` tells what stands behind something foreign."""
    pending: list[Value | Atom] = [value]
    seen: set[Atom] = set()
    while pending and len(seen) < MAX_PARTS:
        one = pending.pop()
        if isinstance(one, Value):
            pending.extend(reversed(one.atoms))
            continue
        if one in seen:
            continue
        seen.add(one)
        yield one
        if isinstance(one, Fields):
            pending.extend(inner for _, inner in one.fields)
            if one.rest is not None:
                pending.append(one.rest)
        elif isinstance(one, Items):
            pending.append(one.every())
        elif isinstance(one, Text):
            pending.extend(piece for piece in one.pieces if isinstance(piece, Value))
        else:
            pending.extend(behind(one))


def carries(made: Result, carrying: "tuple[str, ...]") -> bool:
    """Whether what a call gave still says what it was made of."""
    return made.of.path in carrying or made.of.path.rpartition(".")[2] in carrying


def texts(value: Value | None) -> list[str]:
    """The texts that a value may be, with a ``\\0`` for each part that isn't known."""
    atoms = value.atoms if value is not None else ()
    return [text for atom in atoms if (text := _text(atom)) is not None]


def _text(atom: Atom) -> str | None:
    if isinstance(atom, Literal):
        if isinstance(atom.value, str):
            return atom.value
        return atom.value.decode("latin-1") if isinstance(atom.value, bytes) else None
    if isinstance(atom, Text):
        return "".join(piece if isinstance(piece, str) else "\0" for piece in atom.pieces)
    return None


def literals(value: Value | None) -> list[str]:
    """The texts that a value may be and that are written out as a whole."""
    return [text for text in texts(value) if "\0" not in text]


def named_texts(value: Value | None) -> Iterator[str]:
    """Texts that a value may be, and the last names of what isn't a text: ``ssl.CERT_NONE``, ``AES.MODE_ECB``."""
    yield from texts(value)
    for atom in value.atoms if value is not None else ():
        if isinstance(atom, Foreign):
            yield atom.path


def is_off(value: Value) -> bool:
    """Whether a value may be one that counts as false."""
    return any(isinstance(atom, Literal) and not atom.value for atom in value.atoms)


def is_on(value: Value | None) -> bool:
    """Whether a value is written down, and counts as true."""
    return value is not None and any(isinstance(atom, Literal) and bool(atom.value) for atom in value.atoms)


def within(path: str, prefixes: "tuple[str, ...]") -> bool:
    """Whether a path is one of several, or a member of one of them."""
    if not path.startswith(prefixes):  # as nearly all of what is asked
        return False
    return any(path == one or path.startswith((f"{one}.", f"{one}(", f"{one}/")) for one in prefixes)


def is_inside(site: Site, around: Site) -> bool:
    """Whether a place is a part of another one."""
    return site.path == around.path and around.at.start <= site.at.start and site.at.end <= around.at.end
