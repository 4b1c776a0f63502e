"""``hauberk completion``: the script, in a real bash, zsh and fish, completes what a user types."""

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from hauberk.cli.grammar import FORMATS
from hauberk.practices import all_controls
from tests.cli.running import run

NAMES = {control.name for control in all_controls()}
COMMANDS = {
    "audit",
    "baseline",
    "check",
    "completion",
    "controls",
    "demo",
    "drift",
    "explain",
    "iam",
    "lab",
    "policy",
    "review",
    "schema",
}
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


class Shell(NamedTuple):
    """Another shell, as a user sits before it: its name, and what is asked of it for a line."""

    name: str
    offered: Callable[[Path, str], set[str]]


def by_fish(folder: Path, line: str) -> set[str]:
    """What fish offers for the last word of a line."""
    (folder / ".script").write_text(run(folder, "completion", "fish").out)
    ours = (
        f"function hauberk; PYTHONPATH={shlex.quote(os.pathsep.join(sys.path))} {sys.executable} -m hauberk $argv; end"
    )
    command = f"{ours}; source .script; complete -C {shlex.quote(line)}"
    done = subprocess.run(
        ["fish", "--no-config", "-c", command], capture_output=True, text=True, cwd=folder, check=True
    )
    assert done.stderr == ""
    return {offer.split("\t")[0] for offer in done.stdout.splitlines()}


def by_zsh(folder: Path, line: str) -> set[str]:
    """What zsh offers for the last word of a line: its own ``compadd`` says what matches, and adds nothing.

    Completion is a part of the line editor, which wants a terminal. The prompt tells when it listens.
    """
    (folder / ".script").write_text(run(folder, "completion", "zsh").out)
    (folder / ".zshrc").write_text(
        f"""
        autoload -Uz compinit; compinit -u -D
        source ./.script
        hauberk() {{ PYTHONPATH={shlex.quote(os.pathsep.join(sys.path))} {sys.executable} -m hauberk "$@" }}
        compadd() {{ local -a hits; builtin compadd -O hits "$@"; print -r -- "<<${{(j: :)hits}}>>" }}
        zstyle ':completion:*' completer _complete
        bindkey '^I' complete-word
        PS1='(ready)'
        """
    )
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover
        os.chdir(folder)
        os.execvpe("zsh", ["zsh", "-d", "-i"], {**os.environ, "ZDOTDIR": str(folder), "TERM": "dumb"})
    _read_until(terminal, b"(ready)")
    os.write(terminal, line.encode() + b"\t\x15exit\n")
    said = _read_until(terminal, b"exit\r\n").decode()
    os.waitpid(process, 0)
    os.close(terminal)
    return {word for words in re.findall(r"<<(.*?)>>", said, re.DOTALL) for word in words.split()}


def _read_until(terminal: int, end: bytes) -> bytes:
    said = b""
    while end not in said:
        try:
            said += os.read(terminal, 65_536)
        except OSError:  # the other end is closed
            break
    return said


@pytest.mark.parametrize("shell", [Shell("fish", by_fish), Shell("zsh", by_zsh)], ids=lambda shell: shell.name)
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("hauberk ", COMMANDS),
        ("hauberk che", {"check"}),
        ("hauberk check --format ", set(FORMATS)),
        ("hauberk check --format j", {"json", "junit"}),
        ("hauberk check --severity ", {"low", "medium", "high", "critical"}),
        ("hauberk check --select function-url-without-a", {"function-url-without-auth"}),
        ("hauberk check --config", {"--config-env"}),
        ("hauberk check --output ", {"a-file"}),
        ("hauberk explain read-any", {"read-any-secret"}),
        ("hauberk controls --format ", {"text", "json", "names"}),
        ("hauberk completion ", {"bash", "zsh", "fish"}),
        ("hauberk iam ", QUESTIONS),
        ("hauberk iam as", {"ask"}),
        ("hauberk iam ask --format ", {"text", "json"}),
        ("hauberk iam ask --resource-", {"--resource-account", "--resource-policy"}),
    ],
)
def test_other_shells(tmp_path: Path, shell: Shell, line: str, offered: set[str]) -> None:
    needs(shell.name)
    (tmp_path / "a-file").touch()
    assert shell.offered(tmp_path, line) - {"a-file"} == offered - {"a-file"}
    if "a-file" in offered:
        assert "a-file" in shell.offered(tmp_path, line)


@pytest.mark.parametrize(
    ("shell", "offered"),
    [(Shell("fish", by_fish), {"--format=sarif"}), (Shell("zsh", by_zsh), {"sarif"})],
    ids=["fish", "zsh"],
)
def test_other_shells_know_a_value_behind_an_equals_sign(tmp_path: Path, shell: Shell, offered: set[str]) -> None:
    needs(shell.name)
    assert shell.offered(tmp_path, "hauberk check --format=sa") == offered


def needs(shell: str) -> None:
    """Shells that CI has set up may not be missing there; elsewhere a test is skipped without."""
    if shutil.which(shell) is None:
        assert "HAUBERK_SHELLS" not in os.environ, f"{shell} isn't installed"
        pytest.skip(f"{shell} isn't installed")
