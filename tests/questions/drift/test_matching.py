"""Which resource of a template is which of an account."""

from pathlib import Path

from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.questions.drift.matching import deployed
from hauberk.reading.jail import Root
from hauberk.sources.account.documents import document_of
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place
from hauberk.sources.cloudformation.reader import read_application

PLACE = Place("aws", "111122223333", "eu-west-1")
FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:shop-Orders-abcdefgh1234"
GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/shop-Orders-abcdefgh1234"
BUCKET = "arn:aws:s3:::records-shop-111122223333-eu-west-1"
MADE = (
    Made("AWS::Lambda::Function", FUNCTION, "shop-Orders-abcdefgh1234", {"FunctionName": "shop-Orders-abcdefgh1234"}),
    Made("AWS::Logs::LogGroup", GROUP, GROUP[54:], {"LogGroupName": "/aws/lambda/shop-Orders-abcdefgh1234"}),
    Made("AWS::Logs::LogGroup", f"{GROUP}-other", "other", {"LogGroupName": "/aws/lambda/other"}),
    Made("AWS::S3::Bucket", BUCKET, BUCKET[13:], {"BucketName": "records-shop-111122223333-eu-west-1"}),
    Made("AWS::S3::Bucket", "arn:aws:s3:::records-blog-111122223333-eu-west-1", "blog", {"BucketName": "records-blog"}),
)
TEMPLATE = """Resources:
  Orders: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
  OrdersLogs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/lambda/${Orders}"}}
  Records:
    Type: AWS::S3::Bucket
    Properties: {BucketName: !Sub "records-${AWS::StackName}-${AWS::AccountId}-${AWS::Region}"}
  Left: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/lambda/${Nobody}"}}
Parameters: {Nobody: {Type: String}}
"""


def account() -> Application:
    names = Names(MADE, PLACE)
    resources: dict[str, Resource] = {one.id: document_of(one, names, PLACE.region).resource for one in MADE}
    return Application("111122223333/eu-west-1", "a live account", resources)


def test_names_that_are_made_of_what_is_known_are_told(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    template = read_application(Root(tmp_path), "template.yaml")
    found = deployed(template, account(), "shop").ids
    assert found["Orders"] == FUNCTION
    assert found["OrdersLogs"] == GROUP
    assert found["Records"] == BUCKET


def test_a_name_with_a_hole_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    template = read_application(Root(tmp_path), "template.yaml")
    assert deployed(template, account(), "blog").ids.get("Records") != BUCKET
