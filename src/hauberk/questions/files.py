"""The files that a question is about, and where in them things stand."""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from hauberk.model.ledger import Location
from hauberk.model.secrets import NOTHING_HIDDEN, Hidden
from hauberk.model.span import Span
from hauberk.model.values import Annotation
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.compressed import is_packed, unpacked
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Document
from hauberk.reading.source import Source
from hauberk.scan.placing import Placing

if TYPE_CHECKING:
    from hauberk.model.application import Application
    from hauberk.model.guards import Guard

SHOWN_FAULTS = 10
"""Complaints about one file that are told; the rest are counted."""


class InputError(Exception):
    """Something that can't be asked about. The text says why, with the place; a line for each complaint."""


class Named(NamedTuple):
    """What an argument names: a file, and maybe a resource of the template that it is."""

    file: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.file}#{self.part}" if self.part else self.file


def named(argument: str) -> Named:
    """The file and the resource of ``template.yaml#LogicalId``. A file of that very name is a file."""
    file, mark, part = argument.rpartition("#")
    return Named(file, part) if mark and file and not os.path.exists(argument) else Named(argument)


class Opening(NamedTuple):
    """How files are opened.

    ``base`` is the folder that relative paths are below, the working folder if empty, and ``shown`` what is put before
    them in reports; ``unnamed`` is the folder of what came over standard input, whose files go by their names alone.
    ``pins`` fixes parameters of templates, as does a ``samconfig.toml`` beside a template by its ``environment``.
    """

    base: str = ""
    shown: str = ""
    unnamed: str = ""
    pins: Mapping[str, str] = {}
    environment: str = "default"


class Files:
    """Opens files, and remembers what it takes to show places in them."""

    def __init__(self, opening: Opening | None = None) -> None:
        self.opening = opening or Opening()
        self._roots: dict[str, tuple[Root, str]] = {}
        self._documents: dict[str, Document] = {}
        self._applications: dict[str, Application] = {}
        self._shelves: list[_Shelf] = []
        self._line: _Shelf | None = None

    # -- opening

    def root(self, file: str) -> tuple[Root, str]:
        """The root of a file, and its path below it. Raises :class:`InputError`."""
        found = self._roots.get(file)
        if found is None:
            found = self._roots[file] = self._root(file)
            self._shelves.append(_shelf(found[0].opened, lambda: self._hidden(file)))
        return found

    def _root(self, file: str) -> tuple[Root, str]:
        from hauberk.scan.discover import root_of

        opening = self.opening
        root, path = root_of(file, os.path.realpath(opening.base), opening.shown)
        if root is None:
            raise InputError(f"there is no file {file!r}")
        if opening.unnamed and os.path.dirname(file) == opening.unnamed:
            root = Root(root.folder)
        return root, path

    def document(self, file: str, budget: Budget = DEFAULT_BUDGET) -> Document:
        """The tree of a JSON or YAML file. Raises :class:`InputError`."""
        found = self._documents.get(file)
        if found is None:
            root, path = self.root(file)
            try:
                found = self._documents[file] = _tree(_source(root, path, budget), budget)
            except ReadingError as error:
                raise self.refusal(root.show(path), [error]) from None
        return found

    def application(self, file: str) -> "Application":
        """What a template makes. Raises :class:`InputError`."""
        found = self._applications.get(file)
        if found is None:
            from hauberk.sources.cloudformation.reader import read_application
            from hauberk.sources.pins import pins_beside

            root, path = self.root(file)
            try:
                beside = pins_beside(root, path, self.opening.environment)
                pins = {**beside, **self.opening.pins}
                found = read_application(root, path, pins, DEFAULT_BUDGET, beside)
            except ReadingError as error:
                raise self.refusal(root.show(path), [error]) from None
            self._applications[file] = found
        return found

    def is_template(self, file: str, budget: Budget = DEFAULT_BUDGET) -> bool:
        """Whether a file is a template. Raises :class:`InputError`."""
        from hauberk.sources.cloudformation.template import looks_like_template

        return looks_like_template(self.document(file, budget).root)

    def show(self, file: str) -> str:
        """A file as the user would name it. Raises :class:`InputError`."""
        root, path = self.root(file)
        return root.show(path)

    # -- places

    def add(self, source: Source) -> None:
        """Takes a text that was read elsewhere."""
        self._line = None
        self._shelves.append(_shelf({source.path: source}, lambda: NOTHING_HIDDEN))

    def turn_to(self, line: Source, number: int) -> None:
        """Takes one line of a file by itself; the one before is forgotten."""
        self._line = _shelf({line.path: line}, lambda: NOTHING_HIDDEN, number - 1)

    def locate(self, span: Span | None, says: str = "", role: str = "primary") -> Location | None:
        """Where a span is, with its lines; ``None`` if it is in no file that was opened."""
        shelf = self._shelf_of(span)
        found = shelf.placing.locate(Annotation(span, says), role) if shelf else None
        if found is None or shelf is None:
            return None
        return found._replace(line=found.line + shelf.above, end_line=found.end_line + shelf.above)

    def at(self, span: Span | None) -> str:
        """``path:line:column`` of where a span begins; the path alone, or nothing, where that isn't known."""
        shelf = self._shelf_of(span)
        if span is None or shelf is None:
            return span.path if span else ""
        line, column = shelf.placing.line_of(span)
        return f"{span.path}:{line + shelf.above}:{column}"

    def _shelf_of(self, span: Span | None) -> "_Shelf | None":
        if span is None:
            return None
        if self._line is not None and span.path in self._line.sources:
            return self._line
        return next((shelf for shelf in self._shelves if span.path in shelf.sources), None)

    def refusal(self, path: str, complaints: "Iterable[Complaint]") -> InputError:
        """An error that tells complaints about a file, each with its place."""
        lines = [f"{self.at(one.span) or path}: {one.text}" for one in complaints]
        left = len(lines) - SHOWN_FAULTS
        return InputError("\n".join([*lines[:SHOWN_FAULTS], *([f"and {left} more"] if left > 0 else [])]))

    def hidden(self) -> Hidden:
        """What nobody is shown of all that was opened."""
        found = [application.hidden for application in self._applications.values()]
        return Hidden(
            tuple(span for one in found for span in one.spans),
            frozenset(name for one in found for name in one.parameters),
            frozenset(text for one in found for text in one.texts),
        )

    def refuses(self, guard: "Guard") -> bool:
        """Whether a template that was opened refuses to be deployed as a guard says."""
        return any(application.refuses(guard) for application in self._applications.values())

    def _hidden(self, file: str) -> Hidden:
        application = self._applications.get(file)
        return NOTHING_HIDDEN if application is None else application.hidden


def _source(root: Root, path: str, budget: Budget) -> Source:
    """A file's text, without what gzip made of it. Raises :class:`ReadingError`."""
    data = root.glance(path, budget)
    if not is_packed(data):
        return root.read(path, budget)
    source = root.opened[root.show(path)] = Source(root.show(path), unpacked(data, budget))
    return source


def _tree(source: Source, budget: Budget) -> Document:
    """The tree of a text. Raises :class:`ReadingError`."""
    if source.text.lstrip()[:1] == "<":  # such as the answers of APIs themselves
        raise ReadingError("unreadable", "it is XML, not JSON or YAML, which the AWS CLI and SDKs give")
    return read_document(source, budget)


class _Shelf(NamedTuple):
    """Some texts with the places in them; ``above`` are the lines that the file has before them."""

    sources: Mapping[str, Source]
    placing: Placing
    above: int = 0


def _shelf(sources: Mapping[str, Source], hidden: Callable[[], Hidden], above: int = 0) -> _Shelf:
    return _Shelf(sources, Placing(sources, hidden), above)


if TYPE_CHECKING:
    from hauberk.iam.language.parse import Fault

    Complaint = ReadingError | Fault
