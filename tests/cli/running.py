"""Hauberk as its users run it, in another process; and the same in this one, where only the answer counts."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from hauberk.cli import main

DEPLOYED = ("--aws-account=123456789012", "--aws-region=eu-west-1")
"""What a format has to be told whose findings belong to an account."""
PLAIN = {"NO_COLOR": "", "FORCE_COLOR": "", "COLUMNS": ""}
"""What a terminal without wishes has in its environment."""


class Ran(NamedTuple):
    """Exit code and output of a command."""

    code: int
    out: str
    err: str


def hauberk(*arguments: str, folder: Path, stdin: str = "", **environment: str) -> Ran:
    """Runs the command in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "hauberk", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def run(folder: Path, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] = PLAIN) -> Ran:
    """Runs the command in a folder, in this process."""
    out, err, given = (io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (b"", b"", stdin))
    with (
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
        patch("sys.stdin", given),
        patch.dict(os.environ, environment),
    ):
        code = main(arguments)
    return Ran(int(code), _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
