"""The document that a policy was read from: the places of its entries, and its size.

A :class:`hauberk.iam.language.policy.Policy` says what a document means and remembers the places of statements and
tests. The place of a single action is looked up here, and only when there is something to say about it.
"""

from collections.abc import Iterator

from hauberk.iam.language.trees import Document, Node, ReadingError, from_node, from_text
from hauberk.model.span import Span
from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Value


class Written:
    """A document, or a value of a template, that was read as a policy."""

    __slots__ = ("_bare", "_fields", "_value")

    def __init__(self, document: Document | Node | Value | None = None, *, bare: bool = False) -> None:
        if isinstance(document, Document):
            document = document.root
        value = from_node(document) if isinstance(document, Node) else document
        self._value = None if value is None else _unwrapped(value)
        self._bare = bare
        self._fields = None if self._value is None or bare else _fields(self._value)

    @property
    def known(self) -> bool:
        """Whether there is a document to look at."""
        return self._value is not None

    def has(self, name: str) -> bool | None:
        """Whether the document has an element; ``None`` if that can't be told."""
        if self._fields is None or (self._fields.rest is not None and name not in self._fields):
            return None
        return name in self._fields

    def element(self, name: str) -> Span | None:
        """Where an element of the document stands."""
        return self._fields.value(name).span if self._fields is not None and name in self._fields else None

    def statement(self, place: int) -> Fields | None:
        """A statement by its place in the document."""
        if self._fields is not None:
            value = self._fields.value("Statement")
        elif self._bare and self._value is not None:
            value = self._value
        else:
            return None
        found = next((one for at, one in enumerate(_listed(value)) if at == place), None)
        return None if found is None else _fields(found)

    def entry(self, place: int, name: str, index: int, count: int) -> Span | None:
        """Where the ``index``-th of ``count`` entries of a statement's ``Action`` or ``NotAction`` stands, or of
        another list of its; the list itself, where not all of it was read."""
        found = self._element(place, name)
        if found is None:
            return None
        entries = tuple(_listed(found))
        return entries[index].span if len(entries) == count else found.span

    def principal(self, place: int, kind: str, text: str) -> Span | None:
        """Where a principal stands: the entry with this text."""
        found = self._element(place, "Principal")
        fields = None if found is None else _fields(found)
        if found is None or fields is None or kind not in fields:
            return None if found is None else found.span
        value = fields.value(kind)
        for one in _listed(value):
            if isinstance(one, Known) and str(one.value) == text:
                return one.span
        return value.span

    def label(self, place: int, name: str) -> Span | None:
        """Where an element of a statement stands, or its ``Not…``."""
        found = self._element(place, name)
        return None if found is None else found.span

    def _element(self, place: int, name: str) -> Value | None:
        statement = self.statement(place)
        if statement is None:
            return None
        for one in (name, f"Not{name}"):
            if one in statement:
                return statement.value(one)
        return None

    def characters(self) -> int:
        """The characters of the document as JSON without white space between its parts; those of unknown parts aren't
        counted, so that there are at least so many."""
        return 0 if self._value is None else _characters(self._value)

    def texts(self) -> Iterator[tuple[str, Span | None]]:
        """Every text in it, names too."""
        if self._value is not None:
            yield from _texts(self._value)


def _unwrapped(value: Value) -> Value:
    if isinstance(value, Pattern) or (isinstance(value, Known) and isinstance(value.value, str)):
        try:
            return from_text(value)[0]
        except ReadingError:
            return value
    return value


def _fields(value: Value) -> Fields | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, Fields) else None


def _listed(value: Value) -> Iterator[Value]:
    if isinstance(value, Known) and isinstance(value.value, Items):
        yield from value.value
    elif not isinstance(value, Absent):
        yield value


def _characters(value: Value) -> int:
    match value:
        case Known(Fields() as fields):
            sizes = [len(name) + 3 + _characters(member) for name, member in fields.items()]
            return sum(sizes) + len(sizes) + 1 if sizes else 2
        case Known(Items() as items):
            sizes = [_characters(item) for item in items]
            return sum(sizes) + len(sizes) + 1 if sizes else 2
        case Known(str() as text):
            return 2 + sum(2 if char in '"\\\n\t\r' else 1 for char in text)
        case Known(bool() | None as flag):
            return 5 if flag is False else 4
        case Known(number):
            return len(str(number))
        case Pattern(parts):
            return 2 + sum(len(part) for part in parts if isinstance(part, str))
    return 2


def _texts(value: Value) -> Iterator[tuple[str, Span | None]]:
    match value:
        case Known(Fields() as fields):
            for name, member in fields.items():
                yield name, fields.key(name)
                yield from _texts(member)
        case Known(Items() as items):
            for item in items:
                yield from _texts(item)
        case Known(str() as text):
            yield text, value.span
        case Pattern(parts):
            yield "".join(part for part in parts if isinstance(part, str)), value.span
