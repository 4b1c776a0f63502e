"""Statements of policies, wherever and however they are written."""

import re

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
from tests.schemas import TYPES, Schema, has, parts, schema_of

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
        holding = resource(type_, put(holder.path, [put(holder.document, content)] if holder.document else content))
        for role, kind in kinds.items():
            found = statements(kind, holding)
            assert [one.actions for one in found] == ([(Known("s3:GetObject"),)] if role is holder.role else [])


NO_GRANT = {
    "AWS::Cognito::UserPool": "rules for passwords",
    "AWS::SNS::Subscription": "how often a delivery is tried again",
    "AWS::SSM::Parameter": "when a parameter expires",
    "AWS::Serverless::Api": "read as what SAM makes of it",
    "AWS::Serverless::Function": "read as what SAM makes of it",
    "AWS::Serverless::StateMachine": "read as what SAM makes of it",
    "AWS::AIOps::InvestigationGroup": "who may use an investigation is for operations",
    "AWS::EC2::VerifiedAccessEndpoint": "Cedar",
    "AWS::EC2::VerifiedAccessGroup": "Cedar",
    "AWS::ECR::PublicRepository": "public on purpose",
    "AWS::EKS::PodIdentityAssociation": "narrows a session",
    "AWS::IoT::Policy": "what things may do, without principals",
    "AWS::Logs::AccountPolicy": "settings of log groups, no permissions",
    "AWS::MediaPackageV2::ChannelPolicy": "public on purpose: video",
    "AWS::MediaPackageV2::OriginEndpointPolicy": "public on purpose: video",
    "AWS::MediaStore::Container": "public on purpose: video",
    "AWS::MediaTailor::ChannelPolicy": "public on purpose: video",
    "AWS::NetworkManager::CoreNetwork": "the shape of a network",
    "AWS::Omics::SequenceStore": "no Lambda application",
    "AWS::OpenSearchServerless::AccessPolicy": "a language of its own",
    "AWS::OpenSearchServerless::LifecyclePolicy": "a language of its own",
    "AWS::OpenSearchServerless::SecurityPolicy": "a language of its own",
    "AWS::ResilienceHub::ResiliencyPolicy": "targets of availability",
    "AWS::RolesAnywhere::Profile": "narrows a session",
    "AWS::RUM::AppMonitor": "public on purpose: web pages send to it",
    "AWS::Transfer::User": "narrows a session",
    "AWS::VpcLattice::AuthPolicy": "only what is in associated VPCs gets as far",
}
"""Types with a policy that isn't a document of IAM's which grants something to someone, and what it is instead."""
DOCUMENT = re.compile(
    r"(?:Access|Delivery\w*|Destination|FileSystem|Key|ModelPackageGroup|Namespace\w*|Repository|Resource|Session"
    r"|InvestigationGroup|S3Access)?(?:Policy|Policies)(?:Document|Text)?"
)


def test_no_type_that_holds_a_policy_is_forgotten() -> None:
    """Properties that are called so and are structure, or text in which there is some."""
    missing = set()
    for type_ in TYPES:
        for name, described in schema_of(type_).get("properties", {}).items():
            kinds = {kind for part in parts(schema_of(type_), [described]) for kind in _kinds(part)}
            if DOCUMENT.fullmatch(name) and kinds & {"object", "string"} and type_ not in HOLDERS:
                missing.add(type_)
    assert sorted(missing) == sorted(NO_GRANT)


def _kinds(part: Schema) -> set[str]:
    found = part.get("type", ())
    return {found} if isinstance(found, str) else set(found)


@pytest.mark.parametrize("type_", HOLDERS)
def test_every_place_of_a_document_is_a_property(type_: str) -> None:
    for holder in HOLDERS[type_]:
        path = f"{holder.path}.{holder.document}" if holder.document else holder.path
        inside = path.partition("Body.")[0] or "Body"  # the definition of an API isn't described
        assert has(type_, inside)


BUS = "AWS::Events::EventBusPolicy"


def bus(**more: object) -> Statement:
    """The statement that a bus's policy of the older form amounts to."""
    (found,) = statements(ResourceStatement, resource(BUS, {"Action": "events:PutEvents", "StatementId": "s", **more}))
    return found


def test_the_older_form_of_a_bus_policy_is_a_statement() -> None:
    found = bus(Principal="*")
    assert found.id == "R/Statement/Statement[0]"
    assert found.allows
    assert found.undecided is None
    assert found.actions == (Known("events:PutEvents"),)
    assert found.principals == (("AWS", Known("*")),)
    assert found.conditions == ()


def test_the_condition_of_a_bus_policy_has_its_parts_beside_each_other() -> None:
    condition = {"Type": "StringEquals", "Key": "aws:PrincipalOrgID", "Value": "o-1"}
    assert bus(Principal="*", Condition=condition).conditions == (("StringEquals", "aws:principalorgid", Known("o-1")),)
    assert isinstance(bus(Principal="*", Condition={**condition, "Type": WHY}).undecided, Unknown)
    assert bus(Principal="*", Condition=WHY).undecided == WHY


def test_a_bus_policy_without_a_principal_is_no_statement_of_the_older_form() -> None:
    assert statements(ResourceStatement, resource(BUS, {"Action": "events:PutEvents"})) == []
    assert len(statements(ResourceStatement, resource(BUS, {"Statement": READ}))) == 1
    assert statements(IdentityStatement, resource(BUS, {"Principal": "*"})) == []


def test_a_bus_policy_differs_by_branch() -> None:
    principal = OneOf(((X, Known("*")), (Y, Absent())))
    found = statements(ResourceStatement, resource(BUS, {"Principal": principal}))
    assert [one.principals for one in found] == [(("AWS", Known("*")),)]


def test_replicas_of_a_table_have_two_policies_each() -> None:
    replica = {
        "ResourcePolicy": {"PolicyDocument": {"Statement": READ}},
        "ReplicaStreamSpecification": {"ResourcePolicy": {"PolicyDocument": {"Statement": WRITE}}},
    }
    found = statements(ResourceStatement, resource("AWS::DynamoDB::GlobalTable", {"Replicas": [replica]}))
    assert [one.id for one in found] == [
        "R/Replicas[0].ResourcePolicy.PolicyDocument/Statement[0]",
        "R/Replicas[0].ReplicaStreamSpecification.ResourcePolicy.PolicyDocument/Statement[0]",
    ]


@pytest.mark.parametrize("effect", ["allow", "ALLOW", "deny", "Permit", True])
def test_an_effect_of_another_spelling_is_none(effect: object) -> None:
    found = only({**READ, "Effect": effect})
    assert not found.allows
    assert isinstance(found.undecided, Unknown)
    assert found.undecided.reason.code == "wrong-effect"


def test_a_statement_without_an_effect_is_not_decided() -> None:
    assert isinstance(only({"Action": "s3:GetObject", "Resource": "*"}).undecided, Unknown)
    assert only({**READ, "Effect": "Deny"}).undecided is None


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


def test_a_condition_made_elsewhere_leaves_all_open() -> None:
    condition = {"StringEquals": Reference("Made", "Value")}
    assert isinstance(only({**READ, "Condition": condition}).undecided, Unknown)


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
