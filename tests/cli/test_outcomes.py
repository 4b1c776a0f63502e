"""Exit codes that need a fault or a configuration, and the files that a check leaves."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from hauberk.cli import check as command
from hauberk.reading.jail import Root
from hauberk.scan import application
from hauberk.sources.cloudformation.reader import read_application
from tests.cli.running import run
from tests.scan.places import CLOSED, OPEN, URL, put

ASKED = ("check", f"--select={URL}")


def fail(*_: object, **__: object) -> object:
    raise RuntimeError("planted")


def test_a_fault_in_hauberk_is_seventy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of any application: nothing can be said, so the traceback is."""
    put(tmp_path, {"t.yaml": CLOSED})
    monkeypatch.setattr(command, "check", fail)
    monkeypatch.setattr(command, "checked", fail)
    ran = run(tmp_path, *ASKED)
    assert (ran.code, ran.out) == (70, "")
    assert "RuntimeError: planted" in ran.err
    assert ran.err.rstrip().splitlines()[-1].startswith("hauberk: this is a fault in Hauberk. Please report it")


@pytest.mark.parametrize(("text", "code"), [(CLOSED, 70), (OPEN, 1)])
def test_a_fault_with_one_application_is_seventy_and_one_wins(
    text: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other application's results stand."""
    put(tmp_path, {"a.yaml": CLOSED, "b.yaml": text})

    def read(root: Root, path: str, pins: Mapping[str, str], *, beside: Mapping[str, str]) -> object:
        return fail() if path == "a.yaml" else read_application(root, path, pins, beside=beside)

    monkeypatch.setattr(application, "read_application", read)
    ran = run(tmp_path, *ASKED, "--allow-unread")
    assert ran.code == code
    assert "a.yaml: Hauberk failed on it (RuntimeError at scan/application.py:" in ran.out


@pytest.mark.parametrize(("setting", "code"), [("", 4), ("allow-unread = true\n", 0), ("allow-unread = false\n", 4)])
def test_a_configuration_may_allow_what_is_unread(setting: str, code: int, tmp_path: Path) -> None:
    put(tmp_path, {"t.yaml": CLOSED, "bad.yaml": "AWS::: Resources: [", "hauberk.toml": setting})
    assert run(tmp_path, *ASKED).code == code
    assert run(tmp_path, *ASKED, "--isolated").code == 4


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("r.html", "<!doctype html>"),
        ("r.json", '{\n  "schema": "1"'),
        ("r.md", "#"),
        ("r.sarif", '{\n  "$schema": '),
        ("r.sarif.json", '{\n  "$schema": '),
        ("r.txt", "t.yaml: AWS SAM"),
        ("r.xml", "<?xml "),
        ("gitlab=r.json", "["),
        ("sarif=r.json", '{\n  "$schema": '),
        ("r=s.md", "#"),
    ],
)
def test_a_files_name_says_its_format(name: str, beginning: str, tmp_path: Path) -> None:
    put(tmp_path, {"t.yaml": OPEN})
    assert run(tmp_path, *ASKED, f"--output={name}").code == 1
    file = name.split("=", 1)[1] if name.startswith(("gitlab=", "sarif=")) else name
    assert (tmp_path / file).read_text(encoding="utf-8").lower().startswith(beginning.lower())


def test_a_name_that_says_no_format_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"t.yaml": OPEN})
    ran = run(tmp_path, *ASKED, "--output=report.pdf")
    assert ran.code == 2
    assert "say the format too, as in sarif=report.pdf" in ran.err


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_report_has_the_mode_of_any_new_file(mask: int, mode: int, tmp_path: Path) -> None:
    """It is written aside first, where only its owner may read it."""
    put(tmp_path, {"t.yaml": OPEN})
    before = os.umask(mask)
    try:
        run(tmp_path, *ASKED, "--output=report.json")
    finally:
        os.umask(before)
    assert (tmp_path / "report.json").stat().st_mode & 0o777 == mode


def test_a_page_names_what_others_ask_the_same(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", URL)
    assert ran.code == 0
    _, found, same = ran.out.partition("Asked elsewhere as\n")
    assert found
    assert "  Checkov: CKV_AWS_258\n" in same
