"""A folder of code into the model: a resource for each handler that is found in it."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hauberk.code.front_ends import PYTHON
from hauberk.code.handlers.handler import Handler, handlers_of, made_by
from hauberk.model.application import Application, CodeFolder, Unread
from hauberk.model.compute import HANDLER
from hauberk.model.ledger import Gap
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.values import Fields, Known, Value
from hauberk.reading.jail import Root
from hauberk.scan.bare.claims import Claims, together
from hauberk.scan.bare.cutting import Bare, cut
from hauberk.scan.discover import CodeFile
from hauberk.scan.topic import Topic
from hauberk.study.code.contents import Contents
from hauberk.study.code.leaking import LeakingFile
from hauberk.study.code.places import BARE

NO_HANDLER = "it has no handler of AWS Lambda, from which its code could be followed"
FORMAT = "function code without a template"
MAX_HANDLERS = 1_000
"""Handlers of one application that are followed."""
_IMPORTS = regex(
    rb"^\s*(?:import|from|export)\b.*$|^.*(?:\b(?:require|import)\s*\(|\}\s*from\s*[\"']).*$", re.MULTILINE
)
_WORD = regex(rb"[\w$-]+")
_MAX_IMPORTERS = 50
"""Files that are looked at for whether they call a function of another."""


class Read(NamedTuple):
    """An application that was read, with its root and what was read of its code."""

    root: Root
    application: Application
    contents: Contents


def read_all(code: Iterable[CodeFile], claims: Iterable[Claims], gaps: list[Gap]) -> Iterator[Read]:
    """The applications in files of code that no template tells of; see :func:`hauberk.scan.bare.cutting.cut`."""
    pieces = cut(code, together(claims))
    gaps += pieces.gaps
    for bare in pieces.applications:
        root = Root(bare.folder, bare.shown)
        application, contents = read_code(root, bare)
        gaps += [Gap(one.path, one.code, one.text) for one in application.unread]
        if application.resources:
            yield Read(root, application, contents)
        elif bare.asked and not application.unread:
            gaps.append(Gap(root.show(bare.files[0]), "no-handler", NO_HANDLER))


def read_code(root: Root, bare: Bare) -> tuple[Application, Contents]:
    """The application, with what was read of its code."""
    contents = Contents(root)
    found = _Found(contents, bare)
    resources: dict[str, Resource] = {}
    for path, handler in found.handlers():
        if len(resources) == MAX_HANDLERS:
            text = f"more than {MAX_HANDLERS:,} handlers; the others weren't followed"
            found.unread.append(Unread(root.show(path), "too-many-handlers", text))
            break
        made = _resource(path, handler, bare, contents, resources)
        resources[made.id] = made
    name = root.show(bare.path).rstrip("/") or "."
    files = tuple(dict.fromkeys(one.head.path for one in resources.values() if one.head is not None))
    code = CodeFolder(bare.path, bare.apart, bare.searched, bare.files if bare.asked else ())
    return Application(name, FORMAT, resources, unread=tuple(found.unread), files=files, code=code), contents


def by_file(application: Application, named: Callable[[str], str]) -> Callable[[Topic, str], tuple[str, str]]:
    """How fingerprints know what is found in code without a template: by the handler's file, which ``named`` names, and
    the handler's name there, whatever folder counts as the application. A secret is known by its own file.
    """
    folder = (application.code.path if application.code is not None else "") or "."

    def name(topic: Topic, subject: str) -> tuple[str, str]:
        handler = application.resources.get(topic.resource)
        if handler is None:
            seen = topic.branches[0].fresh()
            told = seen.found if isinstance(seen, LeakingFile) else None
            if told is None:
                return named(folder), subject
            return named(told.path), subject.removeprefix(told.path)
        _, file, own = (str(value.value) for value in map(handler.properties.value, BARE) if isinstance(value, Known))
        return named(file), f"{own}{subject.removeprefix(handler.id)}"

    return name


def told_by(application: Application) -> dict[str, int]:
    """How many handlers of an application there are by what shows them."""
    counts: dict[str, int] = {}
    for handler in application.of(HANDLER):
        by = handler.properties.value("By")
        name = str(by.value) if isinstance(by, Known) else ""
        counts[name] = counts.get(name, 0) + 1
    return counts


def _resource(path: str, handler: Handler, bare: Bare, contents: Contents, others: dict[str, Resource]) -> Resource:
    """What stands for a handler, called as Lambda would call it: ``orders/app.handler``."""
    inner = path.removeprefix(f"{bare.path}/") if bare.path else path
    stem, _ = posixpath.splitext(inner)
    id_ = f"{stem}.{handler.name}"
    if id_ in others:
        id_ = f"{inner}.{handler.name}"
    told: dict[str, Value] = {
        name: Known(value) for name, value in zip(BARE, (bare.path, path, handler.name), strict=True)
    }
    told["By"] = Known(handler.by)
    if handler.event:
        told["Event"] = Known(handler.event)
    return Resource(id_, HANDLER, Fields(told), _head(path, handler, contents))


def _head(path: str, handler: Handler, contents: Contents) -> Span:
    """The line on which a handler begins."""
    data = contents.read(path)
    end = data.find(b"\n", handler.at.start)
    stop = min(handler.at.end, end if end >= 0 else len(data))
    while stop > handler.at.start and data[stop - 1 : stop].isspace():
        stop -= 1
    return contents.span(path, handler.at.start, stop)


class _Found:
    """The handlers in the files of an application, and what of these couldn't be read."""

    def __init__(self, contents: Contents, bare: Bare) -> None:
        self._contents = contents
        self._bare = bare
        self._importers: dict[bytes, list[str]] | None = None
        self.unread: list[Unread] = []

    def handlers(self) -> Iterator[tuple[str, Handler]]:
        for path in self._bare.files:
            listed = self._contents.listed(self._bare.path, "python" if path.endswith(PYTHON) else "javascript")
            if path not in listed.paths:  # other people's, or behind too many files
                self.unread += [Unread(self._shown(path), one.code, one.text) for one in listed.left[:1]]
                continue
            for handler in self._of(path):
                if handler.certain or not self._is_used(path, handler.name):
                    yield path, handler

    def _of(self, path: str) -> tuple[Handler, ...]:
        shown = self._shown(path)
        file = self._contents.file(path)
        try:
            found = handlers_of(file, self._contents.read(path))
            named = tuple(one.name for one in self._bare.named if one.path == path)
            found = (*found, *(one for name in named for one in made_by("Zappa", name, file)))
        except RecursionError:
            self.unread.append(Unread(shown, "too-deep", "it is nested too deeply to look for handlers in it"))
            return ()
        if not found:
            self.unread += [
                Unread(shown, one.code, one.text, self._contents.span(path, one.at.start, one.at.end))
                for one in file.troubles[:1]
            ]
        return found

    def _shown(self, path: str) -> str:
        return self._contents.span(path, 0, 0).path

    def _is_used(self, path: str, name: str) -> bool:
        """Whether another file imports a function's module and has its name: then it is that one's helper."""
        stem = posixpath.splitext(posixpath.basename(path))[0]
        if stem in ("index", "__init__"):
            stem = posixpath.basename(posixpath.dirname(path))
        if self._importers is None:
            self._importers = {}
            for other in self._bare.files:
                lines = b"\n".join(_IMPORTS.findall(self._contents.read(other)))
                for word in sorted(set(_WORD.findall(lines))):
                    self._importers.setdefault(word, []).append(other)
        others = self._importers.get(stem.encode(), [])[:_MAX_IMPORTERS]
        return any(name.encode() in self._contents.read(other) for other in others if other != path)
