"""Which code an application has, so that nobody looks at it a second time."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.compute import Function
from hauberk.model.world import World
from hauberk.reading.jail import Root
from hauberk.study.code.files import code_folders
from hauberk.study.code.places import NoCode, place_of
from hauberk.study.study import Study

_ASSEMBLY = "cdk.out"
"""The folder into which the CDK puts copies of an application's code (AWS CDK developer guide, "Assets", 2026-11)."""


class Claims(NamedTuple):
    """What templates tell of: folders of code and folders of templates, as absolute paths, and the handlers' files
    themselves, by what is in them, since code in an archive or an asset may lie beside it too."""

    code: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
    files: frozenset[bytes] = frozenset()


def together(claims: Iterable[Claims]) -> Claims:
    """What any of some tells of."""
    some = tuple(claims)
    return Claims(
        frozenset(folder for one in some for folder in one.code),
        frozenset(folder for one in some for folder in one.templates),
        frozenset(file for one in some for file in one.files),
    )


def claims_of(application: Application, study: Study, root: Root) -> Claims:
    """The code of the functions and layers of an application, whatever handlers are in it.

    What the CDK writes into ``cdk.out`` are copies of what lies beside that folder: all of it counts as theirs.
    """
    folders = set(code_folders(study, root))
    files: set[bytes] = set()
    for seed in Function.seeds(application):
        function = Function(seed.resource, World(seed.guard))
        place = place_of(function, study, root)
        if isinstance(place, NoCode):
            continue
        if place.text is None:
            folders.add(place.folder)
        code = study.program(function)
        if not isinstance(code, NoCode):
            files.add(digest(study.read(code.path)))
    prefix = root.show("")
    *above, _ = application.id.removeprefix(prefix).split("/")
    if _ASSEMBLY in above:
        folders.add("/".join(above[: above.index(_ASSEMBLY)]))
    templates = (path.removeprefix(prefix) for path in (application.id, *application.files))
    return Claims(
        frozenset(_real(root, folder) for folder in folders),
        frozenset(os.path.dirname(_real(root, file)) for file in templates),
        frozenset(files),
    )


def digest(data: bytes) -> bytes:
    """What tells a file by its bytes."""
    import hashlib

    return hashlib.sha256(data).digest()


def _real(root: Root, path: str) -> str:
    return os.path.realpath(os.path.join(root.folder, path))
