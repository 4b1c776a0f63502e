"""What resources will be called, as far as a template tells: the ARNs and names that policies are written with."""

from pathlib import Path

import pytest

from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Kind
from hauberk.iam.language.text import ANY, Glob, Hole, glob
from hauberk.model.application import Application
from hauberk.model.values import Fields, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.world import World, explore
from hauberk.sources.account.documents import document_of
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place
from hauberk.study.arns import MAX_CHAIN, MAX_PARTS, Arns, expand, in_aws, rest_of
from hauberk.study.study import Study
from tests.study.applications import studied

RESOURCES = """
Parameters:
  Stage: { Type: String }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }
  Staged: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "orders-${Stage}" } }
  After: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "${Staged.QueueName}-failed" } }
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket }
  Table: { Type: AWS::DynamoDB::Table }
  Key: { Type: AWS::KMS::Key }
  Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/orders, TargetKeyId: !Ref Key } }
  Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: orders/db } }
  Plain: { Type: AWS::SSM::Parameter, Properties: { Name: flags } }
  Deep: { Type: AWS::SSM::Parameter, Properties: { Name: /orders/flags } }
  Role: { Type: AWS::IAM::Role }
  Pathed: { Type: AWS::IAM::Role, Properties: { Path: /service/, RoleName: orders } }
  Given: { Type: AWS::IAM::Role, Properties: { Path: !Ref Stage } }
  Managed: { Type: AWS::IAM::ManagedPolicy }
  Function: { Type: AWS::Lambda::Function }
  Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Function } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !GetAtt Function.Arn, Name: live } }
  Layer: { Type: AWS::Lambda::LayerVersion, Properties: { LayerName: common } }
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Live, AuthType: NONE } }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub "/aws/lambda/${Function}" } }
  Machine: { Type: AWS::StepFunctions::StateMachine }
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: shop } }
  OnDefault: { Type: AWS::Events::Rule, Properties: { EventBusName: default } }
  Rule: { Type: AWS::Events::Rule, Properties: { EventBusName: !Ref Bus } }
  ByArn: { Type: AWS::Events::Rule, Properties: { EventBusName: !GetAtt Bus.Arn } }
  Elsewhere: { Type: AWS::Events::Rule, Properties: { EventBusName: !ImportValue bus } }
  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Name: nightly } }
  Api: { Type: AWS::ApiGateway::RestApi }
  Graph: { Type: AWS::AppSync::GraphQLApi }
  Pool: { Type: AWS::Cognito::UserPool, Properties: { UserPoolName: people } }
  Custom: { Type: "Custom::Thing" }
"""
HERE = "<AWS::Region>:<AWS::AccountId>"


def arns(folder: Path, template: str = RESOURCES) -> tuple[Study, Arns]:
    study = studied(folder, template)
    return study, Arns(study.application, World())


@pytest.mark.parametrize(
    ("resource", "attribute", "text"),
    [
        ("Queue", "Arn", f"arn:<AWS::Partition>:sqs:{HERE}:<Queue>"),
        ("Queue", "", "https://sqs.<AWS::Region>.<AWS::URLSuffix>/<AWS::AccountId>/<Queue>"),
        ("Queue", "QueueName", "<Queue>"),
        ("Queue", "Nothing", "<Queue.Nothing>"),
        ("Orders", "Arn", f"arn:<AWS::Partition>:sqs:{HERE}:orders"),
        ("Staged", "Arn", f"arn:<AWS::Partition>:sqs:{HERE}:orders-<Stage>"),
        ("After", "Arn", f"arn:<AWS::Partition>:sqs:{HERE}:orders-<Stage>-failed"),
        ("Topic", "", f"arn:<AWS::Partition>:sns:{HERE}:<Topic>"),
        ("Topic", "TopicName", "<Topic>"),
        ("Bucket", "", "<Bucket>"),
        ("Bucket", "Arn", "arn:<AWS::Partition>:s3:::<Bucket>"),
        ("Table", "Arn", f"arn:<AWS::Partition>:dynamodb:{HERE}:table/<Table>"),
        ("Table", "StreamArn", f"arn:<AWS::Partition>:dynamodb:{HERE}:table/<Table>/stream/<Table.StreamLabel>"),
        ("Key", "", "<Key>"),
        ("Key", "Arn", f"arn:<AWS::Partition>:kms:{HERE}:key/<Key>"),
        ("Alias", "", "alias/orders"),
        ("Secret", "", f"arn:<AWS::Partition>:secretsmanager:{HERE}:secret:orders/db-<Secret.Suffix>"),
        ("Plain", "", "flags"),
        ("Role", "", "<Role>"),
        ("Role", "Arn", "arn:<AWS::Partition>:iam::<AWS::AccountId>:role/<Role>"),
        ("Role", "RoleId", "<Role.RoleId>"),
        ("Pathed", "Arn", "arn:<AWS::Partition>:iam::<AWS::AccountId>:role/service/orders"),
        ("Given", "Arn", "arn:<AWS::Partition>:iam::<AWS::AccountId>:role<Stage><Given>"),
        ("Managed", "", "arn:<AWS::Partition>:iam::<AWS::AccountId>:policy/<Managed>"),
        ("Function", "", "<Function>"),
        ("Function", "Arn", f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>"),
        ("Version", "", f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>:<Version.Version>"),
        ("Live", "", f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>:live"),
        ("Url", "FunctionArn", f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>:live"),
        ("Layer", "", f"arn:<AWS::Partition>:lambda:{HERE}:layer:common:<Layer.Version>"),
        ("Logs", "", "/aws/lambda/<Function>"),
        ("Logs", "Arn", f"arn:<AWS::Partition>:logs:{HERE}:log-group:/aws/lambda/<Function>:*"),
        ("Machine", "", f"arn:<AWS::Partition>:states:{HERE}:stateMachine:<Machine>"),
        ("Machine", "Name", "<Machine>"),
        ("Bus", "", "shop"),
        ("OnDefault", "Arn", f"arn:<AWS::Partition>:events:{HERE}:rule/<OnDefault>"),
        ("Rule", "Arn", f"arn:<AWS::Partition>:events:{HERE}:rule/shop/<Rule>"),
        ("Rule", "", "shop|<Rule>"),
        ("ByArn", "Arn", f"arn:<AWS::Partition>:events:{HERE}:rule/shop/<ByArn>"),
        ("Elsewhere", "Arn", f"arn:<AWS::Partition>:events:{HERE}:rule/<another stack exports bus>/<Elsewhere>"),
        ("Nightly", "Arn", f"arn:<AWS::Partition>:scheduler:{HERE}:schedule/default/nightly"),
        ("Api", "", "<Api>"),
        ("Graph", "", f"arn:<AWS::Partition>:appsync:{HERE}:apis/<Graph>"),
        ("Graph", "ApiId", "<Graph>"),
        ("Pool", "", "<Pool>"),
        ("Pool", "Arn", f"arn:<AWS::Partition>:cognito-idp:{HERE}:userpool/<Pool>"),
        ("Custom", "Arn", "<Custom.Arn>"),
        ("Nobody", "Arn", "<Nobody.Arn>"),
    ],
)
def test_what_a_reference_will_be(tmp_path: Path, resource: str, attribute: str, text: str) -> None:
    _, found = arns(tmp_path)
    assert str(found.text(Reference(resource, attribute))) == text


@pytest.mark.parametrize(("resource", "name"), [("Plain", "flags"), ("Deep", "orders/flags")])
def test_a_parameters_arn_has_one_slash_before_its_name(tmp_path: Path, resource: str, name: str) -> None:
    study, found = arns(tmp_path)
    arn = found.arn(study.application.resources[resource])
    assert str(arn) == f"arn:<AWS::Partition>:ssm:{HERE}:parameter/{name}"


def test_only_what_is_the_resources_alone_is_its_own(tmp_path: Path) -> None:
    _, found = arns(tmp_path)
    last = [text.holes[-1] for text in map(found.text, map(Reference, ("Layer", "Secret", "Topic"))) if text]
    assert last == [Hole("Layer.Version", own=False), Hole("Secret.Suffix", own=True), Hole("Topic", own=True)]


@pytest.mark.parametrize(
    "value",
    [Unknown(Reason("macro", "macros run at deployment")), Known(True), Known(None)],
)
def test_what_is_no_text_is_none(tmp_path: Path, value: Value) -> None:
    assert arns(tmp_path)[1].text(value) is None


@pytest.mark.parametrize(
    ("value", "arn"),
    [
        (Reference("Function"), f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>"),
        (Reference("Function", "Arn"), f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>"),
        (Reference("Live"), f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>:live"),
        (Pattern((Reference("Function"), ":live")), f"arn:<AWS::Partition>:lambda:{HERE}:function:<Function>:live"),
        (Known("orders"), f"arn:<AWS::Partition>:lambda:{HERE}:function:orders"),
        (
            Known("111122223333:function:orders"),
            "arn:<AWS::Partition>:lambda:<AWS::Region>:111122223333:function:orders",
        ),
        (
            Known("arn:aws:lambda:eu-west-1:111122223333:function:orders:7"),
            "arn:aws:lambda:eu-west-1:111122223333:function:orders:7",
        ),
        (Known(""), "None"),
    ],
)
def test_every_way_to_name_a_function(tmp_path: Path, value: Value, arn: str) -> None:
    assert str(arns(tmp_path)[1].function(value)) == arn


NAMED = """Resources:
  A: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {} }} }}
  B: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {} }} }}
"""


def test_names_that_go_in_a_circle_stay_holes(tmp_path: Path) -> None:
    _, found = arns(tmp_path, NAMED.format('!Sub "a-${B.QueueName}"', '!Sub "b-${A.QueueName}"'))
    assert str(found.text(Reference("A", "QueueName"))) == "a-b-<A>"


def test_aliases_that_name_each_other_stay_holes(tmp_path: Path) -> None:
    template = "Resources:\n" + "".join(
        f"  {one}: {{ Type: AWS::Lambda::Alias, Properties: {{ FunctionName: !Ref {other}, Name: {one} }} }}\n"
        for one, other in (("A", "B"), ("B", "A"))
    )
    _, found = arns(tmp_path, template)
    assert str(found.text(Reference("A"))) == f"arn:<AWS::Partition>:lambda:{HERE}:function:<A.FunctionName>:A:B:A"


def test_names_that_grow_without_end_are_holes(tmp_path: Path) -> None:
    doubled = "".join(
        f"  Q{i}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Sub "
        f'"${{Q{i + 1}.QueueName}}${{Q{i + 1}.QueueName}}" }} }}\n'
        for i in range(12)
    )
    _, found = arns(tmp_path, f"Resources:\n{doubled}  Q12: {{ Type: AWS::SQS::Queue }}\n")
    name = found.text(Reference("Q0", "QueueName"))
    assert name is not None
    assert 1 < len(name.parts) <= MAX_PARTS
    assert {hole.name for hole in name.holes} < {f"Q{i}" for i in range(12)}


def test_a_long_chain_of_names_ends_in_a_hole(tmp_path: Path) -> None:
    chain = "".join(
        f'  Q{i}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: !Sub "${{Q{i + 1}.QueueName}}" }} }}\n'
        for i in range(1000)
    )
    _, found = arns(tmp_path, f"Resources:\n{chain}  Q1000: {{ Type: AWS::SQS::Queue }}\n")
    assert str(found.text(Reference("Q0", "QueueName"))) == f"<Q{MAX_CHAIN}>"


def test_a_name_that_differs_by_parameter_is_that_of_the_world(tmp_path: Path) -> None:
    template = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !If [Prod, orders, !Ref AWS::NoValue] } }
"""
    application = studied(tmp_path, template).application
    names = [
        str(name) for _, name in explore(lambda world: Arns(application, world).name(application.resources["Queue"]))
    ]
    assert sorted(names) == ["<Queue>", "orders"]


def test_a_resource_of_a_nested_stack_goes_by_its_whole_id(tmp_path: Path) -> None:
    (tmp_path / "inner.yaml").write_text("Resources: { Queue: { Type: AWS::SQS::Queue } }", encoding="utf-8")
    template = "Resources: { Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml } } }"
    _, found = arns(tmp_path, template)
    assert str(found.text(Reference("Inner/Queue", "Arn"))) == f"arn:<AWS::Partition>:sqs:{HERE}:<Inner/Queue>"


def test_a_policys_holes_are_filled_wherever_they_stand() -> None:
    written = {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"AWS": Reference("Role", "Arn")},
            "Action": "s3:GetObject",
            "Resource": Pattern((Reference("Bucket", "Arn"), "/*")),
            "Condition": {"StringEquals": {"aws:SourceArn": Reference("Topic")}},
        },
    }
    policy = parse(_value(written), kind=Kind.RESOURCE).policy
    assert policy is not None
    (statement,) = expand(policy, lambda hole: ("arn:", hole) if hole.own else None).statements
    assert statement.resources == (glob("arn:", Hole("Bucket.Arn", True), "/", ANY),)
    assert statement.principals[0].id == glob("arn:", Hole("Role.Arn", True))
    assert statement.tests[0].values == (glob("arn:", Hole("Topic", True)),)


def _value(content: object) -> Value:
    match content:
        case dict():
            return Known(Fields({name: _value(child) for name, child in content.items()}))
        case Value():
            return content
        case str():
            return Known(content)
    raise AssertionError(content)


def test_the_partition_may_be_written_out() -> None:
    assert in_aws(glob("arn:", Hole("AWS::Partition"), ":s3:::b")) == Glob(("arn:aws:s3:::b",))


@pytest.mark.parametrize(
    ("text", "start", "rest"),
    [
        (glob("a:b"), glob("a"), glob(":b")),
        (glob("a"), glob("a"), glob()),
        (glob("b"), glob("a"), None),
        (glob("a"), glob("a", Hole("X")), None),
        (glob("a", Hole("X")), glob("a", Hole("X")), glob()),
        (glob("a", Hole("X"), ":live"), glob("a", Hole("X")), glob(":live")),
        (glob("a", Hole("Y"), ":live"), glob("a", Hole("X")), None),
        (glob("a", Hole("X"), ":live"), glob("a", Hole("X"), ":l"), glob("ive")),
        (glob(Hole("X")), glob("a"), None),
    ],
)
def test_what_follows_a_text_in_another(text: Glob, start: Glob, rest: Glob | None) -> None:
    assert rest_of(text, start) == rest


@pytest.mark.parametrize(
    ("type_", "rest", "attribute"),
    [
        ("AWS::IAM::OIDCProvider", "iam::111122223333:oidc-provider/token.example.com", "Arn"),
        ("AWS::EC2::VPC", "ec2:eu-west-1:111122223333:vpc/vpc-1", "Arn"),
        ("AWS::Lambda::LayerVersion", "lambda:eu-west-1:111122223333:layer:common:3", "LayerVersionArn"),
        ("AWS::S3::Bucket", "s3:::photos.example.com", "Arn"),
    ],
)
def test_what_an_account_has_goes_by_its_arn(type_: str, rest: str, attribute: str) -> None:
    """Its id, whatever dots are in it, with the account's own parts as a template has them."""
    arn = f"arn:aws:{rest}"
    made = Made(type_, arn, rest.rpartition(":")[2], {"BucketName": "photos.example.com"} if "S3" in type_ else {})
    resource = document_of(made, Names((made,), Place("aws", "111122223333", "eu-west-1")), "eu-west-1").resource
    application = Application("111122223333/eu-west-1", "a live account", {arn: resource})
    text = str(Arns(application, World()).text(Reference(arn, attribute)))
    own = rest.replace("eu-west-1", "<AWS::Region>").replace("111122223333", "<AWS::AccountId>")
    assert text == f"arn:<AWS::Partition>:{own}"
