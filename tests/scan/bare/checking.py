"""Small applications without a template, and what a check says of them."""

from collections.abc import Mapping
from pathlib import Path

from hauberk.model.ledger import Ledger
from hauberk.scan.pipeline import Plan, check
from tests.scan.places import TODAY, put

COMMANDS = frozenset(("command-injection",))
HOSTILE = "import os\n\n\ndef {name}(event, context):\n    os.system('ls ' + event['path'])\n"
HARMLESS = (
    "import subprocess\n\n\ndef {name}(event, context):\n    subprocess.run(['ls', '--', event['path']], check=True)\n"
)
SCRIPT = """\
import {{ exec }} from 'child_process';
export const {name} = async (event, context) => {{ exec(event.path); }};
"""
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {{ Runtime: python3.13, Handler: app.lambda_handler, CodeUri: {code} }}
"""


def hostile(name: str = "lambda_handler") -> str:
    """A handler that runs what its event says."""
    return HOSTILE.format(name=name)


def harmless(name: str = "lambda_handler") -> str:
    """The same, mended."""
    return HARMLESS.format(name=name)


def script(name: str = "handler") -> str:
    """A handler in JavaScript that runs what its event says."""
    return SCRIPT.format(name=name)


def template(code: str) -> str:
    """The template of a function with its code in a folder."""
    return TEMPLATE.format(code=code)


def checked(folder: Path, files: Mapping[str, str], *paths: str, controls: frozenset[str] | None = COMMANDS) -> Ledger:
    """The ledger of files, which are written below a folder."""
    put(folder, files)
    return check(Plan(paths=paths or (".",), controls=controls, base=str(folder), jobs=1, today=TODAY))


def found(ledger: Ledger) -> list[str]:
    """Where something is violated, and the application that it is in."""
    return sorted(
        f"{entry.application}: {entry.locations[0].path}:{entry.locations[0].line} {entry.name}"
        for entry in ledger.findings()
    )


def handlers(ledger: Ledger) -> dict[str, dict[str, int]]:
    """The applications that no template tells of, with how many handlers were found by what."""
    return {seen.path: dict(seen.handlers) for seen in ledger.applications if seen.handlers}
