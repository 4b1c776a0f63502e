"""What is kept is what a file of JSON gives back."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

from hauberk.sources.account.calling.kept import kept, plain
from tests.sources.account.calling.plans import LIST


def test_what_the_sdk_adds_is_left_out() -> None:
    assert kept({"Functions": [], "ResponseMetadata": {"RequestId": "1"}}, LIST) == {"Functions": []}


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
    found = plain(answer)
    assert json.loads(json.dumps(found)) == found
    assert found["Created"] == "2026-11-30T12:00:00+00:00"
    assert found["Report"] == "user,arn\n"
    assert found["Image"] == "//4A"
    assert found["Body"] == '{"openapi": "3.0.1"}'
