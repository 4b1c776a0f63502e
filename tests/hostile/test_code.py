"""Code that nobody would write by hand: each function says what couldn't be followed, and loses no other's results.

Nothing is timed: what isn't bounded runs into the process's memory or its last minute.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from tests.hostile.code import CASES, GOOD, written

MINUTES = 15
GOOD_APPLICATION = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { Runtime: RUNTIME, CodeUri: src, Handler: app.handler, FunctionUrlConfig: { AuthType: NONE } }
"""


def _answer(command: str, factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a command says of all of them, in one process with bounded memory."""
    folder = factory.mktemp("hostile")
    written(folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.code", command, str(folder)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, filter(None, sys.path)))},
        timeout=MINUTES * 60,
        check=False,
    )
    assert done.returncode in (0, 4), done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _answer("check", tmp_path_factory)["verdicts"]
    return found


@pytest.fixture(scope="module")
def functions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in _answer("policy", tmp_path_factory)["functions"]}


def _expected(name: str) -> tuple[tuple[str, ...], bool | None]:
    return ((), True) if name == "Good" else CASES[name][1:]


@pytest.mark.parametrize("name", [*CASES, "Good"])
def test_a_check_says_what_it_couldn_t_follow(name: str, verdicts: list[dict[str, Any]]) -> None:
    reasons, found = _expected(name)
    entries = [one for one in verdicts if name in one["functions"]]
    injected = [one for one in entries if (one["control"], one["verdict"]) == ("code-injection", "violated")]
    assert found is None or bool(injected) is found
    (followed,) = [one for one in entries if one["control"] == "handler-not-found"]
    assert "internal-error" not in {_reason(one) for one in entries}
    if reasons == ("missing-handler",):
        assert followed["verdict"] == "violated"
    elif reasons:
        assert _reason(followed) in reasons


def _reason(entry: dict[str, Any]) -> str:
    reason = entry.get("reason")
    return str(reason["code"] if isinstance(reason, dict) else reason)


@pytest.mark.parametrize("name", [*CASES, "Good"])
def test_so_does_policy(name: str, functions: dict[str, dict[str, Any]]) -> None:
    reasons, found = _expected(name)
    actions = {one["action"] for one in functions[name]["needed"]}
    told = {one["reason"] for one in functions[name]["unknown"]}
    assert found is None or (("s3:GetObject" if name == "Good" else "sqs:PurgeQueue") in actions) is found
    assert "internal-error" not in told
    assert not reasons or told & set(reasons)


def _odd(folder: Path, suffix: str) -> dict[str, str]:
    """Files that are none, by their names, with the reason of each."""
    os.mkfifo(folder / f"pipe{suffix}")
    (folder / f"zero{suffix}").symlink_to("/dev/zero")
    (folder / f"loop{suffix}").symlink_to(f"loop{suffix}")
    (folder / f"gone{suffix}").symlink_to("nothing")
    (folder.parent.parent / f"outside{suffix}").write_text("secret = 1\n")
    (folder / f"out{suffix}").symlink_to(f"../../outside{suffix}")
    (folder / "around").symlink_to("..")
    with (folder / f"sparse{suffix}").open("wb") as file:
        file.truncate(1 << 40)
    return {
        "pipe": "not-a-file",
        "zero": "outside-root",
        "loop": "link-loop",
        "gone": "no-such-file",
        "out": "outside-root",
        "sparse": "too-large",
    }


@pytest.mark.parametrize("suffix", [".py", ".js"])
def test_what_is_no_file_beside_the_code_is_told_where_it_is_imported(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "shop" / "src"
    folder.mkdir(parents=True)
    reasons = _odd(folder, suffix)
    runtime, code = "python3.13", f"import {', '.join(reasons)}\n{GOOD}"
    if suffix == ".js":
        imports = "".join(f"require('./{name}');\n" for name in reasons)
        runtime, code = "nodejs22.x", f"{imports}exports.handler = async (event) => eval(event.body);\n"
    (folder / f"app{suffix}").write_text(code)
    (folder.parent / "template.yaml").write_text(GOOD_APPLICATION.replace("RUNTIME", runtime))
    policy = json.loads(run(folder.parent, "policy", "--format", "json").out)
    (function,) = policy["functions"]
    told = {(Path(one["path"]).stem, one["reason"]) for one in function["unknown"]}
    assert told >= set(reasons.items())
    checked = json.loads(run(folder.parent, "check", "--format", "json").out)
    states = {one["control"]: one["verdict"] for one in checked["verdicts"] if "F" in one["functions"]}
    assert states["code-injection"] == "violated"
    assert states["handler-not-found"] == "unknown"
