"""The process of the embedded account comes and goes with whoever started it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from hauberk.lab.account.loopback import loopback
from hauberk.lab.account.server import ServerError, embedded_account, start, stop


def listens(endpoint: str) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(loopback(endpoint)) == 0


def eventually(what: Callable[[], bool]) -> bool:
    """Whether something comes true within some seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return False


def test_it_listens_inside_the_with_and_is_gone_behind_it() -> None:
    with embedded_account("eu-central-1") as account:
        assert listens(account.endpoint)
        assert account.region == "eu-central-1"
        assert account.client("sts").meta.region_name == "eu-central-1"
    assert not listens(account.endpoint)


def test_it_listens_on_the_loopback_interface_only() -> None:
    with embedded_account() as account:
        port = loopback(account.endpoint).port
        with socket.socket() as probe:
            probe.bind(("127.0.0.2", port))  # taken, if the server listened on every interface


def test_an_exception_ends_it_too() -> None:
    seen = []

    def fails() -> None:
        with embedded_account() as account:
            seen.append(account.endpoint)
            assert listens(account.endpoint)
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert not listens(seen[0])


def test_a_server_that_has_died_is_no_trouble_at_the_end() -> None:
    server = start()
    os.kill(server.pid, signal.SIGKILL)
    stop(server)
    assert not listens(server.account.endpoint)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "terminated"])
def test_it_goes_with_the_process_that_started_it(ending: signal.Signals) -> None:
    script = (
        "from hauberk.lab.account.server import start; import time;"
        "server = start(); print(server.account.endpoint, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, encoding="utf-8")
    assert parent.stdout is not None
    endpoint = parent.stdout.readline().strip()
    assert listens(endpoint)
    parent.send_signal(ending)
    parent.wait()
    parent.stdout.close()
    assert eventually(lambda: not listens(endpoint))


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ServerError, match="didn't start"):
            start(port=taken.getsockname()[1])


def test_what_is_the_environments_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("HTTPS_PROXY", "http://192.0.2.1:80")
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "999999999999")
    server = start()
    try:
        with open(f"/proc/{server.pid}/environ", "rb") as stream:
            names = {entry.partition(b"=")[0].decode() for entry in stream.read().split(b"\0")}
    finally:
        stop(server)
    assert names.isdisjoint(("AWS_PROFILE", "HTTPS_PROXY", "MOTO_ACCOUNT_ID", "HOME"))
    assert "MOTO_IAM_LOAD_MANAGED_POLICIES" in names
