"""Nothing that is found is passed over in silence: each file is in the ledger, each resource that a control asks for.

Folders are made up of files of every kind. Then each file is blanked, and the ledger has to tell the difference.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.scan.pipeline import Plan, check
from tests.scan.places import TODAY, URL, put

Files = dict[str, str]
TYPES = ("AWS::Lambda::Url", "AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::DynamoDB::Table")


def template(types: list[str]) -> dict[str, object]:
    resources: dict[str, object] = {
        f"R{number}": {"Type": type_, "Properties": {"AuthType": "NONE"}} for number, type_ in enumerate(types)
    }
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}


def yaml(folder: str, types: list[str]) -> Files:
    lines = "".join(f"  R{n}: {{ Type: {type_}, Properties: {{ AuthType: NONE }} }}\n" for n, type_ in enumerate(types))
    return {f"{folder}/template.yaml": f"Resources:\n{lines}"}


def as_json(folder: str, types: list[str]) -> Files:
    return {f"{folder}/stack.template.json": json.dumps(template(types))}


def sam(folder: str, types: list[str]) -> Files:
    (file,) = yaml(folder, types).values()
    url = "FunctionUrlConfig: { AuthType: NONE }"
    function = f"  F: {{ Type: AWS::Serverless::Function, Properties: {{ Handler: a.b, {url} }} }}\n"
    return {f"{folder}/sam.yml": f"Transform: AWS::Serverless-2016-10-31\n{file}{function}"}


def nested(folder: str, types: list[str]) -> Files:
    (child,) = yaml(folder, types).values()
    stack = "Resources:\n  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }\n"
    return {f"{folder}/parent.yaml": stack, f"{folder}/child.yaml": child}


def circle(folder: str, types: list[str]) -> Files:
    (one,) = yaml(folder, types).values()
    stack = "  N: {{ Type: AWS::CloudFormation::Stack, Properties: {{ TemplateURL: {} }} }}\n"
    return {f"{folder}/x.yaml": one + stack.format("y.yaml"), f"{folder}/y.yaml": one + stack.format("x.yaml")}


def included(folder: str, types: list[str]) -> Files:
    (part,) = yaml(folder, types).values()
    include = "Transform: { Name: AWS::Include, Parameters: { Location: part.yaml } }\n"
    main = "Resources:\n  Q: { Type: AWS::SQS::Queue }\n"
    return {f"{folder}/main.yaml": include + main, f"{folder}/part.yaml": part}


def assembly(folder: str, types: list[str]) -> Files:
    stack = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "App.template.json"}}
    return {
        f"{folder}/cdk.out/manifest.json": json.dumps({"version": "36.0.0", "artifacts": {"App": stack}}),
        f"{folder}/cdk.out/App.template.json": json.dumps(template(types)),
        f"{folder}/cdk.out/Old.template.json": json.dumps(template(types)),
    }


def broken(folder: str, types: list[str]) -> Files:
    return {
        f"{folder}/broken.yaml": "Resources: { R: { Type: AWS::SQS::Queue",
        f"{folder}/twice.yaml": ("Resources: { R: { Type: AWS::SQS::Queue } }\n---\nResources: {}\n"),
    }


def other_formats(folder: str, types: list[str]) -> Files:
    return {f"{folder}/main.tf": 'resource "x" "y" {}', f"{folder}/serverless.yml": "service: x\n"}


MAKERS: tuple[Callable[[str, list[str]], Files], ...] = (
    yaml, as_json, sam, nested, circle, included, assembly, broken, other_formats,
)  # fmt: skip
FOLDERS = st.lists(
    st.tuples(st.sampled_from(MAKERS), st.lists(st.sampled_from(TYPES), min_size=1, max_size=3)), min_size=1, max_size=4
)
BLANK = "# nothing\n"


@contextmanager
def folder(parts: list[tuple[Callable[[str, list[str]], Files], list[str]]]) -> Iterator[tuple[Path, Files]]:
    """The parts, each in a folder of its own."""
    files: Files = {}
    for number, (maker, types) in enumerate(parts):
        files.update(maker(f"f{number}", types))
    place = Path(tempfile.mkdtemp())
    try:
        yield put(place, files), files
    finally:
        shutil.rmtree(place)


def looked(place: Path) -> Ledger:
    return check(Plan(base=str(place), today=TODAY))


def named(found: Ledger) -> set[str]:
    """Every file that the ledger names."""
    return {file for seen in found.applications for file in seen.files} | {gap.path for gap in found.gaps}


@settings(max_examples=25, deadline=None)
@given(FOLDERS)
def test_every_file_is_read_or_told_to_be_unread(
    parts: list[tuple[Callable[[str, list[str]], Files], list[str]]],
) -> None:
    with folder(parts) as (place, files):
        found = looked(place)
        manifests = {name for name in files if name.endswith("manifest.json")}
        assert named(found) == set(files) - manifests
        assert found.switched_off == {}
        assert found.files == len(files)


@settings(max_examples=25, deadline=None)
@given(FOLDERS, st.data())
def test_a_file_that_is_blanked_changes_the_ledger(
    parts: list[tuple[Callable[[str, list[str]], Files], list[str]]], data: st.DataObject
) -> None:
    with folder(parts) as (place, files):
        before = looked(place)
        name = data.draw(st.sampled_from(sorted(files)))
        if Path(name).name in ("main.tf", "serverless.yml"):
            (place / name).unlink()
        else:
            (place / name).write_text(BLANK)
        assert looked(place) != before


@settings(max_examples=25, deadline=None)
@given(FOLDERS)
def test_every_resource_is_asked_about(parts: list[tuple[Callable[[str, list[str]], Files], list[str]]]) -> None:
    """One control for URLs: as many entries as there are URLs in what is read, each resource once."""
    with folder(parts) as (place, _):
        found = check(Plan(base=str(place), controls=frozenset((URL,)), today=TODAY))
        asked = [(entry.application, entry.subject) for entry in found.entries]
        assert len(asked) == len(set(asked))
        wanted = sum(
            types.count("AWS::Lambda::Url") * (2 if maker is circle else 1) + (maker is sam)
            for maker, types in parts
            if maker not in (broken, other_formats)
        )
        assert len(asked) == wanted


@settings(max_examples=10, deadline=None)
@given(FOLDERS)
def test_every_practice_has_a_verdict_on_every_application(
    parts: list[tuple[Callable[[str, list[str]], Files], list[str]]],
) -> None:
    asked = {control.practice for control in all_controls()}
    with folder(parts) as (place, _):
        found = looked(place)
        assert found.asked == asked
        for seen in found.applications:
            assert [entry for entry in found.entries if entry.application == seen.path]
