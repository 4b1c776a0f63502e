"""Many requests in one file: a JSON list, or a line each. Lines are answered as they come, however many there are."""

from collections.abc import Iterator
from itertools import chain
from typing import IO, NamedTuple

from hauberk.questions.answers import Unasked
from hauberk.questions.files import Files, InputError
from hauberk.questions.requests import Case, read_case
from hauberk.reading.budget import DEFAULT_BUDGET
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import lines_of
from hauberk.reading.json import read_json
from hauberk.reading.nodes import Document, Mapping, Sequence
from hauberk.reading.source import Source


class Cases(NamedTuple):
    """The cases of a file, one after the other, and how they are written."""

    each: Iterator[Case | Unasked]
    several: bool
    listed: bool = False
    """Whether they stand in a list; else they are lines."""


def cases_in(files: Files, file: str) -> Cases:
    """The cases of a file. Raises :class:`InputError`, for single ones of many while they are gone through."""
    root, path = files.root(file)
    return _cases(files, root.lines(path), root.show(path))


def cases_from(files: Files, stream: IO[bytes], shown: str, *, live: bool) -> Cases:
    """The cases of a stream; see :func:`cases_in`. One that is ``live`` may wait for an answer before it goes on: a
    line that is a request is then taken for the first of several.
    """
    return _cases(files, lines_of(stream), shown, live)


def _cases(files: Files, lines: Iterator[bytes], shown: str, live: bool = False) -> Cases:
    try:
        before, first = _first(lines)
        if _is_object(first):
            gap, second = (0, b"") if live else _first(lines)
            if live or second:
                rest = chain([first], [b""] * gap, [second] if second else [], lines)
                return Cases(_of_lines(files, rest, before, shown), several=True)
        source = Source(shown, _whole(before, first, lines))
        files.add(source)
        document = read_document(source)
    except ReadingError as error:
        raise files.refusal(shown, [error]) from None
    if isinstance(document.root, Sequence):
        if document.problems:
            raise files.refusal(shown, document.problems)
        return Cases(_of_list(files, document.root, shown), several=True, listed=True)
    return Cases(iter((read_case(files, document, shown),)), several=False)


def _first(lines: Iterator[bytes]) -> tuple[int, bytes]:
    """How many empty lines there are, and the first that isn't."""
    for number, line in enumerate(lines):
        if line.strip():
            return number, line
    return 0, b""


def _whole(before: int, first: bytes, lines: Iterator[bytes]) -> bytes:
    """A stream as one document."""
    pieces = [b"\n" * before, first]
    size = before + len(first)
    for line in lines:
        size += len(line)
        if size > DEFAULT_BUDGET.bytes:
            raise ReadingError("too-large", f"more than the {DEFAULT_BUDGET.bytes:,} bytes that Hauberk reads")
        pieces.append(line)
    return b"".join(pieces)


def _is_object(line: bytes) -> bool:
    """Whether a line is a JSON object by itself."""
    try:
        return line.lstrip()[:1] == b"{" and isinstance(_read(line, "").root, Mapping)
    except ReadingError:
        return False


def _read(line: bytes, shown: str) -> Document:
    return read_json(Source(shown, line.rstrip(b"\r\n")))


def _of_lines(files: Files, lines: Iterator[bytes], before: int, shown: str) -> Iterator[Case | Unasked]:
    number = before
    try:
        for number, line in enumerate(lines, before + 1):
            if line.strip():
                yield _of_line(files, line, number, shown)
    except ReadingError as error:  # a line without end
        yield Unasked(f"{shown}:{number + 1}: {error.text}")


def _of_line(files: Files, line: bytes, number: int, shown: str) -> Case | Unasked:
    source = Source(shown, line.rstrip(b"\r\n"))
    files.turn_to(source, number)
    try:
        return read_case(files, read_json(source), shown)
    except ReadingError as error:
        return Unasked(str(files.refusal(f"{shown}:{number}", [error])))
    except InputError as error:
        return Unasked(str(error))


def _of_list(files: Files, listed: Sequence, shown: str) -> Iterator[Case | Unasked]:
    for item in listed.items:
        try:
            yield read_case(files, item, shown)
        except InputError as error:
            yield Unasked(str(error))
