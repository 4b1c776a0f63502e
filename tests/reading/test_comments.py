"""Comments: found in every gap, and in no scalar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.reading.comments import comments
from hauberk.reading.source import Source

TEMPLATE = """\
# first
A: # on the key

  B: "# no" # yes
  C: '# no'# tight
  D: a#no # after plain
  E: | # on the header
    # no
    text # no

    # no
  # below the block
  F: >-
    # no
  # twice

  # before G
  G: [1, # in flow
    2]
  G: "# overridden #" # dup
  H: !Sub   # after a tag
    "x"
  I: &a x
  J: *a # alias
  K: >
# last
"""
EXPECTED = [
    ("first", 1, 2),
    ("on the key", 2, 2),
    ("yes", 4, 4),
    ("tight", 5, 5),
    ("after plain", 6, 6),
    ("on the header", 7, 7),
    ("below the block", 12, 13),
    ("twice", 15, 18),
    ("before G", 17, 18),
    ("in flow", 18, 18),
    ("dup", 20, 20),
    ("after a tag", 21, 21),
    ("alias", 24, 24),
    ("last", 26, 26),
]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", ["text", "🐻é"])
def test_every_comment_and_no_other(bom: str, newline: str, text: str) -> None:
    source = Source("t.yaml", (bom + TEMPLATE.replace("text", text).replace("\n", newline)).encode())
    found = comments(source)
    assert [(comment.text, comment.line, comment.about) for comment in found] == EXPECTED
    for comment in found:
        excerpt = source.excerpt(comment.span)
        assert excerpt.startswith("#")
        assert excerpt[1:].strip() == comment.text
        assert source.line_column(comment.span.start)[0] == comment.line
    assert [comment.trailing for comment in found[:3]] == [False, True, True]


PLAIN = (
    st.text("ab# -:")
    .map(lambda text: f"x{text}".rstrip(" :"))
    .filter(lambda text: " #" not in text and ": " not in text)
)
VALUES = st.one_of(
    PLAIN,
    st.text("ab# é🐻").map(lambda text: f'"{text}"'),
    st.text("ab# ").map(lambda text: f"'{text}'"),
    st.lists(st.text("ab# "), min_size=1).map(lambda lines: "|\n" + "\n".join(f"    .{line}" for line in lines)),
)


@given(st.lists(st.tuples(VALUES, st.booleans(), st.booleans()), min_size=1))
def test_planted_comments_are_all_that_is_found(rows: list[tuple[str, bool, bool]]) -> None:
    lines, planted = [], []
    for index, (value, before, behind) in enumerate(rows):
        if before:
            lines.append(f"# before {index} # x")
            planted.append(f"before {index} # x")
        head, newline, body = value.partition("\n")
        if behind:
            planted.append(f"behind {index}")
        lines.append(f"k{index}: {head}{f' # behind {index}' if behind else ''}{newline}{body}")
    source = Source("t.yaml", "\n".join(lines).encode())
    assert [comment.text for comment in comments(source)] == planted
