"""Every way in which principals of an account gain more than they have: single methods, and paths of several.

A method is tried with each thing to gain from that the account has. Each step has to be allowed, with a request as the
proof; what isn't told of the facts makes the answer undecided, and what is closed isn't spoken of.
"""

from collections.abc import Iterable
from datetime import date

from hauberk.iam.escalation.account import Account
from hauberk.iam.escalation.combining import MAX_COMBINED, MAX_DEPTH, combined
from hauberk.iam.escalation.effort import Effort
from hauberk.iam.escalation.results import ADMINISTRATOR, EVERY_METHOD, Path, Result, Taken, Undecided
from hauberk.iam.escalation.singles import Singles
from hauberk.iam.escalation.telling import TOLD, told

__all__ = [
    "ADMINISTRATOR",
    "EVERY_METHOD",
    "MAX_COMBINED",
    "MAX_DEPTH",
    "STEPS",
    "TOLD",
    "TOTAL",
    "Path",
    "Result",
    "Taken",
    "Undecided",
    "escalations",
]

STEPS = 20_000
"""Steps of one question."""
TOTAL = 20_000_000
"""Steps of an account."""


def escalations(
    account: Account,
    of: Iterable[str] | None = None,
    budget: int = STEPS,
    total: int = TOTAL,
    today: date | None = None,
) -> Result:
    """Every way of some principals, by their ARNs, or of all: single methods of each before several in a row.

    ``budget`` is the number of steps of one question, ``total`` of all. Past them the answer is undecided. No request
    is made before ``today``, by default the day of the bundled facts.
    """
    singles = Singles(account, Effort(total, budget), today)
    wanted = None if of is None else set(of)
    chosen = [one for one in account.principals if wanted is None or one.arn in wanted]
    paths: list[Path] = []
    undecided: list[Undecided] = []
    for principal in chosen:
        paths += told(singles.gains, principal, singles.of(principal))
        for one in combined(singles, principal):
            if isinstance(one, Path):
                paths.append(one)
            else:
                undecided.append(one)
        undecided += singles.undecided(principal)
    return Result(tuple(paths), tuple(dict.fromkeys(undecided)))
