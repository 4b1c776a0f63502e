"""The root that a scan may not leave, where nothing is hostile but time."""

import os
from pathlib import Path
from typing import IO, Any

import pytest

from hauberk.reading.budget import Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from tests.scan.places import put


def test_no_more_of_a_file_is_held_than_one_byte_past_its_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have grown since its size was asked."""
    asked: list[int] = []
    opened = os.fdopen

    class Counted:
        """A stream that notes how much is asked of it."""

        def __init__(self, stream: IO[Any]) -> None:
            self.stream = stream

        def __enter__(self) -> "Counted":
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()

        def read(self, size: int = -1) -> bytes:
            asked.append(size)
            data: bytes = self.stream.read(size)
            return data

    put(tmp_path, {"a.yaml": "#" * 50})
    monkeypatch.setattr(os, "fdopen", lambda handle, mode: Counted(opened(handle, mode)))
    assert Root(tmp_path).read_bytes("a.yaml", Budget(bytes=99)) == b"#" * 50
    assert asked == [100]


def test_a_glance_is_for_the_next_reading_of_the_same_file(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": "a: 1", "b.yaml": "b: 2"})
    root = Root(tmp_path)
    assert root.glance("a.yaml") == b"a: 1"
    assert root.read("b.yaml").text == "b: 2"
    put(tmp_path, {"a.yaml": "a: 3"})
    assert root.read("a.yaml").text == "a: 1", "what was looked at is what is read"


@pytest.mark.parametrize("name", ["../roots/a.yaml", "../root2/a.yaml"])
def test_a_folder_with_a_name_that_begins_like_the_roots_is_outside(tmp_path: Path, name: str) -> None:
    put(tmp_path, {"root/a.yaml": "in", "roots/a.yaml": "out", "root2/a.yaml": "out"})
    with pytest.raises(ReadingError) as raised:
        Root(tmp_path / "root").read(name)
    assert raised.value.code == "outside-root"


@pytest.fixture
def linked(tmp_path: Path) -> Root:
    """A root with links on the way to its files and out of it."""
    inside = tmp_path / "in"
    for file, text in ((inside / "a/b/c.yaml", "inside"), (tmp_path / "out/c.yaml", "outside")):
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    for link, target in {
        "a/same": "b",
        "a/away": "../../out",
        "a/b/file": "../../../out/c.yaml",
        "a/b/own": "c.yaml",
        "a/loop": "loop",
        "a/back": "../../in",
    }.items():
        (inside / link).symlink_to(target)
    return Root(inside)


@pytest.mark.parametrize(
    "path", ["a/b/c.yaml", "a/same/c.yaml", "a/b/own", "a/same/own", "a/back/a/b/c.yaml", "a//b/./c.yaml"]
)
def test_what_links_lead_to_inside_is_read(linked: Root, path: str) -> None:
    assert linked.read_bytes(path) == b"inside"
    assert linked.exists(path)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("a/away/c.yaml", "outside-root"),
        ("a/b/file", "outside-root"),
        ("a/same/file", "outside-root"),
        ("a/back/a/away/c.yaml", "outside-root"),
        ("a/away/../b/c.yaml", "no-such-file"),  # what stands beside the folder that the link leads to
        ("../out/c.yaml", "outside-root"),
        ("a/loop/c.yaml", "link-loop"),
        ("a/b/c.yaml/d", "no-such-file"),
        ("a/b/nothing", "no-such-file"),
        ("a/\0", "no-such-file"),
    ],
)
def test_what_leads_out_or_nowhere_is_refused(linked: Root, path: str, code: str) -> None:
    with pytest.raises(ReadingError) as refused:
        linked.read_bytes(path)
    assert refused.value.code == code
    assert not linked.exists(path)
