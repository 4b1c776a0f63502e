"""``hauberk lab up | status | deploy | down``."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Ran, run

TEMPLATE = """Parameters:
  Label: { Type: String }
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: { VisibilityTimeout: 42 }
  Schema:
    Type: AWS::AppSync::DataSource
    Properties: { ApiId: api, Name: !Ref Label, Type: NONE }
  Strange: { Type: "AWS::Nobody::Knows" }
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a template, and a state directory of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    yield tmp_path
    run(tmp_path, "lab", "down")


def lab(folder: Path, *words: str) -> Ran:
    return run(folder, "lab", *words)


def test_a_round(place: Path) -> None:
    assert lab(place, "status") == (3, "no account is up\n", "")
    up = lab(place, "up", "--region", "eu-central-1")
    assert up.code == 0
    assert up.out.startswith("# account 111122223333 in eu-central-1, by process ")
    assert "\nexport AWS_ENDPOINT_URL=http://127.0.0.1:" in up.out
    assert lab(place, "up") == up
    assert lab(place, "status") == up
    said = json.loads(lab(place, "status", "--format", "json").out)
    assert said["up"] is True
    assert f"AWS_ENDPOINT_URL={said['endpoint']}\n" in up.out
    deployed = lab(place, "deploy", "template.yaml", "-v")
    assert deployed.code == 0, deployed.err
    assert deployed.out == (
        "1 of 3 resources of template.yaml are there\n"
        "  Orders  AWS::SQS::Queue  arn:aws:sqs:eu-central-1:111122223333:lab-Orders\n"
        "\n"
        "the lab doesn't make (1):\n"
        "  Strange (AWS::Nobody::Knows): the lab makes no resources of this type\n"
        "\n"
        "the emulator has no call for (1):\n"
        "  Schema (AWS::AppSync::DataSource): the emulator has no CreateDataSource\n"
        "\n"
        "the template doesn't tell (1):\n"
        "  Label (String): a parameter without a default; lab-label was made up\n"
    )
    assert lab(place, "down") == (0, "the account is gone\n", "")
    assert lab(place, "down") == (0, "no account was up\n", "")
    assert json.loads(lab(place, "status", "--format", "json").out) == {"up": False}


def test_deploying_for_programs(place: Path) -> None:
    lab(place, "up")
    words = ["deploy", "template.yaml", "--format", "json", "--stack", "shop", "--account-id", "444455556666"]
    said = json.loads(lab(place, *words, "--parameters", "Label=mine").out)
    assert said["wanted"] == 3
    assert said["resources"] == {
        "Orders": {
            "type": "AWS::SQS::Queue",
            "physical": said["resources"]["Orders"]["physical"],
            "arn": "arn:aws:sqs:eu-west-1:444455556666:shop-Orders",
        }
    }
    assert {(one["resource"], one["code"]) for one in said["losses"]} == {
        ("Strange", "unsupported"),
        ("Schema", "not-emulated"),
    }


def test_nothing_is_deployed_where_no_account_is_up(place: Path) -> None:
    done = lab(place, "deploy", "template.yaml")
    assert (done.code, done.out) == (2, "")
    assert "`hauberk lab up` starts one" in done.err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("deploy", "missing.yaml"), "missing.yaml"),
        (("deploy", "template.yaml", "--account-id", "12345"), "twelve digits"),
        (("up", "--port", "70000"), "no port"),
        (("sideways",), "there is no command 'sideways'"),
    ],
)
def test_a_wrong_command_line_is_told(place: Path, words: tuple[str, ...], complaint: str) -> None:
    lab(place, "up")
    done = lab(place, *words)
    assert done.code == 2
    assert complaint in done.err
