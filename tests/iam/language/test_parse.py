"""Policies from files and from templates.

Expectations from the IAM user guide: "Grammar of the IAM JSON policy language", "IAM JSON policy elements reference",
"Access Analyzer policy check reference" (2026-11).
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.iam.language import parse as parsing
from hauberk.iam.language.operators import OPERATORS, Qualifier, operator
from hauberk.iam.language.parse import MAX_FAULTS, MAX_JSON, MAX_LENGTH, MAX_STATEMENTS, MAX_TEXTS, Parsed, parse
from hauberk.iam.language.policy import Effect, Kind, Policy, Principal, PrincipalKind, Statement
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Variable
from hauberk.model.guards import ALWAYS
from hauberk.model.span import Span
from hauberk.model.values import Fields, Known, OneOf, Pattern, Reason, Reference, Unknown, Value
from hauberk.reading.json import read_json
from hauberk.reading.source import Source
from hauberk.reading.yaml import read_yaml
from tests.iam.language.documents import Plain, allow, placeless, policy, read
from tests.model.making import made

BUCKET = Reference("Bucket", "Arn")
ACCOUNT = Reference("AWS::AccountId")
HERE = Span("t.yaml", 10, 20)
TEAM = Unknown(Reason("parameter-without-default", "parameter Team has no default"), (HERE,))
MACRO = Unknown(Reason("macro", "macros run at deployment"), (HERE,))


def whole(parsed: Parsed) -> Policy:
    """The policy, where there has to be one."""
    assert parsed.policy is not None, parsed.faults
    assert not parsed.faults
    return parsed.policy


def of(value: object, **more: object) -> Policy:
    """The policy of a template's value."""
    return whole(parse(made(value), **more))  # type: ignore[arg-type]


def only(found: Policy) -> Statement:
    """The one statement of a policy."""
    (statement,) = found.statements
    return statement


# -- the elements


def test_every_element() -> None:
    found = whole(
        read(
            {
                "Version": "2012-10-17",
                "Id": "all",
                "Statement": [
                    {
                        "Sid": "One",
                        "Effect": "Deny",
                        "NotPrincipal": {"AWS": ["123456789012", "*"], "Service": "sns.amazonaws.com"},
                        "NotAction": ["S3:Get*", "sqs:*"],
                        "NotResource": "arn:aws:s3:::b/*",
                        "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a*", "b"]}},
                    },
                    allow("s3:ListBucket", Principal="*"),
                ],
            },
            Kind.RESOURCE,
        )
    )
    assert (found.version, found.id, found.name) == ("2012-10-17", "all", "p")
    first, second = found.statements
    assert (first.effect, first.sid, first.place, first.name) == (Effect.DENY, "One", 0, "One")
    assert first.actions == (Glob(("s3:get", ANY)), Glob(("sqs:", ANY)))
    assert first.except_actions
    assert first.resources == (Glob(("arn:aws:s3:::b/", ANY)),)
    assert first.except_resources
    assert first.principals == (
        Principal(PrincipalKind.AWS, Glob(("123456789012",))),
        Principal(PrincipalKind.AWS, EVERYTHING),
        Principal(PrincipalKind.SERVICE, Glob(("sns.amazonaws.com",))),
    )
    assert first.except_principals
    (line,) = first.tests
    assert line.key == "aws:tagkeys"
    assert line.values == (Glob(("a", ANY)), Glob(("b",)))
    assert str(line.operator) == "ForAnyValue:StringLikeIfExists"
    assert (second.place, second.name) == (1, "statement 2")
    assert second.principals == (Principal(PrincipalKind.AWS, EVERYTHING),)
    assert [second.except_principals, second.except_actions, second.except_resources] == [False] * 3


def test_one_statement_needs_no_list() -> None:
    assert placeless(whole(read({"Statement": allow()}))) == placeless(whole(read({"Statement": [allow()]})))


def test_everyone_is_written_in_two_ways() -> None:
    """ "For anonymous users, the following elements are equivalent"."""
    star, keyed = (policy(allow(Principal=one), kind=Kind.RESOURCE) for one in ("*", {"AWS": "*"}))
    assert placeless(star) == placeless(keyed)


@pytest.mark.parametrize("id_", ["arn:aws:iam::123456789012:user/*", "a*", "?"])
def test_a_wildcard_in_a_principal_is_a_literal(id_: str) -> None:
    """ "You cannot use a wildcard to match part of a principal name or ARN"."""
    found = policy(allow(Principal={"AWS": id_}), kind=Kind.RESOURCE)
    assert only(found).principals[0].id == Glob((id_,))


def test_a_star_is_everyone_among_aws_principals_only() -> None:
    found = policy(allow(Principal={"Service": "*"}), kind=Kind.RESOURCE)
    assert only(found).principals[0].id == Glob(("*",))


def test_statements_without_principal_or_resource_hold_for_any() -> None:
    identity = only(policy(allow()))
    assert identity.principals == ()
    assert identity.except_principals
    trust = only(policy({"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}, kind=Kind.RESOURCE))
    assert trust.resources == ()
    assert trust.except_resources


@pytest.mark.parametrize("version", ["2008-10-17", None])
def test_without_the_newer_version_there_are_no_variables(version: str | None) -> None:
    """ "If you don't include the Version element … variables like ${aws:username} are treated as literal strings"."""
    data: Plain = {"Statement": allow(resource="arn:aws:s3:::${aws:username}")}
    if version:
        data["Version"] = version
    found = whole(read(data))
    assert found.version == "2008-10-17"
    assert only(found).resources == (Glob(("arn:aws:s3:::${aws:username}",)),)


def test_variables_stand_in_resources_and_in_texts_and_arns_of_conditions() -> None:
    text = "${aws:username}"
    tests = {"StringEquals": {"k": text}, "ArnLike": {"k": text}, "NumericEquals": {"k": text}, "Bool": {"k": text}}
    found = only(policy(allow(text, text, Principal={"AWS": text}, Condition=tests), kind=Kind.RESOURCE))
    variable = Glob((Variable("aws:username"),))
    assert found.resources == (variable,)
    assert found.actions == found.tests[2].values == found.tests[3].values == (Glob((text,)),)
    assert found.principals[0].id == Glob((text,))
    assert found.tests[0].values == found.tests[1].values == (variable,)


def test_wildcards_act_where_the_operator_takes_them() -> None:
    for one in OPERATORS:
        found = only(policy(allow(Condition={one.name: {"k": "a*"}})))
        takes = "Like" in one.name or one.name.startswith("Arn")
        assert found.tests[0].values == (Glob(("a", ANY)) if takes else Glob(("a*",)),), one.name


def test_values_may_be_booleans_and_numbers() -> None:
    text = '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": %s}}}'
    found = whole(read(text % '{"k": [true, false, 10, 1.50, -1e3, 123456789012345678901234567890]}'))
    written = ["true", "false", "10", "1.50", "-1e3", "123456789012345678901234567890"]
    assert [value.literal for value in only(found).tests[0].values] == written


@pytest.mark.parametrize("one", OPERATORS, ids=lambda one: one.name)
@pytest.mark.parametrize("qualifier", list(Qualifier))
@pytest.mark.parametrize("suffix", ["", "IfExists"])
def test_every_operator_in_any_case(one: object, qualifier: Qualifier, suffix: str) -> None:
    name = (f"{qualifier.value}:" if qualifier else "") + getattr(one, "name", "") + suffix
    parsed = read({"Statement": allow(Condition={name.swapcase(): {"k": "v"}})})
    if getattr(one, "name", "") == "Null" and suffix:
        assert [fault.code for fault in parsed.faults] == ["unknown-operator"]
        return
    asked = only(whole(parsed)).tests[0].operator
    assert (asked.operator, asked.qualifier, asked.if_exists) == (one, qualifier, bool(suffix))
    assert operator(str(asked)) == asked


def test_yaml_says_the_same() -> None:
    text = """
Version: 2012-10-17
Statement:
- Effect: Allow
  Action: s3:GetObject
  Resource: "*"
  Condition:
    Bool: {"aws:SecureTransport": true}
    NumericLessThan: {"s3:max-keys": 10}
"""
    found = whole(parse(read_yaml(Source("p.yaml", text.encode()))))
    tests = {"Bool": {"aws:SecureTransport": True}, "NumericLessThan": {"s3:max-keys": 10}}
    assert placeless(found) == placeless(policy(allow("s3:GetObject", Condition=tests)))._replace(name="")


def test_a_tag_in_a_file_is_not_resolved() -> None:
    document = read_yaml(Source("p.yaml", b"Statement: {Effect: Allow, Action: '*', Resource: !GetAtt Bucket.Arn}"))
    (hole,) = only(whole(parse(document.root))).unread
    assert hole.name.startswith("!GetAtt at p.yaml")


# -- places


def test_places_in_a_file() -> None:
    source = Source(
        "p.json",
        b'{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"k": "true"}}}]}',
    )
    found = whole(parse(read_json(source)))
    statement = only(found)
    assert found.span is not None
    assert source.excerpt(found.span) == source.text
    assert statement.span is not None
    assert source.excerpt(statement.span).startswith('{"Effect"')
    assert statement.tests[0].span is not None
    assert source.excerpt(statement.tests[0].span) == '"k"'


# -- faults

GOOD = allow()


def _without(name: str) -> Plain:
    return {key: value for key, value in GOOD.items() if key != name}


def _document(**changes: object) -> Plain:
    return {"Version": "2012-10-17", "Statement": [{**GOOD, **changes}]}


FAULTS: list[tuple[str, object, Kind]] = [
    ("wrong-type", [], Kind.IDENTITY),
    ("wrong-type", "3", Kind.IDENTITY),
    ("wrong-type", "null", Kind.IDENTITY),
    ("missing-statement", {"Version": "2012-10-17"}, Kind.IDENTITY),
    ("unknown-element", {"Statement": [], "Statements": []}, Kind.IDENTITY),
    ("unknown-element", {"Statement": {**GOOD, "effect": "Allow"}}, Kind.IDENTITY),
    ("invalid-version", {"Version": "2020-01-01", "Statement": []}, Kind.IDENTITY),
    ("invalid-version", {"Version": 3, "Statement": []}, Kind.IDENTITY),
    ("wrong-type", {"Id": [], "Statement": []}, Kind.IDENTITY),
    ("wrong-type", {"Statement": [3]}, Kind.IDENTITY),
    ("wrong-type", {"Statement": "text"}, Kind.IDENTITY),
    ("wrong-type", {"Statement": [[GOOD]]}, Kind.IDENTITY),
    ("missing-effect", {"Statement": _without("Effect")}, Kind.IDENTITY),
    ("invalid-effect", _document(Effect="allow"), Kind.IDENTITY),
    ("invalid-effect", _document(Effect=True), Kind.IDENTITY),
    ("missing-action", {"Statement": _without("Action")}, Kind.IDENTITY),
    ("missing-action", _document(Action=[]), Kind.IDENTITY),
    ("missing-resource", {"Statement": _without("Resource")}, Kind.IDENTITY),
    ("missing-resource", {"Statement": _without("Resource")}, Kind.SCP),
    ("missing-resource", _document(Resource=[]), Kind.IDENTITY),
    ("wrong-type", _document(Action={}), Kind.IDENTITY),
    ("wrong-type", _document(Resource=[None]), Kind.IDENTITY),
    ("wrong-type", _document(Resource=[["*"]]), Kind.IDENTITY),
    ("wrong-type", _document(Sid={}), Kind.IDENTITY),
    ("both-elements", _document(NotAction="*"), Kind.IDENTITY),
    ("both-elements", _document(NotResource="*"), Kind.IDENTITY),
    ("both-elements", _document(Principal="*", NotPrincipal="*"), Kind.RESOURCE),
    ("missing-principal", _document(), Kind.RESOURCE),
    ("missing-principal", _document(), Kind.RCP),
    ("unexpected-principal", _document(Principal="*"), Kind.IDENTITY),
    ("unexpected-principal", _document(NotPrincipal="*"), Kind.BOUNDARY),
    ("invalid-principal", _document(Principal="123456789012"), Kind.RESOURCE),
    ("invalid-principal", _document(Principal=["*"]), Kind.RESOURCE),
    ("invalid-principal", _document(Principal={"aws": "*"}), Kind.RESOURCE),
    ("wrong-type", _document(Principal={"AWS": {}}), Kind.RESOURCE),
    ("wrong-type", _document(Condition="text"), Kind.IDENTITY),
    ("wrong-type", _document(Condition={"StringEquals": []}), Kind.IDENTITY),
    ("wrong-type", _document(Condition={"StringEquals": {"k": {}}}), Kind.IDENTITY),
    ("wrong-type", _document(Condition={"StringEquals": {"k": None}}), Kind.IDENTITY),
    ("unknown-operator", _document(Condition={"StringSimilar": {"k": "v"}}), Kind.IDENTITY),
    ("unknown-operator", _document(Condition={"ForSomeValues:StringEquals": {"k": "v"}}), Kind.IDENTITY),
    ("unknown-operator", _document(Condition={"NullIfExists": {"k": "true"}}), Kind.IDENTITY),
    ("duplicate-key", _document(Condition={"Bool": {"k": "true", "K": "false"}}), Kind.IDENTITY),
    ("duplicate-key", _document(Condition={"Bool": {}, "bool": {}}), Kind.IDENTITY),
    ("duplicate-key", '{"Statement": [], "Statement": []}', Kind.IDENTITY),
    ("too-many-statements", {"Statement": [GOOD] * (MAX_STATEMENTS + 1)}, Kind.IDENTITY),
    ("too-large", _document(Action=["*"] * (MAX_TEXTS + 1)), Kind.IDENTITY),
    ("too-long", _document(Resource="*" + "a" * MAX_LENGTH), Kind.IDENTITY),
]


@pytest.mark.parametrize(("code", "data", "kind"), FAULTS, ids=[f"{row[0]}-{at}" for at, row in enumerate(FAULTS)])
def test_each_fault_alone(code: str, data: object, kind: Kind) -> None:
    parsed = read(data, kind)
    assert [fault.code for fault in parsed.faults] == [code]
    assert parsed.policy is None
    assert parsed.faults[0].span is not None
    assert parsed.faults[0].text


def test_every_code_has_a_case() -> None:
    """The codes that the source names; those of :class:`ReadingError` come from the reader."""
    source = Path(parsing.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'fault\(\s*"([a-z-]+)"', source)) | {"wrong-type", "missing-action", "missing-resource"}
    assert codes == {code for code, _, _ in FAULTS}


def test_faults_are_collected() -> None:
    parsed = read({"Version": "1", "Statement": [{"Effect": "No"}, allow(Condition={"No": {}})], "More": 1})
    assert [fault.code for fault in parsed.faults] == [
        "unknown-element",
        "invalid-version",
        "invalid-effect",
        "missing-action",
        "missing-resource",
        "unknown-operator",
    ]


def test_faults_have_an_end() -> None:
    assert len(read({"Statement": [3] * 1000}).faults) == MAX_FAULTS


def test_nesting_is_no_trouble() -> None:
    deep: object = "x"
    for _ in range(150):
        deep = [deep]
    parsed = read({"Statement": allow(resource=deep)})
    assert [fault.code for fault in parsed.faults] == ["wrong-type"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["*", "Allow", "x", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["Version", "Statement", "Effect", "Action", "Resource", "Principal", "Condition", "Bool", "k"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from(list(Kind)))
def test_any_json_is_a_policy_or_has_faults(data: object, kind: Kind) -> None:
    parsed = read(json.dumps(data), kind)
    assert (parsed.policy is None) == bool(parsed.faults)


# -- what a template doesn't tell


def test_references_are_holes() -> None:
    found = only(
        of(
            {
                "Version": "2012-10-17",
                "Statement": [
                    allow(
                        "s3:*",
                        [BUCKET, Pattern((BUCKET, "/*")), Pattern(("arn:aws:s3:::x-", ACCOUNT, "/${aws:username}"))],
                    )
                ],
            }
        )
    )
    bucket = Hole("Bucket.Arn", own=True)
    assert found.resources == (
        Glob((bucket,)),
        Glob((bucket, "/", ANY)),
        Glob(("arn:aws:s3:::x-", Hole("AWS::AccountId"), "/", Variable("aws:username"))),
    )
    assert not found.unread


def test_a_parameter_is_the_same_hole_everywhere() -> None:
    other = Unknown(TEAM.reason, (Span("t.yaml", 70, 80),))
    found = only(of({"Statement": allow(Pattern(("s3:", TEAM)), [TEAM, Pattern((other, "/x"))])}))
    assert found.actions == (Glob(("s3:", Hole("Team"))),)
    assert found.resources == (Glob((Hole("Team"),)), Glob((Hole("Team"), "/x")))


def test_other_unknowns_are_told_apart_by_their_place() -> None:
    first, second = (Unknown(Reason("x", "why"), (Span("t.yaml", at, at),)) for at in (1, 2))
    found = only(of({"Statement": allow(resource=[Pattern(("a", first)), Pattern(("a", second))])}))
    holes = [hole for one in found.resources for hole in one.holes]
    assert [hole.name for hole in holes] == ["why (t.yaml:1)", "why (t.yaml:2)"]


@pytest.mark.parametrize(
    "text",
    [
        "Team is a NoEcho parameter",
        "Team is read from Parameter Store at deployment",
        "parameter Team has no default",
    ],
)
def test_a_parameter_is_called_by_its_name(text: str) -> None:
    found = only(of({"Statement": allow(resource=Unknown(Reason("x", text), (HERE,)))}))
    assert found.resources == (Glob((Hole("Team"),)),)


def test_an_export_is_called_by_its_own() -> None:
    name = "another stack exports Shared"
    found = only(of({"Statement": allow(resource=Unknown(Reason("import-value", name), (HERE,)))}))
    assert found.resources == (Glob((Hole(name),)),)


MACRO_HOLE = Hole("macros run at deployment (t.yaml:10)")


@pytest.mark.parametrize(
    ("statement", "empty"),
    [
        (allow(action=MACRO), "actions"),
        (allow(resource=["*", MACRO]), ""),
        (allow(Principal=MACRO), "principals"),
        (allow(Principal={"AWS": MACRO}), "principals"),
        (allow(Condition=MACRO, Principal="*"), "tests"),
        (allow(Condition={"Bool": MACRO}, Principal="*"), "tests"),
        (allow(Condition={"Bool": {"k": MACRO}}, Principal="*"), "tests"),
    ],
)
def test_an_element_that_is_unknown(statement: Plain, empty: str) -> None:
    found = only(of({"Statement": {"Principal": "*", **statement}}, kind=Kind.RESOURCE))
    assert found.unread == (MACRO_HOLE,)
    assert not empty or getattr(found, empty) == ()
    assert not found.except_principals


@pytest.mark.parametrize(
    "data",
    [
        MACRO,
        {"Statement": MACRO},
        {"Statement": [MACRO]},
        {"Statement": allow(Effect=MACRO)},
        {"Version": MACRO, "Statement": []},
        Known(Fields({}, rest=MACRO)),
    ],
)
def test_a_document_that_is_unknown(data: object) -> None:
    found = of(data)
    assert found.unread == (MACRO_HOLE,)
    assert found.statements == ()


def test_what_is_known_beside_an_unknown_statement_stays() -> None:
    found = of({"Statement": [MACRO, allow()]})
    assert only(found).place == 1
    assert found.unread == (MACRO_HOLE,)


def test_a_statement_that_is_known_in_part() -> None:
    parts = {name: made(value) for name, value in allow().items() if name != "Resource"}
    found = only(of({"Statement": Known(Fields(parts, rest=MACRO))}))
    assert found.unread == (MACRO_HOLE,)
    assert (found.resources, found.except_resources) == ((), False)


def test_labels_that_are_unknown_do_not_matter() -> None:
    found = of({"Id": TEAM, "Statement": allow(Sid=TEAM)})
    assert (found.id, only(found).sid, found.unread, only(found).unread) == ("", "", (), ())


def test_a_variable_with_an_unknown_name() -> None:
    found = only(
        of({"Version": "2012-10-17", "Statement": allow(resource=Pattern(("a/${aws:PrincipalTag/", TEAM, "}")))})
    )
    assert found.resources == ()
    assert "Team" in found.unread[0].name


def test_branches_are_to_be_picked_before() -> None:
    branching = OneOf(((ALWAYS, Known("a")), (ALWAYS, Known("b"))), (HERE,))
    assert only(of({"Statement": allow(resource=branching)})).unread == (
        Hole("a value that differs by parameter (t.yaml:10)"),
    )


def test_the_statement_of_an_event_bus_policy_stands_alone() -> None:
    found = of(allow("events:PutEvents", Principal="*"), kind=Kind.RESOURCE, bare=True)
    assert only(found).actions == (Glob(("events:putevents",)),)


def test_a_statement_alone_may_be_unknown() -> None:
    assert of(MACRO, kind=Kind.RESOURCE, bare=True).unread == (MACRO_HOLE,)


# -- policies as text


TEXT = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "logs:*", "Resource": "%s"}}'


def test_a_policy_as_text() -> None:
    found = whole(parse(Known(TEXT % "*", (HERE,)), name="p"))
    assert placeless(found) == placeless(whole(read(TEXT % "*")))
    assert found.span == only(found).span == HERE


def test_holes_in_a_text_of_json() -> None:
    before, after = (TEXT % "arn:aws:s3:::@/*").split("@")
    value = Pattern((before, TEAM, after), (HERE,))
    assert only(whole(parse(value))).resources == (Glob(("arn:aws:s3:::", Hole("Team"), "/", ANY)),)


def test_a_hole_as_a_name_in_a_text_of_json() -> None:
    text = TEXT % '*", "Condition": {"StringEquals": {"@:sub": "x"}}, "Sid": "'
    before, after = text.split("@")
    statement = only(whole(parse(Pattern((before, TEAM, after), (HERE,)))))
    assert statement.tests == ()
    assert [hole.name for hole in statement.unread] == ["a key is known at deployment only (t.yaml:10)"]


def test_a_hole_outside_of_strings_makes_the_text_unread() -> None:
    found = whole(parse(Pattern(('{"Statement": ', TEAM, "}"), (HERE,))))
    assert found.statements == ()
    assert found.unread


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Known("not JSON", (HERE,)), "json-syntax"),
        (Known("", (HERE,)), "empty"),
        (Known("[" * 300 + "]" * 300, (HERE,)), "too-deep"),
        (Known('{"Statement": [], "Statement": []}', (HERE,)), "duplicate-key"),
        (Known(" " * (MAX_JSON + 1), (HERE,)), "too-large"),
        (Pattern((" " * (MAX_JSON + 1), TEAM), (HERE,)), "too-large"),
    ],
)
def test_a_text_that_is_no_policy(value: Value, code: str) -> None:
    parsed = parse(value)
    assert [(fault.code, fault.span) for fault in parsed.faults] == [(code, HERE)]


def test_a_text_may_hold_the_characters_that_stand_for_holes() -> None:
    before, after = (TEXT % "a\U000f0000@").split("@")
    found = whole(parse(Pattern((before, TEAM, after), (HERE,))))
    assert found.unread or only(found).resources == (Glob(("a\U000f0000", Hole("Team"))),)


# -- bounds

BIG: dict[str, tuple[Callable[[], str], list[str]]] = {
    "6 MB of resources": (lambda: json.dumps({"Statement": allow(resource=["a" * 3_000_000] * 2)}), ["too-long"] * 2),
    "6 MB of actions": (lambda: json.dumps({"Statement": allow(["s3:GetObject"] * 400_000)}), ["too-large"]),
    "10,000 statements": (lambda: json.dumps({"Statement": [allow()] * 10_000}), ["too-many-statements"]),
    "dollars": (lambda: json.dumps({"Version": "2012-10-17", "Statement": allow(resource="${" * 4_000)}), []),
    "quotes": (lambda: json.dumps({"Version": "2012-10-17", "Statement": allow(resource="${a, '" * 1_000)}), []),
}


@pytest.mark.parametrize(("text", "codes"), BIG.values(), ids=BIG)
def test_large_input_ends(text: Callable[[], str], codes: list[str]) -> None:
    parsed = read(text())
    assert [fault.code for fault in parsed.faults] == codes
