"""``hauberk lab deploy``."""

import argparse
import os

from hauberk.cli.errors import UsageError
from hauberk.cli.writing import write_out
from hauberk.lab.account.account import ACCOUNT_ID
from hauberk.lab.account.state import running
from hauberk.model.exits import Exit
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root


def run(options: argparse.Namespace) -> int:
    """Deploys a template into the account that is up, and tells what it doesn't hold."""
    found = running()
    if found is None:
        raise UsageError("no account is up; `hauberk lab up` starts one")
    id_ = options.account_id or ACCOUNT_ID
    if not (id_.isascii() and id_.isdecimal() and len(id_) == 12):
        raise UsageError(f"--account-id: {id_!r} is no account: those are twelve digits")
    pins = {}
    if options.parameters:
        from hauberk.cli.pins import pins_of

        pins = pins_of(options.parameters, options.config_env)
    from hauberk.lab.account.deploying import deploy
    from hauberk.lab.account.report import json, text

    folder, file = os.path.split(options.template)
    try:
        deployed = deploy(
            found.account._replace(id=id_), Root(folder or "."), file, pins, options.stack, code=options.code
        )
    except ReadingError as error:
        raise UsageError(f"{options.template}: {error.text}") from None
    write_out(json(deployed) if options.format == "json" else text(deployed, options.verbose))
    return Exit.NO
