"""``hauberk iam public``."""

import argparse
import sys

from hauberk.cli.errors import UsageError
from hauberk.cli.iam.inputs import account_of, opened, say
from hauberk.iam.language.arn import is_account
from hauberk.iam.public import Trust
from hauberk.model.exits import Exit
from hauberk.questions.public import exposures
from hauberk.questions.services import service_called
from hauberk.reports.iam import public as report
from hauberk.reports.style import style_for


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the answer."""
    with opened(options, [options.policy]) as (files, (policy,)):
        service = service_called(options.service) if options.service else ""
        found = tuple(exposures(files, policy, service, _trust(options), options.budget))
        if not found:
            print(f"hauberk: {files.show(policy)} has no resource that may have a policy of its own", file=sys.stderr)
            return Exit.NOTHING
        if options.format == "json":
            say(report.json(found, files.locate), files)
        else:
            say(report.text(found, files.locate, style_for(sys.stdout)), files)
    public = {one.public for one in found}
    return Exit.YES if True in public else Exit.UNREAD if None in public else Exit.NO


def _trust(options: argparse.Namespace) -> Trust:
    accounts: list[str] = []
    organizations: list[str] = []
    for word in options.trust:
        if not (is_account(word) or word.startswith("o-")):
            raise UsageError(f"--trust takes an account's twelve digits or an organization's id (o-…), not {word!r}")
        (accounts if is_account(word) else organizations).append(word)
    return Trust(account_of(options.account), tuple(accounts), tuple(organizations))
