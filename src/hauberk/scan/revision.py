"""The files of another revision, read from git's objects: nothing is checked out, fetched or run.

git is the one program that a check starts, and only for this. Its configuration comes from nowhere, hooks and the file
system monitor are off, missing objects aren't fetched, and no protocol is allowed.
"""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from hauberk.scan.discover import TEMPLATE_SUFFIXES

SAFE = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "protocol.allow=never",
    "-c", "safe.directory=*",
)  # fmt: skip
_SECONDS = 60


class RevisionError(Exception):
    """A revision that can't be read; the text says why."""


def _git(folder: str, *arguments: str, data: bytes = b"") -> bytes:
    environment = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
        "PATH": os.environ.get("PATH", os.defpath),
    }
    command = ["git", "-C", folder, *SAFE, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - arguments are this module's own, and a revision that isn't an option
            command, input=data, capture_output=True, check=True, env=environment, timeout=_SECONDS
        )
    except FileNotFoundError:
        raise RevisionError("git isn't installed") from None
    except subprocess.TimeoutExpired:
        raise RevisionError(f"git took more than {_SECONDS} s") from None
    except subprocess.CalledProcessError as error:
        text = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise RevisionError(text.removeprefix("fatal: ") or "git failed") from None
    return done.stdout


def top_of(folder: str) -> str:
    """The root of the repository around a folder. Raises :class:`RevisionError`."""
    return _git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").strip()


def write_revision(folder: str, revision: str, target: Path) -> int:
    """Writes the files of a revision that may be templates below ``target``, under the same paths; says how many.

    Raises :class:`RevisionError`.
    """
    if revision.startswith("-"):
        raise RevisionError(f"{revision!r} isn't a revision")
    commit = (
        _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    listing = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    wanted = [(name, object_id) for name, object_id in map(_entry, filter(None, listing)) if _may_matter(name)]
    contents = _contents(folder, [object_id for _, object_id in wanted])
    try:
        for (name, _), content in zip(wanted, contents, strict=True):
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    except OSError as error:  # a crafted tree has names that no file system takes
        raise RevisionError(f"its files can't be laid out: {error.strerror}") from None
    return len(wanted)


def _entry(line: bytes) -> tuple[str, str]:
    """A line of ``ls-tree``: mode, kind, object and name. Links and submodules get an empty name."""
    head, _, name = line.partition(b"\t")
    mode, _, object_id = head.decode("ascii").split(" ")
    return (os.fsdecode(name) if mode.startswith("100") else ""), object_id


def _may_matter(name: str) -> bool:
    return name.endswith((*TEMPLATE_SUFFIXES, ".toml")) and ".." not in name.split("/") and not name.startswith("/")


def _contents(folder: str, objects: Iterable[str]) -> list[bytes]:
    """The objects' contents by ``cat-file --batch``: a header with the size, the content, a line break."""
    data = _git(folder, "cat-file", "--batch", data="".join(f"{object_id}\n" for object_id in objects).encode())
    found: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        header = data[at:end].split(b" ")
        if len(header) != 3:
            raise RevisionError("an object is missing; fetch the revision first")
        size = int(header[2])
        found.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found
