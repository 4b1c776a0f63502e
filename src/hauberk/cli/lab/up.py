"""``hauberk lab up``."""

import argparse

from hauberk.cli.errors import UsageError
from hauberk.cli.lab.telling import told
from hauberk.cli.writing import write_out
from hauberk.lab.account.server import ServerError
from hauberk.lab.account.state import up
from hauberk.model.exits import Exit


def run(options: argparse.Namespace) -> int:
    """Starts the account unless it is up, and prints what a shell evaluates to use it."""
    try:
        found = up(options.region, options.port)
    except ServerError as error:
        raise UsageError(f"{error}; `pip install 'hauberk[lab]'` brings what it needs") from None
    write_out(told(found, options.format))
    return Exit.NO
