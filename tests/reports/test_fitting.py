"""Lines that fit into the columns there are."""

from hypothesis import given
from hypothesis import strategies as st

from hauberk.reports.fitting import listed, width, window, wrapped

TEXT = st.text(st.sampled_from("ab c:{}é漢́\t"), max_size=80)


@given(TEXT, st.integers(5, 40))
def test_wrapping_loses_no_word_and_breaks_none(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert " ".join(lines) == text
    for line in lines:
        assert width(line.rstrip()) <= room or " " not in line.strip() or "::" in line


def test_a_command_of_a_runner_begins_no_line() -> None:
    assert wrapped("said \\n  ::stop-commands::x", 8) == ["said \\n  ::stop-commands::x"]


@given(st.text(st.sampled_from("ab漢é"), max_size=200), st.data(), st.integers(10, 60))
def test_a_window_fits_and_holds_the_beginning_of_its_mark(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(min(start + 1, len(text)), len(text)))
    shown, first, last = window(text, start, end, room)
    assert width(shown) <= room
    assert first < last or not text[start:end]
    assert text[start : start + 1] == shown[first : first + 1]
    assert text[start:end].startswith(shown[first:last].rstrip("…"))


def test_a_line_that_fits_stays_whole() -> None:
    assert window("AuthType: NONE", 10, 14, 14) == ("AuthType: NONE", 10, 14)


def test_names() -> None:
    assert listed(["A", "B", "C"], 3) == "A, B, C"
    assert listed(["A", "B", "C", "D"], 3) == "A, B and 2 more"


def test_what_only_indents_says_nothing_on_a_line_of_its_own() -> None:
    arn = "arn:aws:codedeploy:eu-west-1:111122223333:deploymentgroup:orders"
    assert wrapped(f"  {arn}: why it is so", 20) == [f"  {arn}:", "why it is so"]
    assert wrapped("  a few words that fit", 20) == ["  a few words that", "fit"]
