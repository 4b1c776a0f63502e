"""What AWS's own services found: beside the finding that says the same, or in a list, and never twice."""

import json

import pytest

from hauberk.model.foreign import CONFIG, INSPECTOR, Foreign
from hauberk.model.ledger import Suppression
from hauberk.model.verdict import Severity
from hauberk.reports.others import TITLE, alone, also, others
from tests.reports.shop import report, shop

FOUND = shop().findings()[0]
SAME = Foreign(
    CONFIG, "arn:rule#1", "lambda-url-auth", "rule lambda-url-auth", "", "app", "Url", "Url", "2026-11-01T10:00:00Z"
)._replace(told_by=(FOUND.fingerprint,))
OTHER = Foreign(INSPECTOR, "arn:finding/2", "CVE-2026-1", "CVE-2026-1 - left-pad", "HIGH", "app", "F", "Orders")
LEDGER = shop()._replace(foreign=(SAME, OTHER))


def test_one_that_a_finding_says_too_stands_with_it_alone() -> None:
    told = others(LEDGER)
    assert told.of(FOUND) == [SAME]
    assert told.apart == [OTHER]


def test_one_whose_finding_is_switched_off_is_told_by_itself() -> None:
    off = [
        entry._replace(suppressed=Suppression("comment", "known")) if entry.fingerprint == FOUND.fingerprint else entry
        for entry in LEDGER.entries
    ]
    assert others(LEDGER._replace(entries=tuple(off))).apart == [SAME, OTHER]


def test_one_whose_finding_takes_a_line_stands_in_the_list() -> None:
    low = next(entry for entry in shop().findings() if entry.severity is Severity.LOW)
    ledger = shop()._replace(foreign=(SAME._replace(told_by=(low.fingerprint,)),))
    assert f"{TITLE}: 1" in report(ledger, "text")
    assert TITLE not in report(ledger, "text", verbose=True)
    assert "aws: AWS Config also says: rule lambda-url-auth" in report(ledger, "text", verbose=True)


def test_a_report_without_any_has_no_place_for_them() -> None:
    assert TITLE not in report(shop(), "text", verbose=True)
    assert others(shop()) == others(shop()._replace(entries=()))


def test_one_that_an_entry_is_about_is_told_by_that_entry_alone() -> None:
    itself = OTHER._replace(id=FOUND.subject, told_by=(FOUND.fingerprint,))
    told = others(shop()._replace(foreign=(itself,)))
    assert (told.of(FOUND), told.apart) == ([], [])


def test_an_arn_is_no_name_of_a_rule() -> None:
    assert alone(OTHER._replace(rule="arn:aws:x", title="it is open")) == "Orders: Amazon Inspector: it is open (high)"
    assert alone(OTHER._replace(rule="arn:aws:x", title="")) == "Orders: Amazon Inspector: arn:aws:x (high)"


def test_the_words_have_rule_severity_and_time() -> None:
    assert also(SAME) == "AWS Config also says: rule lambda-url-auth (since 2026-11-01)"
    assert alone(OTHER) == "Orders: Amazon Inspector: CVE-2026-1 - left-pad (high)"


@pytest.mark.parametrize("format_", ["text", "html", "markdown", "sarif"])
def test_each_is_told_once(format_: str) -> None:
    text = report(LEDGER, format_, verbose=True).replace("\\", "").replace("\n      ", " ")
    assert text.count("lambda-url-auth (since 2026-11-01)") == 1
    assert text.count("left-pad") == 1


def test_json_has_them_with_the_verdicts_that_say_the_same() -> None:
    found = json.loads(report(LEDGER, "json"))
    assert [one["id"] for one in found["foreign"]] == [SAME.id, OTHER.id]
    beside = [verdict for verdict in found["verdicts"] if verdict["also"]]
    assert [(verdict["fingerprint"], verdict["also"]) for verdict in beside] == [(FOUND.fingerprint, [SAME.id])]


def test_a_long_list_is_counted_unless_all_is_wanted() -> None:
    many = LEDGER._replace(foreign=tuple(OTHER._replace(id=str(number), rule=f"CVE-{number}") for number in range(30)))
    assert "and 19 more" in report(many, "text")
    assert "CVE-29" in report(many, "text", verbose=True)
