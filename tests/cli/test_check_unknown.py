"""What of code couldn't be followed is told with its line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run

LANGUAGES = {
    "python3.13": (
        "app.py",
        "import importlib\nimport os\n\n\ndef handler(event, context):\n"
        "    importlib.import_module(os.environ['PLUGIN'])\n    exec(os.environ['CODE'])\n",
    ),
    "nodejs22.x": (
        "app.mjs",
        "//\n//\n//\n//\nexport const handler = async () => {\n"
        "    await import(process.env.PLUGIN);\n    eval(process.env.CODE);\n};\n",
    ),
}


@pytest.mark.parametrize("runtime", LANGUAGES)
def test_each_place_is_told(tmp_path: Path, runtime: str) -> None:
    name, code = LANGUAGES[runtime]
    (tmp_path / name).write_text(code)
    (tmp_path / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n"
        f"    Properties: {{ Runtime: {runtime}, CodeUri: ., Handler: app.handler }}\n"
    )
    ran = run(tmp_path, "check", "--select", "handler-not-found", "-v")
    lines = [line.strip() for line in ran.out.splitlines()]
    assert any(
        line.endswith("[handler-not-found] F: which module is imported is computed, and 1 more") for line in lines
    )
    assert any(
        line.startswith(f"{name}:6:") and line.endswith("which module is imported is computed") for line in lines
    )
    assert any(line.startswith(f"{name}:7:") and line.endswith("code is made of text while it runs") for line in lines)
    (found,) = json.loads(run(tmp_path, "check", "--select", "handler-not-found", "--format", "json").out)["verdicts"]
    assert [(one["path"], one["line"]) for one in found["locations"][1:]] == [(name, 6), (name, 7)]
