"""``hauberk lab down``."""

import argparse
from json import dumps

from hauberk.cli.writing import write_out
from hauberk.lab.account.state import down
from hauberk.model.exits import Exit


def run(options: argparse.Namespace) -> int:
    """Ends the account. That there is none is what was asked for."""
    was_up = down()
    if options.format == "json":
        write_out(f"{dumps({'up': False, 'ended': was_up}, indent=2)}\n")
    else:
        write_out("the account is gone\n" if was_up else "no account was up\n")
    return Exit.NO
