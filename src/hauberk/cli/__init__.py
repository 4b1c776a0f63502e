"""The command line: one file a command, no logic. Each command's module is imported when it is asked for."""

import os
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


def console() -> None:
    """Runs a command and ends the process with its exit code.

    The interpreter isn't taken down: with nothing left to write or to close, freeing what a check has made piece by
    piece would be a fifteenth of its time.
    """
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        pass  # whoever listened has gone, or there is no room; what could be said of it has been
    os._exit(code)
