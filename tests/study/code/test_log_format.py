"""What Lambda writes as JSON holds no line to forge; what it can't write so does, whatever the log format is."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.scan.pipeline import Plan, check

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters: { Format: { Type: String, Default: JSON, AllowedValues: [JSON, Text] } }
Conditions: { AsJson: !Equals [!Ref Format, JSON] }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { Runtime: RUNTIME, Handler: app.handler, CodeUri: src/, FunctionUrlConfig: { AuthType: NONE }MORE }
"""
JSON = ", LoggingConfig: { LogFormat: JSON }"
CODE = {
    "app.py": """\
import logging
import sys

log = logging.getLogger(__name__)


def handler(event, context):
    log.info(event["body"])
    logging.error("%s", event["body"])
    print(event["body"])
    sys.stdout.write(event["body"])
""",
    "app.js": """\
exports.handler = async (event) => {
  console.log(event.body);
  console.error(`got ${event.body}`);
  process.stdout.write(event.body);
};
""",
}


def lines(folder: Path, runtime: str, more: str) -> list[int]:
    (folder / "src").mkdir(exist_ok=True)
    for name, code in CODE.items():
        (folder / "src" / name).write_text(code, encoding="utf-8")
    template = TEMPLATE.replace("RUNTIME", runtime).replace("MORE", more)
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    controls = frozenset(("log-injection",))
    plan = Plan(paths=("template.yaml",), controls=controls, base=str(folder), today=date(2026, 11, 30))
    return sorted({entry.locations[0].line for entry in check(plan).findings()})


@pytest.mark.parametrize(
    ("runtime", "as_text", "as_json"), [("python3.13", [8, 9, 10, 11], [10, 11]), ("nodejs22.x", [2, 3, 4], [4])]
)
def test_a_log_of_json_escapes_what_its_runtime_hands_over_as_messages(
    tmp_path: Path, runtime: str, as_text: list[int], as_json: list[int]
) -> None:
    assert lines(tmp_path, runtime, "") == as_text
    assert lines(tmp_path, runtime, ", LoggingConfig: { LogFormat: Text }") == as_text
    assert lines(tmp_path, runtime, JSON) == as_json


@pytest.mark.parametrize("more", ["{ LogFormat: !If [AsJson, JSON, Text] }", "{ LogFormat: !Ref Format }"])
def test_a_log_that_may_be_text_counts_as_text(tmp_path: Path, more: str) -> None:
    assert lines(tmp_path, "python3.13", f", LoggingConfig: {more}") == [8, 9, 10, 11]
