"""The lab talks to this machine and to nobody else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hauberk.lab.account.loopback import NotLoopbackError, Place, loopback


@pytest.mark.parametrize(
    ("endpoint", "place"),
    [
        ("http://127.0.0.1:5000", Place("127.0.0.1", 5000)),
        ("http://127.0.0.1:1/", Place("127.0.0.1", 1)),
        ("http://[::1]:65535", Place("::1", 65535)),
    ],
)
def test_an_address_of_the_loopback_interface_is_taken(endpoint: str, place: Place) -> None:
    assert loopback(endpoint) == place


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "https://sqs.eu-west-1.amazonaws.com",
        "http://localhost:5000",
        "http://127.0.0.1",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://127.0.0.1:80@example.com",
        "http://127.0.0.1:80.example.com",
        "http://user@127.0.0.1:80",
        "http://169.254.169.254:80",
        "http://0.0.0.0:80",
        "http://10.0.0.1:80",
        "http://2130706433:80",
        "http://127.1:80",
        "http://[::ffff:10.0.0.1]:80",
        "http://127.0.0.1:80/\nHost: example.com",
        "http://127.0.0.1:80#@example.com",
        "http://127.0.0.1:\u0661\u0662",
    ],
)
def test_anything_else_is_refused(endpoint: str) -> None:
    with pytest.raises(NotLoopbackError, match="the lab only talks to"):
        loopback(endpoint)


@given(st.text(alphabet="http:/127.0@[]e#?8") | st.from_regex(r"http://[0-9.@:a-z/]{1,20}", fullmatch=True))
@example("http://127.0.0.1:8@8.8.8.8:80")
def test_what_is_taken_is_nothing_but_a_loopback_address_and_a_port(endpoint: str) -> None:
    try:
        place = loopback(endpoint)
    except NotLoopbackError:
        return
    assert endpoint.rstrip("/") in (f"http://{place.host}:{place.port}", f"http://[{place.host}]:{place.port}")
    assert place.host.startswith("127.") or place.host == "::1"
