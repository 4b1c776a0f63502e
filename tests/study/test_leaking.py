"""Which files belong to an application, what is found in them, and what is said of what wasn't looked into."""

import os
import socket
from datetime import date
from pathlib import Path

import pytest

from hauberk.code.secrets.files import LARGEST
from hauberk.model.ledger import Entry
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from hauberk.study.code import files, searching
from tests.code.secrets.making import VENDORS
from tests.reading.test_archives import tarred, zipped

FUNCTION = """
  {name}:
    Type: AWS::Lambda::Function
    Properties: {{ Runtime: {runtime}, Handler: app.handler, Role: !GetAtt Role.Arn, Code: {code} }}
"""
KEY = VENDORS["GitHub token"]()
LINE = f'client = Client("{KEY}")\n'.encode()


def template(*codes: str, runtime: str = "python3.13") -> str:
    """A template of functions whose code lies in some places."""
    functions = (FUNCTION.format(name=f"F{at}", code=code, runtime=runtime) for at, code in enumerate(codes))
    return f"Resources:{''.join(functions)}"


def asked(folder: Path, name: str = "template.yaml") -> list[Entry]:
    """What the control says of an application."""
    control = next(control for control in all_controls() if control.name == "secret-in-file")
    found = check_application(Root(folder), name, (control,), {}, date(2026, 11, 30)).entries
    return [entry for entry in found if entry.state is not State.NOT_APPLICABLE]


def places(folder: Path, name: str = "template.yaml") -> list[str]:
    """The files with a secret, with the line."""
    entries = [entry for entry in asked(folder, name) if entry.state is State.VIOLATED]
    return sorted(f"{entry.locations[0].path}:{entry.locations[0].line}" for entry in entries)


def reasons(folder: Path) -> dict[str, str]:
    """Why files weren't looked into."""
    return {
        entry.subject: entry.reason.code for entry in asked(folder) if entry.state is State.UNKNOWN and entry.reason
    }


def put(folder: Path, path: str, data: bytes = LINE) -> None:
    """A file, with the folders above it."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)


def test_code_layers_and_what_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    layer = "  L:\n    Type: AWS::Lambda::LayerVersion\n    Properties: { Content: ../layer }\n"
    put(tmp_path, "app/template.yaml", (template("../src", runtime="java21") + layer).encode())
    for path in ("src/deep/App.java", "layer/python/common.py", "app/.env", "app/scripts/run.sh", "elsewhere/app.py"):
        put(tmp_path, path, b"\n" + LINE)
    assert places(tmp_path, "app/template.yaml") == [
        "app/.env:2",
        "app/scripts/run.sh:2",
        "layer/python/common.py:2",
        "src/deep/App.java:2",
    ]


def test_other_peoples_code_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "template.yaml", template("src").encode())
    for path in (
        *("node_modules/a/index.js", "src/node_modules/b/index.js", ".venv/lib/x.py", "vendor/x.py"),
        *(
            "src/requests-2.0.dist-info/METADATA",
            "src/requests/api.py",
            "src/six-1.16.0.dist-info/RECORD",
            "src/six.py",
        ),
    ):
        put(tmp_path, path)
    put(tmp_path, "src/app.py")
    assert places(tmp_path) == ["src/app.py:1"]


def test_what_is_another_applications_is_told_once(tmp_path: Path) -> None:
    put(tmp_path, "template.yaml", template("src").encode())
    put(tmp_path, "other/template.yaml", template("src").encode())
    put(tmp_path, "second.yaml", template("src").encode())
    put(tmp_path, "src/app.py", b"pass\n")
    put(tmp_path, "other/.env")
    put(tmp_path, "notes.txt")
    assert places(tmp_path) == ["notes.txt:1"]
    assert places(tmp_path, "other/template.yaml") == ["other/.env:1"]
    assert places(tmp_path, "second.yaml") == []


def test_archives_are_looked_into(tmp_path: Path) -> None:
    put(tmp_path, "template.yaml", template("build/code.zip", "build/more.tgz", runtime="provided.al2023").encode())
    put(tmp_path, "build/code.zip", zipped({"app.py": b"\n\n" + LINE, "requests-2.dist-info/x.py": LINE}))
    put(tmp_path, "build/more.tgz", tarred({"lib.zip": b"broken", "a.js": LINE}, "w:gz"))
    assert places(tmp_path) == ["build/code.zip!/app.py:3", "build/more.tgz!/a.js:1"]
    assert reasons(tmp_path) == {"build/more.tgz!/lib.zip": "wrong-size"}


def test_the_template_itself_is_looked_into_for_comments(tmp_path: Path) -> None:
    """What its values hold, other controls tell."""
    text = f"Description: {KEY}\n{template('src')}  # the old one: {KEY}\n"
    put(tmp_path, "template.yaml", text.encode())
    assert places(tmp_path) == [f"template.yaml:{text.count(chr(10))}"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_text_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    put(tmp_path, "template.yaml", template("src").encode())
    put(tmp_path, "src/app.py", f"# é\n{LINE.decode()}".encode(encoding))
    assert places(tmp_path) == ["src/app.py:2"]


def test_what_was_not_looked_into_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "template.yaml", template("src", "../../outside").encode())
    put(tmp_path, "src/big.py", b"#" * (LARGEST + 1))
    put(tmp_path, "src/image.png", b"\x89PNG\0" + LINE)
    assert reasons(tmp_path) == {"src/big.py": "too-large"}
    monkeypatch.setattr(searching, "MAX_BYTES", 100)
    assert "too-large" in reasons(tmp_path).values()
    monkeypatch.setattr(files, "MAX_FILES", 2)
    assert "too-many-files" in reasons(tmp_path).values()


def test_nothing_outside_and_nothing_but_files_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    put(tmp_path, "outside/.env")
    put(inside, "template.yaml", template("src", "linked", "/etc").encode())
    put(inside, "src/app.py", b"pass\n")
    (inside / "linked").symlink_to(tmp_path / "outside")
    (inside / "src" / "secrets.env").symlink_to(tmp_path / "outside" / ".env")
    (inside / "src" / "loop").symlink_to(inside / "src")
    os.mkfifo(inside / "src" / "pipe.py")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(inside / "src" / "s.py"))
        assert places(inside) == []


def test_the_same_whatever_the_order(tmp_path: Path) -> None:
    put(tmp_path, "template.yaml", template("src").encode())
    for name in ("b.py", "a.py", "c/d.py"):
        put(tmp_path, f"src/{name}", LINE * 3)
    first = [entry.subject for entry in asked(tmp_path)]
    assert first == [entry.subject for entry in asked(tmp_path)]
    assert len(set(first)) == len(first) == 9


def test_an_application_without_functions_is_not_asked(tmp_path: Path) -> None:
    put(tmp_path, "template.yaml", b"Resources: { B: { Type: AWS::S3::Bucket } }")
    put(tmp_path, ".env")
    assert asked(tmp_path) == []
