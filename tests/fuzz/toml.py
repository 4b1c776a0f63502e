"""TOML: any bytes end in what the standard library reads, or in a reason; never in its recursion error."""

import tomllib
from datetime import date, time

from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.reading.toml import read_toml
from tests.fuzz import check_reason


def one_input(data: bytes) -> None:
    """Reads ``data``; raises for what no file may do."""
    try:
        source = Source("t.toml", data)
        document = read_toml(source)
    except ReadingError as error:
        check_reason(error, len(data))
        return
    assert repr(document) == repr(_plain(tomllib.loads(source.text)))  # NaN equals nothing


def _plain(value: object) -> object:
    match value:
        case dict():
            return {name: _plain(child) for name, child in value.items()}
        case list():
            return [_plain(child) for child in value]
        case date() | time():
            return value.isoformat()
        case int() if abs(value) >= 10**300:
            return str(value)
    return value
