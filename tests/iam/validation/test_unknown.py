"""What isn't known of a policy is never blamed."""

import pytest

from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Kind
from hauberk.iam.validation import Severity, holder_of, validate
from hauberk.model.values import Fields, Items, Known, OneOf, Pattern, Reason, Reference, Unknown, Value

UNKNOWN = Unknown(Reason("parameter", "parameter Name has no default"))


def fields(**entries: object) -> Known:
    return Known(Fields({name: value if isinstance(value, Value) else Known(value) for name, value in entries.items()}))  # type: ignore[arg-type]


def found(statement: Known, kind: Kind = Kind.IDENTITY) -> set[str]:
    document = fields(Version="2012-10-17", Statement=Known(Items([statement])))
    parsed = parse(document, kind=kind)
    assert parsed.policy is not None, parsed.faults
    return {problem.code for problem in validate(parsed.policy, kind, document=document)}


@pytest.mark.parametrize(
    "resource",
    [
        Reference("Orders", "Arn"),
        Pattern((Reference("Orders", "Arn"), "*")),
        Pattern(("arn:aws:sqs:eu-west-1:", Reference("AWS::AccountId"), ":", UNKNOWN)),
        Pattern(("arn:", Reference("AWS::Partition"), ":sqs:", Reference("AWS::Region"), ":", UNKNOWN)),
        UNKNOWN,
    ],
)
def test_a_resource_with_unknown_parts_may_be_right(resource: Value) -> None:
    assert found(fields(Effect="Allow", Action="sqs:SendMessage", Resource=resource)) == set()


def test_what_can_t_be_right_whatever_the_unknown_part_is_is_blamed() -> None:
    resource = Pattern(("arn:aws:s3:::", UNKNOWN, "/*"))
    assert found(fields(Effect="Allow", Action="s3:ListBucket", Resource=resource)) == {"action-without-resource"}


def test_an_action_that_isn_t_known_may_have_any_resource_and_key() -> None:
    condition = fields(StringLike=fields(**{"s3:prefix": "a"}))
    actions = Known(Items([Known("s3:GetObject"), UNKNOWN]))
    statement = fields(Effect="Allow", Action=actions, Resource="arn:aws:s3:::a/*", Condition=condition)
    assert found(statement) == set()


@pytest.mark.parametrize(
    ("operator", "value"),
    [
        ("ArnEquals", Reference("Topic")),
        ("ArnLike", Reference("Topic")),
        ("ArnLike", Pattern((Reference("Api", "Arn"), "/*"))),
        ("StringEquals", Reference("Topic")),
    ],
)
def test_an_arn_that_isn_t_known_may_match(operator: str, value: Value) -> None:
    condition = fields(**{operator: fields(**{"aws:SourceArn": value})})
    statement = fields(Effect="Allow", Action="sqs:SendMessage", Resource="*", Principal="*", Condition=condition)
    assert found(statement, Kind.RESOURCE) == set()


def test_a_condition_that_isn_t_known_may_narrow() -> None:
    statement = fields(Effect="Allow", Action="iam:PassRole", Resource="*", Condition=UNKNOWN)
    assert found(statement) == set()


def test_a_principal_that_isn_t_known_may_be_one() -> None:
    statement = fields(Effect="Allow", Action="sqs:SendMessage", Resource="*", Principal=fields(AWS=UNKNOWN))
    assert found(statement, Kind.RESOURCE) == set()


def test_statements_that_differ_by_parameter_are_not_held_against_others() -> None:
    either = OneOf(())
    document = fields(Version="2012-10-17", Statement=Known(Items([either])))
    parsed = parse(document)
    assert parsed.policy is not None
    assert validate(parsed.policy, Kind.IDENTITY, document=document) == ()


def test_a_size_counts_only_what_is_known() -> None:
    statements = [fields(Effect="Allow", Action="sqs:SendMessage", Resource=Pattern((UNKNOWN, "a" * 7_000)))]
    document = fields(Version="2012-10-17", Statement=Known(Items(statements)))
    policy = parse(document).policy
    assert policy is not None
    managed = holder_of("AWS::IAM::ManagedPolicy")
    (problem,) = validate(policy, Kind.IDENTITY, managed, document)
    assert (problem.code, problem.severity) == ("too-large", Severity.ERROR)
