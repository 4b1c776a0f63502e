"""Which templates are parts of another application, and that nothing of them is lost."""

from pathlib import Path

import pytest

from tests.scan.places import OPEN, ledger, put, violated

NESTING = """\
Parameters: {{ Ghost: {{ Type: String, Default: "no" }} }}
Conditions:
  Never: !Equals [a, b]
  Sometimes: !Equals [!Ref Ghost, "yes"]
Resources:
  Child:
    Type: {type}
    {condition}
    Properties: {{ {property}: template.yaml{more} }}
"""
STACK = {"type": "AWS::CloudFormation::Stack", "property": "TemplateURL", "condition": "DependsOn: []", "more": ""}
SAM = {"type": "AWS::Serverless::Application", "property": "Location"}


@pytest.mark.parametrize("kind", [{}, SAM])
@pytest.mark.parametrize(
    ("condition", "applications"),
    [("Never", ["decoy.yaml", "template.yaml"]), ("Sometimes", ["decoy.yaml"])],
)
def test_a_stack_that_is_never_there_hides_nothing(
    tmp_path: Path, kind: dict[str, str], condition: str, applications: list[str]
) -> None:
    decoy = NESTING.format(**{**STACK, **kind, "condition": f"Condition: {condition}"})
    put(tmp_path, {"decoy.yaml": decoy, "template.yaml": OPEN})
    found = ledger(tmp_path)
    assert [seen.path for seen in found.applications] == applications
    assert violated(found) == ["template.yaml:10"]
    assert found.notes == ()


def test_a_parent_that_is_not_checked_hides_nothing(tmp_path: Path) -> None:
    parent = NESTING.format(**STACK).replace("template.yaml", "../template.yaml")
    put(tmp_path, {"old/parent.yaml": parent, "template.yaml": OPEN, "broken.yaml": NESTING.format(**STACK) + "  - ["})
    assert violated(ledger(tmp_path, exclude=("old/*",))) == ["template.yaml:10"]
    assert violated(ledger(tmp_path, "broken.yaml", "template.yaml")) == ["template.yaml:10"]


def test_what_parameters_of_a_parent_take_away_is_told(tmp_path: Path) -> None:
    child = "Parameters: { Auth: { Type: String, Default: NONE } }\n" + OPEN.replace("NONE", "!Ref Auth")
    parent = NESTING.format(**{**STACK, "more": ", Parameters: { Auth: AWS_IAM }"})
    put(tmp_path, {"parent.yaml": parent, "template.yaml": child})
    found = ledger(tmp_path)
    assert violated(found) == []
    assert found.notes == (
        "template.yaml was checked as a part of parent.yaml; deployed by itself it has 1 finding more",
    )


def test_a_file_that_is_included_without_its_meaning_is_an_application_still(tmp_path: Path) -> None:
    """Without SAM's transform the including template makes no URL of it."""
    include = "Transform: { Name: AWS::Include, Parameters: { Location: template.yaml } }\n"
    decoy = f"{include}Resources: {{ Q: {{ Type: AWS::SQS::Queue }} }}\n"
    put(tmp_path, {"decoy.yaml": decoy, "template.yaml": OPEN})
    assert "template.yaml:10" in violated(ledger(tmp_path))


def test_stacks_in_a_circle_are_read_once(tmp_path: Path) -> None:
    nest = "  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: %s }\n"
    put(tmp_path, {"a.yaml": OPEN + nest % "b.yaml", "b.yaml": OPEN + nest % "a.yaml"})
    found = ledger(tmp_path)
    assert [seen.path for seen in found.applications] == ["a.yaml"]
    assert violated(found) == ["a.yaml:10", "b.yaml:10"]


def test_what_an_included_file_alone_could_not_read_is_not_lost(tmp_path: Path) -> None:
    """Macros aren't run in an included file, so that its own nested stack may be another one there."""
    nest = "  N: { Type: AWS::CloudFormation::Stack, Condition: C, Properties: { TemplateURL: gone.yaml } }\n"
    include = "Transform: { Name: AWS::Include, Parameters: { Location: part.yaml } }\n"
    own = "Conditions: { C: !Equals [a, b] }\nResources: { Q: { Type: AWS::SQS::Queue } }\n"
    put(tmp_path, {"main.yaml": include + own, "part.yaml": f"Conditions: {{ C: !Equals [a, a] }}\nResources:\n{nest}"})
    found = ledger(tmp_path)
    assert "part.yaml" in [gap.path for gap in found.gaps]


def test_a_part_of_two_applications_is_in_both(tmp_path: Path) -> None:
    parents = {f"{name}.yaml": NESTING.format(**STACK) for name in ("a", "b")}
    put(tmp_path, {**parents, "template.yaml": OPEN})
    found = ledger(tmp_path)
    assert [entry.application for entry in found.findings()] == ["a.yaml", "b.yaml"]


def test_a_part_of_a_part_that_is_not_there_is_an_application(tmp_path: Path) -> None:
    """The parent pins the middle's parameter, so that the middle doesn't nest the last one there."""
    middle = NESTING.format(**{**STACK, "condition": "Condition: Sometimes"})
    top = NESTING.format(**{**STACK, "more": ', Parameters: { Ghost: "no" }'}).replace("template.yaml", "middle.yaml")
    put(tmp_path, {"middle.yaml": middle, "top.yaml": top, "template.yaml": OPEN})
    found = ledger(tmp_path)
    assert [seen.path for seen in found.applications] == ["template.yaml", "top.yaml"]
    assert violated(found) == ["template.yaml:10"]


def test_parts_do_not_hang_on_names_or_order(tmp_path: Path) -> None:
    for top, child in (("a.yaml", "z.yaml"), ("z.yaml", "a.yaml")):
        folder = tmp_path / top
        put(folder, {top: NESTING.format(**STACK).replace("template.yaml", child), child: OPEN})
        found = ledger(folder)
        assert [seen.path for seen in found.applications] == [top]
        assert violated(found) == [f"{child}:10"]
