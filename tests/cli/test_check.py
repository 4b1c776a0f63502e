"""``hauberk check``: exit codes, options and files."""

import json
from pathlib import Path

import pytest

from tests.cli.running import hauberk

OPEN = """\
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/orders
      Code: { S3Bucket: code, S3Key: orders.zip }
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Orders
      AuthType: NONE
"""
CLOSED = OPEN.replace("NONE", "AWS_IAM")
ASK = ("--select", "function-url-without-auth")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(OPEN, encoding="utf-8")
    return tmp_path


def test_violated_is_one(folder: Path) -> None:
    ran = hauberk("check", *ASK, folder=folder)
    assert ran.code == 1
    assert "critical[function-url-without-auth]" in ran.out
    assert "template.yaml:11:17" in ran.out
    assert ran.out.splitlines()[-1] == "1 violated (1 critical), 0 satisfied, 0 unknown."


def test_nothing_violated_is_zero(folder: Path) -> None:
    (folder / "template.yaml").write_text(CLOSED, encoding="utf-8")
    assert hauberk("check", *ASK, folder=folder).code == 0


def test_exit_zero(folder: Path) -> None:
    assert hauberk("check", *ASK, "--exit-zero", folder=folder).code == 0


def test_nothing_to_check_is_three(tmp_path: Path) -> None:
    ran = hauberk("check", folder=tmp_path)
    assert ran.code == 3
    assert ran.out.startswith("Nothing to check")


def test_unread_is_four_and_one_wins_over_it(folder: Path) -> None:
    (folder / "broken.yaml").write_text("Resources:\n  A: { Type: AWS::Lambda::Function", encoding="utf-8")
    ran = hauberk("check", *ASK, folder=folder)
    assert ran.code == 1
    assert ran.out.splitlines()[-1].endswith("1 not read.")
    (folder / "template.yaml").write_text(CLOSED, encoding="utf-8")
    assert hauberk("check", *ASK, folder=folder).code == 4
    assert hauberk("check", *ASK, "--allow-unread", folder=folder).code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "--select", "function-url-without-aut"), "Did you mean function-url-without-auth"),
        (("check", "missing.yaml"), "missing.yaml"),
        (("check", "--format", "word"), "--format doesn't take 'word'"),
        (("check", "--parameters", "Stage"), "NAME=VALUE"),
        (("check", "--output", "report.odd"), "say the format"),
        (("check", "--baseline", "none.json"), "none.json"),
        (("explain", "nothing-at-all"), "there is no control"),
        (("unheard",), "hauberk"),
    ],
)
def test_wrong_use_is_two_and_says_what(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    ran = hauberk(*arguments, folder=folder)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_wrong_configuration_is_two(folder: Path) -> None:
    (folder / "hauberk.toml").write_text("selct = []\n", encoding="utf-8")
    ran = hauberk("check", folder=folder)
    assert ran.code == 2
    assert "unknown key 'selct'" in ran.err
    assert hauberk("check", "--isolated", *ASK, folder=folder).code == 1


def test_unknown_counts_only_when_asked(folder: Path) -> None:
    text = "Parameters: {Auth: {Type: String}}\n" + OPEN.replace("NONE", "!Ref Auth")
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    assert hauberk("check", *ASK, folder=folder).code == 0
    ran = hauberk("check", *ASK, "--fail-on", "unknown", folder=folder)
    assert ran.code == 1
    assert "clean" not in ran.out
    assert hauberk("check", *ASK, "--parameters", "Auth=NONE", folder=folder).code == 1


def test_standard_input_has_a_name_of_its_own(tmp_path: Path) -> None:
    ran = hauberk("check", "-", "--quiet", *ASK, folder=tmp_path, stdin=OPEN)
    assert ran.code == 1
    assert ran.out.startswith("standard-input.yaml:11:17: critical[function-url-without-auth]")


def test_outputs_are_written_beside_what_is_printed(folder: Path) -> None:
    ran = hauberk("check", *ASK, "--output", "r.sarif", "--output", "json=r.txt", "--output", "r.html", folder=folder)
    assert ran.code == 1
    assert json.loads((folder / "r.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((folder / "r.txt").read_text())["schema"] == "1"
    assert (folder / "r.html").read_text().startswith("<!doctype html>")
    assert sorted(path.name for path in folder.iterdir()) == ["r.html", "r.sarif", "r.txt", "template.yaml"]


def test_a_comment_with_a_reason_switches_off_and_is_counted(folder: Path) -> None:
    ignored = OPEN.replace("NONE", "NONE # hauberk: ignore[function-url-without-auth] a webhook that checks signatures")
    (folder / "template.yaml").write_text(ignored, encoding="utf-8")
    ran = hauberk("check", *ASK, folder=folder)
    assert ran.code == 0
    assert ran.out.splitlines()[-1].endswith("1 switched off.")
    assert hauberk("check", *ASK, "--no-ignores", folder=folder).code == 1
    assert hauberk("check", *ASK, "--isolated", folder=folder).code == 1


def test_a_comment_without_a_reason_switches_nothing_off(folder: Path) -> None:
    ignored = OPEN.replace("NONE", "NONE # hauberk: ignore[function-url-without-auth]")
    (folder / "template.yaml").write_text(ignored, encoding="utf-8")
    ran = hauberk("check", *ASK, folder=folder)
    assert ran.code == 1
    assert "reason" in ran.out


def test_a_baseline_survives_moved_lines_and_shows_what_is_new(folder: Path) -> None:
    assert hauberk("baseline", *ASK, folder=folder).code == 0
    (folder / "template.yaml").write_text("# moved\n\n" + OPEN, encoding="utf-8")
    known = ("--baseline", "hauberk-baseline.json")
    assert hauberk("check", *ASK, *known, folder=folder).code == 0
    second = OPEN + "  Other:\n    Type: AWS::Lambda::Url\n    Properties: { AuthType: NONE }\n"
    (folder / "template.yaml").write_text(second, encoding="utf-8")
    ran = hauberk("check", *ASK, *known, "--quiet", folder=folder)
    assert ran.code == 1
    assert ran.out.splitlines()[-1].startswith("1 violated")


def test_colours_by_environment(folder: Path) -> None:
    assert "\x1b[" not in hauberk("check", *ASK, folder=folder).out
    assert "\x1b[" in hauberk("check", *ASK, folder=folder, FORCE_COLOR="1", NO_COLOR="").out
    assert "\x1b[" not in hauberk("check", *ASK, folder=folder, NO_COLOR="1").out


def test_version_imports_next_to_nothing(tmp_path: Path) -> None:
    ran = hauberk("--version", folder=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert ran.code == 0
    imported = {line.rpartition("|")[2].strip() for line in ran.err.splitlines() if line.startswith("import time:")}
    assert {name for name in imported if name.startswith("hauberk")} <= {"hauberk", "hauberk.cli"}
    assert not imported & {"yaml", "argparse", "dataclasses", "re"} - {"re"}


def test_a_check_imports_no_means_to_run_or_connect(folder: Path) -> None:
    ran = hauberk("check", *ASK, folder=folder, PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition("|")[2].strip() for line in ran.err.splitlines() if line.startswith("import time:")}
    assert "yaml" in imported
    assert not imported & {"subprocess", "socket", "ssl", "multiprocessing", "concurrent.futures", "urllib.request"}
