"""``hauberk iam denied``."""

import argparse
import sys

from hauberk.cli.iam.inputs import account_of, opened, say
from hauberk.model.exits import Exit
from hauberk.questions.denied import asked, grants, notes_of
from hauberk.reports.iam import denied as report
from hauberk.reports.style import style_for


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the answer."""
    with opened(options, [options.policy]) as (files, (policy,)):
        wanted, idle = asked(_words(options.actions), _words(options.resources))
        found = tuple(grants(files, policy, wanted, account_of(options.account), options.budget))
        if not found:
            print(f"hauberk: {files.show(policy)} has no resource that may have a policy", file=sys.stderr)
            return Exit.NOTHING
        notes = (*idle, *notes_of(found))
        if options.format == "json":
            say(report.json(found, notes, files.locate), files)
        else:
            say(report.text(found, notes, files.locate, style_for(sys.stdout)), files)
    if any(one.granted for one in found):
        return Exit.YES
    return Exit.UNREAD if any(one.undecided for one in found) else Exit.NO


def _words(given: list[str]) -> list[str]:
    return [word for some in given for word in some.replace(",", " ").split()]
