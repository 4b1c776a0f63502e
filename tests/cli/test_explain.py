"""``hauberk explain`` and ``hauberk controls``: what a new user reads."""

import json
from pathlib import Path

import pytest

from hauberk.model.practice import PRACTICES
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.manual import page
from tests.cli.running import PLAIN, run

PARTS = ["Attack", "Safe when", "Fix", "Where it is meant so", "References"]


@pytest.mark.parametrize("control", all_controls(), ids=lambda control: control.name)
def test_every_page_has_every_part_and_fits(tmp_path: Path, control: Control) -> None:
    name = control.name
    ran = run(tmp_path, "explain", name, environment={"COLUMNS": "72", "NO_COLOR": "1"})
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line for line in lines if line in PARTS] == PARTS
    (head,) = (number for number, line in enumerate(lines) if line.startswith(f"{name}: practice "))
    assert " ".join(lines[:head]) == page(control).title
    assert "``" not in ran.out
    assert f"# hauberk: ignore[{name}] the reason" in ran.out
    assert all(len(line) <= 72 or len(line.split()) == 1 or name in line for line in lines)
    for part in PARTS[:3]:
        text = lines[lines.index(part) + 1].strip()
        assert text[:1] == text[:1].upper()


def test_the_whole_of_a_page(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "read-any-secret")
    assert ran.out.startswith(
        "A policy allows every secret to be read\n"
        "read-any-secret: practice 3, Secrets; high\n\n"
        "  `secretsmanager:GetSecretValue` or `ssm:GetParameter` on every resource opens the\n"
    )
    assert ran.out.endswith("\nAsked elsewhere as\n  Checkov: CKV_AWS_108\n")


def test_a_page_in_markdown(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "read-any-secret", "--format", "markdown")
    assert ran.out.startswith("# A policy allows every secret to be read\n\n`read-any-secret`\n\nPractice 3, Secrets")
    for part in ("**Attack.** A flaw", "**Safe when.** A condition", "**Fix.** Name", "**References**\n\n- <https://"):
        assert part in ran.out


@pytest.mark.parametrize("number", PRACTICES)
@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_a_practice_lists_its_controls_with_their_titles(tmp_path: Path, number: int, format_: str) -> None:
    ran = run(tmp_path, "explain", str(number), "--format", format_)
    assert ran.code == 0
    assert f"Practice {number}: {PRACTICES[number]}\n" in ran.out
    own = [control for control in all_controls() if control.practice == number]
    for control in own:
        assert control.name in ran.out
        assert page(control).title in " ".join(ran.out.split())
    assert ("no control asks" in ran.out) is not bool(own)


def test_colours_of_a_page_change_no_word(tmp_path: Path) -> None:
    plain = run(tmp_path, "explain", "read-any-secret").out
    painted = run(tmp_path, "explain", "read-any-secret", environment={**PLAIN, "FORCE_COLOR": "1"}).out
    assert painted != plain
    assert painted.replace("\x1b[1m", "").replace("\x1b[1;31m", "").replace("\x1b[0m", "") == plain


def test_controls_lists_each_once_below_its_practice(tmp_path: Path) -> None:
    lines = run(tmp_path, "controls").out.splitlines()
    practice = 0
    found = {}
    for line in lines:
        if line.startswith("  "):
            severity, name = line.split()[:2]
            found[name] = practice, severity
        else:
            practice = int(line.split()[0])
    assert found == {control.name: (control.practice, str(control.severity)) for control in all_controls()}
    assert len(lines) == len(found) + len({control.practice for control in all_controls()})


def test_controls_as_json(tmp_path: Path) -> None:
    rows = json.loads(run(tmp_path, "controls", "--format", "json").out)
    assert {row["name"] for row in rows} == {control.name for control in all_controls()}
    for row in rows:
        assert set(row) == {"name", "practice", "severity", "title", "fix", "references", "equivalents"}
        assert row["title"]
        assert row["fix"]
        assert all(reference.startswith("https://") for reference in row["references"])
