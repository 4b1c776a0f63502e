"""Hauberk as its users run it: another process, another folder."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


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
