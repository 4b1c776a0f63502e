"""What the account doesn't hold is told, and the rest goes on."""

import json
from pathlib import Path

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import deploy
from hauberk.reading.jail import Root
from tests.lab.account.provisioning.deploying import all_held, arn, deployed, losses, physical
from tests.lab.account.provisioning.test_recipes import RECIPES

JUNK = [{}, {"Properties": []}, {"Properties": {"Tags": 7, "Name": [[]], "Policies": {"a": None}, "Body": "x"}}]
"""Resources as nobody should write them."""


@pytest.mark.parametrize("junk", JUNK, ids=["nothing", "list", "nonsense"])
def test_properties_that_make_no_sense_are_losses_and_no_fault(
    account: Account, tmp_path: Path, junk: dict[str, object]
) -> None:
    resources = {f"R{index}": {"Type": type_, **junk} for index, type_ in enumerate(RECIPES)}
    (tmp_path / "template.json").write_text(json.dumps({"Resources": resources}))
    found = deploy(account, Root(tmp_path), "template.json")
    unheld = {one.resource for one in found.provisioned.losses if not one.property}
    assert found.provisioned.held.keys() | unheld == resources.keys()
    assert found.provisioned.held.keys().isdisjoint(unheld)


def test_a_type_without_a_recipe_and_a_custom_one(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Strange: { Type: "AWS::Nobody::Knows" }
          Own: { Type: "Custom::Thing", Properties: { ServiceToken: arn } }
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              KmsMasterKeyId: !GetAtt Strange.KeyArn
              QueueName: !Ref Own
        """,
    )
    assert losses(found) == {
        ("Strange", ""): "unsupported",
        ("Own", ""): "unsupported",
        ("Orders", "KmsMasterKeyId"): "missing",
        ("Orders", "QueueName"): "missing",
    }
    assert arn(found, "Orders") == f"arn:aws:sqs:eu-west-1:{account.id}:lab-Own"
    told = account.client("sqs").get_queue_attributes(QueueUrl=physical(found, "Orders"), AttributeNames=["All"])
    assert told["Attributes"]["KmsMasterKeyId"] == f"arn:aws:lab:eu-west-1:{account.id}:lab-Strange"


def test_a_name_of_what_is_not_there_has_the_form_of_one(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Rejected:
            Type: AWS::Lambda::Function
            Properties: { Runtime: python3.13, Handler: app.handler, Role: "arn:aws:iam::444455556666:role/theirs",
                          Code: { ZipFile: x } }
          Rule:
            Type: AWS::Events::Rule
            Properties:
              ScheduleExpression: rate(1 day)
              Targets: [{ Id: one, Arn: !GetAtt Rejected.Arn }]
        """,
    )
    assert losses(found) == {("Rejected", ""): "refused", ("Rule", "Targets[0].Arn"): "missing"}
    (target,) = account.client("events").list_targets_by_rule(Rule=physical(found, "Rule"))["Targets"]
    assert target["Arn"] == f"arn:aws:lambda:eu-west-1:{account.id}:function:lab-Rejected"


def test_one_world_is_deployed(account: Account, tmp_path: Path) -> None:
    text = """
        Parameters:
          Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
          Seconds: { Type: Number }
          Kind: { Type: String, AllowedValues: [fast, slow] }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              QueueName: !Sub "orders-${Stage}-${Kind}"
              VisibilityTimeout: !If [IsProd, 60, !Ref Seconds]
              KmsMasterKeyId: !If [IsProd, alias/aws/sqs, !Ref AWS::NoValue]
          Audit: { Type: "AWS::SQS::Queue", Condition: IsProd }
        """
    found = deployed(account, tmp_path, text)
    assert losses(found) == {("Seconds", ""): "unknown", ("Kind", ""): "unknown"}
    assert found.provisioned.held.keys() == {"Orders"}
    assert arn(found, "Orders").endswith(":orders-dev-fast")
    found = deployed(account, tmp_path, text, Stage="prod", Seconds="5", Kind="slow")
    assert all_held(found)
    assert found.provisioned.held.keys() == {"Orders", "Audit"}
    told = account.client("sqs").get_queue_attributes(QueueUrl=physical(found, "Orders"), AttributeNames=["All"])
    assert (told["Attributes"]["VisibilityTimeout"], told["Attributes"]["KmsMasterKeyId"]) == ("60", "alias/aws/sqs")


def test_parameters_of_a_network_are_of_the_one_that_is_there(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Parameters:
          Vpc: { Type: "AWS::EC2::VPC::Id" }
          Subnets: { Type: "List<AWS::EC2::Subnet::Id>" }
        Resources:
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties: { GroupDescription: closed, VpcId: !Ref Vpc }
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              VpcConfig: { SubnetIds: !Ref Subnets, SecurityGroupIds: [!Ref Group] }
        """,
    )
    assert losses(found) == {("Vpc", ""): "unknown", ("Subnets", ""): "unknown"}
    told = account.client("lambda").get_function_configuration(FunctionName=physical(found, "Orders"))["VpcConfig"]
    assert told["SubnetIds"] == [account.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]]
    assert told["SecurityGroupIds"] == [physical(found, "Group")]


def test_what_is_confided_is_not_sent(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Parameters: { Password: { Type: String, NoEcho: true, Default: parcels-2019-Winter } }
        Resources:
          Token:
            Type: AWS::SSM::Parameter
            Properties: { Type: String, Name: /token, Value: !Ref Password }
        """,
        Password="Gr33nParcel!2021",
    )
    assert losses(found) == {("Token", "Value"): "unknown"}
    assert account.client("ssm").get_parameter(Name="/token")["Parameter"]["Value"] == "lab-7b1f-stand-in"


def test_resources_of_nested_stacks_are_made_with_names_of_their_own(account: Account, tmp_path: Path) -> None:
    (tmp_path / "inner.yaml").write_text(
        "Resources: { Orders: { Type: 'AWS::SQS::Queue' } }\nOutputs: { Arn: { Value: !GetAtt Orders.Arn } }\n"
    )
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Inner: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: inner.yaml } }
          Orders:
            Type: AWS::SQS::Queue
            Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Inner.Outputs.Arn, maxReceiveCount: 3 } }
        """,
    )
    assert all_held(found)
    assert arn(found, "Inner/Orders").endswith(":lab-Inner-Orders")
    told = account.client("sqs").get_queue_attributes(QueueUrl=physical(found, "Orders"), AttributeNames=["All"])
    assert arn(found, "Inner/Orders") in told["Attributes"]["RedrivePolicy"]
