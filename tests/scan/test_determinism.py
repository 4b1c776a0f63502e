"""The same input gives the same bytes, whatever the workers and the hash seed."""

import shutil
from pathlib import Path

import pytest

import hauberk as package
from tests.cli.running import hauberk

DEMO = Path(package.__file__).parent / "demo"
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("applications")
    for twin in ("vulnerable", "repaired"):
        shutil.copytree(DEMO / twin, place / twin)
    return place


@pytest.mark.parametrize("format_", FORMATS)
def test_workers_and_seeds_change_nothing(folder: Path, format_: str) -> None:
    one = hauberk("check", "--format", format_, "--jobs", "1", folder=folder, PYTHONHASHSEED="1")
    two = hauberk("check", "--format", format_, "--jobs", "2", folder=folder, PYTHONHASHSEED="2")
    assert one.code == two.code == 1
    assert one.out == two.out
    assert one.out
