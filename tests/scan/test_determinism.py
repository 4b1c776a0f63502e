"""The same input gives the same bytes, whatever the workers and the hash seed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

import hauberk as package
from hauberk.scan.pipeline import Plan, check
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


def test_the_order_in_which_a_file_system_lists_files_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    @contextmanager
    def backwards(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        with listed(path) as entries:
            yield iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    plan = Plan(base=str(folder), today=date(2026, 11, 24))
    before = check(plan)
    monkeypatch.setattr(os, "scandir", backwards)
    assert check(plan) == before
    assert len(before.applications) == 2


def test_where_the_folder_lies_changes_nothing(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "elsewhere")
    one, other = (Plan(base=str(base), today=date(2026, 11, 24)) for base in (folder, tmp_path / "elsewhere"))
    assert check(one) == check(other)
