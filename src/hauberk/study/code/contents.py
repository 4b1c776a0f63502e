"""The files of functions' code: those of folders and archives of the root, and what a template itself holds. Each is
listed once and read once for all functions of an application."""

import posixpath
from typing import NamedTuple

from hauberk.code import ir
from hauberk.code.front_ends import PYTHON, lowered
from hauberk.model.span import Span
from hauberk.model.values import Known, Reason
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.source import Source
from hauberk.study.code.literal import STEM, Literal
from hauberk.study.code.modules import ENDINGS, SCRIPTS
from hauberk.study.code.packed import Packed, archive_of, unpacked
from hauberk.study.code.vendored import NOTES, own

MAX_FILES = 5_000
"""Files of one folder that may be modules."""


class Listed(NamedTuple):
    """The own files of a folder that may be modules, and what of it couldn't be looked into."""

    paths: tuple[str, ...]
    left: tuple[Reason, ...]


class Contents:
    """The files below a root that hold code, and texts that stand in its templates."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._listed: dict[tuple[str, str], Listed] = {}
        self._packed: dict[str, Packed] = {}
        self._held: dict[str, bytes | ReadingError] = {}
        """What isn't on the disk as it is."""
        self.literals: dict[str, Literal] = {}
        """Code that templates hold, by its path."""
        self._files: dict[str, ir.File] = {}

    def hold(self, folder: str, language: str, text: Known) -> str:
        """The path, in a folder of its own, of code that a template holds."""
        path = posixpath.join(folder, f"{STEM}{ENDINGS[language][0]}")
        literal = Literal(path, text, self._root.opened)
        before = self.literals.setdefault(path, literal)
        if before.text != literal.text:  # in another branch of the template
            return self.hold(f"{folder}+", language, text)
        self._held[path] = literal.text.encode("utf-8", "replace")
        return path

    def listed(self, folder: str, language: str) -> Listed:
        """What a folder, or an archive, has of modules."""
        key = (folder, language)
        if key not in self._listed:
            self._listed[key] = self._list(folder, ENDINGS[language])
        return self._listed[key]

    def file(self, path: str) -> ir.File:
        """A file as the core has it; one that can't be read has no statements, and the reason as its trouble."""
        if path not in self._files:
            try:
                self._files[path] = lowered(self._read(path))
            except ReadingError as error:
                trouble = ir.Trouble(error.code, error.text, ir.Place(0, 0))
                self._files[path] = ir.File(path, "python" if path.endswith(PYTHON) else "javascript", (), (trouble,))
        return self._files[path]

    def read(self, path: str) -> bytes:
        """A file; nothing, if it can't be read."""
        try:
            return self._read(path).data
        except ReadingError:
            return b""

    def span(self, path: str, start: int, end: int) -> Span:
        """A place in a file as spans have it: of what a template holds, the place in the template."""
        literal = self.literals.get(path)
        return literal.span(start, end) if literal is not None else Span(self._root.show(path), start, end)

    def _list(self, folder: str, endings: tuple[str, ...]) -> Listed:
        archive = archive_of(folder)
        found, left = self._in_archive(archive) if archive else self._below(folder)
        mine = [path for path in own(found, self._text) if path.endswith(endings)]
        if len(mine) > MAX_FILES:
            text = f"{folder or 'its folder'} has more than {MAX_FILES:,} files; the rest wasn't looked into"
            left = (*left, Reason("too-many-files", text))
        return Listed(tuple(mine[:MAX_FILES]), left)

    def _in_archive(self, archive: str) -> tuple[list[str], tuple[Reason, ...]]:
        if archive not in self._packed:
            self._packed[archive] = unpacked(self._root, archive, _may_matter)
            self._held.update(self._packed[archive].files)
        files, left = self._packed[archive]
        return sorted(files), left

    def _below(self, folder: str) -> tuple[list[str], tuple[Reason, ...]]:
        found: list[str] = []
        left: list[Reason] = []
        for entry in Root(posixpath.join(self._root.folder, folder) if folder else self._root.folder).walk():
            path = posixpath.join(folder, entry.path) if folder else entry.path
            if (
                entry.error is not None
                and entry.folder
                and (entry.error.code == "too-many-files" or _is_bare(entry.name))
            ):
                left.append(Reason(entry.error.code, f"{path}: {entry.error.text}"))
            elif _may_matter(entry.name):
                found.append(path)  # one that can't be read says so when somebody wants it
        return found, tuple(left)

    def _read(self, path: str) -> Source:
        held = self._held.get(path)
        if held is None:
            return self._root.read(path)
        if isinstance(held, ReadingError):
            raise held
        source = Source(self._root.show(path), held)
        if path not in self.literals:
            self._root.opened[source.path] = source
        return source

    def _text(self, path: str) -> str:
        try:
            return self._read(path).text
        except ReadingError:
            return ""


def _is_bare(name: str) -> bool:
    """Whether what a link leads to may be a folder of modules: nobody looks at it to find out."""
    return "." not in name


def _may_matter(name: str) -> bool:
    return name.endswith((*PYTHON, *SCRIPTS)) or name in NOTES
