"""Packs of a configuration as users meet them, and what ``docs/packs.md`` says of them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import hauberk, run
from tests.scan.places import put

DOCUMENT = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ }
"""
CODE = """\
import os

import ourdb
from lib.clean import quote


def handler(event, context):
    os.system(quote(event["body"]))
    ourdb.run(event["body"])
"""
SINK = '[code.sinks]\n"ourdb.run" = { kind = "sql-injection", argument = 0 }\n'
SANITISER = '[code.sanitisers]\n"lib/clean.quote" = { cleans = ["command-injection"] }\n'
FILES = {
    "template.yaml": TEMPLATE,
    "src/app.py": CODE,
    "src/lib/clean.py": "def quote(text):\n    return text\n",
    "hauberk.toml": SINK + SANITISER,
}
CONTROLS = "--select=sql-injection,command-injection"


def report(folder: Path, *arguments: str) -> Any:
    return json.loads(run(folder, "check", "--format=json", *arguments).out)


def found(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    told = report(folder, *arguments)["verdicts"]
    return [(one["control"], one["message"]) for one in told if one["verdict"] == "violated"]


def test_they_add_and_take_away(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    assert found(tmp_path, CONTROLS) == [
        ("sql-injection", "event.body is part of the statement that ourdb.run runs"),
    ]


def test_isolated_from_the_target_there_are_none(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    isolated = report(tmp_path, CONTROLS, "--isolated")
    assert [one["control"] for one in isolated["verdicts"] if one["verdict"] == "violated"] == ["command-injection"]
    assert not any("ourdb" in note for note in isolated["summary"]["notes"])


def test_every_name_is_told(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    says = "hauberk.toml says of code: sinks ourdb.run; sanitisers lib/clean.quote"
    assert says in report(tmp_path, CONTROLS)["summary"]["notes"]
    assert says in run(tmp_path, "check", CONTROLS).out.replace("\n  ", " ")


def test_a_name_that_nothing_calls_is_told(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, "hauberk.toml": SINK.replace("ourdb.run", "ourdb.ruin")})
    complaint = "no code that was followed uses ourdb.ruin, of which the configuration says something"
    assert complaint in report(tmp_path, CONTROLS)["summary"]["notes"]
    assert complaint not in report(tmp_path, "--select=function-url-without-auth")["summary"]["notes"]


def test_they_reach_workers(tmp_path: Path) -> None:
    put(tmp_path, {f"{name}/{path}": text for name in "ab" for path, text in FILES.items() if path != "hauberk.toml"})
    put(tmp_path, {"hauberk.toml": FILES["hauberk.toml"]})
    ran = hauberk("check", "--format=json", "--jobs=2", CONTROLS, folder=tmp_path)
    told = json.loads(ran.out)
    assert [one["control"] for one in told["verdicts"] if one["verdict"] == "violated"] == ["sql-injection"] * 2
    assert told == report(tmp_path, "--jobs=1", CONTROLS)


def test_a_wrong_word_is_a_wrong_configuration(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, "hauberk.toml": SINK.replace("sql-injection", "sql-injektion")})
    ran = run(tmp_path, "check")
    assert (ran.code, ran.out) == (2, "")
    assert "hauberk.toml:2: code.sinks: ourdb.run: there is no kind 'sql-injektion'. Did you mean sql-i" in ran.err


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture
def documented(tmp_path: Path) -> Path:
    (toml,), (python,) = blocks("toml"), blocks("python")
    clean = "".join(f"def {name}(text):\n    return text\n" for name in ("shell_quote", "demand_id", "is_id"))
    files = {"template.yaml": TEMPLATE, "src/app.py": python, "src/lib/clean.py": clean, "hauberk.toml": toml}
    return put(tmp_path, files)


def lines(folder: Path, *arguments: str) -> list[tuple[int, str]]:
    told = report(folder, "--select=8", *arguments)["verdicts"]
    return sorted((one["locations"][0]["line"], one["control"]) for one in told if one["verdict"] == "violated")


def test_the_example_says_what_is_reported(documented: Path) -> None:
    code = (documented / "src/app.py").read_text(encoding="utf-8").split("\n")
    said = [(number, line.rpartition("# ")[2]) for number, line in enumerate(code, 1) if line.endswith("-injection")]
    assert lines(documented) == said
    without = lines(documented, "--isolated")
    assert [place for place in said if place not in without] == said[:4]
    assert [place for place in without if place not in said] == [
        (number, "command-injection")
        for number, line in enumerate(code, 1)
        if "os.system" in line and not line.endswith("-injection")
    ]
    notes = report(documented)["summary"]["notes"]
    assert not any("no code that was followed" in note for note in notes)


def test_the_error_in_the_document_is_one(tmp_path: Path) -> None:
    (toml,), (error,) = blocks("toml"), blocks("text")
    put(tmp_path, {"template.yaml": TEMPLATE, "hauberk.toml": toml.replace("sql-injection", "sql-injektion")})
    assert error.strip() in run(tmp_path, "check").err
