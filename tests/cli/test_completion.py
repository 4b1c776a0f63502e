"""``hauberk completion``: the script, in a real bash, completes what a user types."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hauberk.cli.parser import FORMATS
from hauberk.practices import all_controls
from tests.cli.running import run

NAMES = {control.name for control in all_controls()}
COMMANDS = {"check", "baseline", "explain", "controls", "iam", "policy", "schema", "completion"}
QUESTIONS = {"ask", "denied", "diff", "escalate", "minimise", "public", "validate"}


def completed(folder: Path, *words: str) -> set[str]:
    """What bash offers for the last of the words."""
    script = run(folder, "completion", "bash").out
    ask = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hauberk; printf "%s\\n" "${COMPREPLY[@]}"'
    ours = f'hauberk() {{ PYTHONPATH={shlex.quote(os.pathsep.join(sys.path))} {sys.executable} -m hauberk "$@"; }}'
    done = subprocess.run(
        ["bash", "--norc", "-euc", f"{ours}\n{script}\n{ask}", "bash", *words],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("",), COMMANDS),
        (("che",), {"check"}),
        (("check", "--format", ""), set(FORMATS)),
        (("check", "--format", "j"), {"json", "junit"}),
        (("check", "--format", "="), set(FORMATS)),
        (("check", "--format", "=", "sa"), {"sarif"}),
        (("check", "--severity", ""), {"low", "medium", "high", "critical"}),
        (("check", "--select", "function-url-without-a"), {"function-url-without-auth"}),
        (("check", "--ignore", ""), NAMES),
        (("check", "--config"), {"--config-env"}),
        (("check", "--output", ""), set()),
        (("check", ""), set()),
        (("explain", "read-any"), {"read-any-secret"}),
        (("explain", "--format", ""), {"text", "markdown"}),
        (("controls", "--format", ""), {"text", "json", "names"}),
        (("completion", ""), {"bash", "zsh", "fish"}),
        (("baseline", "--ou"), {"--output"}),
        (("iam", ""), QUESTIONS),
        (("iam", "as"), {"ask"}),
        (("iam", "ask", "--format", ""), {"text", "json"}),
        (("iam", "ask", "--format", "=", "j"), {"json"}),
        (("iam", "ask", "--resource-"), {"--resource-account", "--resource-policy"}),
        (("iam", "ask", ""), set()),
        (("iam", "unheard", ""), set()),
        (("schema", "--draft", ""), {"2020-12", "4"}),
        (("schema", "--format", "y"), {"yaml"}),
        (("unheard", ""), set()),
    ],
)
def test_bash(tmp_path: Path, words: tuple[str, ...], offered: set[str]) -> None:
    assert completed(tmp_path, "hauberk", *words) == offered


def test_bash_of_macos_can_read_it(tmp_path: Path) -> None:
    """Version 3.2 has neither ``mapfile`` nor associative arrays nor ``${x,,}``."""
    script = run(tmp_path, "completion", "bash").out
    for word in ("mapfile", "readarray", "declare -A", "local -n", ",,}", "^^}", "|&", "&>>"):
        assert word not in script


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_know_the_same_words(tmp_path: Path, shell: str) -> None:
    script = run(tmp_path, "completion", shell).out
    for word in (*COMMANDS, *QUESTIONS, *FORMATS, "(hauberk controls --format names)", "markdown", "medium"):
        assert word in script


@pytest.mark.parametrize(("shell", "check"), [("zsh", ["-n"]), ("fish", ["--no-execute"])])
def test_other_shells_can_read_it(tmp_path: Path, shell: str, check: list[str]) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} isn't installed")
    (tmp_path / "script").write_text(run(tmp_path, "completion", shell).out)
    subprocess.run([shell, *check, "script"], cwd=tmp_path, check=True)
