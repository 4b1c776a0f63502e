"""The packs of a configuration, ``[code.sources]``, ``[code.sinks]``, ``[code.sanitisers]`` and ``[code.propagators]``:
what the user says of functions by their names, in the words of the packs that come with Hauberk."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from hauberk.code.flow.knowledge import RECEIVER, RESULT, Declared, Gives, Passing, path_of
from hauberk.code.packs import Packs
from hauberk.code.weaknesses.needs import NEEDS
from hauberk.code.weaknesses.sinks import Sink
from hauberk.model.regex import regex
from hauberk.scan.nearest import nearest

MAX_NAMES = 1_000
"""Names of one configuration: each is looked for among the modules of a function."""
SECTIONS = ("propagators", "sanitisers", "sinks", "sources")
CHECKS = ("cleans", "guards", "rejects", "tests")
"""What a sanitiser does: its result is harmless; it raises unless its argument is; its argument is where it gives
something false, or something true."""
KEYS = {
    "sources": ("arguments", "member"),
    "sinks": ("argument", "fields", "kind", "names", "needs", "part"),
    "sanitisers": ("argument", *CHECKS, "names"),
    "propagators": ("from", "gives", "to"),
}
PARTS = ("start", "origin")
VALIDATED, NORMAL = "validated", "normal"
"""Words beside kinds: something looked at it and lets free text through; a path without any ``..``."""
_GIVES = {"carried": Gives.CARRIED, "same": Gives.SAME, "decoded": Gives.DECODED}
_NAME = regex(r"(?:\*\.|\./)?[\w@$](?:[\w@$./-]|\(\))*")
_MAX_NAME = 200
_MAX_PLACE = 63


class PackError(Exception):
    """What is wrong in a pack; ``section`` and ``name`` say where."""

    def __init__(self, text: str, section: str = "", name: str = "") -> None:
        super().__init__(text)
        self.section = section
        self.name = name


class Listed(NamedTuple):
    """The names of a section, for reports."""

    section: str
    names: tuple[str, ...]


def packs_of(tables: Any) -> Packs:
    """What the table ``code`` of a configuration says. Raises :class:`PackError`."""
    if not isinstance(tables, dict):
        raise PackError("code is a table")
    for section, table in tables.items():
        if section not in SECTIONS:
            text = f"unknown key {section!r} in code; there are {', '.join(SECTIONS)}{_near(section, SECTIONS)}"
            raise PackError(text, section)
        if not isinstance(table, dict):
            raise PackError(f"code.{section} is a table of names", section)
    if sum(len(table) for table in tables.values()) > MAX_NAMES:
        raise PackError(f"code has more than {MAX_NAMES:,} names")
    names: dict[str, Declared] = {}
    sinks: list[tuple[str, Sink]] = []
    seen: set[tuple[str, str]] = set()
    for section in SECTIONS:
        for name, entry in tables.get(section, {}).items():
            try:
                path = _path(section, name)
                if (section, path) in seen:
                    raise PackError("it is there twice, written in two ways")
                seen.add((section, path))
                rows = list(_rows(section, name, entry))
                before = names.get(path, Declared(name))
                if section == "sinks":
                    sinks += [(path, _sink(name, row)) for row in rows]
                    names[path] = before._replace(sink=True)
                elif section == "propagators":
                    names[path] = before._replace(passes=tuple(map(_passing, rows)))
                else:
                    names[path] = _READERS[section](before, rows[0])
            except PackError as error:
                raise PackError(f"code.{section}: {name}: {error}", section, name) from None
    return Packs(names, tuple(sinks))


def listed(packs: Packs) -> Iterator[Listed]:
    """The names of each section that has any."""
    said = packs.names.values()
    found = {
        "sources": [one.name for one in said if one.answers or one.holds or one.calls_back],
        "sinks": [one.name for one in said if one.sink],
        "sanitisers": [one.name for one in said if one.cleans or one.guards or one.tests or one.rejects],
        "propagators": [one.name for one in said if one.passes],
    }
    return (Listed(section, tuple(sorted(names))) for section, names in found.items() if names)


def line_of(text: str, section: str, name: str) -> int:
    """The line of a configuration in which a name stands, from the head of its section on; 0 if none is found."""
    wanted = name or section
    if not wanted:
        return 0
    lines = text.split("\n")
    head = next((number for number, line in enumerate(lines) if section in line), 0)
    exactly = re.compile(rf"(?<![\w@$./-]){re.escape(wanted)}(?![\w@$./-])")
    numbers = [number for number in range(head, len(lines)) if wanted in lines[number]]
    return next((number for number in numbers if exactly.search(lines[number])), numbers[0] if numbers else -1) + 1


def _path(section: str, name: str) -> str:
    bare = name.removesuffix(".*").removesuffix("/*")
    if len(name) > _MAX_NAME or not _NAME.fullmatch(bare):
        raise PackError("a name is that of a function as imports have it, such as 'ourlib.clean.quote'")
    if name.startswith("*.") and "." in bare[2:]:
        raise PackError("behind '*.' stands the name of a method")
    if bare != name and (section == "sinks" or name.startswith("*.")):
        raise PackError("'*' stands for a whole module, which no sink is, or for what a method is called on")
    return path_of(name)


def _rows(section: str, name: str, entry: Any) -> Iterator[dict[str, Any]]:
    many = section in ("sinks", "propagators")
    rows = entry if isinstance(entry, list) and many else [entry]
    if not rows or len(rows) > _MAX_PLACE or not all(isinstance(row, dict) for row in rows):
        raise PackError(f"it is a table{' or a list of tables' if many else ''}, such as {_EXAMPLES[section]}")
    for row in rows:
        for key, value in row.items():
            if key not in KEYS[section]:
                if isinstance(value, dict):
                    raise PackError(f'unknown key {key!r}; a name with dots is written in quotes: "{name}.{key}"')
                known = ", ".join(KEYS[section])
                raise PackError(f"unknown key {key!r}; there are {known}{_near(key, KEYS[section])}")
        yield row


_EXAMPLES = {
    "sources": "{}",
    "sinks": '{ kind = "sql-injection", argument = 0 }',
    "sanitisers": '{ cleans = ["html-response"] }',
    "propagators": '{ from = 0, to = "result" }',
}


def _source(before: Declared, row: dict[str, Any]) -> Declared:
    member = row.get("member", False)
    if not isinstance(member, bool):
        raise PackError("member is true or false")
    arguments = _texts(row, "arguments")
    if member and "arguments" in row:
        raise PackError("it is a member or something that calls back, not both")
    if "arguments" in row and not arguments:
        raise PackError("arguments is empty")
    return before._replace(answers=not member and not arguments, holds=member, calls_back=arguments)


def _sanitiser(before: Declared, row: dict[str, Any]) -> Declared:
    found = {key: _kinds(row, key) for key in CHECKS if key in row}
    if not found:
        raise PackError(f"it needs one of {', '.join(CHECKS)}")
    if not {"guards", "tests", "rejects"} & set(found) and {"argument", "names"} & set(row):
        raise PackError("argument and names go with guards, tests and rejects")
    cleans, guards, rejects, tests = (found.get(key, frozenset()) for key in CHECKS)
    argument, names = _place(row.get("argument", 0), "argument"), _texts(row, "names")
    return before._replace(cleans=cleans, guards=guards, rejects=rejects, tests=tests, argument=argument, names=names)


_READERS = {"sources": _source, "sanitisers": _sanitiser}


def _sink(name: str, row: dict[str, Any]) -> Sink:
    kind = row.get("kind")
    if not isinstance(kind, str):
        raise PackError("it needs a kind")
    _known(kind, kinds(), "kind")
    for key, words in (("needs", tuple(sorted(NEEDS))), ("part", PARTS)):
        if key in row:
            _known(row[key], words, key)
    argument = row.get("argument")
    return Sink(
        kind,
        None if argument is None else _place(argument, "argument"),
        _texts(row, "names"),
        row.get("needs", ""),
        row.get("part", ""),
        _texts(row, "fields"),
        name,
    )


def _passing(row: dict[str, Any]) -> Passing:
    given = row.get("from", [])
    places = tuple(_from(one) for one in (given if isinstance(given, list) else [given]))
    if not places:
        raise PackError("it needs a from: places of arguments, their names or 'receiver'")
    to = row.get("to", RESULT)
    if to not in (RESULT, RECEIVER):
        to = _from(to, "to")
    gives = row.get("gives", "carried")
    _known(gives, tuple(_GIVES), "gives")
    if gives == "same" and to != RESULT:
        raise PackError("gives = 'same' is about the result")
    return Passing(places, to, _GIVES[gives])


def _from(value: Any, key: str = "from") -> int | str:
    if isinstance(value, str):
        if not value.isidentifier():
            raise PackError(f"{key} is the place of an argument such as 0, its name or 'receiver', not {value!r}")
        return value
    return _place(value, key)


def _place(value: Any, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MAX_PLACE:
        raise PackError(f"{key} is the place of an argument, 0 for the first, not {value!r}")
    return value


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    found = row.get(key, [])
    if not isinstance(found, list) or len(found) > _MAX_PLACE or not all(isinstance(one, str) and one for one in found):
        raise PackError(f"{key} is a list of texts")
    return tuple(found)


def _kinds(row: dict[str, Any], key: str) -> frozenset[str]:
    found = _texts(row, key)
    if not found:
        raise PackError(f"{key} is empty; ['*'] are all kinds")
    for kind in found:
        _known(kind, (*kinds(), "*", VALIDATED, NORMAL), "kind")
    return frozenset("*") if "*" in found else frozenset(found)


def _known(word: Any, words: Iterable[str], key: str) -> None:
    words = tuple(words)
    if word not in words:
        near = _near(word, words) if isinstance(word, str) else ""
        raise PackError(f"there is no {key} {word!r}{near or '; there are ' + ', '.join(words)}")


def _near(word: str, words: Iterable[str]) -> str:
    return nearest(word, words) if len(word) <= _MAX_NAME else ""


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of harm that hostile data does: those of the controls that ask for it."""
    from hauberk.practices import template_controls
    from hauberk.study.code.reached import Reached

    return tuple(sorted(one.subject.OF for one in template_controls() if issubclass(one.subject, Reached)))
