"""What a user installs is small: distributions and bytes, without any extra."""

import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
MOST_DISTRIBUTIONS = 12
MOST_BYTES = 60_000_000


def needed() -> dict[str, Distribution]:
    """The distributions that Hauberk needs, and those that they need, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    pending = list(map(Requirement, project["dependencies"]))
    while pending:
        wanted = pending.pop()
        if wanted.name in found or (wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})):
            continue
        found[wanted.name] = distribution(wanted.name)
        pending += map(Requirement, found[wanted.name].requires or ())
    return found


def size(place: Path) -> int:
    return place.stat().st_size if place.is_file() else 0


def test_few_distributions_are_installed() -> None:
    assert len(needed()) + 1 <= MOST_DISTRIBUTIONS  # one more is Hauberk itself


def test_the_install_is_small() -> None:
    """With what Python compiles of it when it is installed."""
    files = (one.locate_file(file) for one in needed().values() for file in one.files or ())
    theirs = sum(size(Path(str(file))) for file in files)
    own = sum(size(file) for file in (ROOT / "src" / "hauberk").rglob("*"))
    assert theirs > 10_000_000, "the files of what is installed aren't listed"
    assert theirs + own <= MOST_BYTES


def test_an_extra_is_named_for_all_that_a_user_may_do_without() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {Requirement(text).name for some in project["optional-dependencies"].values() for text in some}
    assert {"cvc5", "moto", "botocore"} <= extras
    assert extras.isdisjoint(needed())
