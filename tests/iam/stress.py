"""The policies that AWS manages against each other: ``python -m tests.iam.stress PAIRS [SEED]``.

Every fourth pair is against one of the wide ones. Prints how many are decided, how long the processor took, and what
wasn't decided by its reason.
"""

import gc
import random
import sys
import time
from collections import Counter

from hauberk.iam import managed
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.containment import excess
from hauberk.iam.language.policy import Policy
from tests.iam.language.documents import read

WIDE = ("ReadOnlyAccess", "SecurityAudit", "ViewOnlyAccess", "PowerUserAccess", "AdministratorAccess")


def documents() -> dict[str, Policy]:
    """Every managed policy that has a document, by its name."""
    found: dict[str, Policy] = {}
    for path in sorted(managed.paths()):
        name = path.rpartition("/")[2]
        parsed = read(managed.document(name), name=name)
        if parsed.policy is not None:
            found[name] = parsed.policy
    return found


def main() -> None:
    """Asks and prints."""
    number, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    policies = documents()
    gc.collect()
    gc.freeze()  # a collection that goes through 1,200 policies takes longer than most questions
    names = list(policies)
    chance = random.Random(seed)
    rows: list[tuple[float, int, str, str]] = []
    undecided: Counter[str] = Counter()
    held = 0
    for index in range(number):
        one, other = chance.choice(names), chance.choice(WIDE if index % 4 == 0 else names)
        budget = Budget()
        start = time.process_time()
        try:
            held += excess([policies[one]], [policies[other]], budget) is None
        except UndecidedError as error:
            undecided[error.code] += 1
        rows.append((time.process_time() - start, budget.steps - budget.left, one, other))
    rows.sort()
    times = [row[0] * 1000 for row in rows]
    print(
        f"{len(names)} policies, {number} pairs, {held} subsets, {sum(undecided.values())} undecided {dict(undecided)}"
    )
    print(f"median {times[number // 2]:.3f} ms, p99 {times[number * 99 // 100]:.1f} ms, worst {times[-1]:.0f} ms")
    for row in rows[-3:]:
        print(f"  {row[0] * 1000:.0f} ms, {row[1]} steps: {row[2]} in {row[3]}")


if __name__ == "__main__":
    main()
