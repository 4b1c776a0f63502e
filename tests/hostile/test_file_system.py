"""A folder with everything that a file system can hold."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hauberk.model.ledger import Gap
from hauberk.reading import jail
from hauberk.reading.budget import Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.pipeline import Plan, check
from tests.cli.running import run
from tests.hostile.inputs import CONTROL, GOOD
from tests.scan.places import ledger, put


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "x.yaml")


def listening_socket(folder: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)  # the name of a socket has to be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("x.yaml")
    finally:
        os.chdir(before)


def device(folder: Path) -> None:
    (folder / "x.yaml").symlink_to("/dev/zero")


def link_to_itself(folder: Path) -> None:
    (folder / "x.yaml").symlink_to("x.yaml")


def links_in_a_circle(folder: Path) -> None:
    (folder / "x.yaml").symlink_to("y.txt")
    (folder / "y.txt").symlink_to("x.yaml")


def link_to_nothing(folder: Path) -> None:
    (folder / "x.yaml").symlink_to("nothing")


def link_out(folder: Path) -> None:
    (folder.parent / "outside.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "x.yaml").symlink_to("../outside.yaml")


def link_out_by_a_link(folder: Path) -> None:
    link_out(folder)
    (folder / "x.yaml").rename(folder / "y.txt")
    (folder / "x.yaml").symlink_to("y.txt")


def folder_out(folder: Path) -> None:
    (folder.parent / "outside").mkdir()
    (folder.parent / "outside" / "template.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "x.yaml").symlink_to("../outside")


def folder_to_the_root(folder: Path) -> None:
    (folder / "x.yaml").symlink_to("/")


REFUSED: dict[Callable[[Path], None], tuple[str, str]] = {
    pipe: ("not-a-file", "it is a named pipe"),
    listening_socket: ("not-a-file", "it is a socket"),
    device: ("not-a-file", "it is a device"),
    link_to_itself: ("link-loop", "go in a circle"),
    links_in_a_circle: ("link-loop", "go in a circle"),
    link_to_nothing: ("no-such-file", "no such file"),
    link_out: ("outside-root", "leads out"),
    link_out_by_a_link: ("outside-root", "leads out"),
    folder_out: ("outside-root", "leads out"),
    folder_to_the_root: ("outside-root", "leads out"),
}


@pytest.mark.parametrize("planted", REFUSED, ids=lambda planted: planted.__name__)
def test_what_is_no_file_of_the_folder_is_told_and_loses_nothing_else(
    tmp_path: Path, planted: Callable[[Path], None]
) -> None:
    folder = tmp_path / "inside"
    put(folder, {"template.yaml": GOOD, "a/template.yaml": GOOD, "z/template.yaml": GOOD})
    planted(folder)
    found = ledger(folder)
    code, says = REFUSED[planted]
    (gap,) = found.gaps
    assert (gap.path, gap.code) == ("x.yaml", code)
    assert says in gap.text
    assert [e.application for e in found.findings()] == ["template.yaml", "a/template.yaml", "z/template.yaml"]


@pytest.mark.parametrize("planted", REFUSED, ids=lambda planted: planted.__name__)
def test_what_is_no_file_and_is_named_is_told_too(tmp_path: Path, planted: Callable[[Path], None]) -> None:
    """A named link out of the working folder is what the user asked for: it is read where it leads."""
    folder = tmp_path / "inside"
    put(folder, {"template.yaml": GOOD})
    planted(folder)
    if planted is folder_to_the_root:
        return
    found = ledger(folder, "x.yaml", "template.yaml")
    assert "template.yaml" in {entry.application for entry in found.findings()}
    if planted in (link_out, link_out_by_a_link, folder_out):
        assert len(found.findings()) == 2
    else:
        assert [gap.code for gap in found.gaps] == [
            {"link-loop": "no-such-file"}.get(code := REFUSED[planted][0], code)
        ]


def test_a_link_that_can_be_no_template_is_passed_by(tmp_path: Path) -> None:
    put(tmp_path / "inside", {"template.yaml": GOOD})
    (tmp_path / "inside" / "notes.txt").symlink_to("/etc/hostname")
    (tmp_path / "inside" / "gone.js").symlink_to("nothing")
    os.mkfifo(tmp_path / "inside" / "pipe")
    assert ledger(tmp_path / "inside").gaps == ()


def test_a_link_to_a_folder_of_the_root_is_looked_at_once(tmp_path: Path) -> None:
    put(tmp_path, {"a/template.yaml": GOOD})
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "a" / "around").symlink_to("..")
    found = ledger(tmp_path)
    assert [entry.application for entry in found.findings()] == ["a/template.yaml"]
    assert found.gaps == ()


def test_a_folder_that_leads_out_can_be_excluded(tmp_path: Path) -> None:
    put(tmp_path / "inside", {"template.yaml": GOOD})
    (tmp_path / "inside" / "bazel-out").symlink_to("/")
    found = ledger(tmp_path / "inside", exclude=("bazel-*",))
    assert found.gaps == ()
    assert found.switched_off == {"files": 1}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may enter."""
    with tempfile.TemporaryDirectory(prefix="hauberk-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


AS_NOBODY = """
import os, sys
from hauberk.scan.pipeline import Plan, check
import hauberk.scan.application
if os.geteuid() == 0:  # to whom permissions mean nothing
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
found = check(Plan(base=sys.argv[1]))
print([(gap.path, gap.code, gap.text) for gap in found.gaps])
print([entry.application for entry in found.findings() if entry.control == sys.argv[2]])
"""


def test_what_may_not_be_read_is_told(open_folder: Path) -> None:
    put(open_folder, {"shut.yaml": GOOD, "folder/template.yaml": GOOD, "template.yaml": GOOD, "z/template.yaml": GOOD})
    (open_folder / "shut.yaml").chmod(0)
    (open_folder / "folder").chmod(0)
    command = [sys.executable, "-c", AS_NOBODY, str(open_folder), CONTROL]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    (open_folder / "folder").chmod(0o755)
    assert done.stdout.splitlines() == [
        "[('folder', 'unreadable', \"it can't be read: Permission denied\"), "
        "('shut.yaml', 'unreadable', \"it can't be read: Permission denied\")]",
        "['template.yaml', 'z/template.yaml']",
    ], done.stderr


def test_a_file_that_vanishes_meanwhile(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": GOOD, "b.yaml": GOOD, "c.yaml": GOOD})

    def hear(done: int, _: int) -> None:
        if done == 1:
            (tmp_path / "b.yaml").unlink()

    found = check(Plan(base=str(tmp_path)), hear)
    assert [(gap.path, gap.code) for gap in found.gaps] == [("b.yaml", "no-such-file")]
    assert [seen.path for seen in found.applications] == ["a.yaml", "c.yaml"]


def test_a_folder_that_vanishes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a/a.yaml": GOOD, "b.yaml": GOOD})
    listed = os.scandir

    def scandir(path: str | int) -> object:
        if isinstance(path, str) and path.endswith("/a"):
            shutil.rmtree(path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = check(Plan(base=str(tmp_path)))
    assert [(gap.path, gap.code) for gap in found.gaps] == [("a", "no-such-file")]
    assert [seen.path for seen in found.applications] == ["b.yaml"]


def test_a_link_that_comes_between_the_look_and_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path was found to be inside; then what is there becomes a link that leads out."""
    put(tmp_path, {"secret.yaml": "canary", "inside/a.yaml": GOOD})
    root = Root(tmp_path / "inside")
    opened = os.open

    def open_(path: str, flags: int) -> int:
        (tmp_path / "inside" / "a.yaml").unlink()
        (tmp_path / "inside" / "a.yaml").symlink_to(tmp_path / "secret.yaml")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", open_)
    with pytest.raises(ReadingError) as raised:
        root.read_bytes("a.yaml")
    assert raised.value.code == "link-loop"


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.yaml": "#" * 100})
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result((0o100644, *(0,) * 9)))
    with pytest.raises(ReadingError) as raised:
        Root(tmp_path).read_bytes("a.yaml", Budget(bytes=99))
    assert raised.value.code == "too-large"
    assert len(Root(tmp_path).read_bytes("a.yaml", Budget(bytes=100))) == 100


NAMES = (
    "a\nb.yaml",
    "a\x1b[31mb.yaml",
    "\x1b]8;;x\x07x.yaml",
    "\u202egpj.yaml",
    "::error::x.yaml",
    "%2e%2e%2f.yaml",
    "-.yaml",
    "--help.yaml",
    "a b.yaml",
    "'\"`$(id)`.yaml",
    "\\..\\x.yaml",
    "<script>.yaml",
    "Template.yaml",
    "TEMPLATE.yaml",
    "e\u0301.yaml",
    "\u00e9.yaml",
    "*?[a].yaml",
    "AKIAQWERTYUIOPASDFGH.yaml",
    os.fsdecode(b"\xff\xfe.yaml"),
    "n" * 250 + ".yaml",
)


def test_every_name_is_another_file_and_none_acts(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys(NAMES, GOOD))
    found = ledger(tmp_path)
    assert sorted(seen.path for seen in found.applications) == sorted(NAMES)
    assert len({entry.fingerprint for entry in found.findings()}) == len(NAMES)
    for format_ in ("text", "github", "json"):
        ran = run(tmp_path, "check", f"--select={CONTROL}", "--format", format_)
        assert ran.code == 1
        assert not set(ran.out) & set("\x1b\x07\u202e\udcff\udcfe")
        assert "AKIAQ" not in ran.out


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_given(tmp_path: Path, name: str) -> None:
    put(tmp_path, {name: GOOD})
    ran = run(tmp_path, "check", f"--select={CONTROL}", "--quiet", "--", name)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2


def test_a_path_without_end(tmp_path: Path) -> None:
    """A folder in a folder, past the length of a path that the system takes."""
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(30):
            os.mkdir("d" * 200, dir_fd=here)
            below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    put(tmp_path, {"template.yaml": GOOD})
    found = ledger(tmp_path)
    assert len(found.findings()) == 1
    assert [(gap.code, gap.text) for gap in found.gaps] == [("no-such-file", "its name is too long")]
    subprocess.run(["rm", "-rf", "d" * 200], cwd=tmp_path, check=True)


def test_a_folder_of_too_many_files_keeps_what_came_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a/template.yaml": GOOD, **{f"b/{number}.txt": "" for number in range(5)}, "c/template.yaml": GOOD})
    monkeypatch.setattr(jail, "MAX_ENTRIES", 10)
    assert ledger(tmp_path).gaps == ()
    monkeypatch.setattr(jail, "MAX_ENTRIES", 9)
    found = ledger(tmp_path)
    assert [(gap.path, gap.code) for gap in found.gaps] == [("c", "too-many-files")]
    assert [entry.application for entry in found.findings()] == ["a/template.yaml"]


def test_standard_input_without_end_is_cut(tmp_path: Path) -> None:
    ran = run(tmp_path, "check", "-", stdin=b"#" * 17_000_000)
    assert ran.code == 4
    assert "more than the 16,777,216 that Hauberk reads" in ran.out


def test_a_gap_names_what_was_given_where_that_is_all(open_folder: Path) -> None:
    found = check(Plan(paths=(str(open_folder / "gone"),)))
    assert found.gaps == (Gap(str(open_folder / "gone"), "no-such-file", "there is no such file or folder"),)
