"""A fault in a control costs what the control was asked, is told with what a report of it needs, and loses nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hauberk.model.subject import Subject
from hauberk.model.verdict import Verdict
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.scan import application
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.study import Study
from tests.cli.running import Ran, run
from tests.scan.places import OPEN, URL, put

OTHER = "function-without-tracing"
SECRET = "hunter2-from-the-template"


def failing(error: BaseException) -> Callable[[Subject, Study], Verdict]:
    def ask(subject: Subject, study: Study) -> Verdict:
        raise error

    return ask


def planted(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Every control for URLs fails, as if in its own code."""
    monkeypatch.setattr("hauberk.scan.pipeline._controls", lambda names: controls(error, names))


def controls(error: BaseException, names: frozenset[str] | None) -> tuple[Control, ...]:
    return tuple(
        one._replace(ask=failing(error)) if one.name == URL else one
        for one in all_controls()
        if names is None or one.name in names
    )


def check(folder: Path, *arguments: str) -> Ran:
    return run(folder, "check", f"--select={URL},{OTHER}", *arguments)


ERRORS = [ZeroDivisionError(SECRET), RecursionError(SECRET), MemoryError(SECRET), KeyError(SECRET)]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_control_that_fails_costs_its_verdict_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    put(tmp_path, {"template.yaml": OPEN})
    whole = json.loads(check(tmp_path, "--format=json").out)["verdicts"]
    planted(monkeypatch, error)
    ran = check(tmp_path, "--format=json", "--severity=low")
    verdicts = json.loads(ran.out)["verdicts"]
    (failed,) = [one for one in verdicts if one["control"] == URL]
    assert failed["verdict"] == "unknown"
    assert failed["reason"]["code"] == "internal-error"
    assert f"{type(error).__name__} at scan/asking.py:" in failed["reason"]["text"]
    assert [one for one in verdicts if one["control"] == OTHER] == [one for one in whole if one["control"] == OTHER]


def test_what_to_send_is_printed_and_holds_nothing_of_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = OPEN.replace("Open:", "Hidden:")
    put(tmp_path, {"secret-name.yaml": closed, "other-name.yaml": closed})
    planted(monkeypatch, ZeroDivisionError(SECRET))
    ran = check(tmp_path, "--exit-zero", "--quiet")
    assert ran.code == 70
    lines = ran.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(
        f"hauberk: control {URL}: the control failed on it (ZeroDivisionError at scan/asking.py:"
    )
    assert lines[1].startswith("hauberk: this is a fault in Hauberk ")
    assert "Please report it with the lines above" in lines[1]
    for word in (SECRET, "secret-name", "Hidden", str(tmp_path)):
        assert word not in ran.err
    assert run(tmp_path, "baseline", f"--select={URL}", "-o", "b.json").code == 70


def test_a_finding_wins_over_a_fault_and_the_fault_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"template.yaml": OPEN})
    assert check(tmp_path, f"--ignore={URL}").code == 1
    planted(monkeypatch, ZeroDivisionError())
    ran = check(tmp_path)
    assert ran.code == 1
    assert f"control {URL}" in ran.err


def test_a_fault_while_a_template_is_read_costs_that_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.yaml": OPEN, "b.yaml": OPEN})

    def read(root: object, path: str, *rest: object, **more: object) -> object:
        if path == "a.yaml":
            raise ZeroDivisionError(SECRET)
        return read_application(root, path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(application, "read_application", read)
    ran = check(tmp_path, "--quiet", "--exit-zero")
    assert ran.code == 70
    assert "a template: Hauberk failed on it (ZeroDivisionError at scan/application.py:" in ran.err
    assert SECRET not in ran.out + ran.err
    assert "b.yaml:10" in ran.out


def test_where_nothing_fails_nothing_is_said(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN})
    assert check(tmp_path).err == ""
