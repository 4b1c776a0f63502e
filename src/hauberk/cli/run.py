"""From arguments to a command, and from its failures to exit codes."""

import errno
import gc
import sys
from collections.abc import Sequence

from hauberk.cli.errors import UsageError
from hauberk.cli.grammar import make_parser
from hauberk.cli.writing import close_out
from hauberk.model.exits import Exit

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def run(arguments: Sequence[str]) -> int:
    """Runs a command. Never raises, but for a second interrupt."""
    gc.set_threshold(100_000, 20, 20)  # seldom, since a check drops little; still less would cost a third more memory
    try:
        options = make_parser().parse_args(arguments)
        code = int(options.command(options))
        sys.stdout.flush()
        return code
    except SystemExit as leaving:  # argparse: help, or a wrong command line
        return leaving.code if isinstance(leaving.code, int) else Exit.USAGE
    except UsageError as error:
        _complain(f"hauberk: {error}")
        return Exit.USAGE
    except KeyboardInterrupt:
        _complain("hauberk: interrupted; reports that weren't written yet are missing, older ones are whole")
        return 130  # 128 + SIGINT, as shells have it
    except BrokenPipeError:
        close_out()
        return Exit.NO
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            close_out()
            _complain(f"hauberk: there is no room to write: {error.strerror}; what was printed isn't complete")
            return Exit.USAGE
        import traceback

        _complain(traceback.format_exc())
        _complain(
            "hauberk: this is a fault in Hauberk. Please report it with the lines above"
            " and, if you can share it, the template."
        )
        return Exit.INTERNAL


def _complain(text: str) -> None:
    """Says something on standard error; names of files and texts of the target may stand in it."""
    from hauberk.reports import door

    for line in text.splitlines():
        print(door.line(line), file=sys.stderr)
