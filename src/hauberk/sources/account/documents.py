"""A resource of an account as a small JSON document, so that what is said of it has a line.

The text is what AWS holds, in CloudFormation's words; the values of the model carry their places in it. Nothing is
parsed: text and values are made of the same data, a property's values when they are first asked for.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hauberk.model.regex import regex
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.span import Span
from hauberk.model.tokens import PREFIX, told
from hauberk.model.values import Fields, Items, Known, Reason, Reference, Trail, Unknown, Value
from hauberk.reading.source import Source
from hauberk.sources.account.calls import Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names

_STEP = "  "
_OWN = "Account::"
"""How Hauberk names what an account has and CloudFormation has no type for."""
_WORD = regex(r"(?<=[a-z0-9])(?=[A-Z])")
MAX_DEPTH = 100
"""Levels of one property; what is deeper is unknown."""


class Document(NamedTuple):
    """A resource and the text that its spans are in, whose path is the resource's id."""

    resource: Resource
    source: Source


def document_of(made: Made, names: Names, region: str) -> Document:
    """The document of a resource, and the resource."""
    path = made.id
    lines: list[str] = ["{\n"]
    at = 2
    head: Span | None = None
    sections: dict[str, Value] = {}
    account = {
        "Arn": made.id,
        "Name": made.name,
        "Region": region,
        **({"Tags": dict(made.tags)} if made.tags else {}),
        **made.account,
    }
    for name, content in (_kind(made.type), ("Properties", made.properties), ("Account", account)):
        text = f'{_STEP}"{name}": '
        start = at + len(text)
        if isinstance(content, str):
            text += json.dumps(content)
            head = Span(path, start, start + len(json.dumps(content)))
        else:
            assert head is not None
            assert isinstance(content, Mapping)
            pieces, fields = _section(content, start, path, head, names, made, name)
            text += pieces
            sections[name] = Known(fields, (head,))
        text += ",\n" if name != "Account" else "\n"
        lines.append(text)
        at += len(text.encode())
    lines.append("}\n")
    properties = sections["Properties"]
    assert isinstance(properties, Known)
    assert isinstance(properties.value, Fields)
    assert head is not None
    resource = Resource(
        id=made.id,
        type=made.type,
        properties=properties.value,
        head=head,
        attributes=Fields(sections, head=head),
        written=made.id,
        label=made.name,
        presence=PRESENT if made.unread is None else Unknown(made.unread.reason, (head,)),
        depends_on=tuple(filter(names.known, made.mentions)),
    )
    return Document(resource, Source(path, "".join(lines).encode()))


def _kind(type_: str) -> tuple[str, str]:
    """What a resource is: its type, or words where CloudFormation has none for what AWS tells."""
    own = type_.removeprefix(_OWN)
    return ("Type", type_) if own == type_ else ("Kind", _WORD.sub(" ", own).lower())


class _Lazy(NamedTuple):
    """A property whose values haven't been asked for; ``key`` is where its name stands."""

    data: Any
    start: int
    path: str
    key: int


class _Keys(Mapping[str, Span]):
    """Where the names of a mapping stand, which is worked out when somebody asks: there are as many as values."""

    __slots__ = ("_data", "_depth", "_found", "_path", "_start")

    def __init__(self, path: str, data: Mapping[str, Any], start: int, depth: int) -> None:
        self._path, self._data, self._start, self._depth = path, data, start, depth
        self._found: dict[str, Span] | None = None

    def __getitem__(self, name: str) -> Span:
        if self._found is None:
            self._found = dict(self._all())
        return self._found[name]

    def _all(self) -> Iterator[tuple[str, Span]]:
        at = self._start + 1
        for index, (name, child) in enumerate(self._data.items()):
            at += len(_lead(index, self._depth))
            size = len(_text(str(name), 0).encode())
            yield str(name), Span(self._path, at, at + size)
            at += size + 2 + len(_text(child, self._depth + 1).encode())

    def __iter__(self) -> Iterator[str]:
        return map(str, self._data)

    def __len__(self) -> int:
        return len(self._data)


def _section(
    content: Mapping[str, Any], start: int, path: str, head: Span, names: Names, made: Made, section: str
) -> tuple[str, Fields]:
    text = "{"
    entries: dict[str, object] = {}
    at = start + 1
    links = made.links if section == "Properties" else {}

    def resolve(entry: object) -> Value:
        assert isinstance(entry, _Lazy)
        key = Span(path, entry.key, entry.start - 2)
        return _Values(path, names, links).value(entry.data, entry.start, 2, entry.path, key)[0]

    for index, (name, data) in enumerate(content.items()):
        lead, key, written = _lead(index, 1), f"{_text(name, 0)}: ", _text(data, 2)
        text += lead + key + written
        at += len(lead)
        start_of_key = at
        at += len(key.encode())
        entries[name] = _Lazy(data, at, name, start_of_key)
        at += len(written.encode())
    text += f"\n{_STEP}}}" if content else "}"
    rest = Unknown(made.unread.reason, (head,)) if made.unread is not None and section == "Properties" else None
    return text, Fields(entries, resolve, head, _Keys(path, content, start, 1), rest)


def _lead(index: int, depth: int) -> str:
    """What stands before an entry of a mapping, or an item of a list."""
    return f"{',' if index else ''}\n{_STEP * (depth + 1)}"


def _text(data: Any, depth: int) -> str:
    """Data as it is shown. JSON but for what wasn't read and what was concealed, which is said in words."""
    if depth > MAX_DEPTH:
        return '"…"'
    inner, outer = "\n" + _STEP * (depth + 1), "\n" + _STEP * depth
    match data:
        case Unread():
            return json.dumps(f"(not read: {data.text})", ensure_ascii=False)
        case str() if PREFIX in data:
            return json.dumps(told(data), ensure_ascii=False)
        case Mapping() if data:
            entries = (f"{json.dumps(str(k), ensure_ascii=False)}: {_text(v, depth + 1)}" for k, v in data.items())
            return "{" + inner + f",{inner}".join(entries) + outer + "}"
        case list() | tuple() if data:
            return "[" + inner + f",{inner}".join(_text(one, depth + 1) for one in data) + outer + "]"
    return json.dumps(data, ensure_ascii=False, default=str)


class _Values:
    """Makes the values of one property, with their places."""

    def __init__(self, path: str, names: Names, links: Mapping[str, str]) -> None:
        self._path = path
        self._names = names
        self._links = links

    def value(self, data: Any, start: int, depth: int, way: str, key: Span | None = None) -> tuple[Value, int]:
        """The value of data that stands at a byte, and where it ends; ``way`` is its dotted path, ``key`` where the
        name of it stands."""
        if depth > MAX_DEPTH:
            return Unknown(Reason("too-deep", f"it is nested deeper than {MAX_DEPTH} levels")), start + len(
                '"…"'.encode()
            )
        match data:
            case Unread():  # a tuple, too
                end = start + len(_text(data, depth).encode())
                return Unknown(data.reason, (Span(self._path, start, end),)), end
            case Mapping() if data:
                return self._mapping(data, start, depth, way, key)
            case list() | tuple() if data and not isinstance(data, Unread):
                return self._list(data, start, depth, way, key)
        end = start + len(_text(data, depth).encode())
        trail = (Span(self._path, start, end),)
        match data:
            case Mapping():
                return Known(Fields({}, head=key or trail[0]), trail), end
            case list() | tuple():
                return Known(Items((), head=key or trail[0]), trail), end
            case str():
                return self._string(data, trail, way), end
            case bool() | int() | float() | None:
                return Known(data, trail), end
        return Known(str(data), trail), end

    def _string(self, text: str, trail: Trail, way: str) -> Value:
        link = self._links.get(way)
        if link is not None:
            id_, _, attribute = link.partition("#")
            if self._names.known(id_):
                return Reference(id_, attribute, trail)
        return self._names.value(text, trail)

    def _mapping(
        self, data: Mapping[str, Any], start: int, depth: int, way: str, head: Span | None
    ) -> tuple[Value, int]:
        at = start + 1
        entries: dict[str, Value] = {}
        for index, (name, child) in enumerate(data.items()):
            at += len(_lead(index, depth))
            key = at
            at += len(_text(str(name), 0).encode())
            holds = isinstance(child, Mapping | list | tuple) and not isinstance(child, Unread)
            place = Span(self._path, key, at) if holds else None
            entries[str(name)], at = self.value(child, at + 2, depth + 1, f"{way}.{name}", place)
        end = at + len(f"\n{_STEP * depth}}}")
        span = Span(self._path, start, end)
        return Known(Fields(entries, head=head or span, keys=_Keys(self._path, data, start, depth)), (span,)), end

    def _list(
        self, data: "list[Any] | tuple[Any, ...]", start: int, depth: int, way: str, head: Span | None
    ) -> tuple[Value, int]:
        at = start + 1
        items: list[Value] = []
        for index, child in enumerate(data):
            at += len(_lead(index, depth))
            item, at = self.value(child, at, depth + 1, f"{way}.{index}")
            items.append(item)
        end = at + len(f"\n{_STEP * depth}]")
        span = Span(self._path, start, end)
        return Known(Items(items, head=head or span), (span,)), end
