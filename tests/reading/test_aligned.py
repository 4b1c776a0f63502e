"""Where a text's characters stand in the source, against the source itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.reading.aligned import MAX_LENGTH, Aligned
from hauberk.reading.nodes import Mapping, Scalar
from hauberk.reading.source import Source
from hauberk.reading.yaml import read_yaml

HOLE = "\U000f0000"
WORDS = st.text(st.sampled_from("ab{}:,'\" \\é🐻\n"), min_size=1, max_size=12)


def found(text: str, written: str, part: str) -> str | None:
    """What stands in the source where a part of the text is said to be."""
    start = len(text[: text.index(part)].encode())
    span = Aligned(text, written, "t", 0).span(start, start + len(part.encode()))
    return None if span is None else written.encode()[span.start : span.end].decode()


@pytest.mark.parametrize(
    ("text", "written", "part", "expected"),
    [
        (r'{"a": "\"b"}', r'"{\"a\": \"\\\"b\"}"', '"}', r"\"}"),
        ('{"a": "b"}', '{"a": "b"}', '"b"', '"b"'),
        ('{"a": "b"}', '!Sub |\n    {\n      "a":\n   "b"}', '"b"', '"b"'),
        ('{"é": "b"}', 'x\'{"é": "b"}\'', '"b"', '"b"'),
        ('{"a": "it\'s"}', "'{\"a\": \"it''s\"}'", '"it\'s"', "\"it''s\""),
        ('{"a": "b"}', r'"{\"a\": \"b\"}"', '"b"', r"\"b\""),
        (f'{{"a": "{HOLE}:b", "c": 1}}', '{"a": "${AWS::Region}:b", "c": 1}', f'"{HOLE}:b"', '"${AWS::Region}:b"'),
        ('{"a": "dev-b", "c": 1}', '{"a": "${Stage}-b", "c": 1}', '"c"', '"c"'),
        ('{"a": "dev", "c": 1}', '{"a": "${Stage}", "c": 1}', '"c"', '"c"'),
        ('{"a": "${b}", "c": 1}', '{"a": "${!b}", "c": 1}', '"c"', '"c"'),
        ("b = 'S'", "!Sub |\n                                b = 'S'", "'S'", "'S'"),
        ("Su = 1", '{ Fn::Sub: "Su = 1" }', "1", "1"),
        ('{"a": "b"}', '{"a": "c"}', '"b"', None),
        ('{"a": "b"}', "PolicyText", '"b"', None),
    ],
)
def test_a_part_is_found_where_it_is_written(text: str, written: str, part: str, expected: str | None) -> None:
    assert found(text, written, part) == expected


@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=4), st.sampled_from(["'", '"', "|"]), st.integers(0, 3))
def test_what_a_template_says_is_found_on_its_line(content: dict[str, str], style: str, indent: int) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=indent or None)
    if style == "|":
        written = "|\n" + "".join(f"  {line}\n" for line in text.splitlines())
    else:
        written = "'" + text.replace("'", "''") + "'" if style == "'" else json.dumps(text, ensure_ascii=False)
    source = Source("t", f"Policy: {written}".encode())
    root = read_yaml(source).root
    assert isinstance(root, Mapping)
    node = root.get("Policy")
    assert isinstance(node, Scalar)
    aligned = Aligned(node.text, source.excerpt(node.span), "t", node.span.start)
    for index, char in enumerate(node.text):
        if char.isspace() or char == "\\":
            continue
        start = len(node.text[:index].encode())
        span = aligned.span(start, start + len(char.encode()))
        assert span is not None
        assert source.excerpt(span).lstrip("\\")[:1] == char


def test_without_holes_what_looks_like_one_is_text() -> None:
    text = "`${a('}')}` + b"
    start = text.index("b")
    span = Aligned(text, f"|\n  {text}", "t", 0, holes=False).span(start, start + 1)
    assert span is not None
    assert span.start == len("|\n  ") + start
    assert not Aligned("a ${b}", "a ${c}", "t", 0, holes=False).fits


def test_a_text_past_the_limit_is_not_followed() -> None:
    text = "{" + " " * MAX_LENGTH + "}"
    assert Aligned(text, text, "t", 0).span(0, 1) is None
