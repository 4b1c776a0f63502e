"""Applications without a template: the code is followed, and everything that only a template tells is left alone."""

import json
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from tests.scan.bare.checking import checked, found, handlers, harmless, hostile, script, template

CHALICE = """\
import os
from chalice import Chalice
app = Chalice(app_name="shop")
@app.route("/{{name}}")
def index(name):
    {route}
@app.on_sqs_message(queue="orders")
def work(event):
    for record in event:
        {queue}
@app.schedule("rate(1 hour)")
def each_hour(event):
    os.system(event.account)
"""
FLASK = """\
import subprocess
from flask import Flask, request
app = Flask(__name__)
@app.route("/")
def index():
    return subprocess.check_output({command})
"""
EXPRESS = """\
const serverless = require('serverless-http');
const express = require('express');
const {{ exec, execFile }} = require('child_process');
const app = express();
app.get('/ping', (req, res) => {{ {call}; res.send('ok'); }});
module.exports.handler = serverless(app);
"""
TYPED = """\
import { APIGatewayProxyHandler } from 'aws-lambda';
import { run } from './lib/run.js';
export const ping: APIGatewayProxyHandler = async ({ body }) => { run(body); return { statusCode: 200, body: '' }; };
"""


def test_plain_python(tmp_path: Path) -> None:
    ledger = checked(tmp_path, {"src/app.py": hostile(), "src/list.py": harmless("list_all")})
    assert found(ledger) == [".: src/app.py:5 src/app.lambda_handler"]
    assert handlers(ledger) == {".": {"shape": 2}}
    (seen,) = ledger.applications
    assert (seen.format, seen.functions, seen.resources) == ("function code without a template", 2, 0)


def test_what_is_mended_is_satisfied(tmp_path: Path) -> None:
    ledger = checked(tmp_path, {"app.py": harmless()})
    assert [(entry.subject, entry.state) for entry in ledger.entries] == [("app.lambda_handler", State.SATISFIED)]


def test_a_way_through_other_files_of_python(tmp_path: Path) -> None:
    """Which folder is deployed isn't known: a module is looked for beside the handler first, then in those around."""
    run = "import os\ndef run(name):\n    os.system(name)\n"
    handler = "from {} import run\ndef lambda_handler(event, context):\n    run.run(event['a'])\n"
    files = {
        "requirements.txt": "",
        "orders/app.py": handler.format("lib"),
        "lib/run.py": run,
        "near/app.py": handler.format("tools"),
        "near/tools/run.py": run,
        "tools/run.py": "def run(name): ...\n",
    }
    assert found(checked(tmp_path, files)) == [
        ".: lib/run.py:3 orders/app.lambda_handler",
        ".: near/tools/run.py:3 near/app.lambda_handler",
    ]


def test_typescript_with_its_imports(tmp_path: Path) -> None:
    run = "import { exec } from 'child_process';\nexport const run = (name: string) => exec(name);\n"
    ledger = checked(tmp_path, {"package.json": "{}", "src/ping.ts": TYPED, "src/lib/run.ts": run})
    assert found(ledger) == [".: src/lib/run.ts:2 src/ping.ping"]


def test_modules_of_both_kinds(tmp_path: Path) -> None:
    common = "const { exec } = require('child_process');\nexports.handler = async (event) => { exec(event.a); };\n"
    ledger = checked(tmp_path, {"a.mjs": script(), "b.cjs": common, "c.js": script("make")})
    assert found(ledger) == [".: a.mjs:2 a.handler", ".: b.cjs:2 b.handler", ".: c.js:2 c.make"]


def test_chalice(tmp_path: Path) -> None:
    """A schedule's event comes from a clock."""
    bad = CHALICE.format(route="os.system(name)", queue="os.system(record.body)")
    good = CHALICE.format(route="return name", queue="print(len(record.body))")
    ledger = checked(
        tmp_path, {"a/.chalice/config.json": "{}", "a/app.py": bad, "b/requirements.txt": "", "b/app.py": good}
    )
    assert found(ledger) == ["a: a/app.py:10 app.work", "a: a/app.py:6 app.app"]
    assert handlers(ledger) == {"a": {"Chalice": 3}, "b": {"Chalice": 3}}


@pytest.mark.parametrize(
    ("command", "places"),
    [('request.args["a"], shell=True', [".: main.py:6 main.app"]), ('["ping", "--", request.args["a"]]', [])],
)
def test_what_settings_of_zappa_name(tmp_path: Path, command: str, places: list[str]) -> None:
    settings = '{\n  // a comment\n  "dev": { "app_function": "main.app" "x": 1 }\n}\n'
    ledger = checked(tmp_path, {"zappa_settings.json": settings, "main.py": FLASK.format(command=command)})
    assert found(ledger) == places
    assert handlers(ledger) == {".": {"Zappa": 1}}


def test_a_web_application_that_nobody_deploys_to_lambda(tmp_path: Path) -> None:
    assert checked(tmp_path, {"main.py": FLASK.format(command="request.args['a'], shell=True")}).applications == ()


@pytest.mark.parametrize(
    ("call", "places"),
    [("exec('ping ' + req.query.host)", [".: api.js:5 api.handler"]), ("execFile('ping', [req.query.host])", [])],
)
def test_express(tmp_path: Path, call: str, places: list[str]) -> None:
    assert found(checked(tmp_path, {"api.js": EXPRESS.format(call=call)})) == places


def test_terraform_beside_code(tmp_path: Path) -> None:
    """The code is followed; what wasn't read still wasn't."""
    ledger = checked(tmp_path, {"main.tf": 'resource "aws_lambda_function" "f" {}\n', "src/app.py": hostile()})
    assert found(ledger) == [".: src/app.py:5 src/app.lambda_handler"]
    assert [(gap.path, gap.code) for gap in ledger.gaps] == [("main.tf", "format-not-read")]


def test_every_finding_says_what_nobody_knows(tmp_path: Path) -> None:
    more = "    print(event)\n    import hashlib\n    hashlib.md5(event['password'].encode())\n"
    ledger = checked(tmp_path, {"app.py": hostile() + more}, controls=None)
    told = [entry for entry in ledger.findings() if entry.kind == "function code"]
    assert {entry.control for entry in told} >= {"command-injection", "event-in-log", "weak-hash"}
    for entry in told:
        assert any("no template tells who calls this handler" in place.says for place in entry.locations), entry.control
        assert entry.functions == ("app.lambda_handler",)
    assert "no template tells of 1 handler: its event is taken as hostile" in ledger.notes[-1]


def test_only_what_code_tells_is_asked(tmp_path: Path) -> None:
    code = "import os\nTABLE = os.environ['TABLE']\n" + hostile()
    ledger = checked(tmp_path, {"app.py": code}, controls=None)
    asked = {entry.control for entry in ledger.entries}
    assert "environment-without-default" not in {
        e.control for e in ledger.entries if e.state in (State.VIOLATED, State.UNKNOWN)
    }
    assert asked.isdisjoint(("function-without-tracing", "function-timeout", "entry-without-validation"))
    assert asked < {control.name for control in all_controls()}
    modules = {control.module for control in all_controls() if control.name in asked}
    assert all("code" in m or "validation" in m or m.endswith((".files", ".cryptography")) for m in modules), modules


def test_ignores_stand_in_the_code(tmp_path: Path) -> None:
    at_line = hostile().replace("['path'])", "['path'])  # hauberk: ignore[command-injection] only we call it")
    at_head = hostile().replace("def ", "# hauberk: ignore[command-injection] only we call it\ndef ")
    deep = {"a/b/app.py": at_head, "c.py": at_line, "d.py": hostile()}
    ledger = checked(tmp_path, deep)
    assert found(ledger) == [".: d.py:5 d.lambda_handler"]
    assert [note for note in ledger.notes if "ignore" in note] == []


def test_a_finding_is_known_wherever_a_check_is_started(tmp_path: Path) -> None:
    """Neither the folder that counts as the application nor the lines matter."""
    (tmp_path / ".git").mkdir()
    key = "wJalrXUtnFEMI" + "K7MDENGbPxRfiCYzEXkeyaQ3d"
    leaking = {"src/a/app.py": f"{harmless()}\nSECRET_KEY = '{key}'\n"}
    secrets = frozenset(("secret-in-file",))
    known = {
        checked(tmp_path, leaking, path, controls=secrets).findings()[0].fingerprint for path in (".", "src/a/app.py")
    }
    assert len(known) == 1
    code = {"src/orders/app.py": hostile()}
    prints = [checked(tmp_path, code, path).findings()[0].fingerprint for path in (".", "src", "src/orders/app.py")]
    prints += [entry.fingerprint for entry in checked(tmp_path, {"src/orders/requirements.txt": ""}).findings()]
    prints += [entry.fingerprint for entry in checked(tmp_path, {"src/orders/app.py": "\n\n" + hostile()}).findings()]
    assert len(prints) == 5
    assert len(set(prints)) == 1


def test_secrets_in_the_files_of_a_folder_with_handlers(tmp_path: Path) -> None:
    key = "wJalrXUtnFEMI" + "K7MDENGbPxRfiCYzEXkeyaQ3d"
    files = {".env": f"AWS_SECRET_ACCESS_KEY={key}\n", "terraform.tfvars": f'db_password = "{key}"\n'}
    secrets = frozenset(("secret-in-file",))
    assert checked(tmp_path, files, controls=secrets).applications == ()
    ledger = checked(tmp_path, {"app.py": harmless()}, controls=secrets)
    assert [entry.locations[0].path for entry in ledger.findings()] == [".env", "terraform.tfvars"]
    alone = checked(tmp_path, {"app.py": f"{harmless()}\nSECRET_KEY = '{key}'\n"}, "app.py", controls=secrets)
    assert [entry.locations[0].path for entry in alone.findings()] == ["app.py"]
    assert key not in json.dumps([place.text for entry in ledger.findings() for place in entry.locations])


def test_files_beside_a_template_are_looked_into_once(tmp_path: Path) -> None:
    key = "wJalrXUtnFEMI" + "K7MDENGbPxRfiCYzEXkeyaQ3d"
    files = {
        "template.yaml": template("src/"),
        "src/app.py": harmless(),
        "scripts/app.py": harmless("other"),
        "scripts/.env": f"AWS_SECRET_ACCESS_KEY={key}\n",
        "tools/serverless.yml": "service: x\n",
        "tools/app.py": harmless("third"),
        "tools/.env": f"AWS_SECRET_ACCESS_KEY={key}\n",
    }
    ledger = checked(tmp_path, files, controls=frozenset(("secret-in-file",)))
    assert sorted((entry.application, entry.locations[0].path) for entry in ledger.findings()) == [
        ("template.yaml", "scripts/.env"),
        ("tools", "tools/.env"),
    ]
