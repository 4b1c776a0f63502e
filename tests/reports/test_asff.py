"""The AWS Security Finding Format: against a schema of its documentation, and against the SDK's model of it."""

import json
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.validate import ParamValidator
from jsonschema import Draft202012Validator

from hauberk.model.ledger import Ledger
from hauberk.model.verdict import Severity
from hauberk.practices import all_controls
from hauberk.reports.asff import product_arn
from hauberk.reports.asff_types import NAMES, type_of
from hauberk.reports.formats import render
from hauberk.reports.occasion import NoAccountError, now
from hauberk.reports.style import Style
from hauberk.reports.titles import Titles
from hauberk.reports.whereabouts import Whereabouts
from tests.reports.live import ACCOUNT, BUCKET, FUNCTION, LIVE, REGION, ROLE
from tests.reports.shop import report, shop
from tests.reports.test_every_field import LEDGER

SCHEMA = json.loads((Path(__file__).parent / "asff.schema.json").read_text())
HUB = botocore.session.get_session().get_service_model("securityhub")
IMPORT = HUB.operation_model("BatchImportFindings").input_shape


def found(ledger: Ledger) -> list[dict[str, Any]]:
    """The findings of a ledger, the one that informs left out."""
    return [one for one in json.loads(report(ledger, "asff")) if one["GeneratorId"] != "hauberk/check"]


@pytest.mark.parametrize("ledger", [shop(), LIVE, LEDGER, Ledger()], ids=["template", "account", "hostile", "empty"])
def test_whatever_a_ledger_holds_keeps_to_the_format(ledger: Ledger) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    findings = json.loads(report(ledger, "asff"))
    for finding in findings:
        Draft202012Validator(SCHEMA).validate(finding)
    for start in range(0, len(findings), 100):
        problems = ParamValidator().validate({"Findings": findings[start : start + 100]}, IMPORT)
        assert not problems.has_errors(), problems.generate_report()


def test_every_enumeration_of_the_schema_is_the_sdks() -> None:
    shape = HUB.shape_for("AwsSecurityFinding")
    own = SCHEMA["properties"]
    assert set(shape.required_members) <= set(SCHEMA["required"])
    assert set(own) <= set(shape.members)
    assert own["Severity"]["properties"]["Label"]["enum"] == shape.members["Severity"].members["Label"].enum
    assert own["Compliance"]["properties"]["Status"]["enum"] == shape.members["Compliance"].members["Status"].enum
    assert own["Workflow"]["properties"]["Status"]["enum"] == shape.members["Workflow"].members["Status"].enum
    assert own["RecordState"]["enum"] == shape.members["RecordState"].enum


@pytest.mark.parametrize(
    "spoil",
    [
        {"Title": "x" * 257},
        {"Description": ""},
        {"CreatedAt": "yesterday"},
        {"AwsAccountId": "12"},
        {"Resources": []},
        {"Severity": {"Label": "BAD"}},
        {"Types": ["Faults"]},
        {"Unheard": "of"},
    ],
    ids=lambda spoil: next(iter(spoil)),
)
def test_the_schema_would_notice(spoil: dict[str, Any]) -> None:
    finding = found(LIVE)[0]
    assert Draft202012Validator(SCHEMA).is_valid(finding)
    assert not Draft202012Validator(SCHEMA).is_valid({**finding, **spoil})


def test_types_are_those_of_the_sdk() -> None:
    assert set(HUB.shape_for("ResourceDetails").members) >= NAMES


@pytest.mark.parametrize(
    ("arn", "kind", "type_"),
    [
        (FUNCTION, "", "AwsLambdaFunction"),
        (ROLE, "statement", "AwsIamRole"),
        (BUCKET, "", "AwsS3Bucket"),
        ("arn:aws:apigateway:eu-west-1::/restapis/a1/stages/prod", "", "AwsApiGatewayStage"),
        ("arn:aws:apigateway:eu-west-1::/apis/a1", "", "AwsApiGatewayV2Api"),
        ("", "AWS::SQS::Queue", "AwsSqsQueue"),
        ("arn:aws:xray:eu-west-1:111122223333:group/a", "AWS::XRay::Group", "Other"),
    ],
)
def test_a_resource_has_the_type_that_the_format_knows(arn: str, kind: str, type_: str) -> None:
    assert type_of(arn, kind) == type_


def test_a_finding_of_an_account_is_in_its_account_and_region() -> None:
    url, statement, bucket, region = found(LIVE)
    assert {one["AwsAccountId"] for one in (url, statement, bucket, region)} == {ACCOUNT}
    assert [one["Id"] for one in url["Resources"]] == [FUNCTION]
    assert statement["Resources"] == [{"Type": "AwsIamRole", "Id": ROLE, "Partition": "aws", "Region": REGION}]
    assert bucket["Resources"][0]["Id"] == BUCKET
    assert region["Resources"][0] == {
        "Type": "AwsAccount",
        "Id": f"AWS::::Account:{ACCOUNT}",
        "Partition": "aws",
        "Region": REGION,
    }
    assert url["ProductArn"] == f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/{ACCOUNT}/default"


def test_a_finding_of_a_template_is_where_it_is_said_to_be_deployed() -> None:
    one = found(shop())[0]
    assert (one["AwsAccountId"], one["Region"]) == ("123456789012", "eu-west-1")
    assert all(resource["Id"].startswith("template.yaml/") for resource in one["Resources"])


@pytest.mark.parametrize("ledger", [shop(), Ledger()], ids=["findings", "nothing"])
def test_nobody_guesses_an_account(ledger: Ledger) -> None:
    with pytest.raises(NoAccountError):
        render(ledger, "asff", Titles(all_controls()), Style(False), occasion=now())


def test_the_id_is_made_of_the_fingerprint_and_stays() -> None:
    first = shop().findings()[0]
    later = shop()._replace(entries=(first._replace(message="in other words", severity=Severity.LOW),))
    assert found(later)[0]["Id"] == f"hauberk/{first.fingerprint}" == found(shop())[0]["Id"]


def test_two_findings_with_one_fingerprint_have_two_ids() -> None:
    first = shop().findings()[0]
    ids = [one["Id"] for one in found(Ledger(shop().applications, (first, first, first)))]
    assert ids == [f"hauberk/{first.fingerprint}{end}" for end in ("", "-2", "-3")]


def test_what_is_not_known_is_told_by_the_last() -> None:
    last = json.loads(report(LIVE, "asff"))[-1]
    assert last["Compliance"]["Status"] == "NOT_AVAILABLE"
    assert last["ProductFields"]["hauberk/note/1"] == LIVE.notes[0]
    assert "4 violated" in last["Description"]
    assert last["Title"] == "Hauberk audited the account"
    assert json.loads(report(shop(), "asff"))[-1]["Title"] == "Hauberk checked the application"


def test_partitions_have_products_of_their_own() -> None:
    place = Whereabouts("", "aws-cn", ACCOUNT, "cn-north-1")
    assert product_arn(place) == f"arn:aws-cn:securityhub:cn-north-1:{ACCOUNT}:product/{ACCOUNT}/default"
