"""Other people's packages that lie beside a function's own code, as ``pip install --target`` puts them there.

They are left to the questions about dependencies: whatever is in them, the function's own code is what gets followed,
and what it imports of them is known by name. Installers note the files of a package in ``RECORD`` ("Recording installed
projects", Python packaging user guide, 2026-11).
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator

_SUFFIX = ".dist-info"
_SDK = frozenset(("boto3", "botocore", "s3transfer", "aioboto3", "aiobotocore"))
"""Packages that Lambda brings itself, which people put beside their code by other ways too."""
MAX_PACKAGES = 400


def own(paths: Iterable[str], read: Callable[[str], str]) -> Iterator[str]:
    """The paths that don't belong to an installed package. ``read`` gives the text of a file, or nothing."""
    paths = list(paths)
    folders = {folder for path in paths if (folder := posixpath.dirname(path)).endswith(_SUFFIX)}
    theirs = folders | {_join(parent, name) for parent in map(posixpath.dirname, folders) for name in _SDK}
    for folder in sorted(folders)[:MAX_PACKAGES]:
        parent = posixpath.dirname(folder)
        names = {line.partition(",")[0].partition("/")[0] for line in read(f"{folder}/RECORD").splitlines()}
        names = names or {posixpath.basename(folder).partition("-")[0]}
        theirs |= {_join(parent, name) for name in names if name not in ("", "..")}
    for path in paths:
        if not any(above in theirs for above in _above(path)):
            yield path


def _join(parent: str, name: str) -> str:
    return f"{parent}/{name}" if parent else name


def _above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = posixpath.dirname(path)
