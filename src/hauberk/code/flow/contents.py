"""What objects hold that somebody outside names: who puts an object there says what is in it."""

from hauberk.code.flow.taint import CLEAN, Step, Taint, Taints
from hauberk.code.flow.values import Arguments, Foreign, Member, Record, Result, Value, taint_of

_GET = frozenset(("get_object", "getObject"))
_COMMANDS = ("client-s3.GetObjectCommand", "client-s3.SelectObjectContentCommand")
_OBJECTS = frozenset(("Object", "ObjectVersion", "ObjectSummary"))


def contents_of(atom: Foreign, arguments: Arguments) -> Taints | None:
    """Who is behind the contents of an object that a call gives; ``None`` if it gives none."""
    if not isinstance(atom, Member):
        return None
    if atom.name in _GET:
        return _of(_key(arguments))
    if atom.name == "send":
        for value in arguments.plain[:1]:
            for one in value.atoms:
                if isinstance(one, Result) and one.of.path.endswith(_COMMANDS):
                    return _of(_key(one.arguments))
        return None
    made = atom.of
    if atom.name == "get" and isinstance(made, Result) and isinstance(made.of, Member) and made.of.name in _OBJECTS:
        return _of(made.arguments.plain[-1] if made.arguments.plain else made.arguments.at(-1, "key"))
    return None


def _key(arguments: Arguments) -> Value | None:
    named = arguments.at(-1, "Key")
    if named is not None:
        return named
    for value in arguments.plain[:1]:
        for atom in value.atoms:
            if isinstance(atom, Record):
                return atom.get("Key")
    return None


def _of(key: Value | None) -> Taints:
    """The sources of a name, for what is kept under it: what was done to the name does nothing to that."""
    if key is None:
        return CLEAN
    return frozenset(Taint(one.source, frozenset(), one.way and _step(one.way)) for one in taint_of(key))


def _step(way: Step) -> Step:
    return Step(way.site, "the object of that name is read", way)
