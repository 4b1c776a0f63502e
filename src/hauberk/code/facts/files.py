"""Files in /tmp that another invocation finds."""

from collections.abc import Iterator
from functools import lru_cache

from hauberk.code.facts.met import Fact, Met, is_off, named_texts, parts
from hauberk.code.facts.tables import listed, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Atom, Environment, Foreign, Input, Literal, Member, Result, Text, Unknown, Value
from hauberk.code.flow.values import Sequence as Items

KIND = "temp-file"
_TMP = ("/tmp/", "/tmp")  # noqa: S108 - what is looked for
_OPENING = (
    *("builtins.open", "io.open", "codecs.open", "fs.openSync", "fs.open"),
    *("zipfile.ZipFile", "tarfile.open"),
)
"""Calls that read or write, by their mode."""
_COMMANDS = ("subprocess", "child_process", "os.system")


def found(met: Met) -> Iterator[Fact]:
    """Names that anyone can tell, of files that stay. What is written while the code is loaded is there for every
    invocation, and nothing of a request is in it."""
    spared = [called for called in met.record.calls if _is(called, "removing") or _is(called, "asking")]
    gone = [value for called in spared for value in _of(called)]
    atoms = {atom for value in gone for atom in value.atoms}
    prefixes = tuple(text for value in gone for text in _beginnings(value))
    emptied = any(_is(called, "removing") and any(map(_is_any_in_tmp, _of(called))) for called in spared)
    for number, called in enumerate(met.record.calls):
        if called.callee.path in those("files", "calls"):
            yield Fact(KIND, called.site, "somebody else may make the file between its name and its use")
        if _stays(called) and not any(_is(one, "removing") for one in met.record.calls):
            yield Fact(KIND, called.site, "nothing removes this file, and the next invocation finds it")
        if emptied or number < met.notes.loaded or not _is(called, "writing") or _only_reads(called):
            continue
        for value in _targets(called):
            for atom in value.atoms:
                if atom in atoms or not is_predictable(atom) or _is_below(atom, prefixes):
                    continue
                site = called.site
                if called.callee.path.startswith(_COMMANDS):
                    site = next((met.place(text, site) for text in _beginnings(Value((atom,)))), site)
                yield Fact(KIND, site, "the next invocation finds this file, and anyone can tell its name")


def _stays(called: Called) -> bool:
    """Whether a call makes a file that isn't removed by itself."""
    if called.callee.path in those("files", "deleting"):
        return any(name == "delete" and is_off(value) for name, value in called.arguments.named)
    return called.callee.path in those("files", "staying")


def _is(called: Called, which: str) -> bool:
    return _is_listed_as(called.callee.path, which)


@lru_cache(maxsize=4096)  # the same few things are called again and again
def _is_listed_as(path: str, which: str) -> bool:
    return path in those("files", which) or f"*.{path.rpartition('.')[2]}" in those("files", which)


def _of(called: Called) -> Iterator[Value]:
    yield from called.arguments.plain[:1]
    if isinstance(called.callee, Member):
        yield Value((called.callee.of,))


def _targets(called: Called) -> Iterator[Value]:
    for value in called.arguments.every():
        yield value
        for atom in value.atoms:
            if isinstance(atom, Items):
                yield from atom.items
    if isinstance(called.callee, Member):
        yield Value((called.callee.of,))


def _only_reads(called: Called) -> bool:
    """Whether a file is opened to be read."""
    if called.callee.path not in _OPENING:
        return False
    mode = called.arguments.at(1, "mode")
    return mode is None or not any(letter in text for text in named_texts(mode) for letter in "wax+")


def is_predictable(atom: Atom) -> bool:
    """Whether it is a path in /tmp without anything in it that is made by chance."""
    return _is_in_tmp(atom) and not any(map(_is_unique, parts(Value((atom,)))))


def _is_in_tmp(atom: Atom) -> bool:
    if isinstance(atom, Literal):
        return isinstance(atom.value, str) and atom.value.startswith("/tmp/") and len(atom.value) > len("/tmp/")  # noqa: S108
    if isinstance(atom, Text):
        first = atom.pieces[0]
        return first.startswith(_TMP) if isinstance(first, str) else any(map(_is_folder, first.atoms))
    if isinstance(atom, Result):
        path = atom.of.path
        if path.rpartition(".")[2] in those("files", "joining") or path in those("files", "joining"):
            given = [one for value in atom.arguments.plain[:1] for one in value.atoms]
            if isinstance(atom.of, Member) and not given:
                given = [atom.of.of]
            more = len(atom.arguments.plain) > 1
            if isinstance(atom.of, Member) and atom.of.name == "joinpath":
                return _is_folder(atom.of.of) or _is_in_tmp(atom.of.of)
            return any(_is_in_tmp(one) or (more and _is_folder(one)) for one in given)
    return False


def _is_any_in_tmp(value: Value) -> bool:
    """Whether it is a file of /tmp of which only a list of all files tells the name."""
    for atom in value.atoms:
        if isinstance(atom, Text):
            pieces = [piece for piece in atom.pieces if isinstance(piece, Value)]
            first = atom.pieces[0]
            below = first in _TMP if isinstance(first, str) else any(map(_is_folder, first.atoms))
        elif isinstance(atom, Result) and atom.of.path in those("files", "joining"):
            pieces = list(atom.arguments.plain[1:])
            below = any(_is_folder(one) for given in atom.arguments.plain[:1] for one in given.atoms)
        else:
            continue
        if below and pieces and all(map(_is_listed, pieces[-1].atoms)):
            return True
    return False


def _is_listed(atom: Atom) -> bool:
    """Whether it is one of what a call gives or calls back with, as a list of files is."""
    while isinstance(atom, Member):
        atom = atom.of
    return isinstance(atom, Unknown) or (
        isinstance(atom, Result)
        and atom.of.path.rpartition(".")[2]
        in ("listdir", "scandir", "glob", "readdir", "readdirSync", "iterdir", "walk")
    )


def _is_folder(atom: Atom) -> bool:
    if isinstance(atom, Literal):
        return atom.value in _TMP
    if isinstance(atom, Result) and atom.of.path in ("pathlib.Path", "pathlib.PurePath"):
        return any(map(_is_folder, (one for value in atom.arguments.plain[:1] for one in value.atoms)))
    return isinstance(atom, Foreign) and atom.path in those("files", "folders")


def _is_unique(atom: Atom) -> bool:
    if isinstance(atom, Input):
        return atom.path[0] == "context"
    if isinstance(atom, Foreign):
        return any(one in atom.path for one in listed("files", "unique"))
    return isinstance(atom, Environment) and atom.name.startswith("AWS_LAMBDA_LOG_STREAM")


def _beginnings(value: Value) -> Iterator[str]:
    for atom in value.atoms:
        if isinstance(atom, Literal) and isinstance(atom.value, str):
            yield atom.value
        elif isinstance(atom, Text) and isinstance(atom.pieces[0], str):
            yield atom.pieces[0]


def _is_below(atom: Atom, folders: tuple[str, ...]) -> bool:
    """Whether a file is in a folder that goes as a whole."""
    own = [folder for folder in folders if folder.startswith("/tmp/") and len(folder) > len("/tmp/")]  # noqa: S108
    return any(text.startswith(folder) for text in _beginnings(Value((atom,))) for folder in own)
