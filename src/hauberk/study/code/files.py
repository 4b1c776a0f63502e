"""The files that belong to an application: the code of its functions and layers, and what lies beside its templates.

Not looked into: other people's code (installed packages, by their ``dist-info``, and the folders that
``reading/jail.py`` names), and folders with a template of their own, which are another application's. Of several
templates in one folder the first has what lies beside them, so that nothing is told twice.
"""

import os
import posixpath
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from hauberk.model.application import CodeFolder
from hauberk.model.compute import Function
from hauberk.model.subject import Seed
from hauberk.model.values import Known, Reason
from hauberk.model.world import World
from hauberk.reading.archives import is_archive
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import SKIPPED_FOLDERS, Entry, Root
from hauberk.study.code.packed import archive_of
from hauberk.study.code.places import code_folder
from hauberk.study.study import Study

MAX_FILES = 5_000
"""Files of one application that are looked at."""
_SKIPPED = SKIPPED_FOLDERS | {
    "vendor",
    "third_party",
    "cdk.out",
    "coverage",
    "htmlcov",
    ".gradle",
    ".m2",
    ".next",
    "Pods",
}
_TEMPLATES = (".yaml", ".yml", ".json", ".template")
_MAIN = ("template.yaml", "template.yml", "template.json", "serverless.yml", "serverless.yaml", "cdk.json")
_METADATA = (".dist-info", ".egg-info")
_MAX_SNIFFED = 20
"""Files of a folder that are looked at for which of them is its first template."""


class Files(NamedTuple):
    """Paths of the scanned folder, and why others weren't listed."""

    paths: tuple[str, ...]
    left: tuple[tuple[str, Reason], ...]


def files_of(study: Study, root: Root) -> Files:
    """The files that belong to an application, in a stable order."""
    if study.application.code is not None:
        return _of_folder(study.application.code, root)
    prefix = root.show("")
    named = dict.fromkeys(path.removeprefix(prefix) for path in (study.application.id, *study.application.files))
    own = [path for path in named if root.exists(path)]  # a live account isn't a file
    left: list[tuple[str, Reason]] = []
    found: dict[str, None] = {}
    for path in _of_code(study, root, left):
        found.setdefault(path)
    for folder in dict.fromkeys(posixpath.dirname(path) for path in own):
        if _is_first(folder, own, root):
            for path in _beside(folder, root, left):
                found.setdefault(path)
    for path in own:
        found.setdefault(path)
    paths = sorted(found)
    if len(paths) > MAX_FILES:
        left.append((paths[MAX_FILES], _too_many()))
    return Files(tuple(paths[:MAX_FILES]), tuple(left))


def _of_folder(code: CodeFolder, root: Root) -> Files:
    """The files of a folder that no template tells of."""
    if not code.searched:
        return Files((), ())
    if code.files:
        return Files(code.files, ())
    left: list[tuple[str, Reason]] = []
    apart = frozenset(code.apart)
    paths = sorted(path for path in _own(_walked(code.path, root, left)) if not _is_below(path, apart))
    return Files(tuple(paths), tuple(left))


def _too_many() -> Reason:
    return Reason("too-many-files", f"it has more than {MAX_FILES:,} files; the rest wasn't looked into")


def _of_code(study: Study, root: Root, left: list[tuple[str, Reason]]) -> Iterator[str]:
    for folder in code_folders(study, root):
        if is_archive(folder):
            yield folder
        elif folder:
            yield from _own(_walked(folder, root, left))


def code_folders(study: Study, root: Root) -> Iterable[str]:
    """The folders and archives of functions and layers, as paths of the scanned folder; empty for the folder itself."""
    folders: dict[str, None] = {}
    for seed in Function.seeds(study.application):
        function = _seen(seed)
        folder = code_folder(function, root)
        if isinstance(folder, str):
            folders.setdefault(archive_of(folder) or folder)
        elif isinstance(function.code, Known) and isinstance(function.code.value, str):
            folders.setdefault(_written(function.code.value, function.resource.head, root))
    for layer in study.application.of("AWS::Lambda::LayerVersion"):
        content = layer.properties.value("Content")
        if isinstance(content, Known) and isinstance(content.value, str):
            folders.setdefault(_written(content.value, layer.head, root))
    return folders


def _seen(seed: Seed) -> Function:
    function = seed.see(World(seed.guard))
    assert isinstance(function, Function)
    return function


def _written(path: str, head: object, root: Root) -> str:
    """A path that a template has, as one of the root; empty where it isn't inside."""
    base = str(getattr(head, "path", "")).removeprefix(root.show(""))
    try:
        return "" if "://" in path else root.inside(root.join(base, path)).removeprefix(".")
    except ReadingError:
        return ""


def _beside(folder: str, root: Root, left: list[tuple[str, Reason]]) -> Iterator[str]:
    """What lies in a folder and below it, but in folders that have a template of their own."""
    entries = list(_walked(folder, root, left))
    others = {posixpath.dirname(path) for path in entries if posixpath.basename(path) in _MAIN} - {folder}
    return (path for path in _own(entries) if not _is_below(path, others))


def _walked(folder: str, root: Root, left: list[tuple[str, Reason]]) -> Iterator[str]:
    below = Root(os.path.join(root.folder, folder)) if folder else root
    if not os.path.isdir(below.folder):
        return
    entry: Entry
    for count, entry in enumerate(below.walk(_SKIPPED)):
        path = posixpath.join(folder, entry.path) if folder else entry.path
        if count == MAX_FILES:
            left.append((path, _too_many()))
            return
        if entry.error is None:
            yield path
        elif entry.error.code not in ("outside-root", "not-a-file"):
            left.append((path, Reason(entry.error.code, entry.error.text)))


def _own(paths: Iterable[str]) -> Iterator[str]:
    """Those of some paths that aren't of installed packages: of what lies beside a package's metadata and bears its
    name."""
    listed = list(paths)
    places: dict[str, set[str]] = {}
    for path in listed:
        above, _, name = posixpath.dirname(path).rpartition("/")
        if name.endswith(_METADATA):
            places.setdefault(above, set()).update((name, _package(name)))
    if not places:
        yield from listed
        return
    installed = {posixpath.join(place, name) for place, names in places.items() for name in names}
    # packages whose modules have other names than themselves lie where nearly everything is installed
    whole = {place for place, names in places.items() if len(names) > _FEW}
    yield from (path for path in listed if not _is_below(path, installed | whole) and f"{path}"[:-3] not in installed)


_FEW = 6


def _package(name: str) -> str:
    return name.partition("-")[0].removesuffix(".egg-info").removesuffix(".dist-info")


def _is_below(path: str, folders: Set[str]) -> bool:
    if not folders:
        return False
    at = path.rfind("/")
    while at >= 0:
        if path[:at] in folders:
            return True
        at = path.rfind("/", 0, at)
    return False


def _is_first(folder: str, own: Iterable[str], root: Root) -> bool:
    """Whether no other template of a folder comes before those of the application."""
    mine = {posixpath.basename(path) for path in own if posixpath.dirname(path) == folder}
    try:
        with os.scandir(os.path.join(root.folder, folder)) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(_TEMPLATES))
    except OSError:
        return False
    names.sort(key=lambda name: not name.startswith("template"))
    for name in names[:_MAX_SNIFFED]:
        if name in mine:
            return True
        path = posixpath.join(folder, name) if folder else name
        try:
            if looks_like_template(root.glance(path)):
                return False
        except ReadingError:
            continue
    return True


def looks_like_template(data: bytes) -> bool:
    """Whether a file is a template, which the controls of templates look at."""
    return b"AWS::" in data and b"Resources" in data
