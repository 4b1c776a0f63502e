"""What docs/iam.md shows is what its commands print, with the files that it shows."""

import re
from pathlib import Path

import pytest

from tests.cli.running import hauberk

TEXT = (Path(__file__).parents[3] / "docs" / "iam.md").read_text(encoding="utf-8")
FILES = re.findall(r"`([\w.]+)`[^`\n]*:\n\n```(?:json|yaml)\n(.*?)```", TEXT, re.DOTALL)
SHOWN = re.findall(r"```console\n\$ hauberk ([^\n]+)\n(.*?)```", TEXT, re.DOTALL)
QUESTIONS = re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_output_is_real(command: str, shown: str, tmp_path: Path) -> None:
    for name, content in FILES:
        (tmp_path / name).write_text(content, encoding="utf-8")
    ran = hauberk(*command.split(), folder=tmp_path, COLUMNS="")
    assert (ran.out, ran.err) == (shown, "")
    assert ran.code in (0, 1)


def test_every_question_is_told_and_shown(tmp_path: Path) -> None:
    listed = re.findall(r"^    (\w+) +\S", hauberk("iam", "--help", folder=tmp_path).out, re.MULTILINE)
    assert sorted(QUESTIONS) == sorted(listed)
    assert {command.split()[1] for command, _ in SHOWN} == set(QUESTIONS)
    assert len(FILES) == 4


def test_a_star_for_the_caller_keeps_nobody_out(tmp_path: Path) -> None:
    """What the page says of conditions."""
    (tmp_path / "policy.yaml").write_text(
        "Statement: {Effect: Allow, Principal: '*', Action: sqs:SendMessage, Resource: '*',"
        " Condition: {StringLike: {aws:PrincipalArn: '*'}}}"
    )
    ran = hauberk("iam", "public", "policy.yaml", "--service", "sqs", folder=tmp_path)
    assert ran.code == 1, ran.out + ran.err
