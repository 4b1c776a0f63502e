"""``hauberk baseline``."""

import argparse
import sys

from hauberk.cli.faults import tell_faults
from hauberk.cli.target import checked, target_of, with_stdin
from hauberk.cli.writing import may_write, write_whole
from hauberk.model.exits import Exit
from hauberk.reports.fitting import counted
from hauberk.scan.baseline import write_baseline


def run(options: argparse.Namespace) -> int:
    """Checks, and writes the findings down."""
    may_write(options.output)
    with with_stdin(options) as given:
        target = target_of(given)
        ledger = checked(target._replace(plan=target.plan._replace(excerpts=False, mapped=False)))
    if not ledger.applications:
        print("hauberk: nothing to check, so no baseline was written", file=sys.stderr)
        return Exit.NOTHING
    write_whole(options.output, write_baseline(ledger))
    print(f"{counted(len(ledger.findings()), 'finding')} written to {options.output}")
    if tell_faults(ledger):
        return Exit.INTERNAL
    return Exit.UNREAD if ledger.gaps else Exit.NO
