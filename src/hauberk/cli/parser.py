"""The grammar of the command line."""

import argparse
from importlib import import_module
from typing import Any

from hauberk import __version__

FORMATS = ("text", "json")


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands. ``command`` of its result is the function to run."""
    parser = argparse.ArgumentParser(
        prog="hauberk",
        description="Armour for AWS Lambda: checks an application against nineteen security practices.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"hauberk {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _check(commands)
    return parser


def _command(name: str) -> Any:
    """The function of a command, whose module is imported when it runs."""

    def command(options: argparse.Namespace) -> int:
        return int(import_module(f"hauberk.cli.{name}").run(options))

    return command


def _check(commands: Any) -> None:
    parser = commands.add_parser(
        "check",
        help="check applications",
        description="Finds the applications below the given paths, checks them, and says what is wrong, where, and what"
        " to do.",
        epilog="Exit codes: 0 nothing violated, 1 violated, 2 usage, 3 nothing to check, 4 something unread, 70 a fault"
        " in Hauberk.",
    )
    parser.set_defaults(command=_command("check"))
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: the working folder)")
    parser.add_argument("--demo", action="store_true", help="check the vulnerable application that ships with Hauberk")
    parser.add_argument("--format", choices=FORMATS, default="text", help="what to print (default: text)")
    parser.add_argument(
        "--parameters", nargs="+", action="extend", default=[], metavar="NAME=VALUE", help="deployment parameters"
    )
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="worker processes (default: as it pays)")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is violated")
    parser.add_argument("--allow-unread", action="store_true", help="don't exit with 4 for what couldn't be read")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="one line for each finding")
    loudness.add_argument("-v", "--verbose", action="store_true", help="also what is unknown, and why")
