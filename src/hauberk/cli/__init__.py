"""The command line: one file a command, no logic. Each command's module is imported when it is asked for."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given in (["--version"], ["-V"]):
        from hauberk import __version__

        print(f"hauberk {__version__}")
        return 0
    from hauberk.cli.run import run

    return run(given)
