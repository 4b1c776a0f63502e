"""What a location shows of a file, and that the secrets in it are stars of the same width."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.ledger import Location
from hauberk.model.secrets import NOTHING_HIDDEN, Hidden
from hauberk.model.span import Span
from hauberk.model.values import Annotation
from hauberk.reading.source import Source
from hauberk.scan.placing import MAX_LINE, MAX_LINES, Placing

NAME = "template.yaml"


def located(text: str, start: int, end: int, hidden: Hidden = NOTHING_HIDDEN, part: str = "") -> Location:
    """The place of some bytes of a file."""
    placing = Placing({NAME: Source(NAME, text.encode())}, lambda: hidden)
    place = placing.locate(Annotation(Span(NAME, start, end), "", part), "primary")
    assert place is not None
    return place


def spans(*places: tuple[int, int]) -> Hidden:
    return Hidden(tuple(Span(NAME, start, end) for start, end in places))


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        ([], "a: één\nb: two\nc: 🐻 x"),
        ([(3, 8)], "a: ***\nb: two\nc: 🐻 x"),
        ([(3, 15)], "a: ***\n** ***\nc: 🐻 x"),
        ([(3, 13), (12, 15), (3, 4)], "a: ***\n** ***\nc: 🐻 x"),
        ([(19, 25)], "a: één\nb: two\nc: * *"),
        ([(0, 99)], "** ***\n** ***\n** * *"),
        ([(9, 9)], "a: één\nb: two\nc: 🐻 x"),
    ],
)
def test_what_is_hidden_becomes_stars(places: list[tuple[int, int]], shown: str) -> None:
    assert located("a: één\nb: two\nc: 🐻 x\n", 0, 24, spans(*places)).text == shown


def test_only_the_lines_that_are_shown_matter() -> None:
    text = "a: one\nb: two\nc: three\n"
    assert located(text, 7, 8, spans((0, 6), (14, 22))).text == "b: two"
    assert located(text, 7, 8, spans((0, 22))).text == "** ***"


@given(st.text("ab é🐻\n", max_size=30), st.data())
def test_stars_stand_exactly_where_a_secret_stood(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=4))
    place = data.draw(ends)
    stars = [any(start <= at < end for start, end in pairs) and not char.isspace() for at, char in enumerate(text)]
    whole = "".join("*" if star else char for star, char in zip(stars, text, strict=True))
    offset = [len(text[:at].encode()) for at in range(len(text) + 1)]
    hidden = spans(*((offset[start], offset[end]) for start, end in pairs))
    line = text[:place].count("\n")
    assert located(text, offset[place], offset[place], hidden).text == whole.split("\n")[line]


def test_a_secret_of_a_known_format_is_hidden_even_where_its_line_is_cut() -> None:
    key = "AKIA" + "QWERTYUIOPASDFGH"
    text = f"a: {'x' * (MAX_LINE - 10)} {key}\n"
    assert located(text, 0, 1).text.endswith("x ******")


def test_a_line_within_a_private_key_is_hidden() -> None:
    body = "MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn\n  Proc-Type: 4,ENCRYPTED\n  0123-4567"
    text = f"a: |\n  -----BEGIN RSA PRIVATE KEY-----\n  {body}\n  -----END RSA PRIVATE KEY-----\n"
    start = text.index("0123")
    assert located(text, start, start).text == "  *********"


def test_a_byte_order_mark_and_carriage_returns_shift_nothing() -> None:
    assert located("\ufeffa: one\r\nb: two\r\n", 3, 12, spans((6, 14))).text == "a: ***\n** two"


def test_a_secret_is_one_wherever_it_stands_unless_it_is_a_word() -> None:
    text = "a: s3cretVal and postgres\n"
    assert located(text, 0, 1, Hidden(texts=frozenset({"s3cretVal", "postgres"}))).text == "a: ********* and postgres"


def test_a_part_is_pointed_at_and_hidden() -> None:
    text = "code: |\n  one\n  two = three é\n  four\n"
    place = located(text, 6, len(text.encode()), part="three é")
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 9, 3, 16)
    assert place.text == "  two = ***** *"


TOKEN = "hauberk:concealed:1:github-token:fs:0123456789abcdef:00112233445566778899aabbccddeeff"


def test_what_stands_for_a_secret_is_pointed_at_and_shown() -> None:
    text = f"KEY: {TOKEN}, x\n"
    place = located(text, 0, len(text), part=TOKEN)
    assert (place.column, place.end_column) == (6, 6 + len(TOKEN))
    assert place.text == f"KEY: {TOKEN}, x"
    told = "(concealed: a GitHub token)"
    place = located(f"KEY: {told}\n", 0, 33, part=TOKEN)
    assert (place.column, place.end_column) == (6, 6 + len(told)), "where the source tells it in words"


def test_a_part_that_is_written_otherwise_hides_all() -> None:
    text = 'code: "th\\u0072ee"\n'
    place = located(text, 6, len(text) - 1, part="three")
    assert (place.line, place.column) == (1, 7)
    assert re.fullmatch(r"code: \*{12}", place.text)


def test_nothing_is_searched_until_a_line_is_shown() -> None:
    def fail() -> Hidden:
        raise AssertionError("asked too early")

    placing = Placing({NAME: Source(NAME, b"a: b\n")}, fail)
    assert placing.line_of(Span(NAME, 0, 1)) == (1, 1)
    assert placing.locate(Annotation(None, ""), "primary") is None
    assert placing.locate(Annotation(Span("other.yaml", 0, 1), ""), "primary") is None


TEXT = "".join(f"line {n}\n" for n in range(1, 9))
PLACING = Placing(
    {"t.yaml": Source("t.yaml", TEXT.encode()), "long.yaml": Source("long.yaml", b"x" * 1000)}, lambda: NOTHING_HIDDEN
)


def test_a_place_in_a_line() -> None:
    found = PLACING.locate(Annotation(Span("t.yaml", 12, 13), "here"), "primary")
    assert found == Location("t.yaml", 2, 6, 2, 7, "primary", "here", "line 2")


def test_a_place_of_many_lines_keeps_the_first_of_them() -> None:
    found = PLACING.locate(Annotation(Span("t.yaml", 0, len(TEXT) - 1), "all"), "related")
    assert found is not None
    assert (found.line, found.end_line, found.role) == (1, 8, "related")
    assert found.text == "\n".join(f"line {n}" for n in range(1, MAX_LINES + 1))


def test_a_long_line_is_cut() -> None:
    found = PLACING.locate(Annotation(Span("long.yaml", 0, 1000), "long"), "primary")
    assert found is not None
    assert found.text == "x" * MAX_LINE
    assert found.end_column == 1001


def test_what_was_not_read_has_no_place() -> None:
    for span in (None, Span("other.yaml", 0, 1)):
        assert PLACING.locate(Annotation(span, "nowhere"), "primary") is None
        assert PLACING.line_of(span) == (0, 0)
