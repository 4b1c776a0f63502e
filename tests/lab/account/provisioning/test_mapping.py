"""Properties become parameters by botocore's models."""

from typing import Any

import boto3
import pytest

from hauberk.lab.account.provisioning.mapping import fitted, scalar


def shape(service: str, operation: str) -> Any:
    """What an operation takes, by botocore's own model."""
    client = boto3.client(service, region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
    return client.meta.service_model.operation_model(operation).input_shape


@pytest.mark.parametrize(
    ("service", "operation", "properties", "parameters"),
    [
        pytest.param("lambda", "CreateFunction", {"Timeout": "3"}, {"Timeout": 3}, id="number-as-text"),
        pytest.param(
            "lambda",
            "CreateFunction",
            {"Tags": [{"Key": "team", "Value": "parcels"}]},
            {"Tags": {"team": "parcels"}},
            id="list-of-tags-as-map",
        ),
        pytest.param("lambda", "CreateFunction", {"Layers": "a,b"}, {"Layers": ["a", "b"]}, id="text-as-list"),
        pytest.param(
            "lambda",
            "CreateFunction",
            {"Environment": {"Variables": {"N": 3, "YES": True}}},
            {"Environment": {"Variables": {"N": "3", "YES": "true"}}},
            id="variables-are-texts",
        ),
        pytest.param(
            "wafv2",
            "CreateWebACL",
            {"Tags": {"team": "parcels"}},
            {"Tags": [{"Key": "team", "Value": "parcels"}]},
            id="map-as-list-of-tags",
        ),
        pytest.param(
            "iam",
            "CreateRole",
            {"AssumeRolePolicyDocument": {"Statement": []}},
            {"AssumeRolePolicyDocument": '{"Statement": []}'},
            id="structure-as-json",
        ),
        pytest.param(
            "apigateway", "CreateStage", {"StageName": "v1"}, {"stageName": "v1"}, id="another-case"
        ),
        pytest.param(
            "sqs", "CreateQueue", {"QueueName": "a", "Tags": [{"Key": "k", "Value": "v"}]},
            {"QueueName": "a", "tags": {"k": "v"}}, id="another-case-of-a-map",
        ),
    ],
)  # fmt: skip
def test_a_property_as_the_api_takes_it(
    service: str, operation: str, properties: dict[str, Any], parameters: dict[str, Any]
) -> None:
    unplaced: list[str] = []
    assert fitted(shape(service, operation), properties, {}, unplaced.append) == parameters
    assert unplaced == []


def test_a_property_that_no_call_takes_is_told_with_its_place() -> None:
    unplaced: list[str] = []
    properties = {"Nobody": 1, "Environment": {"Variables": {"A": "b"}, "Knows": 2}}
    made = fitted(shape("lambda", "CreateFunction"), properties, {}, unplaced.append)
    assert made == {"Environment": {"Variables": {"A": "b"}}}
    assert unplaced == ["Nobody", "Environment.Knows"]


def test_a_name_may_be_another_at_one_place_or_at_any() -> None:
    kms = shape("kms", "CreateKey")
    renamed = {"KeyPolicy": "Policy", "Key": "TagKey", "Value": "TagValue"}
    made = fitted(kms, {"KeyPolicy": "{}", "Tags": [{"Key": "a", "Value": "b"}]}, renamed, pytest.fail)
    assert made == {"Policy": "{}", "Tags": [{"TagKey": "a", "TagValue": "b"}]}
    made = fitted(kms, {"Tags": [{"Key": "a"}]}, {"Tags[0].Key": "TagKey"}, pytest.fail)
    assert made == {"Tags": [{"TagKey": "a"}]}


@pytest.mark.parametrize(
    ("kind", "written", "sent"),
    [
        ("boolean", "true", True),
        ("boolean", "False", False),
        ("boolean", "perhaps", "perhaps"),
        ("integer", "42", 42),
        ("integer", "many", "many"),
        ("double", 3, 3.0),
        ("string", False, "false"),
        ("string", 1.5, "1.5"),
        ("blob", "x", b"x"),
    ],
)
def test_what_is_no_value_of_its_type_is_sent_for_the_api_to_refuse(kind: str, written: Any, sent: Any) -> None:
    assert scalar(kind, written) == sent
    assert type(scalar(kind, written)) is type(sent)
