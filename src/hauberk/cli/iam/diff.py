"""``hauberk iam diff``."""

import argparse
import sys

from hauberk.cli.iam.inputs import account_of, opened
from hauberk.cli.writing import write_out
from hauberk.model.exits import Exit
from hauberk.questions.diff import Side, difference
from hauberk.reports.iam import diff as report
from hauberk.reports.style import style_for


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the answer."""
    with opened(options, [options.old, options.new]) as (files, (old, new)):
        found = difference(Side(files, old), Side(files, new), account_of(options.account), options.budget)
        if options.format == "json":
            write_out(report.json(found, files.locate))
        else:
            write_out(report.text(found, files.locate, style_for(sys.stdout)))
    return Exit.YES if found.added else Exit.UNREAD if found.undecided else Exit.NO
