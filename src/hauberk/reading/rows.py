"""Tables of comma-separated values, whose first line names the columns (RFC 4180)."""

import csv
import io
from collections.abc import Iterator, Mapping

from hauberk.reading.errors import ReadingError


def read_rows(data: bytes) -> Iterator[Mapping[str, str]]:
    """Each row, by the names of its columns in small letters. Raises :class:`ReadingError` where it isn't such a table,
    or a value is longer than 131,072 characters."""
    try:
        for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            yield {name.lower(): value or "" for name, value in row.items() if isinstance(name, str)}
    except (csv.Error, UnicodeDecodeError) as error:
        raise ReadingError("not-csv", f"not comma-separated values: {error}") from None
