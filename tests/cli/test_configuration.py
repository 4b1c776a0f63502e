"""What a target's own configuration may do, and that a report says so."""

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from hauberk.practices import template_controls
from hauberk.reports.formats import FORMATS
from tests.cli.running import DEPLOYED, Ran, run
from tests.scan.places import OPEN, URL, put


def last(ran: Ran) -> str:
    return ran.out.splitlines()[-1]


def switched_off(folder: Path, *arguments: str) -> Any:
    return json.loads(run(folder, "check", "--format=json", *arguments).out)["summary"]["switched_off"]


IGNORES = f'[[ignores]]\ncontrol = "{URL}"\nreason = "public by design"\n'


def test_a_finding_that_it_ignores_is_counted(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN, "hauberk.toml": f'select = ["{URL}"]\n{IGNORES}'})
    ran = run(tmp_path, "check")
    assert ran.code == 0
    assert "1 switched off" in last(ran)
    assert run(tmp_path, "check", "--no-ignores").code == 1
    assert run(tmp_path, "check", "--isolated", f"--select={URL}").code == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('ignore = ["1", "2"]', [c for c in template_controls() if c.practice not in (1, 2)]),
        (f'select = ["{URL}"]', [c for c in template_controls() if c.name == URL]),
        ('severity = "critical"', [c for c in template_controls() if c.severity.value == "critical"]),
    ],
)
def test_controls_that_it_leaves_out_are_counted(tmp_path: Path, text: str, left: list[object]) -> None:
    put(tmp_path, {"template.yaml": OPEN, "hauberk.toml": text})
    number = len(template_controls()) - len(left)
    assert number > 1
    assert switched_off(tmp_path) == {"controls": number}
    for format_ in ("text", "markdown", "github", "html"):
        assert f"{number} controls not asked" in run(tmp_path, "check", "--format", format_).out
    assert switched_off(tmp_path, "--isolated") == {}


def test_what_the_user_leaves_out_is_not_counted_as_its_doing(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN, "hauberk.toml": 'ignore = ["2"]'})
    assert switched_off(tmp_path, f"--select={URL}", "--ignore=3") == {}
    assert switched_off(tmp_path, "--ignore=2") == {}


@pytest.mark.parametrize(
    ("arguments", "configuration", "says"),
    [
        (["--select=18"], "", "practice 18 has no control to ask"),
        ([], "select = [18]", "practice 18 has no control to ask"),
        ([], 'select = ["18"]', "practice 18 has no control to ask"),
        ([], "select = []", "select is empty"),
        (["--select="], "", "--select names nothing"),
        (["--select= , "], "", "--select names nothing"),
        ([f"--select={URL}", "--ignore=1"], "", "leave no control to ask"),
        ([f"--select={URL}"], f'ignore = ["{URL}"]', "leave no control to ask"),
    ],
)
def test_a_choice_of_nothing_is_a_wrong_option(
    tmp_path: Path, arguments: list[str], configuration: str, says: str
) -> None:
    put(tmp_path, {"template.yaml": OPEN, "hauberk.toml": configuration})
    for command in ("check", "baseline"):
        ran = run(tmp_path, command, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert says in ran.err
    assert not (tmp_path / "hauberk-baseline.json").exists()


def test_files_that_it_excludes_are_counted(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN, "api/template.yaml": OPEN, "hauberk.toml": 'exclude = ["api/*"]'})
    assert switched_off(tmp_path) == {"files": 1}
    assert last(run(tmp_path, "check", f"--select={URL}")).endswith(", 1 file left out.")


@pytest.mark.parametrize("format_", FORMATS)
def test_every_report_counts_what_it_switches_off(tmp_path: Path, format_: str) -> None:
    switches = f'ignore = ["2", "3"]\nexclude = ["api/*"]\n{IGNORES}'
    put(tmp_path, {"template.yaml": OPEN, "api/template.yaml": OPEN, "hauberk.toml": switches})
    controls = sum(1 for control in template_controls() if control.practice in (2, 3))
    out = run(tmp_path, "check", *DEPLOYED, "--format", format_).out
    if format_ == "json":
        assert json.loads(out)["summary"]["switched_off"] == {"configuration": 1, "controls": controls, "files": 1}
    elif format_ == "sarif":
        (ran,) = json.loads(out)["runs"][0]["invocations"]
        assert ran["properties"]["switchedOff"] == {"configuration": 1, "controls": controls, "files": 1}
    else:
        for words in ("1 switched off", f"{controls} controls not asked", "1 file left out"):
            assert words in out
    assert "not asked" not in run(tmp_path, "check", "--isolated", *DEPLOYED, "--format", format_).out


def test_parameters_that_a_samconfig_fixes_are_noted(tmp_path: Path) -> None:
    config = '[default.deploy.parameters]\nparameter_overrides = "Auth=AWS_IAM"\n'
    template = "Parameters: {Auth: {Type: String}}\n" + OPEN.replace("NONE", "!Ref Auth")
    put(tmp_path, {"template.yaml": template, "samconfig.toml": config})
    for format_ in ("text", "json", "sarif", "markdown", "html"):
        assert "samconfig.toml fixes Auth" in run(tmp_path, "check", "--format", format_).out.replace("\\", "")


def test_nothing_left_to_look_at_says_so(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN, "hauberk.toml": 'exclude = ["*.yaml"]'})
    ran = run(tmp_path, "check")
    assert ran.code == 3
    assert (
        last(ran)
        == "Nothing to check: no template of a Lambda application was found, and no handler in code; 1 file left out."
    )


def test_parameters_that_it_fixes_are_noted(tmp_path: Path) -> None:
    template = "Parameters: {Auth: {Type: String}}\n" + OPEN.replace("NONE", "!Ref Auth")
    put(tmp_path, {"template.yaml": template, "hauberk.toml": 'parameters = {Auth = "AWS_IAM"}'})
    ran = run(tmp_path, "check", f"--select={URL}")
    assert ran.code == 0
    assert "note: hauberk.toml fixes Auth" in ran.out.splitlines()
    assert run(tmp_path, "check", f"--select={URL}", "--parameters", "Auth=NONE").code == 1


def test_a_baseline_of_its_own_is_counted(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN, "hauberk.toml": 'baseline = "known.json"'})
    assert run(tmp_path, "baseline", "--output=known.json").code == 0
    number = switched_off(tmp_path)["baseline"]
    assert number > 1
    assert f"{number} switched off" in last(run(tmp_path, "check"))
    assert run(tmp_path, "check", "--no-ignores").code == 1
    assert run(tmp_path, "check", "--isolated").code == 1


def test_a_baseline_tells_what_is_gone(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN})
    run(tmp_path, "baseline", f"--select={URL}", "--output=known.json")
    put(tmp_path, {"template.yaml": OPEN.replace("NONE", "AWS_IAM")})
    ran = run(tmp_path, "check", f"--select={URL}", "--baseline=known.json")
    assert ran.code == 0
    assert "note: 1 finding is gone from known.json; write it anew with `hauberk baseline`" in ran.out


BAD_IGNORES = {
    "unused": f"AuthType: AWS_IAM # hauberk: ignore[{URL}] why",
    "expired": f"AuthType: AWS_IAM # hauberk: ignore[{URL}] why (until 2020-01-31)",
    "malformed": f"AuthType: AWS_IAM # hauberk:ignore {URL} why",
    "without a reason": f"AuthType: AWS_IAM # hauberk: ignore[{URL}]",
}
SAYS = {
    "unused": "is no longer needed",
    "expired": "ended on 2020",
    "malformed": "switches nothing off: it isn't of the form",
    "without a reason": "has no reason",
}


@pytest.mark.parametrize("what", BAD_IGNORES)
@pytest.mark.parametrize("arguments", [("--quiet",), *((f"--format={one}",) for one in FORMATS)], ids=" ".join)
def test_what_is_wrong_with_an_ignore_is_in_every_report(tmp_path: Path, arguments: tuple[str], what: str) -> None:
    put(tmp_path, {"template.yaml": OPEN.replace("AuthType: NONE", BAD_IGNORES[what])})
    out = unescape(run(tmp_path, "check", *DEPLOYED, f"--select={URL}", *arguments).out).replace("\\", "")
    assert SAYS[what] in out
    assert "template.yaml:10" in out


@pytest.mark.parametrize(
    "arguments", [("--severity=high",), ("--select=1",), ("--ignore=4",), ("--ignore=log-group-missing",)], ids=" ".join
)
def test_an_ignore_is_not_unneeded_because_nobody_asks(tmp_path: Path, arguments: tuple[str]) -> None:
    inline = OPEN.replace("  Open:", "  Open: # hauberk: ignore[log-group-missing] made by the platform")
    ignores = '[[ignores]]\ncontrol = "log-group-missing"\nreason = "made by the platform"\n'
    put(tmp_path, {"template.yaml": inline, "hauberk.toml": ignores})
    assert "no longer needed" not in run(tmp_path, "check", *arguments).out
    assert "the configuration's ignore of log-group-missing (*) is no longer needed" in run(tmp_path, "check").out


def test_a_control_that_is_none_is_refused_among_ignores(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"template.yaml": OPEN, "pyproject.toml": f"[tool.hauberk]\nignores = [{{control = 'x{URL}', reason = 'y'}}]"},
    )
    ran = run(tmp_path, "check")
    assert (ran.code, ran.out) == (2, "")
    assert f"pyproject.toml: an entry of ignores: there is no control named 'x{URL}'. Did you mean {URL}" in ran.err


def test_quiet_names_what_was_not_read(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN, "main.tf": "", "broken.yaml": "Resources: {A: {Type: AWS::"})
    lines = run(tmp_path, "check", "--quiet", f"--select={URL}").out.splitlines()
    assert lines[1] == "main.tf: not read: Hauberk doesn't read Terraform yet"
    assert lines[2].startswith("broken.yaml:1:")
    assert ": not read: " in lines[2]


@pytest.mark.parametrize(
    "arguments", [(), ("--quiet",), *((f"--format={one}",) for one in FORMATS if one not in ("text", "html", "junit"))]
)
def test_a_value_that_is_passed_over_is_not_a_file_that_is_not_read(tmp_path: Path, arguments: tuple[str]) -> None:
    put(tmp_path, {"template.yaml": OPEN.replace("AuthType: NONE", "AuthType: NONE\n        AuthType: AWS_IAM")})
    ran = run(tmp_path, "check", *DEPLOYED, f"--select={URL}", *arguments)
    assert ran.code == 4
    assert "an earlier value of 'AuthType' wasn't looked at: the key comes twice" in ran.out
    assert "not read" not in ran.out
    assert "wasn't read" not in ran.out
    if not arguments or arguments == ("--quiet",):
        assert last(ran) == "0 violated, 1 satisfied, 0 unknown, 1 value not looked at."


def test_standard_input_goes_by_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the folder for temporary files, where anyone may have left a configuration."""
    put(tmp_path, {"shared/hauberk.toml": 'ignore = ["1"]', "here/hauberk.toml": 'ignore = ["2"]'})
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "shared"))
    ran = run(tmp_path / "here", "check", "-", "--format=json", stdin=OPEN.encode())
    practices = json.loads(ran.out)["summary"]["practices"]
    assert "1" in practices
    assert "2" not in practices
