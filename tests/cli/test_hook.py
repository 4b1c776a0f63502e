"""The hook of ``.pre-commit-hooks.yaml``: its own entry, on the files that pre-commit would name."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.running import Ran, run
from tests.scan.places import OPEN, put

ROOT = Path(__file__).parents[2]
HOOK: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
OTHERS = {
    "package.json": '{"name": "shop", "version": "1.0.0"}',
    ".github/workflows/ci.yml": "on: push\njobs: {}\n",
    "chart/templates/service.yaml": "{{- if .Values.on }}\nkind: Service\n{{- end }}\n",
    "openapi.json": "[1, 2",
    "serverless.yml": "service: shop\nprovider: { name: aws }\n",
    "empty.yaml": "",
    "events/event.json": '{"Records": []}',
}
CLOSED = """\
Resources:
  Store: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: open } }
"""


def commit(folder: Path, *changed: str) -> Ran:
    """What the hook says of a change."""
    name, *entry = shlex.split(HOOK["entry"])
    assert name == "hauberk"
    named = [file for file in changed if re.search(HOOK["files"], file)]
    return run(folder, *entry, *HOOK["args"], *named)


@pytest.mark.parametrize("file", OTHERS)
def test_a_file_that_is_no_template_stops_no_commit(tmp_path: Path, file: str) -> None:
    put(tmp_path, OTHERS)
    ran = commit(tmp_path, file)
    assert (ran.code, ran.err) == (0, "")
    assert run(tmp_path, "check", file).code != 0


def test_a_change_of_several_files(tmp_path: Path) -> None:
    put(tmp_path, {**OTHERS, "template.yaml": OPEN, "good.template": CLOSED, "app.py": "x = 1\n"})
    assert commit(tmp_path, *OTHERS, "app.py").code == 0
    assert commit(tmp_path, *OTHERS, "good.template").code == 0
    ran = commit(tmp_path, "app.py", *OTHERS, "template.yaml")
    assert ran.code == 1
    assert "function-url-without-auth" in ran.out
    assert "not read" not in ran.out


def test_a_template_that_cannot_be_read_stops_a_commit(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN + "  Broken: { Type: AWS::Lambda::Function"})
    ran = commit(tmp_path, "template.yaml")
    assert ran.code == 4
    assert "Not read: 1" in ran.out


def test_a_file_whose_name_looks_like_an_option(tmp_path: Path) -> None:
    put(tmp_path, {"--exit-zero.yaml": OPEN})
    assert commit(tmp_path, "--exit-zero.yaml").code == 1


def test_what_a_hook_needs(tmp_path: Path) -> None:
    assert HOOK["language"] == "python"
    assert HOOK["require_serial"]
    for file in ("template.yaml", "a/b.yml", "stack.json", "stack.template"):
        assert re.search(HOOK["files"], file)
