"""The parser of the command line: :mod:`argparse` with nearest names, and options that are added when they are used."""

import argparse
import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

_OUT = 1
"""The file descriptor of standard output."""


@cache
def _columns() -> int:
    """The width of the terminal, as :mod:`shutil` tells it, which brings all that unpacks archives along: parsers ask
    for each option, whether help is shown or not."""
    try:
        wide = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        wide = 0
    try:
        return wide if wide > 0 else os.get_terminal_size(_OUT).columns or 80
    except OSError:  # it is no terminal
        return 80


class Parser(argparse.ArgumentParser):
    """A parser whose complaints suggest the nearest name, and end with the way to the help.

    One with a ``fill`` gets its options once it is used: the grammar of one command costs the others nothing.
    """

    def __init__(self, *args: Any, fill: "Callable[[Parser], None] | None" = None, **options: Any) -> None:
        form = options.pop("formatter_class", argparse.HelpFormatter)
        options["formatter_class"] = lambda prog: form(prog, width=_columns() - 2)
        super().__init__(*args, **options)
        self._fill = fill

    def filled(self) -> "Parser":
        """The parser with all its options."""
        fill, self._fill = self._fill, None
        if fill is not None:
            fill(self)
        return self

    def error(self, message: str) -> Any:
        """Ends the program with exit code 2."""
        from hauberk.reports.door import line

        self.exit(2, f"{self.prog}: {line(message)}\n`{self.prog} --help` tells what there is.\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What :mod:`argparse` makes of the arguments. None may be left over, not for another parser either: this one
        knows which options there are."""
        self.filled()
        options, extra = super().parse_known_args(args, namespace)
        if extra:
            strange = next((word for word in extra if word.startswith("-")), extra[0]).partition("=")[0]
            if not strange.startswith("-"):
                self.error(f"{strange!r} is one argument too many")
            own = [option for action in self._actions for option in action.option_strings]
            self.error(f"there is no option {strange}{_hint(strange, own)}")
        return options, extra

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        names = list(map(str, action.choices))
        if action.option_strings:
            *others, last = names
            takes = f"{', '.join(others)} or {last}" if others else f"{last} and nothing else"
            raise _WrongWordError(f"{action.option_strings[-1]} doesn't take {value!r}{_hint(value, names, takes)}")
        what = "command" if isinstance(action, argparse._SubParsersAction) else action.dest
        raise _WrongWordError(f"there is no {what} {value!r}{_hint(value, names)}")


class _WrongWordError(argparse.ArgumentError):
    """A word that is none of the choices; its text says it all."""

    def __init__(self, text: str) -> None:
        super().__init__(None, text)


def _hint(word: str, names: list[str], takes: str = "") -> str:
    """The names that are like a word, or all that there are: those that an option ``takes``."""
    from hauberk.scan.nearest import nearest

    return nearest(word, names) or (f"; it takes {takes}" if takes else f"; there are {', '.join(names)}")


def command(name: str) -> Any:
    """The function of a command, whose module is imported when it runs."""

    def run(options: argparse.Namespace) -> int:
        return int(import_module(f"hauberk.cli.{name}").run(options))

    return run
