"""Statements of policies, wherever and however they are written."""

import pytest

from hauberk.model.application import Application
from hauberk.model.guards import ALWAYS, when
from hauberk.model.policies import (
    HOLDERS,
    EndpointStatement,
    IdentityStatement,
    ResourceStatement,
    Role,
    Statement,
    TrustStatement,
    documents,
    pattern_text,
)
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.span import Span
from hauberk.model.values import (
    Absent,
    Fields,
    Items,
    Known,
    OneOf,
    Pattern,
    Reason,
    Reference,
    Unknown,
    Value,
    fields_of,
)
from hauberk.model.world import World
from tests.model.making import fact, made

X, Y = when(fact("A", "x")), when(fact("A", "y"))
WHY = Unknown(Reason("why", "because"))
READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
WRITE = {"Effect": "Allow", "Action": ["s3:Put*", "s3:Delete*"], "Resource": "*"}


def resource(type_: str, properties: object, presence: Value = PRESENT) -> Resource:
    """A resource with these properties."""
    return Resource("R", type_, fields_of(made(properties)), presence=presence)


def statements(kind: type[Statement], *resources: Resource) -> list[Statement]:
    """What a kind of statement finds in an application, each in the world of its guard."""
    application = Application("t", "CloudFormation", {one.id: one for one in resources})
    found = []
    for seed in kind.seeds(application):
        subject = seed.see(World(seed.guard))
        assert isinstance(subject, Statement)
        assert seed.id == subject.id
        found.append(subject)
    return found


def queue(statement: object) -> Resource:
    """A queue policy with one document."""
    return resource("AWS::SQS::QueuePolicy", {"PolicyDocument": {"Statement": statement}})


def only(statement: object) -> Statement:
    """The statement of a queue policy that has one."""
    (found,) = statements(ResourceStatement, queue(statement))
    return found


def put(path: str, value: object) -> object:
    """A mapping that has a value at a dotted path."""
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


@pytest.mark.parametrize("type_", HOLDERS)
def test_every_place_of_a_document_is_found_in_its_role(type_: str) -> None:
    kinds = {
        Role.IDENTITY: IdentityStatement,
        Role.TRUST: TrustStatement,
        Role.RESOURCE: ResourceStatement,
        Role.ENDPOINT: EndpointStatement,
    }
    for holder in HOLDERS[type_]:
        content: object = READ if holder.path.endswith("Statement") else {"Statement": [READ]}
        holding = resource(type_, put(holder.path, [{holder.document: content}] if holder.document else content))
        for role, kind in kinds.items():
            found = statements(kind, holding)
            assert [one.actions for one in found] == ([(Known("s3:GetObject"),)] if role is holder.role else [])


@pytest.mark.parametrize("statement", [READ, [READ]], ids=["alone", "in a list"])
def test_one_statement_may_stand_without_a_list(statement: object) -> None:
    found = only(statement)
    assert found.id == "R/PolicyDocument/Statement[0]"
    assert found.allows
    assert found.actions == (Known("s3:GetObject"),)


def test_several_statements_are_numbered() -> None:
    found = statements(ResourceStatement, queue([READ, WRITE]))
    assert [one.id for one in found] == ["R/PolicyDocument/Statement[0]", "R/PolicyDocument/Statement[1]"]
    assert [len(one.actions) for one in found] == [1, 2]


def test_a_statement_is_there_where_its_branch_and_its_resource_are() -> None:
    branches = OneOf(((X, made([READ, WRITE])), (Y, made([WRITE]))))
    holding = resource("AWS::SQS::QueuePolicy", {"PolicyDocument": {"Statement": branches}})
    application = Application("t", "", {"R": holding})
    assert [(seed.id.rpartition("/")[2], seed.guard) for seed in ResourceStatement.seeds(application)] == [
        ("Statement[0]", X),
        ("Statement[1]", X),
        ("Statement[0]", Y),
    ]
    present = OneOf(((X, Known(True)), (Y, Known(False))))
    half = resource("AWS::SQS::QueuePolicy", {"PolicyDocument": {"Statement": branches}}, present)
    assert [seed.guard for seed in ResourceStatement.seeds(Application("t", "", {"R": half}))] == [X, X]


def test_a_document_in_a_branch_of_a_list() -> None:
    inline = OneOf(((X, made({"PolicyName": "p", "PolicyDocument": {"Statement": READ}})), (Y, Absent())))
    role = resource("AWS::IAM::Role", {"Policies": [inline, {"PolicyDocument": {"Statement": WRITE}}]})
    found = [(document.id, document.guard, document.role) for document in documents(role)]
    assert found == [("Policies[0]", X, Role.IDENTITY), ("Policies[1]", ALWAYS, Role.IDENTITY)]


@pytest.mark.parametrize(
    "properties",
    [
        {"PolicyDocument": WHY},
        {"PolicyDocument": {"Statement": WHY}},
        {"PolicyDocument": {"Statement": [WHY]}},
    ],
    ids=["document", "statements", "statement"],
)
def test_what_cannot_be_read_is_a_statement_that_says_why(properties: object) -> None:
    (found,) = statements(ResourceStatement, resource("AWS::SQS::QueuePolicy", properties))
    assert found.undecided == WHY
    assert not found.allows


@pytest.mark.parametrize("name", ["Effect", "Condition"])
def test_an_effect_or_a_condition_that_is_unknown_leaves_all_open(name: str) -> None:
    assert only({**READ, name: WHY}).undecided == WHY
    assert only(READ).undecided is None


def test_a_deny_allows_nothing() -> None:
    assert not only({**READ, "Effect": "Deny"}).allows


@pytest.mark.parametrize(
    ("principal", "kinds"),
    [
        ("*", [("AWS", Known("*"))]),
        ({"AWS": "*"}, [("AWS", Known("*"))]),
        ({"AWS": ["1", "2"], "Service": "s"}, [("AWS", Known("1")), ("AWS", Known("2")), ("Service", Known("s"))]),
        (["*"], [("AWS", Known("*"))]),
        (WHY, [("AWS", WHY)]),
        ({"Service": WHY}, [("Service", WHY)]),
    ],
)
def test_principals(principal: object, kinds: list[tuple[str, Value]]) -> None:
    assert list(only({**READ, "Principal": principal}).principals) == kinds


def test_no_principal() -> None:
    assert only(READ).principals == ()


def test_conditions_name_operator_key_and_value() -> None:
    found = only(
        {**READ, "Condition": {"StringEquals": {"AWS:SourceArn": "a", "s3:Prefix": ["b"]}, "Bool": {"x": True}}}
    )
    assert [(operator, key) for operator, key, _ in found.conditions] == [
        ("StringEquals", "aws:sourcearn"),
        ("StringEquals", "s3:prefix"),
        ("Bool", "x"),
    ]
    assert only(READ).conditions == ()


def test_a_statement_points_to_its_own_line() -> None:
    inner = Known(Fields({"Effect": Known("Allow")}, head=Span("t", 7, 9)), (Span("t", 7, 20),))
    assert only([inner]).head == Span("t", 7, 9)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Known("s3:*"), "s3:*"),
        (Pattern(("arn:", Reference("AWS::Partition"), ":s3")), "arn:?:s3"),
        (Reference("R", "Arn"), None),
        (WHY, None),
        (Known(1), None),
        (made(["a"]), None),
    ],
)
def test_text_with_question_marks_for_what_is_not_known(value: Value, text: str | None) -> None:
    assert pattern_text(value) == text


def test_a_policy_of_a_list_that_is_unknown_is_told_to_be() -> None:
    """Whatever it allows; the others of the list are read."""
    policies = Known(Items((WHY, Known(Fields({"PolicyDocument": made({"Statement": [READ]})})))))
    found = list(documents(Resource("R", "AWS::IAM::Role", Fields({"Policies": policies}))))
    assert [(one.id, isinstance(one.value, Unknown)) for one in found] == [
        ("Policies[0]", True),
        ("Policies[1]", False),
    ]
