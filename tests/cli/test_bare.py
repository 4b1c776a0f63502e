"""Code without a template, as users check it: what is printed, in every format, and the exit codes."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import hauberk
from hauberk.reports.formats import FORMATS
from tests.cli.running import DEPLOYED, run
from tests.scan.bare.checking import harmless, hostile, script
from tests.scan.places import put

SCHEMA = json.loads((Path(hauberk.__file__).parent / "reports" / "report.schema.json").read_text(encoding="utf-8"))
CHALICE = (
    'from chalice import Chalice\napp = Chalice(app_name="x")\n@app.lambda_function()\ndef work(event, context): ...\n'
)
TERRAFORM = {"main.tf": 'resource "aws_lambda_function" "f" {}\n'}
PLAIN = {"app.py": "import sys\nprint(sys.argv)\n"}
NOTHING = "Nothing to check: no template of a Lambda application was found, and no handler in code"


@pytest.mark.parametrize(
    ("files", "options", "code", "last"),
    [
        ({"app.py": hostile()}, "", 1, "1 violated (1 critical), "),
        ({"app.py": harmless()}, "", 0, "0 violated, "),
        ({"app.py": hostile(), **TERRAFORM}, "", 1, "1 violated (1 critical), "),
        ({"app.py": harmless(), **TERRAFORM}, "", 4, "0 violated, "),
        ({"app.py": harmless(), **TERRAFORM}, "--allow-unread", 0, "0 violated, "),
        (PLAIN, "", 3, f"{NOTHING}."),
        ({**PLAIN, **TERRAFORM}, "", 4, f"{NOTHING}; 1 not read."),
        ({"app.py": hostile()}, "--exit-zero", 0, "1 violated (1 critical), "),
        ({"app.py": hostile()}, "app.py", 1, "1 violated (1 critical), "),
        (PLAIN, "app.py", 4, f"{NOTHING}; 1 not read."),
        ({"app.py": hostile()}, "--skip-non-templates", 1, "1 violated (1 critical), "),
        ({"app.py": hostile()}, "--skip-non-templates app.py", 0, f"{NOTHING}."),
    ],
)
def test_exit_codes(tmp_path: Path, files: dict[str, str], options: str, code: int, last: str) -> None:
    put(tmp_path, files)
    ran = run(tmp_path, "check", *options.split(), "--select=command-injection")
    assert (ran.code, ran.err) == (code, "")
    assert ran.out.splitlines()[-1].startswith(last)


def test_the_first_lines_say_what_was_found(tmp_path: Path) -> None:
    put(tmp_path, {"src/app.py": hostile(), "src/b.mjs": script(), "src/c.py": CHALICE, "src/package.json": "{}"})
    ran = run(tmp_path, "check", "--select=command-injection")
    assert ran.out.splitlines()[0] == "src: function code without a template, 3 handlers (1 Chalice, 2 by shape)"
    assert "no template tells who calls this handler: its event is taken as hostile" in " ".join(ran.out.split())
    assert ran.out.splitlines()[-2] == (
        "note: no template tells of 3 handlers: their events are taken as hostile; roles, triggers and environments"
        " weren't asked about"
    )


def test_json(tmp_path: Path) -> None:
    put(tmp_path, {"app.py": hostile()})
    told = json.loads(run(tmp_path, "check", "--format=json").out)
    Draft202012Validator(SCHEMA).validate(told)
    (application,) = told["summary"]["applications"]
    assert (application["path"], application["handlers"], application["resources"]) == (".", {"shape": 1}, 0)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_every_format_tells_it(tmp_path: Path, format_: str) -> None:
    put(tmp_path, {"src/app.py": hostile()})
    ran = run(tmp_path, "check", *DEPLOYED, f"--format={format_}", "--select=command-injection")
    assert ran.code == 1
    assert "command-injection" in ran.out
    assert "src/app.py" in ran.out.replace("\\", "")


def test_sarif_has_the_way(tmp_path: Path) -> None:
    put(tmp_path, {"app.py": hostile()})
    (result,) = json.loads(run(tmp_path, "check", "--format=sarif", "--select=command-injection").out)["runs"][0][
        "results"
    ]
    steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [step["location"]["physicalLocation"]["region"]["startLine"] for step in steps] == [5, 5]


def test_a_baseline_knows_it(tmp_path: Path) -> None:
    put(tmp_path, {"app.py": hostile()})
    written = run(tmp_path, "baseline", "--severity=critical", "--output=known.json")
    assert (written.code, written.out) == (0, "1 finding written to known.json\n")
    assert run(tmp_path, "check", "--severity=critical", "--baseline=known.json").code == 0
    put(tmp_path, {"app.py": "# moved\n" + hostile(), "b.py": hostile("other")})
    ran = run(tmp_path, "check", "--baseline=known.json", "-q", "--severity=high")
    assert (ran.code, ran.out.count("command-injection")) == (1, 1)


def test_policy_tells_what_is_needed_and_not_what_is_granted(tmp_path: Path) -> None:
    code = "import boto3\ndef run(event, context):\n    boto3.client('sqs').list_queues()\n"
    put(tmp_path, {"app.py": code})
    ran = run(tmp_path, "policy", "--format=json")
    (function,) = json.loads(ran.out)["functions"]
    assert (ran.code, function["id"], function["granted"], function["excess"]) == (4, "app.run", None, None)
    assert "sqs:ListQueues" in [one["action"] for one in function["needed"]]
    logs = next(one for one in function["needed"] if one["action"] == "logs:PutLogEvents")
    assert logs["resources"][0].endswith(":log-group:/aws/lambda/*:*")
    assert [one["text"] for one in function["unknown"]] == ["no template tells its role: what that grants isn't known"]
    assert run(tmp_path, "policy", "--allow-unread").code == 0
    assert run(tmp_path, "policy", "app.py", "--format=iam-json").code == 4


def test_policy_asks_the_code_of_a_template_once(tmp_path: Path) -> None:
    from tests.scan.bare.checking import template

    put(tmp_path, {"template.yaml": template("src/"), "src/app.py": harmless(), "tools/b.py": harmless("run")})
    functions = json.loads(run(tmp_path, "policy", "--format=json").out)["functions"]
    assert [function["id"] for function in functions] == ["F", "tools/b.run"]


def test_schema_of_a_handler(tmp_path: Path) -> None:
    put(tmp_path, {"app.py": "def run(event, context):\n    return int(event['size'])\n"})
    ran = run(tmp_path, "schema", "app.run")
    assert ran.code == 0
    assert json.loads(ran.out)["required"] == ["size"]
    missing = run(tmp_path, "schema", "app.other")
    assert (missing.code, "there is no function 'app.other'" in missing.err) == (2, True)


def test_what_policy_and_schema_say_of_code_without_handlers(tmp_path: Path) -> None:
    put(tmp_path, PLAIN)
    assert run(tmp_path, "policy").code == 3
    assert run(tmp_path, "policy", "app.py").code == 4
    assert run(tmp_path, "schema", "app.run").code == 2
