"""From spans to lines, and how much of a file goes with a place."""

from hauberk.model.ledger import Location
from hauberk.model.span import Span
from hauberk.model.values import Annotation
from hauberk.reading.source import Source
from hauberk.scan.placing import MAX_LINE, MAX_LINES, Placing

TEXT = "".join(f"line {n}\n" for n in range(1, 9))
PLACING = Placing({"t.yaml": Source("t.yaml", TEXT.encode()), "long.yaml": Source("long.yaml", b"x" * 1000)})


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
