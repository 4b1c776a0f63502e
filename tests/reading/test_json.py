"""JSON against the standard library's parser and against the YAML reader."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.reading.budget import Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.json import read_json
from hauberk.reading.nodes import Scalar
from hauberk.reading.source import Source
from hauberk.reading.yaml import read_yaml
from tests.reading.trees import places, plain, scalars

NO_SURROGATES = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXT = st.text(NO_SURROGATES)
NUMBERS = st.integers(-(10**40), 10**40) | st.floats(allow_nan=False, allow_infinity=False)


def trees(text: st.SearchStrategy[str], leaves: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Random plain data."""
    return st.recursive(
        leaves | text,
        lambda inner: st.lists(inner, max_size=5) | st.dictionaries(text, inner, max_size=5),
        max_leaves=20,
    )


def source(text: str) -> Source:
    """A file with that text."""
    return Source("t.json", text.encode())


@given(
    trees(TEXT, NUMBERS | st.booleans() | st.none()),
    st.sampled_from([None, 0, 1, "\t", "\r\n"]),
    st.booleans(),
    st.booleans(),
)
def test_reads_what_the_standard_library_writes(
    data: object, indent: int | str | None, ascii_only: bool, bom: bool
) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    document = read_json(source(("\ufeff" if bom else "") + text))
    assert plain(document.root) == json.loads(text)
    assert not document.problems


@given(trees(TEXT, NUMBERS | st.booleans() | st.none()), st.booleans(), st.booleans())
def test_every_scalar_stands_where_its_span_says(data: object, ascii_only: bool, bom: bool) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=ascii_only).replace("\n", "\r\n")
    file = source(("\ufeff" if bom else "") + text)
    for scalar in scalars(read_json(file).root):
        assert json.loads(file.excerpt(scalar.span)) == scalar.value


SHARED_TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40) | st.text(
    "äß漢🐻a", max_size=9
)


@given(trees(SHARED_TEXT, st.integers(-(10**20), 10**20) | st.booleans() | st.none()), st.booleans())
def test_agrees_with_the_yaml_reader_to_the_byte(data: object, bom: bool) -> None:
    file = source(("\ufeff" if bom else "") + json.dumps(data, indent=2, ensure_ascii=False))
    assert places(read_json(file).root) == places(read_yaml(file).root)


@given(st.text(st.sampled_from('{}[]",:\\u0019-+.eE truefalsn\n\tdD8cC/'), max_size=30) | TEXT)
def test_accepts_exactly_what_the_standard_library_accepts(text: str) -> None:
    def constant(name: str) -> object:
        raise ValueError(name)

    try:
        expected = json.loads(text, parse_constant=constant, parse_float=str, parse_int=str)
    except ValueError:
        with pytest.raises(ReadingError) as raised:
            read_json(source(text))
        assert raised.value.code in ("json-syntax", "empty")
    else:
        read_json(source(text))
        assert expected is expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\ud83d\ude00"', "😀"),
        (r'"\uD83D\uDE00x"', "😀x"),
        (r'"\ud83d"', "\ufffd"),
        (r'"\ude00\ud83d"', "\ufffd\ufffd"),
        (r'"\ud83d\n"', "\ufffd\n"),
        (r'"\ud83d\ud83d\ude00"', "\ufffd😀"),
        ('"\x7f"', "\x7f"),
        (r'"a\/b\u0041\\u0041"', "a/bA\\u0041"),
        ("9" * 300, int("9" * 300)),
        ("9" * 301, "9" * 301),
        ("1e999", "1e999"),
        ("-0", 0),
        ("1.50", 1.5),
        ("1E+2", 100.0),
        ('"<<"', "<<"),
    ],
)
def test_reads_a_scalar(text: str, value: object) -> None:
    root = read_json(source(text)).root
    assert isinstance(root, Scalar)
    assert root.value == value
    assert root.text.encode()


@pytest.mark.parametrize(
    ("text", "offender"),
    [
        ('{"a": NaN}', "NaN"),
        ('{"a": -Infinity}', "-Infinity"),
        ('{"a": 1,}', "}"),
        ("[1, 2,]", "]"),
        ("[1 2]", "2"),
        ("{'a': 1}", "'"),
        ('{"a" 1}', "1"),
        ('{"a": 01}', "01"),
        ('{"a": +1}', "+1"),
        ('{"a": .5}', ".5"),
        ('{"a": 1.}', "1."),
        ('{"a": True}', "True"),
        ('{"a": "\t"}', "\t"),
        ('{"a\n": 1}', "\n"),
        (r'{"a": "\x41"}', "\\x"),
        (r'{"a": "\u12"}', "\\u"),
        (r'{"\q": 1}', "\\q"),
        ('{"a": 1} {', "{"),
        ("[1}", "}"),
        ('["é🐻", oops]', "oops"),
        ('["abc', '"abc'),
        ('{"a": [1', ""),
        ("// no\n{}", "/"),
    ],
)
def test_points_at_what_is_wrong(text: str, offender: str) -> None:
    for prefix in ("", "\ufeff"):
        file = source(prefix + text)
        with pytest.raises(ReadingError) as raised:
            read_json(file)
        assert raised.value.code == "json-syntax"
        assert raised.value.span is not None
        assert file.excerpt(raised.value.span) == offender


def test_a_merge_key_is_a_name_like_any_other() -> None:
    assert plain(read_json(source('{"<<": {"a": 1}}')).root) == {"<<": {"a": 1}}


def test_the_last_of_duplicate_keys_counts_and_is_reported() -> None:
    document = read_json(source('{"a": 1, "a": 2}'))
    assert plain(document.root) == {"a": 2}
    assert [problem.code for problem in document.problems] == ["duplicate-key"]


def test_a_long_key() -> None:
    key = "k" * 5_000
    assert plain(read_json(source(json.dumps({key: 1}))).root) == {key: 1}


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_nothing_at_all(text: str) -> None:
    with pytest.raises(ReadingError) as raised:
        read_json(source(text))
    assert raised.value.code == "empty"


@pytest.mark.parametrize("text", ['"' + "a" * 101 + '"', "1" * 101, '{"' + "a" * 101 + '": 1}'])
def test_a_huge_scalar(text: str) -> None:
    with pytest.raises(ReadingError) as raised:
        read_json(source(text), Budget(scalar=100))
    assert raised.value.code == "huge-scalar"


def test_floats_stay_finite() -> None:
    root = read_json(source("[1.5e308, 1.5e309]")).root
    values = plain(root)
    assert isinstance(values, list)
    assert math.isfinite(values[0])
    assert values[1] == "1.5e309"
