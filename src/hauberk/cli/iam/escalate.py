"""``hauberk iam escalate``."""

import argparse
import sys

from hauberk.cli.iam.inputs import opened, say
from hauberk.iam.language.policy import Kind
from hauberk.model.exits import Exit
from hauberk.questions.escalate import ANSWER, Limits, gained
from hauberk.questions.naming import levels
from hauberk.reports.iam import escalate as report
from hauberk.reports.style import style_for


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the answer."""
    with opened(options, options.files, ANSWER) as (files, named):
        limits = Limits(levels(files, options.scp, Kind.SCP), levels(files, options.rcp, Kind.RCP))
        found = gained(files, named, options.principal, options.budget, options.total, limits)
        if not found.principals:  # of a template, which comes alone
            first = named[0].partition("#")[0]
            print(f"hauberk: {files.show(first)} has no user and no role", file=sys.stderr)
            return Exit.NOTHING
        if options.format == "json":
            say(report.json(found), files)
        else:
            say(report.text(found, files.locate, style_for(sys.stdout)), files)
    if found.ways:
        return Exit.YES
    return Exit.UNREAD if found.undecided or found.unread else Exit.NO
