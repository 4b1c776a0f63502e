"""Each check finds what it is for, and only that; each is documented."""

import re
from pathlib import Path

import pytest

from hauberk.iam.validation import CHECKS, UNDECIDED, Severity, holders, refused
from hauberk.iam.validation.listing import table
from hauberk.reading.json import read_json
from hauberk.reading.source import Source
from tests.iam.validation.cases import CASES, Case, allow, cases
from tests.iam.validation.reading import document, problems

DOCUMENTED = Path(__file__).parents[3] / "docs" / "policy-validation.md"


@pytest.mark.parametrize(("code", "case"), list(cases(passing=False)))
def test_what_is_wrong_is_found(code: str, case: Case) -> None:
    assert code in {problem.code for problem in problems(case)}


@pytest.mark.parametrize(("code", "case"), list(cases(passing=True)))
def test_what_is_right_is_not_blamed(code: str, case: Case) -> None:
    assert code not in {problem.code for problem in problems(case)}


def test_every_check_has_cases() -> None:
    assert [check.code for check in CHECKS] == list(dict.fromkeys(check.code for check in CHECKS))
    assert {check.code for check in CHECKS} == set(CASES)
    assert all(failing and passing for failing, passing in CASES.values())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_is_documented_with_a_dated_source(check: object) -> None:
    documentation = getattr(check, "run").__doc__ or ""  # noqa: B009
    assert "Source: " in documentation
    assert re.search(r"\(2026-\d\d\)|own date|2026-11|catalogue's own|as for", documentation)


def test_the_table_of_the_documentation_is_that_of_the_checks() -> None:
    assert table(CHECKS) in DOCUMENTED.read_text(encoding="utf-8")


def test_a_policy_without_faults_has_no_problems() -> None:
    assert problems(Case(allow())) == ()


def test_problems_come_by_statement_and_the_document_s_first() -> None:
    case = Case([allow("sqs:SendMessageBatch"), allow("sqss:A", "*")], version="")
    assert [problem.code for problem in problems(case)] == ["missing-version", "unknown-action", "unknown-service"]


def test_a_problem_stands_at_the_very_entry() -> None:
    case = Case(allow(["sqs:SendMessage", "sqs:SendMessageBatch"]))
    (problem,) = problems(case)
    text = document(case).decode()
    assert problem.span is not None
    assert text[problem.span.start : problem.span.end] == '"sqs:SendMessageBatch"'


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        (allow(resource=["*", "orders"]), '"orders"'),
        (allow(Sid="a b"), '"a b"'),
        (allow(Condition={"StringEquals": {"aws:usernam": "a"}}), '"aws:usernam"'),
    ],
)
def test_other_places_are_told_too(statement: object, shown: str) -> None:
    case = Case(statement)
    text = document(case).decode()
    places = [problem.span for problem in problems(case) if problem.span is not None]
    assert shown in [text[place.start : place.end] for place in places]


def test_a_principal_stands_at_the_very_entry() -> None:
    case = CASES["invalid-principal"][0][0]
    (problem,) = (problem for problem in problems(case) if problem.code == "invalid-principal")
    text = document(case).decode()
    assert problem.span is not None
    assert text[problem.span.start : problem.span.end] == '"12345"'


def test_without_a_document_a_problem_stands_at_its_statement() -> None:
    (problem,) = problems(Case(allow("sqs:SendMessageBatch")), told=False)
    assert problem.statement is not None
    assert problem.span == problem.statement.span


def test_the_same_policy_has_the_same_problems_each_time() -> None:
    case = CASES["redundant-statement"][0][1]
    assert problems(case) == problems(case)


def test_what_takes_too_long_is_told_as_undecided() -> None:
    case = Case([allow(resource=f"arn:aws:s3:::{'*a' * 12}{n}*") for n in range(20)] + [allow("*", "arn:aws:s3:::a*")])
    found = problems(case, steps=5)
    assert UNDECIDED in {problem.code for problem in found}
    assert all(problem.severity is Severity.SUGGESTION for problem in found if problem.code == UNDECIDED)


def test_a_document_that_is_no_policy_is_refused_with_reasons() -> None:
    from hauberk.iam.language.parse import parse

    found = refused(parse(read_json(Source("p.json", b'{"Statement": {"Effect": "allow", "Action": "*"}}'))))
    assert {problem.code for problem in found} >= {"invalid-effect"}
    assert all(problem.severity is Severity.ERROR and problem.span is not None for problem in found)


def test_every_holder_names_where_its_limit_is_said() -> None:
    assert all(holder.page for holder in holders().values() if holder.limit)
    assert all(holder.kinds for holder in holders().values())
