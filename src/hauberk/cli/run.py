"""From arguments to a command, and from its failures to exit codes."""

import gc
import os
import sys
import traceback
from collections.abc import Sequence

from hauberk.cli.errors import UsageError
from hauberk.cli.parser import make_parser
from hauberk.model.exits import Exit


def run(arguments: Sequence[str]) -> int:
    """Runs a command. Never raises, but for a second interrupt."""
    gc.set_threshold(50_000, 50, 50)  # a check makes much and drops little: the collector would look in vain
    try:
        options = make_parser().parse_args(arguments)
        return int(options.command(options))
    except SystemExit as leaving:  # argparse: help, or a wrong command line
        return leaving.code if isinstance(leaving.code, int) else Exit.USAGE
    except UsageError as error:
        print(f"hauberk: {error}", file=sys.stderr)
        return Exit.USAGE
    except KeyboardInterrupt:
        print("hauberk: interrupted; nothing was written", file=sys.stderr)
        return 130  # 128 + SIGINT, as shells have it
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.NO
    except Exception:
        traceback.print_exc()
        print(
            "hauberk: this is a fault in Hauberk. Please report it with the lines above"
            " and, if you can share it, the template.",
            file=sys.stderr,
        )
        return Exit.INTERNAL
