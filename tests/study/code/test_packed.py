"""Code in archives is followed as that in folders is; what can't be read of an archive is told."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from hauberk.model.ledger import Ledger
from hauberk.model.values import Reason
from hauberk.reading.jail import Root
from hauberk.scan.pipeline import Plan, check
from hauberk.study.code import packed
from hauberk.study.code.following import Followed
from hauberk.study.code.packed import archive_of, inside_of, unpacked
from tests.reading.test_archives import tarred, zipped
from tests.study.code.test_following import HANDLER, LAYER, followed, sites, template

PACKED = template("CodeUri: build/code.zip, Handler: app.handler, Runtime: python3.13")
OF_TWO = b"from lib import tools\n\ndef handler(event, context):\n    tools.run(event['body'])\n"
TOOLS = b"import os\n\ndef run(text):\n    os.system(text)\n"


def checked(folder: Path, text: str, files: dict[str, bytes]) -> Ledger:
    """What is said of an application."""
    for name, data in {"template.yaml": text.encode(), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    asked = frozenset(("command-injection", "handler-not-found"))
    return check(Plan(paths=("template.yaml",), controls=asked, base=str(folder), today=date(2026, 11, 30)))


def reasons(ledger: Ledger) -> list[str]:
    """Why the code isn't known as a whole."""
    return [entry.reason.code for entry in ledger.entries if entry.reason and entry.control == "handler-not-found"]


def test_what_is_found_in_an_archive_is_told_by_its_path(tmp_path: Path) -> None:
    code = zipped({"app.py": OF_TWO, "lib/__init__.py": b"", "lib/tools.py": TOOLS, "data.bin": b"\0" * 99})
    ledger = checked(tmp_path, PACKED, {"build/code.zip": code})
    (found,) = ledger.findings()
    place = found.locations[0]
    assert (place.path, place.line, place.text) == ("build/code.zip!/lib/tools.py", 4, "    os.system(text)")
    assert [step.path for step in found.flow] == [
        "build/code.zip!/app.py",
        "build/code.zip!/app.py",
        "build/code.zip!/lib/tools.py",
    ]
    assert reasons(ledger) == []


def test_a_comment_in_an_archive_switches_a_finding_off(tmp_path: Path) -> None:
    code = HANDLER.replace('"])', '"])  # hauberk: ignore[command-injection] only we invoke it')
    ledger = checked(tmp_path, PACKED, {"build/code.zip": zipped({"app.py": code.encode()})})
    assert ledger.findings() == []
    assert [entry.suppressed.reason for entry in ledger.entries if entry.suppressed] == ["only we invoke it"]


@pytest.mark.parametrize("name", ["code.tar.gz", "code.tar", "code.whl", "CODE.ZIP"])
def test_archives_of_every_kind_are_opened(name: str, tmp_path: Path) -> None:
    files = {"app.py": HANDLER.encode()}
    data = tarred(files, "w:gz" if name.endswith("gz") else "w") if ".tar" in name else zipped(files)
    text = template(f"CodeUri: {name}, Handler: app.handler, Runtime: python3.13")
    assert sites(followed(tmp_path, text, {name: data})) == [("command-injection", f"{name}!/app.py")]


def test_scripts_and_layers_in_archives(tmp_path: Path) -> None:
    script = "const { run } = require('/opt/tools');\nexports.handler = async (event) => run(event.x);\n"
    tools = "exports.run = (text) => require('child_process').execSync(text);\n"
    files = {"c.zip": zipped({"app.js": script.encode()}), "l.zip": zipped({"tools.js": tools.encode()})}
    text = template(
        "CodeUri: c.zip, Handler: app.handler, Runtime: nodejs22.x, Layers: [!Ref L]",
        LAYER.format(name="L", at="l.zip"),
    )
    assert sites(followed(tmp_path, text, files)) == [("command-injection", "l.zip!/tools.js")]


def test_packages_in_an_archive_are_somebody_else_s(tmp_path: Path) -> None:
    files = {
        "app.py": b"import sh\n\ndef handler(event, context):\n    sh.run(event)\n",
        "sh/__init__.py": TOOLS,
        "sh-1.0.dist-info/RECORD": b"sh/__init__.py,,\n",
    }
    assert sites(followed(tmp_path, PACKED, {"build/code.zip": zipped(files)})) == []


BROKEN = {
    "no archive": (b"PK\x03\x04 and nothing", "no-archive"),
    "another thing": (b"\x7fELF" + b"x" * 600, "no-archive"),
    "cut off": (zipped({"app.py": HANDLER.encode() * 50})[:-30], "no-archive"),
    "empty": (b"", "no-code"),
    "without the handler": (zipped({"lib.py": b"x = 1\n"}), None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_archive_is_told_and_the_rest_looked_at(name: str, tmp_path: Path) -> None:
    data, code = BROKEN[name]
    other = "  G:\n    Type: AWS::Serverless::Function\n"
    other += "    Properties: { CodeUri: src, Handler: app.handler, Runtime: python3.13 }\n"
    ledger = checked(tmp_path, PACKED + other, {"build/code.zip": data, "src/app.py": HANDLER.encode()})
    by_control = {entry.control: entry.functions for entry in ledger.findings()}
    assert by_control["command-injection"] == ("G",)
    assert reasons(ledger) == ([code] if code else [])
    assert ("handler-not-found" in by_control) == (code is None)


def test_an_entry_that_leads_out_is_told_and_not_followed(tmp_path: Path) -> None:
    code = zipped({"app.py": HANDLER.encode(), "../../lib/evil.py": TOOLS})
    found = followed(tmp_path, PACKED, {"build/code.zip": code})
    assert sites(found) == [("command-injection", "build/code.zip!/app.py")]
    assert isinstance(found, Followed)
    assert found.doubt is not None
    assert found.doubt.code == "outside-root"


def test_a_link_in_an_archive_is_no_module(tmp_path: Path) -> None:
    path = tmp_path / "build" / "code.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app.py", "import secrets_of_ours\n\ndef handler(event, context):\n    return 1\n")
        link = zipfile.ZipInfo("secrets_of_ours.py")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = followed(tmp_path, PACKED, {})
    assert isinstance(found, Followed)
    assert found.doubt is not None
    assert found.doubt.code == "not-a-file"


def test_code_past_the_limit_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(packed, "MAX_BYTES", len(HANDLER) + 10)
    found = followed(tmp_path, PACKED, {"build/code.zip": zipped({"app.py": HANDLER.encode(), "b.py": TOOLS})})
    assert sites(found) == [("command-injection", "build/code.zip!/app.py")]
    assert isinstance(found, Followed)
    assert found.doubt is not None
    assert found.doubt.code == "too-large"


def test_a_bomb_costs_nothing(tmp_path: Path) -> None:
    bomb = zipped({"app.py": b"x = 1\n" + b"#" * (20 * 1024 * 1024)})
    found = followed(tmp_path, PACKED, {"build/code.zip": bomb})
    assert isinstance(found, Followed)
    assert found.doubt is not None
    assert found.doubt.code == "too-large"


def test_a_folder_that_is_called_like_an_archive_is_a_folder(tmp_path: Path) -> None:
    found = followed(tmp_path, PACKED, {"build/code.zip/app.py": HANDLER})
    assert sites(found) == [("command-injection", "build/code.zip/app.py")]


def test_an_archive_behind_a_link_that_leads_out_isn_t_read(tmp_path: Path) -> None:
    (tmp_path / "outside.zip").write_bytes(zipped({"app.py": HANDLER.encode()}))
    inside = tmp_path / "inside"
    (inside / "build").mkdir(parents=True)
    (inside / "build" / "code.zip").symlink_to(tmp_path / "outside.zip")
    found = followed(inside, PACKED, {})
    assert isinstance(found, Reason)
    assert found.code == "outside-root"


def test_nothing_is_opened_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    reading = Root.read_bytes

    def counted(self: Root, relative: str, *more: object) -> bytes:
        opened.append(relative)
        return reading(self, relative, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Root, "read_bytes", counted)
    second = PACKED.split("Resources:\n")[1].replace("  F:", "  G:").replace("app.handler", "app.other")
    checked(tmp_path, PACKED + second, {"build/code.zip": zipped({"app.py": HANDLER.encode()})})
    assert opened.count("build/code.zip") == 1


@pytest.mark.parametrize("path", ["a.zip", "a/b.tar.gz", "A.ZIP"])
def test_an_archive_is_a_folder_by_its_mark(path: str) -> None:
    assert archive_of(inside_of(path)) == path
    assert archive_of(path) == archive_of("a!") == archive_of("") == ""


def test_what_isn_t_wanted_isn_t_kept(tmp_path: Path) -> None:
    files = {"app.py": b"1", "node_modules/x/app.py": b"2", "lib/inner.zip": zipped({"app.py": b"3"})}
    (tmp_path / "c.zip").write_bytes(zipped(files))
    found = unpacked(Root(tmp_path), "c.zip", lambda name: name.endswith(".py"))
    assert found == ({"c.zip!/app.py": b"1"}, ())
