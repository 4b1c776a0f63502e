"""What a statement of a resource's policy is about: what it names, else that whose policy it stands in."""

import json
from pathlib import Path

import pytest

from hauberk.model.policies import ResourceStatement
from hauberk.model.world import World
from hauberk.sources.account.calls import Answer, Call, Data, call
from hauberk.study.governed import governed
from tests.account.shop import ACCOUNT, REGION, shop
from tests.account.test_words import asked
from tests.study.applications import studied

STATEMENT = '{ Effect: Allow, Principal: "*", Action: "*"%s }'
POLICY = f"PolicyDocument: {{ Statement: [{STATEMENT}] }}"


def about(folder: Path, resources: str, resource: str = "") -> str:
    study = studied(folder, f"Resources:\n{resources % resource}")
    (seed,) = ResourceStatement.seeds(study.application)
    statement = seed.see(World())
    assert isinstance(statement, ResourceStatement)
    return governed(statement, study)


QUEUES = f"""
  Orders: {{ Type: AWS::SQS::Queue }}
  Returns: {{ Type: AWS::SQS::Queue }}
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties: {{ Queues: [QUEUES], {POLICY} }}
"""


@pytest.mark.parametrize(
    ("queues", "said"),
    [
        ("!Ref Orders", "Orders"),
        ("!Ref Orders, !Ref Returns", "Orders and Returns"),
        ("!Ref Orders, !Ref Returns, https://sqs.eu-west-1.amazonaws.com/111122223333/old", "Orders and 2 others"),
        ("https://sqs.eu-west-1.amazonaws.com/111122223333/old", "the queue old"),
        ("!ImportValue Queue", "Policy"),
    ],
    ids=["one", "two", "three", "elsewhere", "unknown"],
)
@pytest.mark.parametrize("resource", ["", ', Resource: "*"'], ids=["none", "star"])
def test_a_policy_of_queues_is_about_these(tmp_path: Path, queues: str, said: str, resource: str) -> None:
    assert about(tmp_path, QUEUES.replace("QUEUES", queues), resource) == said


def test_what_a_statement_names_comes_first(tmp_path: Path) -> None:
    queues = QUEUES.replace("QUEUES", "!Ref Orders, !Ref Returns")
    assert about(tmp_path, queues, ", Resource: !GetAtt Returns.Arn") == "Returns"


def test_a_resource_with_a_policy_of_its_own_is_what_it_is_about(tmp_path: Path) -> None:
    key = f"  Key: {{ Type: AWS::KMS::Key, Properties: {{ KeyPolicy: {{ Statement: [{STATEMENT}] }} }} }}"
    assert about(tmp_path, key, ', Resource: "*"') == "Key"


@pytest.mark.parametrize(
    ("bus", "said"),
    [("", "the event bus default"), ("EventBusName: default, ", "the event bus default"), ("!", "Bus")],
)
def test_a_policy_of_a_bus_that_is_not_here_is_about_it(tmp_path: Path, bus: str, said: str) -> None:
    named = "EventBusName: !Ref Bus, " if bus == "!" else bus
    text = f"""
  Bus: {{ Type: AWS::Events::EventBus, Properties: {{ Name: orders }} }}
  All:
    Type: AWS::Events::EventBusPolicy
    Properties: {{ {named}StatementId: all, Statement: {STATEMENT} }}
"""
    assert about(tmp_path, text) == said


# -- of an account

OPEN = {"Sid": "all", "Effect": "Allow", "Principal": "*", "Resource": "*"}
QUEUE = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/orders"
ANSWERS: dict[Call, Answer] = {
    call("sqs", "ListQueues", REGION): Data({"QueueUrls": [QUEUE]}),
    call("sqs", "GetQueueAttributes", REGION, QueueUrl=QUEUE, AttributeNames=["All"]): Data(
        {
            "Attributes": {
                "QueueArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:orders",
                "Policy": json.dumps({"Statement": [{**OPEN, "Action": "sqs:SendMessage"}]}),
            }
        }
    ),
    call("events", "ListEventBuses", REGION): Data(
        {
            "EventBuses": [
                {
                    "Name": "default",
                    "Arn": f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/default",
                    "Policy": json.dumps({"Statement": [{**OPEN, "Action": "events:PutEvents"}]}),
                }
            ]
        }
    ),
}


def test_policies_of_an_account_are_of_what_has_them() -> None:
    snapshot = shop()
    apis = {f"{made.service}:{made.operation}" for made in ANSWERS}
    snapshot = snapshot._replace(answers={**snapshot.answers, **ANSWERS}, asked=snapshot.asked | apis)
    said = {entry.message: entry.locations[1].says for entry in asked(snapshot, "public-resource-policy").findings()}
    assert said == {
        "everyone may do sqs:SendMessage with orders": "anyone: sqs:SendMessage on orders, from any account",
        "everyone may do events:PutEvents with the event bus default": (
            "anyone with an AWS account: events:PutEvents on the event bus default, from any account"
        ),
    }
