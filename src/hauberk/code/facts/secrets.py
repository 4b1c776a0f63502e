"""Which values are secrets: by where they come from, or by what they are called."""

from collections.abc import Iterable, Iterator

from hauberk.code.facts.met import MAX_INSIDE, Met, carries, literals
from hauberk.code.facts.tables import listed, rows, those
from hauberk.code.facts.words import words_of
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Atom, Environment, Foreign, Input, Literal, Member, Result, Text, Unknown, Value
from hauberk.code.flow.values import Record as Fields
from hauberk.code.flow.values import Sequence as Items
from hauberk.code.weaknesses.sdk import operation
from hauberk.model.secret_words import names_secret

_HEADERS = ("authorization", "cookie", "set-cookie", "proxy-authorization")
_ENVIRONMENT = ("os.environ", "process.env")
"""All of it, the credentials of the function's role among it."""
_VALUES = ("os.environ.values().*", "os.environ.items().*.[1]")
"""Any of its values."""
_WHOLE = "the whole environment"


class Secrets:
    """Tells of values whether they hold secrets."""

    def __init__(self, met: Met) -> None:
        self.met = met
        self._sources: dict[Atom, tuple[str, ...]] = {}
        self._ids: set[Atom] = set()
        for called in met.record.calls:
            given = _given(called)
            if given:
                self._sources[Result(called.callee, called.arguments)] = given
            self._ids.update(atom for value in _asked_for(called) for atom in value.atoms)
        self._carrying = listed("logs", "carrying")
        self._hidden = frozenset(listed("logs", "hidden"))

    def are_in(self, value: Value, depth: int = 0) -> bool:
        """Whether a secret is part of a value, and can be read in it."""
        return bool(self.told_in(value, depth))

    def told_in(self, value: Value, depth: int = 0) -> str:
        """What to call the secret that is part of a value, and can be read in it; nothing if there is none."""
        if depth >= 2 * MAX_INSIDE:
            return ""
        return _first(self._told(atom, depth) for atom in value.atoms)

    def is_named(self, name: str, value: Value) -> bool:
        """Whether what stands under a name is a secret by it: not one that is written down, nor its hash."""
        return self.tells(name) and any(self._is_kept(atom) for atom in value.atoms)

    def _told(self, atom: Atom, depth: int) -> str:
        if atom in self._ids:
            return ""
        match atom:
            case Foreign(path=path) if path in _ENVIRONMENT:
                return _WHOLE
            case Environment(name=name):
                return name if self.tells(name) else ""
            case Input(path=path):
                last = _last(path)
                return last if self.tells(last) and not _is_of_runtime(atom) else ""
            case Fields() if atom.rest is not None and any(map(_is_any_variable, atom.rest.atoms)):
                return _WHOLE
            case Items(items=(_, under)) if any(map(_is_any_variable, under.atoms)):
                return _WHOLE  # a name and its value
            case Member(path=path) if path in _VALUES:
                return _WHOLE
            case Fields():
                named = _first(
                    name if self.is_named(name, value) else self.told_in(value, depth + 1)
                    for name, value in atom.fields
                )
                return named or (self.told_in(atom.rest, depth + 1) if atom.rest is not None else "")
            case Items():
                return self.told_in(atom.every(), depth + 1)
            case Text():
                return _first(self.told_in(piece, depth + 1) for piece in atom.pieces if isinstance(piece, Value))
            case Member() | Result():
                return self._told_of(atom, depth)
        return ""

    def _told_of(self, atom: Member | Result, depth: int) -> str:
        """A part of something, or what a call gave."""
        name = next((name for name in self.met.names.get(atom, ()) if self.tells(name)), "")
        if name:
            return "" if self._is_closed(atom) or _is_of_runtime(atom) else name
        if isinstance(atom, Member):
            if self._is_part(atom) or (self.tells(atom.name) and not isinstance(atom.of, Literal)):
                return atom.name
            return ""
        if self._answers(atom) or atom.of.path in those("secrets", "calls"):
            return f"what {_name(atom.of)} gives"
        if not carries(atom, self._carrying):
            return ""
        if isinstance(atom.of, Member) and atom.of.name == "get":
            return next(
                (text for value in atom.arguments.plain[:1] for text in literals(value) if self.tells(text)), ""
            )
        return _first(self.told_in(value, depth + 1) for value in atom.arguments.every()) or (
            self._told(atom.of.of, depth) if isinstance(atom.of, Member) else ""
        )

    def tells(self, name: str) -> bool:
        """Whether a name is a secret's, and not that of what hides one."""
        if name.lower() in _HEADERS:
            return True
        return names_secret(name) and self._hidden.isdisjoint(words_of(name))

    def _is_part(self, atom: Member) -> bool:
        """Whether it is that part of an answer which is the secret."""
        one: Atom = atom
        while isinstance(one, Member):
            parts = self._sources.get(one.of)
            if parts is not None or (isinstance(one.of, Member) and self._answers(one.of)):
                return atom.name in (self._answers(one.of) or ())
            one = one.of
        return atom.name in (self._answers(one) or ())

    def _answers(self, atom: Atom) -> tuple[str, ...]:
        """The parts of an answer that are secrets; of a promise's sent command too."""
        found = self._sources.get(atom)
        if found is not None:
            return found
        if isinstance(atom, Result):
            for value in atom.arguments.plain[:1]:
                for one in value.atoms:
                    if one in self._sources:
                        return self._sources[one]
        return ()

    def _is_kept(self, atom: Atom) -> bool:
        if isinstance(atom, (Literal, Unknown, Fields, Items)) or atom in self._ids or _is_of_runtime(atom):
            return False
        if isinstance(atom, Text):
            values = [piece for piece in atom.pieces if isinstance(piece, Value)]
            starred = any(isinstance(piece, str) and "*" in piece for piece in atom.pieces)
            return not starred and any(self.are_in(one) or any(map(self._is_kept, one.atoms)) for one in values)
        return not self._is_closed(atom)

    def _is_closed(self, atom: Atom) -> bool:
        """Whether it was made in a way that hides what it was made of."""
        one = atom
        while isinstance(one, (Member, Result)):
            if isinstance(one, Result) and _name(one.of) in _HIDING:
                return True
            one = one.of
        return False


_HIDING = frozenset(
    (
        *("sha256", "sha1", "sha512", "md5", "createHash", "createHmac", "digest", "hexdigest", "hash"),
        *("hashpw", "scrypt", "scryptSync", "pbkdf2Sync", "encrypt", "mask", "redact", "sub", "replace"),
        *("len", "bool", "Boolean", "type", "isinstance", "keys"),
        *("slice", "substring", "substr", "padStart", "padEnd"),
        *("startswith", "startsWith", "endswith", "endsWith", "includes", "test", "compare", "compareSync", "verify"),
        *("parseInt", "parseFloat", "Number", "int", "float", "round", "floor", "ceil"),
        *("put_item", "update_item", "put_object", "send_message", "publish", "query", "execute", "connect"),
    )
)
"""Calls whose results don't show what they were made of, whatever they are called."""


def _is_any_variable(atom: Atom) -> bool:
    """Whether it is what stands in the environment under any name: in ``dict(os.environ)``, ``{...process.env}``."""
    if not isinstance(atom, Member):
        return False
    return atom.path in _VALUES or (atom.name == "*" and isinstance(atom.of, Foreign) and atom.of.path in _ENVIRONMENT)


def _first(names: Iterable[str]) -> str:
    return next(filter(None, names), "")


def _is_of_runtime(atom: Atom, depth: int = 0) -> bool:
    """Whether it is the time, or the invocation's own id, whatever it is called."""
    if isinstance(atom, Input):
        return atom.path[0] == "context" and not {"identity", "client_context", "clientContext"}.intersection(atom.path)
    if not isinstance(atom, Result) or depth > MAX_INSIDE:
        return False
    if atom.of.path in _TIMES:
        return True
    given = [one for value in atom.arguments.every() for one in value.atoms]
    if isinstance(atom.of, Member) and isinstance(atom.of.of, (Input, Result)):
        given.append(atom.of.of)
    whole = atom.of.path in ("builtins.str", "builtins.int", "String") or isinstance(atom.of, Member)
    return whole and bool(given) and all(_is_of_runtime(one, depth + 1) for one in given)


_TIMES = ("time.time", "time.time_ns", "Date.now", "Date", "datetime.datetime.now", "datetime.datetime.utcnow")


def _asked_for(called: Called) -> Iterator[Value]:
    """What a call that gives a secret is told to give: its name or ARN."""
    if called.callee.path in those("secrets", "calls"):
        yield from called.arguments.plain[:1]
    known = operation(called)
    for name, value in known.parameters if known is not None else ():
        if name in ("SecretId", "SecretIdList", "Name", "Names"):
            yield value


def _name(of: Foreign) -> str:
    return of.path.rpartition(".")[2]


def _given(called: Called) -> tuple[str, ...]:
    known = operation(called)
    if known is None:
        return ()
    names = (_PLAIN.get(known.service, known.service), known.operation)
    for row in rows("secrets", "operations"):
        if (row["service"], row["operation"]) == names:
            needs = known.get(row["needs"]) if "needs" in row else None
            if "needs" not in row or (needs is not None and not _is_false(needs)):
                return tuple(row["parts"])
    return ()


_PLAIN = {"secrets-manager": "secretsmanager"}
"""Services that the SDK for JavaScript calls otherwise."""


def _is_false(value: Value) -> bool:
    return all(isinstance(atom, Literal) and not atom.value for atom in value.atoms)


def _last(path: tuple[str, ...]) -> str:
    return next((part for part in reversed(path) if part not in ("{}", "*")), "")
