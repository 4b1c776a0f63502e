"""Times `who can become whom?` on accounts of growing size, and counts what was asked of the engine and what is told.

    python -m benchmarks.escalation [--sizes 50x25,200x100,500x300] [--seed N] [--file DETAILS.json]

The accounts are those of tests/iam/escalation/generated.py, or one that GetAccountAuthorizationDetails answered.
Seconds are those of the processor.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from tests.iam.escalation.generated import generated

from hauberk.iam.escalation.account import Account
from hauberk.iam.escalation.combining import combined
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.digest import digest
from hauberk.iam.escalation.effort import Effort
from hauberk.iam.escalation.paths import STEPS, TOTAL, escalations
from hauberk.iam.escalation.singles import Singles


def asked(account: Account) -> Effort:
    """What all questions of an account cost."""
    singles = Singles(account, Effort(TOTAL, STEPS))
    for principal in account.principals:
        singles.of(principal)
        for _ in combined(singles, principal):
            pass
    return singles.questions.effort


def line(name: str, raw: dict[str, Any]) -> str:
    """One account, measured."""
    account = read_details(raw).account
    start = time.process_time()
    result = escalations(account)
    seconds = time.process_time() - start
    told = digest(result)
    effort = asked(account)
    return (
        f"{name:>10} {seconds:7.1f} s {effort.questions:7} questions {effort.total - effort.left:10} steps"
        f" {len(result.paths):6} paths in {len(told.ways)} ways"
        f" {len(result.undecided):6} undecided for {len(told.doubts)} reasons"
    )


def main() -> None:
    """Prints a line for each account."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="50x25,200x100,500x300", help="roles x users, apart by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    if options.file:
        print(line(options.file.name[-10:], json.loads(options.file.read_text(encoding="utf-8"))))
        return
    for size in options.sizes.split(","):
        roles, users = map(int, size.split("x"))
        print(line(size, generated(roles, users, options.seed)))


if __name__ == "__main__":
    main()
