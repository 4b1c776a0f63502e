"""JSON: any bytes end in the tree that the standard library reads, every node in its place, or in a reason."""

import json

from hauberk.reading.budget import DEFAULT_BUDGET
from hauberk.reading.errors import ReadingError
from hauberk.reading.json import read_json
from hauberk.reading.source import Source
from tests.fuzz import check_reason
from tests.reading.trees import misplaced, plain


def one_input(data: bytes) -> None:
    """Reads ``data``; raises for what no file may do."""
    try:
        source = Source("t.json", data)
    except ReadingError as error:
        check_reason(error, len(data))
        return
    try:
        document = read_json(source)
    except ReadingError as error:
        check_reason(error, len(data))
        if error.code in ("json-syntax", "empty"):
            _check_refused(source.text)
        return
    assert misplaced(document) == []
    assert _accepted(source.text)
    if "\\u" not in source.text:  # of half a character the standard library makes what can't be written out
        assert plain(document.root) == json.loads(source.text, parse_int=_number, parse_float=_number)


def _check_refused(text: str) -> None:
    assert not _accepted(text)


def _accepted(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_refused, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return False
    return True


def _number(text: str) -> int | float | str:
    """A number, or its text where it is past all bounds."""
    if len(text) > DEFAULT_BUDGET.digits:
        return text
    number = int(text) if text.lstrip("-").isdigit() else float(text)
    return text if abs(number) == float("inf") else number


def _refused(name: str) -> object:
    raise ValueError(name)
