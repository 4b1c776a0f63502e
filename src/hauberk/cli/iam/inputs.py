"""What the commands of ``hauberk iam`` are given: files, templates, standard input."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from json import dumps

from hauberk.cli.errors import UsageError
from hauberk.cli.keeping import kept
from hauberk.cli.writing import write_out
from hauberk.questions.files import Files, InputError, Opening
from hauberk.reading.budget import DEFAULT_BUDGET, Budget

STDIN = "standard-input"
"""What standard input is called in answers."""


@contextmanager
def opened(
    options: argparse.Namespace, names: Sequence[str], budget: Budget = DEFAULT_BUDGET
) -> Iterator[tuple[Files, list[str]]]:
    """Files to ask about, and the names that arguments have there: standard input is kept as a file, within a budget.

    What can't be asked about is a :class:`UsageError`.
    """
    with ExitStack() as stack:
        folder = ""
        found: list[str] = []
        for name in names:
            file, mark, part = name.partition("#")
            if file == "-":
                if folder:
                    raise UsageError("standard input can be read once")
                file = stack.enter_context(kept(sys.stdin.buffer, STDIN, budget))
                folder = os.path.dirname(file)
            found.append(f"{file}{mark}{part}")
        opening = Opening(unnamed=folder, pins=_pins(options), environment=options.config_env)
        try:
            yield Files(opening), found
        except InputError as error:
            raise UsageError(str(error)) from None


def say(text: str, *files: Files) -> None:
    """Prints an answer, without what templates hide: a secret may be part of a policy."""
    for opened_ in files:
        for secret in sorted(opened_.hidden().texts, key=len, reverse=True):
            for written in (secret, dumps(secret)[1:-1]):
                text = text.replace(written, "***")
    write_out(text)


def account_of(text: str, option: str = "--account") -> str:
    """The account that an option says, or nothing. Raises :class:`UsageError`."""
    from hauberk.iam.language.arn import is_account

    if text and not is_account(text):
        raise UsageError(f"{option} takes twelve digits, not {text!r}")
    return text


def _pins(options: argparse.Namespace) -> dict[str, str]:
    if not options.parameters:
        return {}
    from hauberk.cli.pins import pins_of

    return pins_of(options.parameters, options.config_env)
