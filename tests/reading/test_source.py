"""From characters to bytes and from bytes to lines, against counting by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.span import Span
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source

TEXTS = st.text(st.sampled_from("ab \t\x7f\x80é\u07ff\u0800漢\uffff\U00010000🐻\r\n\ufeff\x85\u2028"), max_size=30)


@given(TEXTS, st.booleans(), st.data())
def test_offsets_count_bytes(text: str, bom: bool, data: st.DataObject) -> None:
    written = ("\ufeff" if bom else "") + text
    source = Source("t", written.encode())
    first = 3 if written.startswith("\ufeff") else 0
    assert source.text == written.removeprefix("\ufeff")
    end = data.draw(st.integers(0, len(source.text)))
    start = data.draw(st.integers(0, end))
    assert source.offset(start) == first + len(source.text[:start].encode())
    span = source.span(start, end)
    assert source.excerpt(span) == source.text[start:end]
    assert source.data[span.start : span.end].decode() == source.text[start:end]


@given(TEXTS, st.booleans(), st.data())
def test_lines_and_columns_count_what_an_editor_counts(text: str, bom: bool, data: st.DataObject) -> None:
    source = Source("t", (("\ufeff" if bom else "") + text).encode())
    index = data.draw(st.integers(0, len(source.text)))
    line, column = source.line_column(source.offset(index))
    before = source.text[:index].split("\n")
    assert (line, column) == (len(before), len(before[-1]) + 1)
    assert source.line(line) == source.text.split("\n")[line - 1].rstrip("\r")


@given(TEXTS, st.integers(-3, 200))
def test_any_number_has_a_line(text: str, offset: int) -> None:
    source = Source("t", text.encode())
    line, column = source.line_column(offset)
    assert 1 <= line <= source.text.count("\n") + 1
    assert column >= 1
    assert source.line(0) == source.line(source.text.count("\n") + 2) == ""


@pytest.mark.parametrize(
    ("data", "code", "start"),
    [
        (b"a\xff", "not-utf-8", 1),
        (b"\xef\xbb\xbfa\xc3", "not-utf-8", 4),
        (b"\xed\xa0\x80", "not-utf-8", 0),
        (b"\xc0\x80", "not-utf-8", 0),
        ("a: 1".encode("utf-16"), "not-utf-8", 0),
        (b"ab\0", "nul-byte", 2),
        (b"\xef\xbb\xbf\0", "nul-byte", 3),
    ],
)
def test_what_is_no_text_says_so_and_where(data: bytes, code: str, start: int) -> None:
    with pytest.raises(ReadingError) as raised:
        Source("t", data)
    assert raised.value.code == code
    assert raised.value.span == Span("t", start, start + 1)


@given(st.binary(max_size=20))
def test_bytes_are_text_exactly_if_they_are_utf_8_without_nul(data: bytes) -> None:
    try:
        expected = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        expected = None
    if expected is None or "\0" in expected:
        with pytest.raises(ReadingError) as raised:
            Source("t", data)
        assert raised.value.code == ("not-utf-8" if expected is None else "nul-byte")
    else:
        assert Source("t", data).text == expected
