"""``hauberk iam minimise``."""

import argparse
import sys

from hauberk.cli.iam.inputs import opened, say
from hauberk.cli.writing import may_write, write_whole
from hauberk.model.exits import Exit
from hauberk.questions.minimise import smaller
from hauberk.reports.iam import minimise as report
from hauberk.reports.style import style_for


def run(options: argparse.Namespace) -> int:
    """Asks, and prints or writes the answer."""
    if options.output:
        may_write(options.output)
    with opened(options, [options.policy]) as (files, (policy,)):
        found = smaller(files, policy, wildcards=options.wildcards, steps=options.budget)
        if options.output:
            write_whole(options.output, report.policy(found))
        if options.quiet:
            say(report.policy(found), files)
        elif options.format == "json":
            say(report.json(found, files.locate), files)
        else:
            say(report.text(found, files.locate, style_for(sys.stdout)), files)
    if found.result.policy.statements != found.policy.statements:
        return Exit.YES
    return Exit.UNREAD if found.result.undecided else Exit.NO
