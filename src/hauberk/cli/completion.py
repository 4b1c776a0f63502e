"""``hauberk completion``: scripts made from the parser itself, so that they know every option and its values.

The names of controls are asked for when they are needed: a script stays small, and right after an upgrade.
"""

import argparse
from collections.abc import Mapping
from typing import NamedTuple

from hauberk.cli.grammar import make_parser
from hauberk.cli.parser import Parser
from hauberk.cli.writing import write_out
from hauberk.model.exits import Exit


class Words(NamedTuple):
    """What may stand in a command's line: its options (with those that take a value, and the values, none for a file or
    a text) and what stands apart from options."""

    options: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]


def run(options: argparse.Namespace) -> int:
    """Prints the script for a shell."""
    write_out(_SCRIPTS[options.shell](_commands(make_parser())))
    return Exit.NO


def _commands(parser: argparse.ArgumentParser, before: str = "") -> dict[str, Words]:
    """What may stand behind each command; behind one that has commands of its own, these, and then each of them."""
    found: dict[str, Words] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in dict(action.choices or {}).items():
                assert isinstance(command, Parser)
                found[before + name] = _words(command.filled())
                found.update(_commands(command, f"{before}{name} "))
    return found


def _tops(commands: dict[str, Words]) -> tuple[str, ...]:
    """The commands that stand first, and of those the ones that have commands of their own."""
    return tuple(name for name in commands if " " not in name)


def _holders(commands: dict[str, Words]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.partition(" ")[0] for name in commands if " " in name))


def _words(command: argparse.ArgumentParser) -> Words:
    options: list[str] = []
    values: dict[str, tuple[str, ...]] = {}
    others: tuple[str, ...] = ()
    for action in command._actions:
        found = tuple(action.choices or ()) if isinstance(action, argparse._SubParsersAction) else _values(action)
        options += [option for option in action.option_strings if option.startswith("--")]
        if not action.option_strings:
            others += found
        elif action.nargs != 0:
            values.update(dict.fromkeys(action.option_strings, found))
    return Words(tuple(sorted(options)), values, others)


def _values(action: argparse.Action) -> tuple[str, ...]:
    if action.metavar == "CONTROL":
        return ("$(hauberk controls --format names)",)
    return tuple(map(str, action.choices or ()))


def _bash(commands: dict[str, Words]) -> str:
    """For bash 3.2, which macOS has, too: no ``mapfile``. A ``=`` parts words for bash, so that ``--format=`` and its
    value are three of them."""
    cases = []
    for name, words in commands.items():
        cases += [
            f"        '{name}':{option}) words=\"{' '.join(found)}\" ;;" for option, found in words.values.items()
        ]
        options, others = " ".join(words.options), " ".join(words.others)
        cases.append(
            f"        '{name}':*) if [[ $current == -* ]]; then words='{options}'; else words=\"{others}\"; fi ;;"
        )
    return f"""_hauberk() {{
    local words='' current=${{COMP_WORDS[COMP_CWORD]}} before='' command=${{COMP_WORDS[1]}}
    if (( COMP_CWORD > 1 )); then
        before=${{COMP_WORDS[COMP_CWORD-1]}}
        if [[ $current == '=' ]]; then
            current=''
        elif [[ $before == '=' ]]; then
            before=${{COMP_WORDS[COMP_CWORD-2]}}
        fi
        case $command in
        {"|".join(_holders(commands))}) if (( COMP_CWORD > 2 )); then command="$command ${{COMP_WORDS[2]}}"; fi ;;
        esac
        case $command:$before in
{chr(10).join(cases)}
        esac
    else
        words='{" ".join(_tops(commands))}'
    fi
    COMPREPLY=()
    local word
    for word in $words; do
        if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
    done
}}
complete -o default -F _hauberk hauberk
"""


def _zsh(commands: dict[str, Words]) -> str:
    """For zsh, which takes ``--format=json`` for one word: what stands before the ``=`` is set aside."""
    cases = []
    for name, words in commands.items():
        for option, found in words.values.items():
            what = f"compadd -- {' '.join(found)}" if found else "_files"
            cases.append(f"        '{name}':{option}) {what} ;;")
        others = f"compadd -- {' '.join(words.others)}" if words.others else "_files"
        options = f"compadd -- {' '.join(words.options)}"
        cases.append(f"        '{name}':*) if [[ $words[CURRENT] == -* ]]; then {options}; else {others}; fi ;;")
    return f"""#compdef hauberk
_hauberk() {{
    if (( CURRENT == 2 )); then
        compadd -- {" ".join(_tops(commands))}
        return
    fi
    local command=$words[2]
    case $command in
        {"|".join(_holders(commands))}) if (( CURRENT > 3 )); then command="$command $words[3]"; fi ;;
    esac
    local before=$words[CURRENT-1]
    if [[ $words[CURRENT] == --*=* ]]; then
        before=${{words[CURRENT]%%=*}}
        compset -P 1 '*='
    fi
    case $command:$before in
{chr(10).join(cases)}
    esac
}}
compdef _hauberk hauberk
"""


def _fish(commands: dict[str, Words]) -> str:
    lines = [f"complete -c hauberk -n __fish_use_subcommand -f -a '{' '.join(_tops(commands))}'"]
    for name, words in commands.items():
        seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in name.split())
        start = f"complete -c hauberk -n '{seen}'"
        for option in words.options:
            found = words.values.get(option)
            value = "" if found is None else f" -x -a '{_fished(found)}'" if found else " -r"
            lines.append(f"{start} -l {option[2:]}{value}")
        if words.others:
            lines.append(f"{start} -f -a '{_fished(words.others)}'")
    return "\n".join(lines) + "\n"


def _fished(words: tuple[str, ...]) -> str:
    return " ".join(word.removeprefix("$") for word in words)


_SCRIPTS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
