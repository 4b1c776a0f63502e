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
