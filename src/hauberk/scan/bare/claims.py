"""Which code an application has, so that nobody looks at it a second time."""

import os
import posixpath
from datetime import date

from hauberk.model.application import Application
from hauberk.model.compute import Function
from hauberk.model.world import World
from hauberk.reading.jail import Root
from hauberk.study.code.files import code_folders
from hauberk.study.code.places import NoCode, place_of
from hauberk.study.study import Study

_ASSEMBLY = "cdk.out"
"""The folder into which the CDK puts copies of an application's code (AWS CDK developer guide, "Assets", 2026-11)."""


def claims_of(application: Application, study: Study, root: Root) -> frozenset[str]:
    """The folders, as absolute paths, of the functions and layers of a template, whatever handlers are in them.

    What the CDK writes into ``cdk.out`` are copies of what lies beside that folder: all of it counts as theirs.
    """
    folders = set(code_folders(study, root))
    for seed in Function.seeds(application):
        place = place_of(Function(seed.resource, World(seed.guard)), study, root)
        if not isinstance(place, NoCode) and place.text is None:
            folders.add(place.folder)
    main = application.id.removeprefix(root.show(""))
    if _ASSEMBLY in posixpath.dirname(main).split("/"):
        folders.add(posixpath.dirname(main[: f"/{main}".index(f"/{_ASSEMBLY}/") + len(_ASSEMBLY)]))
    return frozenset(os.path.realpath(os.path.join(root.folder, folder)) for folder in folders)


def templates_of(application: Application, root: Root) -> frozenset[str]:
    """The folders, as absolute paths, that the templates of an application lie in."""
    prefix = root.show("")
    files = (path.removeprefix(prefix) for path in (application.id, *application.files))
    return frozenset(os.path.dirname(os.path.realpath(os.path.join(root.folder, file))) for file in files)


class Claims:
    """The code of applications, gathered one after the other, where somebody is going to ask for it."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self.code: frozenset[str] = frozenset()
        self.templates: frozenset[str] = frozenset()

    def add(self, application: Application, root: Root) -> None:
        """Takes an application's code for its own."""
        if self._wanted:
            self.code |= claims_of(application, Study(application, date.today(), root), root)
            self.templates |= templates_of(application, root)
