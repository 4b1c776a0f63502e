"""Code that a template holds is followed, and what is found stands where the template has it."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.span import Span
from hauberk.model.values import Known
from hauberk.reading.json import read_json
from hauberk.reading.nodes import Mapping, Scalar
from hauberk.reading.source import Source
from hauberk.reading.yaml import read_yaml
from hauberk.scan.pipeline import Plan, check
from hauberk.study.code.literal import Literal

CODE = """\
import os

NAME = "Müller"

def handler(event, context):
    os.system(event["body"])
"""
FUNCTION = """\
Parameters:
  Stage: {{ Type: String, Default: dev }}
  Text: {{ Type: String, Default: 'import os; handler = lambda event, context: os.system(event["x"])' }}
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile: {code}
"""


def indented(code: str) -> str:
    """The lines of a block scalar."""
    return "".join(f"          {line}".rstrip() + "\n" for line in code.splitlines())


def found(folder: Path, text: str) -> list[tuple[int, str]]:
    """Where a shell gets hostile text: the line of the template, and what stands there from the column on."""
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    plan = Plan(
        paths=("template.yaml",),
        controls=frozenset(("command-injection",)),
        base=str(folder),
        today=date(2026, 11, 30),
    )
    places = [entry.locations[0] for entry in check(plan).findings()]
    assert all(one.path == "template.yaml" for one in places)
    return [(one.line, one.text.split("\n")[0][one.column - 1 :]) for one in places]


WRITTEN = {
    "a block": (f"|\n{indented(CODE)}", 17, "os.system"),
    "a block without its last break": (f"|-\n{indented(CODE)}", 17, "os.system"),
    "a block that is indented further": (f"|\n{indented(indented(CODE))}", 17, "os.system"),
    "a substitution without holes": (f"!Sub |\n{indented(CODE)}", 17, "os.system"),
    "a substitution with one": (f"!Sub |\n{indented(CODE.replace('Müller', 'é${Stage}'))}", 17, "os.system"),
    "one that is none": (f"!Sub |\n{indented(CODE.replace('Müller', '${!Stage}'))}", 17, "os.system"),
    "double quotes": (json.dumps(CODE, ensure_ascii=False), 11, "os.system"),
    "escapes": (json.dumps(CODE), 11, "os.system"),
    "pieces": (f'!Join ["\\n", {json.dumps(CODE.splitlines())}]', 11, "!Join"),
    "a parameter": ("!Ref Text", 3, "os.system"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_found_stands_in_the_template(name: str, tmp_path: Path) -> None:
    code, line, begins = WRITTEN[name]
    ((at, text),) = found(tmp_path, FUNCTION.format(code=code))
    assert at == line
    assert text.startswith(begins)


def test_in_each_branch_the_code_is_another(tmp_path: Path) -> None:
    code = """!If
          - Old
          - |
            import os
            def handler(event, context): os.system(event["body"])
          - |
            def handler(event, context): return 1"""
    text = FUNCTION.format(code=code).replace(
        "Resources:", "Conditions: { Old: !Equals [!Ref Stage, dev] }\nResources:"
    )
    assert found(tmp_path, text) == [(16, 'os.system(event["body"])')]


def test_two_functions_with_the_same_code_are_told_apart(tmp_path: Path) -> None:
    one = f"|\n{indented(CODE)}"
    text = FUNCTION.format(code=one)
    other = text[text.index("  F:") :].replace("  F:", "  G:", 1)
    assert [line for line, _ in found(tmp_path, text + other)] == [17, 31]


def test_a_finding_is_switched_off_above_the_function(tmp_path: Path) -> None:
    text = FUNCTION.format(code=f"|\n{indented(CODE)}")
    above = "  # hauberk: ignore[command-injection] nobody but us invokes it\n  F:"
    assert found(tmp_path, text.replace("  F:", above, 1)) == []


@pytest.mark.parametrize("style", ["|", "!Sub |"])
@pytest.mark.parametrize("above", [False, True])
def test_a_finding_is_switched_off_where_it_stands(style: str, above: bool, tmp_path: Path) -> None:
    comment = "# hauberk: ignore[command-injection] nobody but us invokes it"
    code = CODE.replace("    os", f"    {comment}\n    os") if above else CODE.replace('"])', f'"])  {comment}')
    text = FUNCTION.format(code=f"{style}\n\n{indented(code)}")
    assert found(tmp_path, text) == []
    other = text.replace("command-injection", "path-traversal")
    assert len(found(tmp_path, other)) == 1


def test_a_comment_in_code_on_one_line_would_switch_off_all_of_it(tmp_path: Path) -> None:
    code = CODE.replace('"])', '"])  # hauberk: ignore[command-injection] nobody but us invokes it')
    assert len(found(tmp_path, FUNCTION.format(code=json.dumps(code)))) == 1


@given(
    st.lists(st.text(st.sampled_from("ab{}$!:,'\" \\é🐻#|>"), max_size=12), min_size=1, max_size=6),
    st.sampled_from(["'", '"', "|", "|-"]),
    st.booleans(),
)
def test_every_character_is_found_where_it_is_written(lines: list[str], style: str, escaped: bool) -> None:
    text = "\n".join(["x", *(f"{line}." for line in lines)])
    if style.startswith("|"):
        written = f"{style}\n" + "".join(f"    {line}\n" for line in text.split("\n"))
    else:
        written = json.dumps(text, ensure_ascii=escaped)
        if style == "'":
            text = text.replace("\n", " ")
            written = "'" + text.replace("'", "''") + "'"
    source = Source("t", (f'{{"Code": {written}}}' if style == '"' else f"Code: {written}").encode())
    root = read_json(source).root if style == '"' else read_yaml(source).root
    assert isinstance(root, Mapping)
    node = root.get("Code")
    assert isinstance(node, Scalar)
    literal = Literal("t", Known(node.text, (node.span,)), {"t": source})
    for index, char in enumerate(literal.text):
        if not char.isspace():
            start = len(literal.text[:index].encode())
            span = literal.span(start, start + len(char.encode()))
            assert source.excerpt(span) in (char, f"\\{char}", char * 2, json.dumps(char)[1:-1])


def test_where_text_and_template_differ_the_whole_is_told() -> None:
    source = Source("t", b"Code: { 'Fn::Base64': eHg= }")
    whole = Span("t", 6, 28)
    assert Literal("t", Known("xx", (whole,)), {"t": source}).span(0, 1) == whole
    assert Literal("t", Known("xx", (whole,)), {}).span(0, 1) == whole
