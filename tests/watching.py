"""Watches what Hauberk does in the process of the tests, whichever test calls it, by an audit hook (PEP 578).

An event is Hauberk's where, from the innermost call outwards, a module of Hauberk's comes before one of the tests. Then
it may only be what that module has powers for: one writes what a user asked for, one keeps what comes over standard
input, one starts git and lays a revision out, one starts workers, one the embedded account, whose clients connect to
this machine and no other. What is anything else is kept, and ``conftest.py``
fails the test that was running. Workers, and what tests start as commands, aren't seen here:
``tests/hostile/test_nothing_runs.py`` is about those.
"""

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.hostile.guard import CHANGES, CODE, CONNECTIONS, PROCESSES, WRITING, within

WRITERS = (
    "hauberk.cli.journal",
    "hauberk.cli.keeping",
    "hauberk.cli.key_file",
    "hauberk.cli.writing",
    "hauberk.lab.account.state",
    "hauberk.scan.revision",
    "hauberk.sources.account.calling.code",
)
"""Reports and baselines; folders of one's own for what comes over standard input, from a revision, or of the code of an
account's functions; keys of snapshots; where the embedded account is."""
STARTERS = ("hauberk.scan.revision", "hauberk.scan.pool", "hauberk.lab.account.server")
"""Git, workers, and the embedded account."""
CLIENTS = ("hauberk.lab.", "hauberk.sources.account.", "hauberk.watch.")
"""What talks to an account: in tests to the embedded one."""
MAKERS = ("collections", "dataclasses", "importlib._bootstrap", "importlib._bootstrap_external", "enum", "typing")
"""Modules of Python's that run code which they have made, or that is a module's."""
MAKERS_OF_CLIENTS = ("botocore.vendored.six", "multiprocessing.managers", "six")
"""The same of what AWS's client is made of, while that is imported."""
IMPORTING = "importlib._bootstrap_external"
"""What keeps the code that it has compiled, in folders that it makes and files that it renames."""

LOOPBACK = "127.0.0.1"

_TREE = Path(__file__).parents[1]
_INSTALLED = [os.path.realpath(path) for path in {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix}]
_READABLE = [
    *_INSTALLED,
    *(os.path.realpath(path) for path in (_TREE, tempfile.gettempdir())),
    *("/dev", "/proc", "/sys", "/etc/localtime", "/usr/share/zoneinfo"),
]


class Watch:
    """The hook. ``seen`` is what Hauberk did and must not."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._asked: dict[str, bool] = {}

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in self._asked:
            kinds = ("open", "exec", "subprocess.Popen", *PROCESSES, *CONNECTIONS, *CHANGES, *CODE)
            self._asked[event] = event.startswith(kinds)
        if self._asked[event]:
            caller = sys._getframe(1)
            module = _at_work(caller)
            if module and not _may(event, arguments, module, caller):
                self.seen.append(f"{module}: {event} {arguments!r}"[:500])

    def taken(self) -> list[str]:
        """What was seen since this was last asked."""
        seen, self.seen = self.seen, []
        return seen

    @contextmanager
    def looking(self) -> Iterator[list[str]]:
        """What is seen meanwhile is the caller's to judge."""
        before = self.taken()
        found: list[str] = []
        try:
            yield found
        finally:
            found += self.taken()
            self.seen = before


def _at_work(frame: FrameType | None) -> str:
    """The module of Hauberk's that is at work; empty where it is a test, or nobody of either."""
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.startswith("hauberk."):
            return str(name)
        if name.startswith("tests."):
            return ""
        frame = frame.f_back
    return ""


def _may(event: str, arguments: tuple[object, ...], module: str, caller: FrameType) -> bool:
    if event == "open":
        return _may_open(arguments, module, caller)
    if event == "exec":
        file = getattr(arguments[0], "co_filename", "")
        own = within(os.path.realpath(file), [*_INSTALLED, str(_TREE / "src")]) or file.startswith("<")
        makers = (*MAKERS, *MAKERS_OF_CLIENTS) if module.startswith(CLIENTS) else MAKERS
        return own and caller.f_globals.get("__name__") in makers
    if event.startswith(CHANGES):
        return module in WRITERS or _imports(caller)
    if event.startswith(("http.client.", "socket.")) and module.startswith(CLIENTS):
        return _stays_here(event, arguments)
    return module in STARTERS and not event.startswith(CODE)


def _stays_here(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether a socket is of this machine: made, looked up or connected by the address of its loopback interface."""
    match event, arguments:
        case "socket.__new__" | "http.client.send", _:
            return True  # what is sent goes where it is connected
        case "http.client.connect", (_, host, _):
            return host == LOOPBACK
        case "socket.bind", (_, (str(host), 0, *_)):
            return host == "::1"  # how a client finds out whether there is IPv6
        case "socket.connect", (_, (str(host), *_)):
            return host == LOOPBACK
        case "socket.getaddrinfo", (host, *_):
            return host in (LOOPBACK, LOOPBACK.encode())
    return False


def _imports(caller: FrameType) -> bool:
    return caller.f_globals.get("__name__") == IMPORTING


def _may_open(arguments: tuple[object, ...], module: str, caller: FrameType) -> bool:
    path, _, flags = arguments
    if not isinstance(path, (str, bytes, os.PathLike)):
        return True  # a handle that is open already
    real = os.path.realpath(os.fsdecode(path))
    if isinstance(flags, int) and flags & WRITING:
        return module in (*WRITERS, *STARTERS) or real == os.devnull or _imports(caller)
    return within(real, _READABLE)


WATCH = Watch()
