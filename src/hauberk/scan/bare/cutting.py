"""Which files of code are looked at without a template, and which of them make an application."""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from hauberk.code.front_ends import PYTHON
from hauberk.code.handlers.glance import may_hold_handler
from hauberk.model.ledger import Gap
from hauberk.model.regex import regex
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.bare.claims import Claims, digest
from hauberk.scan.bare.zappa import SETTINGS, Named, deployed
from hauberk.scan.discover import CodeFile

MAX_FILES = 20_000
MAX_BYTES = 512 * 1024 * 1024
"""Files of code below one root, and their bytes, that are looked at for handlers."""
MANIFESTS = (
    *("requirements.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "package.json"),
    *("serverless.yml", "serverless.yaml", "serverless.ts", "cdk.json", "Pulumi.yaml", *SETTINGS),
)
"""Files whose folder holds an application or a function of its own; so does a folder with Terraform's, or Chalice's."""
_TERRAFORM = (".tf", ".tf.json")
_OTHERS = frozenset(("serverless.yml", "serverless.yaml", "cdk.json"))
"""What keeps the application of a template around it from looking into a folder's files (study/code/files.py)."""
_SKIPPED = frozenset(
    (
        *(
            "test",
            "tests",
            "__tests__",
            "spec",
            "specs",
            "__mocks__",
            "mocks",
            "fixtures",
            "testdata",
            "e2e",
            "cypress",
        ),
        *(
            "vendor",
            "third_party",
            "cdk.out",
            "coverage",
            "dist",
            "build",
            "out",
            ".next",
            ".nuxt",
            ".build",
            ".webpack",
        ),
    )
)
"""Folders below the given path that hold tests, other people's code, or what is built from code that lies elsewhere."""
_TEST = regex(r"(?:test_.*|.*_test|conftest)\.py|.*\.(?:test|spec|d|min)\.[cm]?[jt]sx?")
_SCRIPTS = (".ts", ".mts", ".cts", ".tsx")
_UP = regex(rb"""["'`]((?:\.\./)+)""")
_DOTS = regex(rb"^\s*from\s+(\.{2,})", re.MULTILINE)
_BEGINNING = 64 * 1024
"""Bytes of a file in which its imports are looked for."""


class Bare(NamedTuple):
    """An application without a template: the root, how that is shown, its folder, and the files that may have handlers.

    ``apart`` are folders in it that are other applications', ``searched`` says whether its files are looked into for
    secrets, ``asked`` whether the user named its files, and ``named`` are handlers that settings name.
    """

    folder: str
    shown: str
    path: str
    files: tuple[str, ...]
    apart: tuple[str, ...] = ()
    searched: bool = True
    asked: bool = False
    named: tuple[Named, ...] = ()


class Cut(NamedTuple):
    """The applications, and what wasn't looked at."""

    applications: tuple[Bare, ...]
    gaps: tuple[Gap, ...]


def cut(code: Iterable[CodeFile], claims: Claims) -> Cut:
    """The applications in files of code, but for what templates tell of."""
    by_root: dict[tuple[str, str], list[CodeFile]] = {}
    for file in code:
        if file.asked or (_is_own(file) and not _is_in(os.path.join(file.folder, file.path), claims.code)):
            by_root.setdefault((file.folder, file.shown), []).append(file)
    found: list[Bare] = []
    gaps: list[Gap] = []
    for (folder, shown), files in by_root.items():
        root = Root(folder, shown)
        folders = _Folders(root)
        lost: list[Gap] = []
        groups: dict[str, list[CodeFile]] = {}
        places = dict.fromkeys(posixpath.dirname(file.path) for file in files if file.path.endswith(PYTHON))
        named = {one.path: one for place in places for one in deployed(root, place, folders.names(place))}
        for file, data in _glanced(files, root, lost, named.keys()):
            if not file.asked and claims.files and digest(data) in claims.files:
                continue
            groups.setdefault(folders.application(file, data), []).append(file)
        if groups:
            gaps += lost
        taken = _below(root, claims.code | claims.templates)
        for path, own in sorted(groups.items()):
            apart = tuple(sorted(other for other in {*groups, *taken} if _is_below(other, path)))
            asked = all(file.asked for file in own)
            searched = asked or not folders.is_searched(path, claims.templates)
            names = tuple(sorted(file.path for file in own))
            zappa = tuple(named[name] for name in names if name in named)
            found.append(Bare(folder, shown, path, names, apart, searched, asked, zappa))
    return Cut(tuple(found), tuple(gaps))


def _is_own(file: CodeFile) -> bool:
    inner = file.path.removeprefix(f"{file.below}/") if file.below else file.path
    *folders, name = inner.split("/")
    return _SKIPPED.isdisjoint(folders) and not _TEST.fullmatch(name)


def _is_in(path: str, folders: frozenset[str]) -> bool:
    while path not in folders:
        above = os.path.dirname(path)
        if above == path:
            return False
        path = above
    return True


def _glanced(
    files: Sequence[CodeFile], root: Root, gaps: list[Gap], named: Set[str]
) -> Iterator[tuple[CodeFile, bytes]]:
    """The files that may have handlers, with their bytes. What is compiled from TypeScript beside it is left out, and
    so is what a link leads to: it has a name of its own."""
    paths = {file.path for file in files}
    spent = 0
    for number, file in enumerate(files):
        stem, ending = posixpath.splitext(file.path)
        if ending not in (*PYTHON, *_SCRIPTS) and any(stem + other in paths for other in _SCRIPTS):
            continue
        if os.path.islink(os.path.join(root.folder, file.path)):
            continue
        if number >= MAX_FILES or spent > MAX_BYTES:
            text = (
                f"more than {MAX_FILES:,} files of code, or {MAX_BYTES:,} bytes: no handler was looked for from here on"
            )
            gaps.append(Gap(root.show(file.path), "too-many-files", text))
            return
        try:
            data = root.read_bytes(file.path)
        except ReadingError as error:
            gaps.append(Gap(root.show(file.path), error.code, error.text))
            continue
        spent += len(data)
        if file.asked or file.path in named or may_hold_handler(file.path, data):
            yield file, data


# -- which folder is an application


class _Folders:
    """The folders below a root, as far as they were looked at."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._names: dict[str, frozenset[str]] = {}

    def application(self, file: CodeFile, data: bytes) -> str:
        """The folder of the application that a file belongs to: the nearest one with a manifest, else the given one;
        one further up where the file itself imports from there."""
        start = folder = posixpath.dirname(file.path)
        while not self._has_manifest(folder):
            if not folder:
                folder = file.below
                break
            folder = posixpath.dirname(folder)
        reached = start
        for _ in range(_climbs(file.path, data)):
            reached = posixpath.dirname(reached)
        return reached if _is_below(folder, reached) else folder

    def is_searched(self, path: str, templates: frozenset[str]) -> bool:
        """Whether the application of a template in a folder or above it looks into the folder's files."""
        while True:
            if os.path.join(self._root.folder, path).rstrip(os.sep) in templates:
                return True
            if not path or not _OTHERS.isdisjoint(self.names(path)):
                return False
            path = posixpath.dirname(path)

    def names(self, folder: str) -> frozenset[str]:
        """What is in a folder."""
        if folder not in self._names:
            try:
                with os.scandir(os.path.join(self._root.folder, folder)) as entries:
                    self._names[folder] = frozenset(entry.name for entry in entries)
            except OSError:
                self._names[folder] = frozenset()
        return self._names[folder]

    def _has_manifest(self, folder: str) -> bool:
        names = self.names(folder)
        return ".chalice" in names or any(name in MANIFESTS or name.endswith(_TERRAFORM) for name in names)


def _climbs(path: str, data: bytes) -> int:
    """How many folders up a file's own imports go."""
    beginning = data[:_BEGINNING]
    if path.endswith(PYTHON):
        return max((len(found) - 1 for found in _DOTS.findall(beginning)), default=0)
    return max((len(found) // 3 for found in _UP.findall(beginning)), default=0)


def _below(root: Root, folders: frozenset[str]) -> set[str]:
    """Those of some folders that are below a root, as its paths."""
    start = root.folder.rstrip(os.sep) + os.sep
    return {folder.removeprefix(start).replace(os.sep, "/") for folder in folders if folder.startswith(start)}


def _is_below(path: str, folder: str) -> bool:
    return path != folder and (not folder or path.startswith(f"{folder}/"))
