"""The grammar of ``hauberk lab``, which no other command loads."""

import argparse
from typing import Any

from hauberk.cli.grammar import parameters
from hauberk.cli.parser import Parser, command


def fill(parser: Parser) -> None:
    """Adds the commands."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _up(commands)
    _down(commands)
    _status(commands)
    _deploy(commands)


def _command(commands: Any, name: str, brief: str, description: str) -> Any:
    parser = commands.add_parser(name, help=brief, description=description)
    parser.set_defaults(command=command(f"lab.{name}"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default: text)")
    return parser


def _up(commands: Any) -> None:
    parser = _command(
        commands,
        "up",
        "start the account",
        "Starts the account, unless it is up, and prints where it is and how other clients of AWS are led to it.",
    )
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="the port (default: a free one)")
    parser.add_argument("--region", default="eu-west-1", metavar="REGION", help="the region (default: eu-west-1)")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port")
    return int(text)


def _down(commands: Any) -> None:
    _command(commands, "down", "end the account", "Ends the account, with everything that it holds.")


def _status(commands: Any) -> None:
    _command(
        commands, "status", "tell whether the account is up", "Tells whether the account is up; exits with 3 if not."
    )


def _deploy(commands: Any) -> None:
    parser = _command(
        commands,
        "deploy",
        "deploy a template into the account",
        "Makes each resource of a SAM or CloudFormation template in the account that is up, reads it back, and tells"
        " what the account doesn't hold as the template has it.",
    )
    parser.add_argument("template", metavar="TEMPLATE", help="a template")
    parser.add_argument("--stack", default="lab", metavar="NAME", help="what names are made of (default: lab)")
    parser.add_argument(
        "--code",
        action="store_true",
        help="give functions the code that lies beside the template, for `audit --code`; it is never run",
    )
    parser.add_argument("--account-id", default="", metavar="ID", help="one of several accounts (default: the lab's)")
    parser.add_argument("-v", "--verbose", action="store_true", help="every resource with its ARN")
    parameters(parser.add_argument_group("reading"))
