"""Where a command goes to a shell."""

import re

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    joined,
    taint_of,
)
from hauberk.code.weaknesses.needs.truth import is_false, is_true
from hauberk.code.weaknesses.sdk import Operation
from hauberk.model.regex import regex

_SHELLS = regex(r"(?:^|/)(?:sh|bash|dash|zsh|ksh|cmd|cmd\.exe|powershell)$")


def shell(called: Called, value: Value, operation: Operation | None) -> bool:
    """A shell reads the command, or the caller chooses the program."""
    flag = called.arguments.at(-1, "shell")
    if flag is not None and is_true(flag):
        return True
    if _asks_for_shell(called.arguments):
        return True
    for atom in value.atoms:
        if isinstance(atom, Sequence):
            first = atom.items[0] if atom.items else None
            if first is not None and (taint_of(first) or (_is_shell(first) and _is_script(atom, 1))):
                return True
        elif isinstance(atom, Text):
            head = atom.pieces[0]
            if not called.callee.path.startswith("child_process") or not isinstance(head, str):
                return not called.callee.path.startswith("child_process") and "subprocess" not in called.callee.path
        elif not isinstance(atom, Literal) and value.taint:
            return not _is_split(atom)
    return False


def _is_split(atom: Atom) -> bool:
    """A command of a program that is written down, taken apart into its words."""
    if not isinstance(atom, Result):
        return False
    if atom.of.path in ("shlex.split", "string-argv"):
        return all(_names_program(one) for value in atom.arguments.plain[:1] for one in value.atoms)
    return isinstance(atom.of, Member) and atom.of.name == "split" and _names_program(atom.of.of)


def _names_program(atom: Atom) -> bool:
    """Whether a command begins with a program that is written down."""
    return (
        isinstance(atom, Text) and isinstance(atom.pieces[0], str) and bool(re.match(r"\s*[\w./-]+\s", atom.pieces[0]))
    )


def shell_beside(called: Called, value: Value, operation: Operation | None) -> bool:
    """Arguments that a shell reads: it is the program, or asked for."""
    program = called.arguments.at(0)
    if _asks_for_shell(called.arguments):
        return True
    return (
        program is not None
        and _is_shell(program)
        and any(not isinstance(atom, Sequence) or _is_script(atom, 0) for atom in value.atoms)
    )


def shell_words(called: Called, value: Value, operation: Operation | None) -> bool:
    """The script among the words of a command: what follows a shell's ``-c``."""
    words = called.arguments.plain
    shell_at = next((number for number, one in enumerate(words) if _is_shell(one)), None)
    if shell_at is None:
        return False
    rest = Sequence(words[shell_at:])
    return any(one == value for one in words[shell_at:]) and _is_script(rest, 1)


def shell_list(called: Called, value: Value, operation: Operation | None) -> bool:
    """Words in a list for a shell, behind a mode and the program."""
    return any(_is_shell(one) for one in called.arguments.plain[1:2]) and any(
        isinstance(atom, Sequence) and _is_script(atom, 1) for atom in value.atoms
    )


def _asks_for_shell(arguments: Arguments) -> bool:
    for given in arguments.plain[1:]:
        for atom in given.atoms:
            wanted = atom.get("shell") if isinstance(atom, Record) else None
            if wanted is not None and not is_false(wanted):
                return True
    return False


def _is_script(command: Sequence, start: int) -> bool:
    """Whether what is hostile is in the script of ``sh -c script``, not among what the script is given."""
    for number, item in enumerate(command.items[start:], start):
        only = item.only
        if (
            isinstance(only, Literal)
            and isinstance(only.value, str)
            and re.match(r"[-/]\w*c$", only.value, re.IGNORECASE)
        ):
            return bool(taint_of(joined(command.items[number + 1 : number + 2])))
    return True


def _is_shell(value: Value) -> bool:
    only = value.only
    return isinstance(only, Literal) and isinstance(only.value, str) and bool(_SHELLS.search(only.value))
