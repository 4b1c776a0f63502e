"""YAML against documents whose every place was noted while they were written, and against PyYAML's own loader."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.comments import comments
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document, Mapping, Sequence
from hauberk.reading.source import Source
from hauberk.reading.yaml import plain_value, read_yaml
from tests.reading.trees import misplaced, places, plain, scalars
from tests.reading.writing import TYPED, Written, documents


def source(text: str) -> Source:
    """A file with that text."""
    return Source("t.yaml", text.encode())


def read(text: str) -> Document:
    return read_yaml(source(text))


def refusal(text: str, budget: Budget = DEFAULT_BUDGET) -> ReadingError:
    with pytest.raises(ReadingError) as raised:
        read_yaml(source(text), budget)
    return raised.value


# ---- places ----------------------------------------------------------------------------------------------------------


@given(documents())
def test_every_node_is_where_it_was_written(written: Written) -> None:
    file = source(written.text)
    found = [
        (kind, start, end, (content[0], content[2]) if isinstance(content, tuple) else None)
        for kind, start, end, content in places(read_yaml(file).root)
    ]
    assert sorted(found, key=repr) == sorted(written.nodes, key=repr)


@given(documents())
def test_every_comment_is_found_once_where_it_was_written(written: Written) -> None:
    file = source(written.text)
    found = comments(file)
    assert [(comment.span.start, comment.text) for comment in found] == written.comments
    assert [comment.line for comment in found] == [
        file.data.count(b"\n", 0, start) + 1 for start, _ in written.comments
    ]


@given(documents())
def test_every_node_lies_in_its_parent(written: Written) -> None:
    assert misplaced(read(written.text)) == []


@given(documents())
def test_a_plain_scalar_means_what_its_own_bytes_mean(written: Written) -> None:
    file = source(written.text)
    for scalar in scalars(read_yaml(file).root):
        if scalar.plain and not scalar.tag:
            excerpt = file.excerpt(scalar.span)
            assert excerpt == scalar.text
            assert plain(read(excerpt).root) == scalar.value


@pytest.mark.parametrize(
    ("text", "name", "excerpt"),
    [
        ("{a: 1, x: , b: 2}", "x", ""),
        ("{x:  # why\n  , b: 2}", "x", ""),
        ("x:   \nb: 1", "x", ""),
        ("x: [a: 1 , b]", "x", "[a: 1 , b]"),
        ("x: &here !Sub   \n  text\n", "x", "&here !Sub   \n  text"),
        ("x: |\n  text\n\n  \n# about b\nb: 1", "x", "|\n  text"),
        ("x: >+\n  text\u00a0\n\nb: 1", "x", ">+\n  text\u00a0"),
        ("x:\n  - 1\n  - 2  # two\n\nb: 1", "x", "- 1\n  - 2"),
        ("x: one\n  two\n\nb: 1", "x", "one\n  two"),
        ("b: &a [1]\nx: *a", "x", "&a [1]"),
        ("x: 'it''s' # yes", "x", "'it''s'"),
        ("x: ! text", "x", "! text"),
    ],
)
@pytest.mark.parametrize("before", ["", "\ufeff", "\ufeff\ufeff", "é: 🐻\n"])
def test_a_span_is_trimmed_to_content(text: str, name: str, excerpt: str, before: str) -> None:
    if before.startswith("é") and text.startswith("{"):
        before = "# é🐻\n"
    document = read(before + text)
    assert isinstance(document.root, Mapping)
    node = document.root.get(name)
    assert node is not None
    assert document.source.excerpt(node.span) == excerpt
    assert misplaced(document) == []


def test_a_pair_in_a_list_ends_with_its_value() -> None:
    document = read("[a: b , c:  , ? d  , {e: f }]")
    assert isinstance(document.root, Sequence)
    excerpts = [document.source.excerpt(item.span) for item in document.root.items]
    assert excerpts == ["a: b", "c:", "? d", "{e: f }"]


# ---- values ----------------------------------------------------------------------------------------------------------


class Loader(yaml.SafeLoader):
    """PyYAML's loader in Python, where a tag of one's own changes nothing and a date is text, as AWS has it."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":value"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _tagged(loader: Loader, _: str, node: yaml.Node) -> object:
    match node:
        case yaml.ScalarNode():
            return node.value
        case yaml.SequenceNode():
            return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


Loader.add_multi_constructor("!", _tagged)
Loader.add_multi_constructor("x", _tagged)


@given(documents(tabs=False))
def test_reads_what_pyyaml_reads(written: Written) -> None:
    assert plain(read(written.text).root) == _values(yaml.compose(written.text, Loader))


def _values(node: yaml.Node | None) -> object:
    """The data of PyYAML's own tree, the text of each key kept."""
    match node:
        case yaml.ScalarNode():
            loader = Loader("")
            return loader.construct_object(node, deep=True)
        case yaml.SequenceNode():
            return [_values(item) for item in node.value]
    assert isinstance(node, yaml.MappingNode)
    return {key.value: _values(child) for key, child in node.value}


TOKENS = st.text("0123456789_+-.xbeEinfNaAyYoOsStTrRuUlL~", min_size=1, max_size=8).filter(
    lambda text: text not in ("-", "--", "---", "...") and not text.startswith("- ")
)


@given(TOKENS | st.sampled_from(TYPED))
@example("0x_")
@example("1_")
@example(".5_1")
@example("1e5")
@example("-.inf")
@example("0o17")
@example("08")
def test_a_plain_scalar_has_the_type_that_pyyaml_gives_it(text: str) -> None:
    try:
        expected = yaml.load(text, Loader)
    except ValueError:  # it looks like a number and is none
        expected = text
    assert repr(plain_value(text)) == repr(expected)


@pytest.mark.parametrize("text", ["2026-11-25", "2026-11-25T10:00:00Z", "12:30:45", "1:30.5", "=", "9" * 301])
def test_dates_sexagesimals_and_huge_numbers_stay_text(text: str) -> None:
    assert plain(read(f"a: {text}").root) == {"a": text}


@st.composite
def merging(draw: st.DrawFn) -> tuple[str, dict[str, dict[str, object]]]:
    """Mappings that merge and repeat earlier ones, and what they mean: a mapping's own entries count before merged
    ones, an earlier merged mapping before a later one."""
    lines: list[str] = []
    meant: dict[str, dict[str, object]] = {}
    for index in range(draw(st.integers(1, 5))):
        own: dict[str, object] = draw(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), max_size=3))
        entries = [f"{key}: {value}" for key, value in own.items()]
        used = draw(st.lists(st.sampled_from(sorted(meant)), max_size=3)) if meant else []
        if used:
            merged = f"*{used[0]}" if len(used) == 1 else "[" + ", ".join(f"*{name}" for name in used) + "]"
            entries.insert(draw(st.integers(0, len(entries))), f"<<: {merged}")
            entries.append(f"again: *{used[0]}")
        lines.append(f"m{index}: &m{index} {{{', '.join(entries)}}}")
        found: dict[str, object] = {}
        for name in reversed(used):
            found.update(meant[name])
        meant[f"m{index}"] = found | own | ({"again": meant[used[0]]} if used else {})
    return "\n".join(lines), meant


@given(merging())
def test_aliases_and_merge_keys_bring_in_what_is_not_there(written: tuple[str, dict[str, dict[str, object]]]) -> None:
    text, meant = written
    document = read(text)
    assert plain(document.root) == meant
    assert document.problems == ()
    assert misplaced(document) == []


def test_of_two_anchors_with_one_name_the_nearest_before_counts() -> None:
    assert plain(read("[&a 1, *a, &a 2, *a]").root) == [1, 1, 2, 2]


def test_what_is_merged_points_to_where_it_is_written() -> None:
    document = read("base: &b { a: 1 }\nuse: { <<: *b, c: 2 }\n")
    assert isinstance(document.root, Mapping)
    use = document.root.get("use")
    assert isinstance(use, Mapping)
    assert {name: document.source.excerpt(node.span) for name, (_, node) in use.entries.items()} == {"a": "1", "c": "2"}
    assert document.source.excerpt(use.entries["a"][0].span) == "a"


# ---- oddities --------------------------------------------------------------------------------------------------------


def test_tags_are_kept_and_run_nothing() -> None:
    root = read("[!Sub a, !!str 1, !!python/object/apply:os.system [id], !<x> {a: 1}, ! 2, 'q', !!int '3']").root
    assert isinstance(root, Sequence)
    tags = [item.tag for item in root.items]
    assert tags == ["!Sub", "!!str", "!!python/object/apply:os.system", "x", "", "", "!!int"]
    assert plain(root) == ["a", "1", ["id"], {"a": 1}, 2, "q", "3"]


def test_the_last_of_duplicate_keys_counts_and_is_reported() -> None:
    document = read("a: 1\nb: 2\na: 3\n")
    assert plain(document.root) == {"a": 3, "b": 2}
    assert [(problem.code, problem.span and problem.span.start) for problem in document.problems] == [
        ("duplicate-key", 10)
    ]


def test_a_key_that_is_no_text_is_left_out_and_reported() -> None:
    document = read("? [a, b]\n: 1\n1: one\ntrue: t\n~: n\n")
    assert plain(document.root) == {"1": "one", "true": "t", "~": "n"}
    assert [problem.code for problem in document.problems] == ["key-not-text"]


@pytest.mark.parametrize("merged", ["1", "[*m, 1]", "text"])
def test_a_merge_of_something_else_is_reported(merged: str) -> None:
    document = read(f"m: &m {{ a: 1 }}\nuse: {{ <<: {merged}, b: 2 }}\n")
    assert [problem.code for problem in document.problems] == ["bad-merge"]


@pytest.mark.parametrize(
    ("text", "code", "excerpt"),
    [
        ("a: *b", "undefined-alias", "*b"),
        ("a: &b [*b]", "recursive-alias", "*b"),
        ("a: 1\n---\nb: 2", "several-documents", "---"),
        ("# nothing", "empty", None),
        ("", "empty", None),
        ("a: [1", "yaml-syntax", ""),
        ("a:\n\t- 1", "yaml-syntax", "\t"),
        ("a: \x07", "yaml-syntax", "\x07"),
        ("a: é\x9f b", "yaml-syntax", "\x9f"),
        ("a: b: c", "yaml-syntax", ":"),
    ],
)
@pytest.mark.parametrize("before", ["", "\ufeff", "\ufeff\ufeff", "# é🐻\r\n"])
def test_what_is_wrong_has_a_reason_and_a_place(text: str, code: str, excerpt: str | None, before: str) -> None:
    error = refusal(before + text)
    assert error.code == code
    assert error.text
    assert (source(before + text).excerpt(error.span) if error.span else None) == excerpt


@pytest.mark.parametrize(
    ("text", "budget", "code"),
    [
        ("[[[1]]]", Budget(depth=2), "too-deep"),
        ("[1, 2, 3]", Budget(nodes=3), "too-many-nodes"),
        ("{a: &a [1, 2], b: *a}", Budget(nodes=8), "too-many-nodes"),
        ("{a: &a {x: 1}, b: {<<: *a}}", Budget(nodes=8), "too-many-nodes"),
        ("a: xxxx", Budget(scalar=3), "huge-scalar"),
    ],
)
def test_each_budget_is_named_when_it_is_hit(text: str, budget: Budget, code: str) -> None:
    assert refusal(text, budget).code == code
    read(text)
