"""``hauberk iam validate``."""

import argparse
import sys

from hauberk.cli.iam.inputs import opened, say
from hauberk.iam.validation import UNDECIDED, Severity
from hauberk.model.exits import Exit
from hauberk.questions.validate import problems
from hauberk.reports.iam import validate as report
from hauberk.reports.style import style_for

_ORDER = tuple(Severity)


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the answer."""
    with opened(options, [options.policy]) as (files, (policy,)):
        policies, found = problems(files, policy, options.type or "", options.service or "", options.budget)
        if not policies:
            print(f"hauberk: {files.show(policy)} writes no policy", file=sys.stderr)
            return Exit.NOTHING
        told = [one for one in found if _ORDER.index(one.problem.severity) <= _ORDER.index(Severity(options.severity))]
        undecided = any(one.problem.code == UNDECIDED for one in found)
        if options.format == "json":
            say(report.json(told, policies, files.locate), files)
        else:
            say(report.text(told, policies, files.locate, style_for(sys.stdout)), files)
    if any(one.problem.code != UNDECIDED for one in told):
        return Exit.YES
    return Exit.UNREAD if undecided else Exit.NO
