"""Tables of comma-separated values."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.reading.errors import ReadingError
from hauberk.reading.rows import read_rows

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_what_is_written_is_read(rows: list[tuple[str, str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([("Name", "value"), *rows])
    found = list(read_rows(written.getvalue().encode()))
    assert found == [{"name": name, "value": value} for name, value in rows]


def test_rows_that_are_shorter_or_longer_than_the_first_line() -> None:
    assert list(read_rows(b"\xef\xbb\xbfa,b\n1\n\n1,2,3\n")) == [{"a": "1", "b": ""}, {"a": "1", "b": "2"}]


@pytest.mark.parametrize("data", [b"a\n\xff\n", b"a\n" + b"x" * 200_000 + b"\n"], ids=["encoding", "long"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError) as refused:
        list(read_rows(data))
    assert refused.value.code == "not-csv"
