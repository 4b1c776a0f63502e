"""The files of folders that code lies in: which may be modules, and what is said of those that can't be read."""

from pathlib import Path

import pytest

from hauberk.model.values import Known
from hauberk.reading.jail import Root
from hauberk.study.code import contents
from hauberk.study.code.contents import Contents
from hauberk.study.code.following import Followed
from tests.study.code.test_following import HANDLER, followed, sites, template

TEXT = template("CodeUri: src, Handler: app.handler, Runtime: python3.13")


def put(folder: Path, *paths: str) -> Contents:
    """What is in a folder."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x = 1\n", encoding="utf-8")
    return Contents(Root(folder))


def test_modules_are_listed_by_language_and_packages_left_out(tmp_path: Path) -> None:
    found = put(tmp_path, "s/a.py", "s/b.ts", "s/c.txt", "s/node_modules/d.js", "s/requests/sessions.py", "t/e.py")
    assert found.listed("s", "python") == (("s/a.py",), ())
    assert found.listed("s", "javascript") == (("s/b.ts",), ())
    assert found.listed("", "python").paths == ("s/a.py", "t/e.py")


def test_past_the_limit_files_are_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(contents, "MAX_FILES", 2)
    found = put(tmp_path, "a.py", "b.py", "c.py").listed("", "python")
    assert found.paths == ("a.py", "b.py")
    assert [reason.code for reason in found.left] == ["too-many-files"]


def test_a_folder_that_a_link_leads_out_to_is_told_and_the_rest_followed(tmp_path: Path) -> None:
    (tmp_path / "outside" / "deep").mkdir(parents=True)
    inside = tmp_path / "inside"
    (inside / "src").mkdir(parents=True)
    (inside / "src" / "lib").symlink_to(tmp_path / "outside")
    (inside / "src" / "notes.md").symlink_to(tmp_path / "outside" / "notes.md")
    (tmp_path / "outside" / "notes.md").write_text("no module", encoding="utf-8")
    found = followed(inside, TEXT, {"src/app.py": f"from lib import tools\n{HANDLER}"})
    assert sites(found) == [("command-injection", "src/app.py")]
    assert isinstance(found, Followed)
    assert found.doubt == ("outside-root", "src/lib: it leads out of the scanned folder")


def test_a_module_that_can_t_be_read_is_told_where_it_is_wanted(tmp_path: Path) -> None:
    code = HANDLER.replace("import os\n", "import os\nimport tools\n")
    found = followed(tmp_path, TEXT, {"src/app.py": code, "src/tools.py": b"\xff\xfe\x00", "src/unused.py": b"\xff"})
    assert sites(found) == [("command-injection", "src/app.py")]
    assert isinstance(found, Followed)
    assert found.doubt is not None
    assert found.doubt.code == "not-utf-8"
    assert "more" not in found.doubt.text


def test_texts_of_one_place_that_differ_are_files_of_their_own(tmp_path: Path) -> None:
    found = Contents(Root(tmp_path))
    paths = [found.hold("t.yaml!/F", "python", Known(text)) for text in ("a = 1", "b = 1", "a = 1")]
    assert paths == ["t.yaml!/F/index.py", "t.yaml!/F+/index.py", "t.yaml!/F/index.py"]
    assert found.file(paths[0]) is not found.file(paths[1])
    assert found.file(paths[0]) is found.file(paths[2])
