"""Secrets in the files of an application."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code.secrets.files import LARGEST, Form, kind_of
from hauberk.code.secrets.scanning import Leak, is_commented, leaks
from hauberk.model.span import Span
from hauberk.model.values import Reason
from hauberk.reading.archives import is_archive, members
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.source import Source
from hauberk.study.code.files import files_of, looks_like_template
from hauberk.study.study import Study

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of one application that are looked into."""
MAX_FOUND = 1_000
"""Secrets of one application that are told."""
_ARCHIVE = Budget(bytes=64 * 1024 * 1024)
"""Lambda takes 50 MB of a zip archive (quotas page, 2026-11)."""
_BINARY = 8_192
"""Bytes in which what isn't text shows a NUL byte."""
_CONFIGURATION = ("samconfig.toml", "samconfig.yaml", "samconfig.yml")
"""Files that secret-in-deployment-configuration looks into."""


class Told(NamedTuple):
    """A secret in a file: where it stands, and its own characters, which nobody is shown."""

    path: str
    leak: Leak
    span: Span
    text: str


class Searched(NamedTuple):
    """What was found, and what wasn't looked into, with the reason."""

    found: tuple[Told, ...]
    left: tuple[tuple[str, Reason], ...]
    files: int


NOTHING_SEARCHED = Searched((), (), 0)


def search(root: Root, study: Study) -> Searched:
    """Looks for secrets in the files of an application."""
    listed = files_of(study, root)
    found: list[Told] = []
    left = list(listed.left)
    files = spent = 0
    for path, data in _contents(listed.paths, root, left):
        if spent + len(data) > MAX_BYTES:
            left.append((path, Reason("too-large", f"more than {MAX_BYTES:,} bytes; the rest wasn't looked into")))
            break
        spent += len(data)
        files += 1
        found.extend(_told(path, data, root))
        if len(found) > MAX_FOUND:
            left.append((path, Reason("too-many-secrets", f"more than {MAX_FOUND:,} secrets; the rest isn't told")))
            break
    return Searched(tuple(found[:MAX_FOUND]), tuple(left), files)


def _contents(paths: tuple[str, ...], root: Root, left: list[tuple[str, Reason]]) -> Iterator[tuple[str, bytes]]:
    """The files that may hold a secret as text, those in archives included."""
    for path in paths:
        packed = is_archive(path)
        if posixpath.basename(path) in _CONFIGURATION or (not packed and kind_of(path) is None):
            continue
        try:
            data = root.glance(path, _ARCHIVE if packed else DEFAULT_BUDGET)
        except ReadingError as error:
            left.append((path, Reason(error.code, error.text)))
            continue
        if packed:
            yield from _unpacked(path, data, left)
        elif _is_text(path, data, left):
            yield path, data


def _unpacked(path: str, data: bytes, left: list[tuple[str, Reason]]) -> Iterator[tuple[str, bytes]]:
    for member in members(data):
        inner = f"{path}!/{member.path}" if member.path else path
        if member.error is not None:
            left.append((inner, Reason(member.error.code, member.error.text)))
        elif _is_installed(member.path) or kind_of(inner) is None:
            continue
        elif _is_text(inner, member.data, left):
            yield inner, member.data


def _is_installed(path: str) -> bool:
    return "/node_modules/" in f"/{path}" or "/site-packages/" in f"/{path}" or ".dist-info/" in path


def _is_text(path: str, data: bytes, left: list[tuple[str, Reason]]) -> bool:
    if b"\0" in data[:_BINARY] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if len(data) > LARGEST:
        left.append((path, Reason("too-large", f"{len(data):,} bytes, more than the {LARGEST:,} that are looked into")))
        return False
    return True


def _told(path: str, data: bytes, root: Root) -> Iterator[Told]:
    kind = kind_of(path)
    assert kind is not None
    text = _text(data)
    found = leaks(text, kind)
    if found and kind.form in (Form.SETTINGS, Form.DATA) and looks_like_template(data):
        found = [
            leak for leak in found if is_commented(text, leak.start, kind)
        ]  # controls of templates tell the others
    if not found:
        return
    source = Source(root.show(path), text.encode())
    root.opened[source.path] = source
    for leak in found:
        yield Told(path, leak, source.span(leak.start, leak.end), text[leak.start : leak.end])


def _text(data: bytes) -> str:
    """A file's text, whatever it is written in: what isn't UTF-8 is read so that its lines stay what they are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = data.decode("utf-16", "replace")
    else:
        try:
            found = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        except UnicodeDecodeError:
            found = data.decode("latin-1")
    return found.replace("\0", " ")
