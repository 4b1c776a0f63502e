"""What CloudFormation tags as its own: which types, with what, and that those who ask by tags find it."""

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

import hauberk.lab.account.provisioning as room
from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.stack_tags import REFUSED, holder, with_stack_tags
from tests.lab.account.provisioning.deploying import all_held, arn, deployed
from tests.lab.account.provisioning.test_recipes import RECIPES
from tests.schemas import TYPES, schema_of

NAME, LOGICAL_ID, STACK_ID = (f"aws:cloudformation:{part}" for part in ("stack-name", "logical-id", "stack-id"))
PLACE = Account("http://127.0.0.1:1", "111122223333", "eu-west-1")


def test_the_table_says_what_cloudformations_schemas_say_of_every_type_that_is_made() -> None:
    table = json.loads((Path(room.__file__).parent / "stack_tags.json").read_text(encoding="utf-8"))["types"]
    tagging = {type_: schema_of(type_).get("tagging", {}) for type_ in RECIPES if type_ in TYPES}
    told = {type_: said for type_, said in tagging.items() if said.get("cloudFormationSystemTags")}
    assert table == {type_: said["tagProperty"].removeprefix("/properties/") for type_, said in told.items()}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({}, []),
        ({"Tags": [{"Key": "team", "Value": "parcels"}]}, [{"Key": "team", "Value": "parcels"}]),
        ({"Tags": "no list"}, []),
    ],
)
def test_tags_stand_behind_those_that_a_template_writes(written: dict[str, Any], kept: list[dict[str, str]]) -> None:
    found = with_stack_tags(written, "AWS::Lambda::Function", "Orders", PLACE, "shop")["Tags"]
    assert found[: len(kept)] == kept
    assert {one["Key"]: one["Value"] for one in found[len(kept) :]} == {
        NAME: "shop",
        LOGICAL_ID: "Orders",
        STACK_ID: "arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/00000000",
    }


def test_tags_that_are_a_mapping_stay_one() -> None:
    found = with_stack_tags({"Tags": {"team": "parcels"}}, "AWS::ApiGatewayV2::Api", "Api", PLACE, "shop")["Tags"]
    assert (found["team"], found[NAME], found[LOGICAL_ID]) == ("parcels", "shop", "Api")


def test_a_nested_stack_tags_what_it_makes_as_its_own() -> None:
    found = with_stack_tags({}, "AWS::SNS::Topic", "Network/Alarms/Topic", PLACE, "shop")["Tags"]
    told = {one["Key"]: one["Value"] for one in found}
    assert (told[NAME], told[LOGICAL_ID]) == ("shop-Network-Alarms", "Topic")
    assert ":stack/shop-Network-Alarms/" in told[STACK_ID]


def test_what_cloudformation_does_not_tag_is_left_as_it_is() -> None:
    assert with_stack_tags({"Path": "/"}, "AWS::IAM::Role", "Role", PLACE, "shop") == {"Path": "/"}


@pytest.mark.parametrize("type_", sorted(REFUSED))
def test_where_the_emulator_refuses_them_there_are_none(type_: str, account: Account) -> None:
    """Once it takes them, the exception has to go."""
    assert holder(type_) == ""
    client = account.client("acm")
    made = client.request_certificate(DomainName="shop.example")["CertificateArn"]
    with pytest.raises(ClientError, match="AWS internal tags"):
        client.add_tags_to_certificate(CertificateArn=made, Tags=[{"Key": NAME, "Value": "shop"}])


def test_the_tagging_api_finds_what_a_stack_made(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Events: { Queue: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } } }
          Queue: { Type: "AWS::SQS::Queue" }
          StackPictures:
            Type: AWS::S3::Bucket
            Properties: { Tags: [{ Key: team, Value: parcels }] }
          Scans: { Type: "AWS::Kinesis::Stream", Properties: { ShardCount: 1, Tags: [{ Key: team, Value: parcels }] } }
          Topic: { Type: "AWS::SNS::Topic" }
        """,
    )
    assert all_held(found)
    client = account.client("resourcegroupstaggingapi")
    asked = client.get_resources(TagFilters=[{"Key": NAME, "Values": ["lab"]}])["ResourceTagMappingList"]
    told = {one["ResourceARN"]: {tag["Key"]: tag["Value"] for tag in one["Tags"]} for one in asked}
    tagged = ("Orders", "StackPictures", "Topic")
    assert [told[arn(found, id_)][LOGICAL_ID] for id_ in tagged] == [*tagged]
    assert arn(found, "Queue") not in told
    assert told[arn(found, "StackPictures")]["team"] == "parcels"
    stream = account.client("kinesis").list_tags_for_stream(StreamARN=arn(found, "Scans"))["Tags"]
    assert {one["Key"] for one in stream} == {"team", NAME, LOGICAL_ID, STACK_ID}
    mapping = account.client("lambda").list_tags(Resource=arn(found, "OrdersQueue"))["Tags"]
    assert mapping[LOGICAL_ID] == "OrdersQueue"
