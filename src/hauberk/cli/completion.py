"""``hauberk completion``: scripts made from the parser itself, so that they know every option."""

import argparse
from typing import Any

from hauberk.cli.parser import make_parser
from hauberk.model.exits import Exit


def run(options: argparse.Namespace) -> int:
    """Prints the script for a shell."""
    print(_SCRIPTS[options.shell](_words(make_parser())), end="")
    return Exit.NO


def _words(parser: argparse.ArgumentParser) -> dict[str, list[str]]:
    """The options and choices of each command."""
    found: dict[str, list[str]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            choices: Any = action.choices
            for name, command in choices.items():
                found[name] = sorted(_of_command(command))
    return found


def _of_command(command: argparse.ArgumentParser) -> set[str]:
    words: set[str] = set()
    for action in command._actions:
        words.update(option for option in action.option_strings if option.startswith("--"))
        if action.choices and not action.option_strings:
            words.update(map(str, action.choices))
    return words


def _bash(commands: dict[str, list[str]]) -> str:
    cases = "\n".join(f"        {name}) words='{' '.join(words)}' ;;" for name, words in commands.items())
    return f"""_hauberk() {{
    local words current=${{COMP_WORDS[COMP_CWORD]}}
    case ${{COMP_WORDS[1]}} in
{cases}
        *) words='{" ".join(commands)}' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o default -F _hauberk hauberk
"""


def _zsh(commands: dict[str, list[str]]) -> str:
    cases = "\n".join(f"        {name}) compadd -- {' '.join(words)}; _files ;;" for name, words in commands.items())
    return f"""#compdef hauberk
_hauberk() {{
    if (( CURRENT == 2 )); then
        compadd -- {" ".join(commands)}
        return
    fi
    case $words[2] in
{cases}
    esac
}}
compdef _hauberk hauberk
"""


def _fish(commands: dict[str, list[str]]) -> str:
    lines = [f"complete -c hauberk -n __fish_use_subcommand -f -a '{' '.join(commands)}'"]
    for name, words in commands.items():
        for word in words:
            what = f"-l {word[2:]}" if word.startswith("--") else f"-f -a {word}"
            lines.append(f"complete -c hauberk -n '__fish_seen_subcommand_from {name}' {what}")
    return "\n".join(lines) + "\n"


_SCRIPTS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
