"""The account that stays up between commands: one for each user, in a file of the user's own.

The file tells where the account is and how to know it again. It is only as good as what answers: a file that was left
behind by a process that is gone is dropped, and no process is ended that hasn't proved to be the account.
"""

import json
import os
import signal
import time
from contextlib import suppress
from secrets import token_hex
from typing import NamedTuple

from hauberk.lab.account.account import ACCOUNT_ID, REGION, Account
from hauberk.lab.account.knowing import is_known
from hauberk.lab.account.loopback import NotLoopbackError
from hauberk.lab.account.server import ServerError, start, stop

_FILE = "lab.json"
_LARGEST = 10_000
_SECONDS = 10.0


class Running(NamedTuple):
    """An account that is up: a process, and the secret to know it by."""

    account: Account
    pid: int
    token: str


def folder() -> str:
    """Where Hauberk keeps what is to outlive a command: ``hauberk`` in the user's state directory (XDG Base Directory
    Specification 0.8)."""
    base = os.environ.get("XDG_STATE_HOME", "")
    if not os.path.isabs(base):  # relative ones are to be ignored
        base = os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(base, "hauberk")


def running() -> Running | None:
    """The account that is up, if there is one. What the file says of one that is gone is dropped."""
    found = _read()
    if found is None:
        return None
    if not is_known(found.account.endpoint, found.token, found.pid):
        _forget()
        return None
    return found


def up(region: str = REGION, port: int = 0) -> Running:
    """The account that is up, started if there is none.

    Raises :class:`ServerError`.
    """
    found = running()
    if found is not None:
        return found
    token = token_hex(32)
    server = start(region, port, detached=True, token=token)
    started = Running(server.account, server.pid, token)
    try:
        _write(started)
    except FileExistsError:  # another command was quicker
        stop(server)
        return up(region, port)
    except OSError as error:
        stop(server)
        raise ServerError(f"{folder()} can't be written: {error.strerror}") from None
    if server.process.stdout is not None:
        server.process.stdout.close()
    server.process.returncode = 0  # nobody waits for it any more
    return started


def down() -> bool:
    """Ends the account that is up; whether there was one."""
    found = running()
    if found is None:
        return False
    for ending in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(found.pid, ending)
        except ProcessLookupError:
            break
        if _gone(found):
            break
    _forget()
    return True


def _gone(found: Running) -> bool:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if not is_known(found.account.endpoint, found.token, found.pid):
            return True
        time.sleep(0.02)
    return False


def _read() -> Running | None:
    try:
        handle = os.open(os.path.join(folder(), _FILE), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, encoding="utf-8") as stream:
            said = json.loads(stream.read(_LARGEST))
        account = Account(str(said["endpoint"]), ACCOUNT_ID, str(said["region"]))
        found = Running(account, int(said["pid"]), str(said["token"]))
        account.environment()  # refuses another machine's endpoint
    except (OSError, ValueError, KeyError, TypeError, NotLoopbackError):
        return None
    return found if found.pid > 1 else None


def _write(started: Running) -> None:
    """Whole or not at all, where there is none yet, and for the user's eyes only."""
    os.makedirs(folder(), mode=0o700, exist_ok=True)
    aside = os.path.join(folder(), f".{_FILE}.{token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        said = {"endpoint": started.account.endpoint, "region": started.account.region}
        json.dump({**said, "pid": started.pid, "token": started.token}, stream)
    try:
        os.link(aside, os.path.join(folder(), _FILE))
    finally:
        os.unlink(aside)


def _forget() -> None:
    with suppress(FileNotFoundError):
        os.unlink(os.path.join(folder(), _FILE))
