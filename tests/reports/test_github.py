"""Annotations in an order, and within a limit, that leave a reader nothing worse unseen."""

import re

from hauberk.model.ledger import Entry, Gap, Identity, Ledger
from hauberk.model.verdict import Severity, State
from tests.reports.shop import report, shop


def findings(severity: Severity, number: int) -> list[Entry]:
    found = shop().findings()[0]
    return [
        found._replace(severity=severity, state=State.VIOLATED, identity=Identity("x", str(severity), str(one)))
        for one in range(number)
    ]


def levels(text: str) -> list[str]:
    return re.findall(r"(?m)^::(\w+) ", text)


def test_the_worst_come_first() -> None:
    mixed = [entry for one in zip(*(findings(severity, 3) for severity in Severity), strict=True) for entry in one]
    text = report(Ledger(entries=tuple(mixed)), "github")
    assert levels(text) == ["error"] * 6 + ["warning"] * 3 + ["notice"] * 3


def test_it_tells_how_many_github_leaves_out() -> None:
    entries = (*findings(Severity.LOW, 11), *findings(Severity.CRITICAL, 8), *findings(Severity.HIGH, 5))
    gaps = tuple(Gap(f"{number}.tf", "format-not-read", "it isn't read") for number in range(10))
    text = report(Ledger(entries=entries, gaps=gaps), "github")
    said = "GitHub shows the first 10 annotations of each level; of these it leaves out 3 errors, 1 notice."
    assert said in text.splitlines()


def test_it_says_nothing_of_a_limit_that_is_not_reached() -> None:
    assert "leaves out" not in report(Ledger(entries=tuple(findings(Severity.LOW, 10))), "github")


def test_notes_are_notices() -> None:
    note = "::notice title=Hauberk::template.yaml:49: the ignore of wildcard-action is no longer needed\n"
    assert note in report(shop(), "github")
