"""Why a name that a call gives isn't known, or not all of it: the reason for a star in what the call needs."""

from hauberk.code.flow.values import Atom, Environment, Foreign, Input, Member, Result, Text, Unknown, just
from hauberk.code.flow.values import Value as CodeValue
from hauberk.iam.language.text import ANY, Glob
from hauberk.model.values import Absent
from hauberk.study.needs.names import MAX_NAMES, Names, is_concealed

_DEPTH = 8


def is_open(name: Glob) -> bool:
    """Whether a part of a name is any text."""
    return ANY in name.parts


def reason(parameter: str, value: CodeValue, names: Names) -> str:
    """Why a parameter's value isn't known; empty where it is."""
    if not any(map(is_open, names.of(value))):
        return ""
    for atom in names.alternatives(value):
        told = _of(atom, names, 0)
        if told:
            return f"{parameter} {told}"
    return f"{parameter} may be one of more than {MAX_NAMES}"


def _of(atom: Atom, names: Names, depth: int) -> str:
    """What an alternative is that isn't known, as what follows a parameter's name; empty where it is known."""
    if depth > _DEPTH or not any(map(is_open, names.of(just(atom)))):
        return ""
    match atom:
        case Input(path=path):
            return _part(path)
        case Environment(name=name):
            set_ = names.variables.get(name)
            if names.function.is_bare:
                return f"is the variable {name}, which no template tells"
            missing = set_ is None or isinstance(set_, Absent)
            if set_ is not None and is_concealed(set_):
                return f"is the variable {name}, whose value is concealed"
            return f"is the variable {name}, {'which the template does not set' if missing else 'of unknown value'}"
        case Text(pieces=pieces):
            inner = (one for piece in pieces if isinstance(piece, CodeValue) for one in names.alternatives(piece))
            return next((told for one in inner if (told := _of(one, names, depth + 1))), "can't be told")
        case Unknown(why=why):
            return f"can't be told ({why})"
        case Foreign():
            return _foreign(atom, names, depth)
    return "can't be told"


def _part(path: tuple[str, ...]) -> str:
    """A part of what the function is called with."""
    told = ".".join(part for part in path if part != "{}").replace(".*", "[]")
    return f"comes with the {path[0]} ({told})"


def _foreign(atom: Foreign, names: Names, depth: int) -> str:
    """What a library gave: what is made of the event comes with it, else it is told who gave it."""
    called = ""
    given: tuple[CodeValue, ...] = ()
    at: Atom = atom
    while isinstance(at, (Member, Result)):
        if isinstance(at, Result) and called in ("", "promise"):
            called, given = _word(at), at.arguments.every()
        at = at.of
    if isinstance(at, (Input, Environment)):
        return _of(at, names, depth + 1)
    for one in (one for value in given for one in value.atoms):
        if isinstance(one, (Input, Environment, Text)) and (told := _of(one, names, depth + 1)):
            return told
        if called == "send" and isinstance(one, Result):
            called = _word(one).removesuffix("Command")
    return f"is what {called} gives" if called else f"is {atom.path.lstrip('?.')}"


def _word(call: Result) -> str:
    """The name by which something is called."""
    return call.of.path.removesuffix("()").rpartition(".")[2]
