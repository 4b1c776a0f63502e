"""The long run of the algebra against the evaluator: ``python -m tests.iam.long CASES [SEED]``.

A case is a pair of generated policies, asked both ways. Prints the agreement, the mix and the operators; ends with 1
where algebra and evaluator disagree. A case is found again by its number: its seed is ``SEED + number``.
"""

import argparse
import sys
from collections import Counter

from hauberk.cli.writing import write_out
from tests.iam.agreement import DisagreementError, relation
from tests.iam.strategies import operators, pairs, seeded


def run(cases: int, seed: int = 0) -> tuple[Counter[str], Counter[str], list[str]]:
    """The relations, the operators and the disagreements of some cases."""
    count: Counter[str] = Counter()
    used: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(seed, seed + cases):
        pick = seeded(number)
        one, other = pairs(pick)
        used.update(operator.name for operator in operators(one, other))
        try:
            relation(pick, one, other, count)
        except DisagreementError as error:
            wrong.append(f"case {number}: {error}")
    return count, used, wrong


def main() -> int:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    options = parser.parse_args()
    cases = options.cases
    count, used, wrong = run(cases, options.seed)
    lines = [f"{cases} cases from seed {options.seed}: {len(wrong)} disagreements"]
    for name, number in count.most_common():
        lines.append(f"  {name}: {number}" + ("" if name.startswith("requests") else f" ({number / cases:.2%})"))
    lines.append("operators: " + ", ".join(f"{name} {number}" for name, number in sorted(used.items(), key=_by_number)))
    write_out("\n".join((*lines, *wrong[:5], "")))
    return 1 if wrong else 0


def _by_number(used: tuple[str, int]) -> int:
    return used[1]


if __name__ == "__main__":
    sys.exit(main())
