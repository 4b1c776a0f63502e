"""What AWS takes unsigned is what botocore's models say, and names what the catalogue knows."""

import json

import pytest
from botocore.session import get_session

from hauberk.facts.bundled import bundled
from hauberk.iam import catalogue
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.catalogue import facts
from hauberk.iam.unsigned import Row, may_be_unsigned, rows

OF_BOTOCORE = [row for row in rows() if row.source == "botocore"]


def test_what_models_say_is_unsigned_is_all_there() -> None:
    """By the prefix that IAM has for a client, which the catalogue tells."""
    session, known = get_session(), json.loads(bundled(catalogue.__file__, "clients.json"))["clients"]
    found = {
        f"{known[client].get('prefix', client)}:{name}"
        for client in session.get_available_services()
        for model in [session.get_service_model(client)]
        for name in model.operation_names
        if model.operation_model(name).auth_type == "none"
    }
    assert {name for row in OF_BOTOCORE for name in row.actions} == found


@pytest.mark.parametrize("row", [row for row in rows() if row.source != "botocore"], ids=lambda row: row.actions[0])
def test_a_row_names_actions_and_keys_that_there_are(row: Row) -> None:
    assert row.source.startswith("https://docs.aws.amazon.com/")
    assert all(catalogued(name) for name in (*row.actions, *row.but))
    if row.signed_if is not None:
        _, key, _ = row.signed_if
        service = facts(row.actions[0].partition(":")[0])
        assert service is not None
        assert key.lower() in {one.lower() for one in service.keys}


@pytest.mark.parametrize(
    ("action", "may_be"),
    [("S3:getobject", True), ("s3:CreateBucket", False), ("lambda:AddPermission", False), ("sts:AssumeRole", False)],
)
def test_which_actions_there_are_unsigned_requests_for(action: str, may_be: bool) -> None:
    assert may_be_unsigned(action) is may_be
