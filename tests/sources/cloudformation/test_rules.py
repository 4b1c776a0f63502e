"""The ``Rules`` section: which deployments CloudFormation refuses, and that nothing is said of them."""

from pathlib import Path

import pytest

from hauberk.model.guards import describe
from hauberk.model.values import alternatives
from tests.sources.cloudformation.shown import application_of

PARAMETERS = """
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, test, prod] }
  Auth: { Type: String, Default: NONE }
  Names: { Type: CommaDelimitedList, Default: "a,b" }
  Vpc: { Type: "AWS::EC2::VPC::Id" }
"""
RESOURCES = """
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Stage, DisplayName: !Ref Auth } }
"""


def rule(assertion: str, condition: str = "") -> str:
    """A template's section with one rule."""
    when = f"    RuleCondition: {condition}\n" if condition else ""
    return f"Rules:\n  R:\n{when}    Assertions:\n      - Assert: {assertion}\n        AssertDescription: so\n"


NARROWED = [
    ("!Contains [[dev, prod], !Ref Stage]", "TopicName", ["dev", "prod"]),
    ("{Fn::Contains: [[dev, qa], !Ref Stage]}", "TopicName", ["dev"]),
    ("!Equals [!Ref Stage, prod]", "TopicName", ["prod"]),
    ("!Equals [prod, !Ref Stage]", "TopicName", ["prod"]),
    ("!Or [!Equals [!Ref Stage, prod], !Contains [[test], !Ref Stage]]", "TopicName", ["test", "prod"]),
    ("!And [!Contains [[dev, prod], !Ref Stage], !Contains [[prod, test], !Ref Stage]]", "TopicName", ["prod"]),
    ("!Contains [[AWS_IAM, CUSTOM], !Ref Auth]", "DisplayName", ["AWS_IAM", "CUSTOM"]),
    # what says nothing of one parameter, or leaves nothing, leaves it as it is
    ("!Contains [[qa], !Ref Stage]", "TopicName", ["dev", "test", "prod"]),
    ("!Or [!Equals [!Ref Stage, prod], !Equals [!Ref Auth, AWS_IAM]]", "TopicName", ["dev", "test", "prod"]),
    ("!Not [!Contains [[dev, prod], !Ref Stage]]", "TopicName", ["dev", "test", "prod"]),
    ("!Contains [[!Ref Auth, prod], !Ref Stage]", "TopicName", ["dev", "test", "prod"]),
    ("{Fn::Contains: [{Fn::RefAll: 'AWS::EC2::VPC::Id'}, !Ref Vpc]}", "TopicName", ["dev", "test", "prod"]),
]


@pytest.mark.parametrize(("assertion", "name", "values"), NARROWED, ids=[row[0] for row in NARROWED])
def test_a_rule_leaves_a_parameter_some_values(tmp_path: Path, assertion: str, name: str, values: list[str]) -> None:
    application = application_of(tmp_path, PARAMETERS + rule(assertion) + RESOURCES)
    value = application.resources["Topic"].properties.value(name)
    assert [choice.value for _, choice in alternatives(value)] == values  # type: ignore[attr-defined]


def test_a_rule_with_a_condition_narrows_no_parameter_by_itself(tmp_path: Path) -> None:
    text = PARAMETERS + rule("!Contains [[dev], !Ref Stage]", "!Equals [!Ref Auth, NONE]") + RESOURCES
    value = application_of(tmp_path, text).resources["Topic"].properties.value("TopicName")
    assert len(list(alternatives(value))) == 3


REFUSED = [
    ("!Contains [[AWS_IAM, CUSTOM], !Ref Auth]", "", set()),  # it has no other value at all
    ("!Not [!Equals [!Ref Auth, NONE]]", "", {"while Auth keeps its default (NONE)"}),
    (
        "!Equals [!Ref Auth, AWS_IAM]",
        "!Equals [!Ref Stage, prod]",
        {"when Stage is prod and Auth is not AWS_IAM"},
    ),
    (
        "!And [!Not [!Equals [!Ref Auth, NONE]], !Not [!Equals [!Ref Auth, '']]]",
        "!Equals [!Ref Stage, prod]",
        {
            "while Auth keeps its default (NONE) and when Stage is prod",
            "when Auth is empty and Stage is prod and Auth is not NONE",
        },
    ),
    ("{Fn::EachMemberIn: [!Ref Names, [a, c]]}", "", {"while Names keeps its default (a,b)"}),
    ("{Fn::EachMemberIn: [!Ref Names, [a, b, c]]}", "", set()),
    ("{Fn::EachMemberIn: [[!Ref Auth], [NONE]]}", "", {"when Auth is not NONE"}),
    ("{Fn::EachMemberEquals: [!Ref Names, a]}", "", {"while Names keeps its default (a,b)"}),
    ("{Fn::EachMemberEquals: [[a, a], a]}", "", set()),
    (
        "!Contains [!Ref Names, !Ref Auth]",
        "",
        {"while Names keeps its default (a,b) and when Auth is not a and Auth is not b"},
    ),
    ("!Equals [a, a]", "", set()),
]


@pytest.mark.parametrize(("assertion", "condition", "guards"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_a_rule_refuses(tmp_path: Path, assertion: str, condition: str, guards: set[str]) -> None:
    application = application_of(tmp_path, PARAMETERS + rule(assertion, condition) + RESOURCES)
    assert {describe(guard) for guard in application.refused} == guards
    assert application.broken == ()


def test_rules_that_leave_nothing_refuse_nothing(tmp_path: Path) -> None:
    both = "!And [!Not [!Equals [!Ref Auth, a]], !Not [!Not [!Equals [!Ref Auth, a]]]]"
    application = application_of(tmp_path, PARAMETERS + rule(both) + RESOURCES)
    assert application.refused == ()


@pytest.mark.parametrize(
    "assertion", ["!Contains [abc, !Ref Auth]", "!Contains [!RefAll AWS::EC2::VPC::Id, !Ref Vpc]", "!Unheard [a]"]
)
def test_what_cannot_be_decided_refuses_no_value_of_a_parameter(tmp_path: Path, assertion: str) -> None:
    application = application_of(tmp_path, PARAMETERS + rule(assertion) + RESOURCES)
    subjects = {literal.fact.subject for guard in application.refused for literal in guard}
    assert subjects.isdisjoint(("Stage", "Auth", "Names", "Vpc"))


def test_a_nested_stack_refuses_only_where_it_is_there(tmp_path: Path) -> None:
    child = "Parameters: { Auth: { Type: String } }\n" + rule("!Equals [!Ref Auth, AWS_IAM]")
    (tmp_path / "child.yaml").write_text(child + "Resources: { T: { Type: AWS::SNS::Topic } }\n")
    stack = "Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Auth: !Ref Auth } }"
    conditions = "Conditions: { IsProd: !Equals [!Ref Stage, prod] }\n"
    text = PARAMETERS + conditions + f"Resources: {{ Child: {{ Condition: IsProd, {stack} }} }}\n"
    application = application_of(tmp_path, text)
    assert [describe(guard) for guard in application.refused] == [
        "while Auth keeps its default (NONE) and when Stage is prod"
    ]


def test_a_rule_that_fixed_parameters_break_is_named(tmp_path: Path) -> None:
    text = PARAMETERS + rule("!Equals [!Ref Auth, AWS_IAM]") + RESOURCES
    assert application_of(tmp_path, text, {"Auth": "NONE"}).broken == ("R",)
    assert application_of(tmp_path, text, {"Auth": "AWS_IAM"}).broken == ()


@pytest.mark.parametrize(
    "section",
    [
        "Rules: abc\n",
        "Rules: { R: abc }\n",
        "Rules: { R: { Assertions: abc } }\n",
        "Rules: { R: { Assertions: [abc] } }\n",
    ],
)
def test_what_is_no_rule_refuses_nothing(tmp_path: Path, section: str) -> None:
    assert application_of(tmp_path, PARAMETERS + section + RESOURCES).refused == ()
