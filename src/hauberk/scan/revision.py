"""The files of another revision, read from git's objects: nothing is checked out, fetched or run.

git is the one program that a check starts, and only for this. Its configuration comes from nowhere, hooks and the file
system monitor are off, missing objects aren't fetched, and no protocol is allowed.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hauberk.code.secrets.files import LARGEST, kind_of
from hauberk.reading.archives import is_archive
from hauberk.reading.budget import DEFAULT_BUDGET
from hauberk.reading.jail import SKIPPED_FOLDERS
from hauberk.scan.discover import CODE_SUFFIXES, TEMPLATE_SUFFIXES
from hauberk.scan.snapshots import SUFFIX

SAFE = (
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.sshCommand=false",
    "-c", "core.askPass=",
    "-c", "credential.helper=",
    "-c", "protocol.allow=never",
    "-c", "safe.bareRepository=explicit",
    "-c", "safe.directory=*",
)  # fmt: skip
_SECONDS = 60
_HELD = 64 * 1024 * 1024
"""Bytes of a revision's files in memory at once."""
_FAILED = "git failed"
_NONE = "there is no such branch, tag or commit here; one that only the remote repository has must be fetched first"
_MISSING = "an object is missing; fetch the revision first"


class RevisionError(Exception):
    """A revision that can't be read; the text says why."""


class Copy(NamedTuple):
    """The files of a revision: the repository's root, the folder that holds its files of then, and which folder in that
    is the one that was asked about; it is there even if the revision had none such."""

    top: str
    folder: str
    here: str


@contextmanager
def laid_out(here: str, revision: str) -> Iterator[Copy]:
    """The files of a revision of the repository around a folder, in a folder of their own that is gone afterwards.

    Raises :class:`RevisionError`.
    """
    import tempfile

    top = top_of(here)
    with tempfile.TemporaryDirectory(prefix="hauberk-") as folder:
        write_revision(top, revision, Path(folder))
        copy = os.path.realpath(folder)
        place = os.path.normpath(os.path.join(copy, os.path.relpath(here, top)))
        os.makedirs(place, exist_ok=True)
        yield Copy(top, copy, place)


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
        raise RevisionError(text.removeprefix("fatal: ") or _FAILED) from None
    return done.stdout


def top_of(folder: str) -> str:
    """The root of the repository around a folder. Raises :class:`RevisionError`."""
    top = os.path.realpath(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    if os.path.commonpath((os.path.realpath(folder), top)) != top:
        raise RevisionError(f"the repository says that its files are in {top}")
    return top


def write_revision(folder: str, revision: str, target: Path) -> int:
    """Writes the files of a revision that a check may read below ``target``, under the same paths; says how many.

    Raises :class:`RevisionError`.
    """
    if revision.startswith("-"):
        raise RevisionError(f"{revision!r} isn't a revision")
    try:
        named = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError as error:
        raise RevisionError(_NONE if str(error) == _FAILED else str(error)) from None
    commit = named.decode().strip()
    listing = _git(folder, "ls-tree", "-r", "-z", "--long", "--full-tree", commit).split(b"\0")
    wanted = [blob for blob in map(_entry, filter(None, listing)) if _may_matter(blob)]
    try:
        for some in _batches(wanted):
            contents = _contents(folder, [blob.id for blob in some])
            for blob, content in zip(some, contents, strict=True):
                place = target / blob.name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
    except OSError as error:  # a crafted tree has names that no file system takes
        raise RevisionError(f"its files can't be laid out: {error.strerror}") from None
    return len(wanted)


class _Blob(NamedTuple):
    """A file of a revision; links and submodules have an empty name."""

    name: str
    id: str
    size: int


def _entry(line: bytes) -> _Blob:
    """A line of ``ls-tree --long``: mode, kind, object, size and name."""
    head, _, name = line.partition(b"\t")
    mode, kind, object_id, size = head.decode("ascii").split()
    if kind == "blob" and not size.isdigit():
        raise RevisionError(_MISSING)
    return _Blob(os.fsdecode(name) if mode.startswith("100") else "", object_id, int(size) if kind == "blob" else 0)


def _may_matter(blob: _Blob) -> bool:
    """Whether a check would read a file: templates and code, and whatever else is looked into for secrets."""
    parts = blob.name.split("/")
    if not blob.name or ".." in parts or blob.name.startswith("/") or not SKIPPED_FOLDERS.isdisjoint(parts[:-1]):
        return False
    suffixes = (*TEMPLATE_SUFFIXES, ".toml", *CODE_SUFFIXES, SUFFIX)
    followed = blob.name.lower().endswith(suffixes) or is_archive(blob.name)
    if not followed and kind_of(blob.name) is None:
        return False
    return blob.size <= (DEFAULT_BUDGET.bytes if followed else LARGEST)  # what is larger isn't read today either


def _batches(blobs: Iterable[_Blob]) -> Iterator[list[_Blob]]:
    """As many at once as may be held in memory."""
    batch: list[_Blob] = []
    held = 0
    for blob in blobs:
        if batch and held + blob.size > _HELD:
            yield batch
            batch, held = [], 0
        batch.append(blob)
        held += blob.size
    if batch:
        yield batch


def _contents(folder: str, objects: Iterable[str]) -> list[bytes]:
    """The objects' contents by ``cat-file --batch``: a header with the size, the content, a line break."""
    data = _git(folder, "cat-file", "--batch", data="".join(f"{object_id}\n" for object_id in objects).encode())
    found: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        header = data[at:end].split(b" ")
        if len(header) != 3:
            raise RevisionError(_MISSING)
        size = int(header[2])
        found.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found
