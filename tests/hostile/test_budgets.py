"""Every budget at its edge: what is just within is read, what is just past it says which budget it was."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hauberk.model import joining, values
from hauberk.model.ledger import Ledger
from hauberk.model.values import Known, Unknown, Value
from hauberk.model.verdict import State
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.source import Source
from hauberk.scan import application, settings
from hauberk.scan.ignores import Inline, apply_inline
from hauberk.scan.pipeline import Plan, check
from hauberk.sources.cloudformation import loops, nesting, splitting, stacks, template
from hauberk.sources.cloudformation.reader import read_application
from tests.hostile.inputs import CONTROL, GOOD
from tests.scan.places import put


def reason(text: str, budget: Budget, name: str = "t.yaml") -> str:
    """The code with which a document is refused; empty if it isn't."""
    try:
        read_document(Source(name, text.encode()), budget)
    except ReadingError as error:
        return error.code
    return ""


NODES = {
    "a: 1": 3,
    "[1, 2, 3]": 4,
    "{a: {b: {c: 1}}}": 7,
    "[[[[[1]]]]]": 6,
    "[&a [1, 2, 3], *a, *a]": 13,
    "[&a [1, 2], &b [*a, *a], *b]": 18,
    "[&a {b: 1}, {<<: *a, c: 1}]": 12,
}
"""Documents and how many nodes they have: keys, values and collections, aliases and merges expanded."""


@pytest.mark.parametrize("text", NODES)
def test_nodes_are_counted_once_each(text: str) -> None:
    assert reason(text, DEFAULT_BUDGET._replace(nodes=NODES[text])) == ""
    assert reason(text, DEFAULT_BUDGET._replace(nodes=NODES[text] - 1)) == "too-many-nodes"


@pytest.mark.parametrize("depth", [1, 7, 200])
@pytest.mark.parametrize("name", ["t.yaml", "t.json"])
@pytest.mark.parametrize(("before", "after"), [("[", "]"), ('{"a":', "}")])
def test_depth(depth: int, name: str, before: str, after: str) -> None:
    budget = DEFAULT_BUDGET._replace(depth=depth)
    assert reason(before * depth + "1" + after * depth, budget, name) == ""
    assert reason(before * (depth + 1) + "1" + after * (depth + 1), budget, name) == "too-deep"


@pytest.mark.parametrize("name", ["t.yaml", "t.json"])
def test_the_length_of_a_value(name: str) -> None:
    budget = DEFAULT_BUDGET._replace(scalar=10)
    assert reason('{"a": "' + "x" * 10 + '"}', budget, name) == ""
    assert reason('{"a": "' + "x" * 11 + '"}', budget, name) == "huge-scalar"


@pytest.mark.parametrize("name", ["t.yaml", "t.json"])
def test_digits_past_the_budget_stay_text(name: str) -> None:
    budget = DEFAULT_BUDGET._replace(digits=5)
    root = read_document(Source(name, b"[12345, 123456]"), budget).root
    assert repr(root) == "[12345, '123456']"


def test_problems_are_listed_up_to_a_number() -> None:
    budget = DEFAULT_BUDGET._replace(problems=3)
    for duplicates, listed in ((3, ["duplicate-key"] * 3), (9, [*["duplicate-key"] * 3, "too-many-problems"])):
        document = read_document(Source("t.yaml", b"a: 1\n" * (duplicates + 1)), budget)
        assert [problem.code for problem in document.problems] == listed


def test_bytes(tmp_path: Path) -> None:
    put(tmp_path, {"t.yaml": "x" * 10})
    assert Root(tmp_path).read_bytes("t.yaml", Budget(bytes=10)) == b"x" * 10
    with pytest.raises(ReadingError, match="10 bytes, more than the 9 that"):
        Root(tmp_path).read_bytes("t.yaml", Budget(bytes=9))


def written(folder: Path, text: str, before: str = "") -> Value:
    """What is known of a queue's name."""
    resources = f"Resources:\n  B: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {text} }} }}\n"
    put(folder, {"t.yaml": before + resources})
    return read_application(Root(folder), "t.yaml").resources["B"].properties.value("QueueName")


def code(value: Value) -> str:
    return value.reason.code if isinstance(value, Unknown) else ""


def test_functions_in_functions(tmp_path: Path) -> None:
    def deep(calls: int) -> Value:
        return written(tmp_path, "!Join ['', [" * calls + "x" + "]]" * calls)

    assert deep(nesting.MAX_CALLS) == Known("x")
    assert code(deep(nesting.MAX_CALLS + 1)) == "too-deep"


def test_text_that_one_function_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MAX_TEXT", 10)
    assert written(tmp_path, "!Join ['', [" + ",".join("x" * 10) + "]]") == Known("x" * 10)
    assert code(written(tmp_path, "!Join ['', [" + ",".join("x" * 11) + "]]")) == "too-long"


def test_text_that_all_functions_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six functions of ten characters each: the last is called when fifty have been made."""
    monkeypatch.setattr(nesting, "MAX_TEXT", 50)
    joined = "!Join ['', [xxxxx, xxxxx]]"
    six = f"!Select [5, [{', '.join([joined] * 6)}]]"
    assert written(tmp_path, six) == Known("x" * 10)
    monkeypatch.setattr(nesting, "MAX_TEXT", 49)
    assert code(written(tmp_path, six)) == "too-long"


def test_pieces_of_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MAX_PIECES", 3)
    assert written(tmp_path, "!Select [2, !Split [',', 'a,b,c']]") == Known("c")
    assert code(written(tmp_path, "!Select [2, !Split [',', 'a,b,c,d']]")) == "too-long"


def alternatives(folder: Path, number: int) -> list[State]:
    """What a control says of a URL that is open for one of so many values of a parameter."""
    names = [f"v{n}" for n in range(number)]
    mapping = ", ".join(f"{name}: {{ Auth: {'NONE' if name == names[-1] else 'AWS_IAM'} }}" for name in names)
    parameter = f"Parameters: {{ P: {{ Type: String, AllowedValues: [{', '.join(names)}] }} }}\n"
    text = GOOD.replace("NONE", "!FindInMap [M, !Ref P, Auth]")
    put(folder, {"t.yaml": f"{parameter}Mappings: {{ M: {{ {mapping} }} }}\n{text}"})
    return [entry.state for entry in asked(folder).entries]


def asked(folder: Path) -> Ledger:
    return check(Plan(controls=frozenset((CONTROL,)), base=str(folder)))


def test_alternatives(tmp_path: Path) -> None:
    assert alternatives(tmp_path, values.MAX_ALTERNATIVES) == [State.VIOLATED]
    assert alternatives(tmp_path, values.MAX_ALTERNATIVES + 1) == [State.UNKNOWN]


@pytest.mark.parametrize(("parameters", "left"), [(6, ""), (7, "too-many-branches")])
def test_combinations_of_parameters(tmp_path: Path, parameters: int, left: str) -> None:
    """2⁶ is within the budget, 2⁷ is past it."""
    declared = "".join(f"  P{n}: {{ Type: String, AllowedValues: [a, b] }}\n" for n in range(parameters))
    joined = "!Join ['', [" + ", ".join(f"!Ref P{n}" for n in range(parameters)) + "]]"
    assert code(written(tmp_path, joined, f"Parameters:\n{declared}")) == left


def queues(number: int) -> str:
    return GOOD + "".join(f"  Q{n}: {{ Type: AWS::SQS::Queue }}\n" for n in range(number))


def test_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "MAX_RESOURCES", 3)
    put(tmp_path, {"t.yaml": queues(2)})
    assert asked(tmp_path).gaps == ()
    put(tmp_path, {"t.yaml": queues(3)})
    assert [gap.code for gap in asked(tmp_path).gaps] == ["too-many-resources"]


def test_subjects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those within the budget are judged, the rest is told to be missing."""
    monkeypatch.setattr(application, "MAX_SEEDS", 2)
    for number, gaps in ((2, []), (3, ["too-many-subjects"])):
        urls = "".join(GOOD.partition("\n")[2].replace("Url:", f"Url{n}:") for n in range(number))
        put(tmp_path, {"t.yaml": f"Resources:\n{urls}"})
        found = asked(tmp_path)
        assert [entry.subject for entry in found.findings()] == ["Url0", "Url1"]
        assert [gap.code for gap in found.gaps] == gaps


def looped(folder: Path, names: int, inside: str = "{ Type: AWS::SQS::Queue }") -> tuple[int, list[str]]:
    """How many resources a loop makes, and what is said of it."""
    over = ", ".join(f"n{n}" for n in range(names))
    loop = f"  Fn::ForEach::L: [N, [{over}], {{ 'Q${{N}}': {inside} }}]\n"
    put(folder, {"t.yaml": f"Transform: AWS::LanguageExtensions\n{GOOD}{loop}"})
    found = read_application(Root(folder), "t.yaml")
    return len(found.resources) - 1, [unread.code for unread in found.unread]


def test_entries_of_a_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "MAX_UNROLLED", 5)
    assert looped(tmp_path, 5) == (5, [])
    assert looped(tmp_path, 6) == (0, ["loop-too-long"])


def test_nodes_of_a_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round makes a mapping with a resource with a type: three."""
    monkeypatch.setattr(loops, "MAX_UNROLLED_NODES", 15)
    assert looped(tmp_path, 5) == (5, [])
    assert looped(tmp_path, 6) == (0, ["loop-too-long"])


def nest(location: str, name: str = "Child") -> str:
    return f"  {name}: {{ Type: AWS::CloudFormation::Stack, Properties: {{ TemplateURL: {location} }} }}\n"


def test_nested_stacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stacks, "MAX_STACKS", 2)
    put(tmp_path, {"child.yaml": GOOD})
    for number, unread in ((2, []), (3, ["too-many-stacks"])):
        put(tmp_path, {"t.yaml": GOOD + "".join(nest("child.yaml", f"C{n}") for n in range(number))})
        found = read_application(Root(tmp_path), "t.yaml")
        assert [one.code for one in found.unread] == unread
        assert len(list(found.of("AWS::Lambda::Url"))) == 3


def test_the_depth_of_nested_stacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stacks, "MAX_STACK_DEPTH", 2)
    put(tmp_path, {"a.yaml": GOOD + nest("b.yaml"), "b.yaml": GOOD + nest("c.yaml"), "c.yaml": GOOD})
    assert read_application(Root(tmp_path), "a.yaml").unread == ()
    put(tmp_path, {"c.yaml": GOOD + nest("d.yaml"), "d.yaml": GOOD})
    assert [one.code for one in read_application(Root(tmp_path), "a.yaml").unread] == ["too-many-stacks"]


def test_entries_of_a_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_WORDS", 2)
    put(tmp_path, {"hauberk.toml": 'exclude = ["a", "b"]'})
    assert settings.find_settings(str(tmp_path)).exclude == ("a", "b")
    put(tmp_path, {"hauberk.toml": 'exclude = ["a", "b", "c"]'})
    with pytest.raises(settings.SettingsError, match="exclude has more than 2 entries"):
        settings.find_settings(str(tmp_path))


class Name(str):
    """A control's name that counts how often it is compared or looked up."""

    __slots__ = ()
    steps = 0

    def __hash__(self) -> int:
        Name.steps += 1
        return str.__hash__(self)

    def __eq__(self, other: object) -> bool:
        Name.steps += 1
        return str.__eq__(self, other)


def test_ignores_are_looked_up_and_not_compared_each_with_each(tmp_path: Path) -> None:
    urls = GOOD.partition("\n")[2]
    put(tmp_path, {"t.yaml": "Resources:\n" + "".join(urls.replace("Url:", f"U{n}:") for n in range(300))})
    entries = asked(tmp_path).entries
    unused = [Inline("comment", (Name("wildcard-action"),), "why", "", "t.yaml", n, n) for n in range(300)]
    used = Inline("comment", (Name(CONTROL),), "why", "", "t.yaml", 4, 4)
    Name.steps = 0
    found = apply_inline(entries, [*unused, used], {}, {}, date(2026, 11, 24))
    assert [entry.subject for entry in found if entry.suppressed] == ["U0"]
    assert Name.steps < 2_000  # of 90,000 pairs


def test_a_long_line_is_decoded_once_for_all_its_places() -> None:
    """Counting characters from the line's beginning, each place would cost the whole line."""
    text = json.dumps(["é" * 100 for _ in range(200)], ensure_ascii=False)
    source = Source("t.json", text.encode())
    decoded = 0

    class Data(bytes):
        def __getitem__(self, key: Any) -> Any:
            nonlocal decoded
            piece = bytes.__getitem__(self, key)
            decoded += len(piece)
            return piece

    source.data = Data(source.data)
    for index in range(0, len(text), 50):
        assert source.line_column(source.offset(index)) == (1, index + 1)
    assert decoded < 20_000
