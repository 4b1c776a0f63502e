"""The long run of the algebra against the evaluator: ``python -m tests.iam.long CASES [SEED]``.

A case is a pair of generated policies, asked both ways. Prints the agreement, the mix and the operators; ends with 1
where algebra and evaluator disagree. A case is found again by its number: its seed is ``SEED + number``.
"""

import sys
from collections import Counter

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
    cases, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    count, used, wrong = run(cases, seed)
    print(f"{cases} cases from seed {seed}: {len(wrong)} disagreements")
    for name, number in count.most_common():
        print(f"  {name}: {number}" + ("" if name.startswith("requests") else f" ({number / cases:.2%})"))
    print("operators: " + ", ".join(f"{name} {number}" for name, number in sorted(used.items(), key=lambda x: x[1])))
    print("\n".join(wrong[:5]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
