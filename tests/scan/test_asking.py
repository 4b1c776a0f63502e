"""Under which parameters a finding holds."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.model.ledger import Entry
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application

TEMPLATE = """
Parameters:
  Table: { Type: String, Default: orders }
  Sender: { Type: String, Default: shop@example.com }
  Engine: { Type: String, Default: aurora-postgresql }
  Auth: { Type: String, Default: NONE }
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/function
      Handler: app.handler
      Runtime: python3.14
      Code: { S3Bucket: code, S3Key: app.zip }
      Environment: { Variables: { TABLE: !Ref Table, API_TOKEN: !Ref Sender } }
  Url:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: !Ref Function, AuthType: !Ref Auth }
  Database:
    Type: AWS::RDS::DBCluster
    Properties: { Engine: !Ref Engine }
"""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Entry]:
    folder: Path = tmp_path_factory.mktemp("asking")
    (folder / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    checked = check_application(Root(folder), "template.yaml", all_controls(), {}, date(2026, 11, 24))
    return {entry.control: entry for entry in checked.entries if entry.state is State.VIOLATED}


def test_a_finding_names_the_default_it_hangs_on(findings: dict[str, Entry]) -> None:
    assert findings["function-url-without-auth"].condition == "while Auth keeps its default (NONE)"
    assert (
        findings["database-without-iam-authentication"].condition
        == "while Engine keeps its default (aurora-postgresql)"
    )


def test_a_finding_does_not_name_defaults_that_it_only_passed(findings: dict[str, Entry]) -> None:
    assert findings["environment-without-customer-key"].condition == ""


RULED = """
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Auth: { Type: String, Default: NONE, AllowedValues: [NONE, AWS_IAM] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
RULES
Resources:
  Url:
    Type: AWS::Lambda::Url
    Condition: IsProd
    Properties: { TargetFunctionArn: !Ref Function, AuthType: !Ref Auth }
"""
ASSERTED = "Assertions: [{ Assert: !Equals [!Ref Auth, AWS_IAM], AssertDescription: closed }]"


@pytest.mark.parametrize(
    ("rules", "state", "condition"),
    [
        ("", State.VIOLATED, "while Auth keeps its default (NONE) and when Stage is prod"),
        (f"Rules: {{ R: {{ {ASSERTED} }} }}", State.SATISFIED, ""),
        (f"Rules: {{ R: {{ RuleCondition: !Equals [!Ref Stage, prod], {ASSERTED} }} }}", State.SATISFIED, ""),
        (
            f"Rules: {{ R: {{ RuleCondition: !Equals [!Ref Stage, dev], {ASSERTED} }} }}",
            State.VIOLATED,
            "while Auth keeps its default (NONE) and when Stage is prod",
        ),
        (
            "Rules: { R: { Assertions: [{ Assert: !Not [!Equals [!Ref Stage, prod]] }] } }",
            State.NOT_APPLICABLE,
            "",
        ),
    ],
)
def test_what_a_rule_refuses_is_not_reported(tmp_path: Path, rules: str, state: State, condition: str) -> None:
    (tmp_path / "template.yaml").write_text(RULED.replace("RULES", rules), encoding="utf-8")
    checked = check_application(Root(tmp_path), "template.yaml", all_controls(), {}, date(2026, 11, 24))
    (entry,) = [entry for entry in checked.entries if entry.control == "function-url-without-auth"]
    assert (entry.state, entry.condition) == (state, condition)


def test_a_rule_that_the_given_parameters_break_is_told(tmp_path: Path) -> None:
    text = RULED.replace("RULES", f"Rules: {{ Closed: {{ {ASSERTED} }} }}")
    (tmp_path / "template.yaml").write_text(text, encoding="utf-8")
    pins = {"Auth": "NONE", "Stage": "prod"}
    checked = check_application(Root(tmp_path), "template.yaml", all_controls(), pins, date(2026, 11, 24))
    assert checked.notes == (
        "template.yaml: what its parameters are doesn't fit its rule Closed; CloudFormation would refuse it",
    )
    assert any(e.control == "function-url-without-auth" and e.state is State.VIOLATED for e in checked.entries)
