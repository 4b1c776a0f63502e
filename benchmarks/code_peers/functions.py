"""Public applications of one function each: which there are, and some of them copied to where tools look at them."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hauberk.model.compute import Function
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.study import Study

NAMES = ("template.yaml", "template.yml")
LEFT = shutil.ignore_patterns("node_modules", ".git", "*.png", "*.gif", "*.jpg", "*.zip")


def applications(folder: Path) -> Iterator[Path]:
    """The templates with one function, in Python, JavaScript or TypeScript, whose handler lies beside them."""
    for path in sorted(path for name in NAMES for path in folder.rglob(name)):
        root = Root(path.parent)
        try:
            application = read_application(root, path.name)
        except ReadingError:
            continue
        one = len({seed.id for seed in Function.seeds(application)}) == 1
        if one and Study(application, date.today(), root=root).followed_functions:
            yield path


def copied(folder: Path, into: Path, count: int) -> list[str]:
    """Copies so many of a folder's applications, at even distances in the order of their paths, and tells which."""
    found = [path.parent for path in applications(folder)]
    taken = [found[number * len(found) // count] for number in range(min(count, len(found)))]
    for number, place in enumerate(taken):
        shutil.copytree(place, into / f"{number:03}", ignore=LEFT, symlinks=True)
    return [place.relative_to(folder).as_posix() for place in taken]
