"""What is kept is what a file of JSON gives back."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

from hauberk.model.concealed import Key
from hauberk.model.tokens import token_of
from hauberk.sources.account.calling.kept import Door
from tests.sources.account.calling.plans import LIST, ROLES

KEY = Key(bytes(range(32)))


def test_what_the_sdk_adds_is_left_out() -> None:
    answer = {"Functions": [], "ResponseMetadata": {"RequestId": "1"}}
    assert Door(KEY).kept(answer, LIST) == {"Functions": []}


def test_secrets_are_concealed() -> None:
    """What a read says that is to be concealed, and what is found to be."""
    read = LIST._replace(conceals=("Functions[].Environment.Variables.*",))
    found = Door(KEY).kept(
        {"Functions": [{"ClientSecret": "Vn4-regen%im.Mai", "Environment": {"Variables": {"TABLE": "orders"}}}]}, read
    )
    (one,) = found["Functions"]
    assert token_of(one["Environment"]["Variables"]["TABLE"]) is not None
    assert "regen" not in json.dumps(found)


def test_what_only_identifies_is_kept() -> None:
    key = "AKIA" + "Z7Q2W4E6R5T3Y3U5"
    answer = {"AccessKeyMetadata": [{"AccessKeyId": key}]}
    assert Door(KEY).kept(answer, ROLES._replace(identifies=("AccessKeyMetadata[].AccessKeyId",))) == answer
    assert key not in json.dumps(Door(KEY).kept(answer, ROLES))


def test_data_is_the_same_once_it_was_written_and_read() -> None:
    answer = {
        "Created": datetime(2026, 11, 30, 12, 0, tzinfo=UTC),
        "On": date(2026, 11, 30),
        "Report": b"user,arn\n",
        "Image": b"\xff\xfe\x00",
        "Body": BytesIO(b'{"openapi": "3.0.1"}'),
        "Numbers": (1, 2.5, True, None),
        1: {"a": {"b"}},
    }
    found = Door(KEY).kept(answer, LIST)  # type: ignore[arg-type]
    assert json.loads(json.dumps(found)) == found
    assert found["Created"] == "2026-11-30T12:00:00+00:00"
    assert found["Report"] == "user,arn\n"
    assert token_of(found["Image"]) is not None
    assert found["Body"] == '{"openapi": "3.0.1"}'
