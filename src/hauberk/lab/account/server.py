"""Starts and stops the process of the embedded account: the one module of the lab that starts anything.

The process is this Python with this Hauberk. Of the environment it gets what a Python needs, and nothing of AWS or of
proxies: moto makes clients of its own at times.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from hauberk.lab.account.account import ACCESS_KEY, ACCOUNT_ID, REGION, SECRET_KEY, Account
from hauberk.lab.account.knowing import TOKEN
from hauberk.lab.account.loopback import HOST

MODULE = "hauberk.lab.account.serving"
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL")
_SETTINGS = {
    "AWS_ACCESS_KEY_ID": ACCESS_KEY,
    "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",  # half a second, for images that no function runs on
    "MOTO_DISABLE_GLOBAL_CORS": "true",  # no page in a browser has any business here
    "PYTHONUNBUFFERED": "1",
}
_WAIT = 5.0


class ServerError(Exception):
    """The account didn't start; the text says what its process said last."""


class Server(NamedTuple):
    """A running account with its process."""

    account: Account
    process: "subprocess.Popen[str]"

    @property
    def pid(self) -> int:
        """The process."""
        return self.process.pid


@contextmanager
def embedded_account(region: str = REGION, port: int = 0) -> Iterator[Account]:
    """An account for the time of a ``with``; gone afterwards, however that ends. ``port`` 0 takes a free one.

    Raises :class:`ServerError`.
    """
    server = start(region, port)
    try:
        yield server.account
    finally:
        stop(server)


def start(region: str = REGION, port: int = 0, detached: bool = False, token: str = "") -> Server:
    """Starts an account and waits until it listens; ``detached`` outlives this process, and ``token`` is what the other
    one proves by that it is the one (:mod:`knowing`).

    Raises :class:`ServerError`.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", MODULE, str(port), *(["--detached"] if detached else [])],
        stdin=subprocess.DEVNULL if detached else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**_environment(), TOKEN: token},
        cwd=os.path.abspath(os.sep),
        start_new_session=detached,
        encoding="utf-8",
    )
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if not said.isdecimal():
        process.kill()
        process.communicate()
        raise ServerError(f"the embedded account didn't start: {said or 'it said nothing'}")
    return Server(Account(f"http://{HOST}:{said}", ACCOUNT_ID, region), process)


def stop(server: Server) -> None:
    """Ends a process that :func:`start` made, and waits until it is gone."""
    process = server.process
    process.terminate()
    try:
        process.wait(_WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(_WAIT)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_SETTINGS}
