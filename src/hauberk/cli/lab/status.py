"""``hauberk lab status``."""

import argparse
from json import dumps

from hauberk.cli.lab.telling import told
from hauberk.cli.writing import write_out
from hauberk.lab.account.state import running
from hauberk.model.exits import Exit


def run(options: argparse.Namespace) -> int:
    """Tells where the account is, if it is up."""
    found = running()
    if found is not None:
        write_out(told(found, options.format))
        return Exit.NO
    write_out(f"{dumps({'up': False}, indent=2)}\n" if options.format == "json" else "no account is up\n")
    return Exit.NOTHING
