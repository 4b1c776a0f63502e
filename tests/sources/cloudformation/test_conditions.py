"""Conditions as branches, on values and on resources."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.guards import describe
from hauberk.model.values import Value, alternatives
from tests.sources.cloudformation.shown import (
    DEV,
    NOTHING,
    PROD,
    When,
    application_of,
    places,
    shown,
    text_with,
    value_of,
)

BOTH = When({"when Bare is x": "yes", "when Bare is not x": "no"})

ROWS: list[tuple[str, Any]] = [
    ("!If [IsProd, p, d]", When({DEV: "d", PROD: "p"})),
    ("Fn::If: [IsProd, 1, 2]", When({DEV: 2, PROD: 1})),
    ("!If [Always, a, b]", "a"),
    ("!If [Never, a, b]", "b"),
    ("!If [IsProd, a, a]", When({DEV: "a", PROD: "a"})),
    ("!If [IsProd, !Ref Stage, x]", When({DEV: "x", PROD: "prod"})),
    ("!If [IsProd, !If [IsProd, a, b], c]", When({DEV: "c", PROD: "a"})),
    ("!If [IsProd, !Ref AWS::NoValue, c]", When({DEV: "c", PROD: NOTHING})),
    ("!If [IsProd, {a: 1}, {a: 2}]", When({DEV: {"a": 2}, PROD: {"a": 1}})),
    ("{a: !If [IsProd, 1, !Ref AWS::NoValue], b: 2}", {"a": When({DEV: NOTHING, PROD: 1}), "b": 2}),
    ("{a: !If [Never, 1, !Ref AWS::NoValue], b: 2}", {"b": 2}),
    ("[!If [IsProd, 1, !Ref AWS::NoValue], 2]", [When({DEV: NOTHING, PROD: 1}), 2]),
    ("[!If [Always, 1, !Ref AWS::NoValue], !If [Never, 3, !Ref AWS::NoValue]]", [1]),
    ("!If [IsProd, a]", "?malformed"),
    ("!If IsProd", "?malformed"),
    (
        "!If [Undefined, a, b]",
        When({"when condition Undefined is true": "a", "when condition Undefined is not true": "b"}),
    ),
    ("!If [!Equals [!Ref Stage, prod], a, b]", When({DEV: "b", PROD: "a"})),
    ("!If [Condition: IsProd, a, b]", When({DEV: "b", PROD: "a"})),
    ("!If [!Condition IsProd, a, b]", When({DEV: "b", PROD: "a"})),
    ("!If [!Not [!Condition IsProd], a, b]", When({DEV: "a", PROD: "b"})),
    ("!If [!And [!Condition IsProd, !Condition Always], a, b]", When({DEV: "b", PROD: "a"})),
    ("!If [!And [!Condition IsProd, !Condition Never], a, b]", When({DEV: "b", PROD: "b"})),
    ("!If [!Or [!Condition IsProd, !Condition Always], a, b]", When({DEV: "a", PROD: "a"})),
    ("!If [!Or [!Condition IsProd, !Condition Never], a, b]", When({DEV: "b", PROD: "a"})),
    ("!If [!Equals [!Ref Bare, x], 'yes', 'no']", BOTH),
    ("!If [!Equals [x, !Ref Bare], 'yes', 'no']", BOTH),
    ("!If [!Equals [!Ref Silent, x], a, b]", When({"when Silent is x": "a", "when Silent is not x": "b"})),
    ("!If [!Equals [!Ref Stored, x], a, b]", When({"when Stored is x": "a", "when Stored is not x": "b"})),
    (
        "!If [!Equals [!Ref Free, here], a, b]",
        When({"while Free keeps its default (here)": "a", "when Free is not here": "b"}),
    ),
    ("!If [!Equals [!Ref Free, ''], a, b]", When({"when Free is empty": "a", "when Free is not empty": "b"})),
    ("!If [!Equals [!Ref Bare, !Ref Bare], a, b]", "a"),
    (
        "!If [!Equals [!Ref AWS::Region, x], a, b]",
        When({"when AWS::Region is x": "a", "when AWS::Region is not x": "b"}),
    ),
    (
        "!If [!Equals [!Ref Count, 3], a, b]",
        When({"while Count keeps its default (3)": "a", "when Count is not 3": "b"}),
    ),
    ("!If [!Equals [1, '1'], a, b]", "a"),
    ("!If [!Equals [true, 'true'], a, b]", "a"),
    ("!If [!Equals [!Join ['', [a, b]], ab], x, y]", "x"),
    ("!If [!Equals [!Select [0, !Ref Names], a], x, y]", When({"while Names keeps its default (a, b,c)": "x"})),
    ("!If [!Equals [!FindInMap [Stages, !Ref Stage, Level], error], x, y]", When({DEV: "y", PROD: "x"})),
    ("!If [!Equals [!FindInMap [Stages, !Ref Stage, Deep], 'true'], x, y]", When({DEV: "x", PROD: "y"})),
    ("!Equals [!Ref Stage, prod]", When({DEV: False, PROD: True})),
]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_both_branches_are_kept(tmp_path: Path, written: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, written)) == expected


@pytest.mark.parametrize(
    ("written", "pins", "expected"),
    [
        ("!If [IsProd, a, b]", {"Stage": "prod"}, "a"),
        ("!If [IsProd, a, b]", {"Stage": "dev"}, "b"),
        ("!If [!Equals [!Ref Bare, x], a, b]", {"Bare": "x"}, "a"),
        ("!If [!Equals [!Ref Bare, x], a, b]", {"Bare": "y"}, "b"),
        (
            "!If [!Equals [!Ref Stored, x], a, b]",
            {"Stored": "x"},
            When({"when Stored is x": "a", "when Stored is not x": "b"}),
        ),
        (
            "!If [!Equals [!Ref Silent, x], a, b]",
            {"Silent": "x"},
            When({"when Silent is x": "a", "when Silent is not x": "b"}),
        ),
    ],
)
def test_a_pinned_parameter_decides(tmp_path: Path, written: str, pins: dict[str, str], expected: Any) -> None:
    assert shown(value_of(tmp_path, written, pins)) == expected


def test_each_branch_points_at_its_side(tmp_path: Path) -> None:
    written = "!If [IsProd, yes, !Ref Count]"
    found = places(text_with(written), value_of(tmp_path, written))
    assert found == {
        f"{DEV.replace('Stage', 'Count').replace('dev', '3')} and Stage keeps its default (dev)": ("!Ref Count", "3"),
        PROD: ("yes", "yes"),
    }


RESOURCES = """\
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
  Debug: {Type: String, Default: "false"}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: {"Fn::Equals": [{Ref: Stage}, test]}
  Debugs: !Equals [!Ref Debug, "true"]
  Not: !Not [{Condition: IsProd}]
  Any: !Or [!Condition IsProd, !Condition IsTest]
  Both: !And [!Condition IsProd, !Condition Debugs]
  Chain: !And [!Condition Not, !Not [!Condition IsTest], !Or [!Condition Debugs, !Condition Debugs]]
  Round: !Not [!Condition About]
  About: !Not [!Condition Round]
  Literal: !Equals [a, b]
Resources:
"""
TEST = "when Stage is test"
PRESENCE: list[tuple[str, Any]] = [
    ("IsProd", When({DEV: False, TEST: False, PROD: True})),
    ("Not", When({DEV: True, TEST: True, PROD: False})),
    ("Any", When({DEV: False, TEST: True, PROD: True})),
    (
        "Both",
        When(
            {
                DEV: False,
                TEST: False,
                "when Debug is true and Stage is prod": True,
                f"{PROD} and Debug is not true": False,
            }
        ),
    ),
    ("Literal", False),
    ("Undefined", When({"when condition Undefined is true": True, "when condition Undefined is not true": False})),
]


@pytest.mark.parametrize(("condition", "expected"), PRESENCE, ids=[row[0] for row in PRESENCE])
def test_a_resource_is_there_under_its_condition(tmp_path: Path, condition: str, expected: Any) -> None:
    text = f"{RESOURCES}  Thing: {{Type: AWS::S3::Bucket, Condition: {condition}}}\n"
    presence = application_of(tmp_path, text).resources["Thing"].presence
    assert shown(presence) == expected


def test_a_chain_of_conditions_is_followed(tmp_path: Path) -> None:
    text = f"{RESOURCES}  Thing: {{Type: AWS::S3::Bucket, Condition: Chain}}\n"
    presence = application_of(tmp_path, text).resources["Thing"].presence
    assert _holds(presence) == [f"{DEV} and when Debug is true"]


def test_conditions_in_a_circle_can_be_either(tmp_path: Path) -> None:
    text = f"{RESOURCES}  Thing: {{Type: AWS::S3::Bucket, Condition: Round}}\n"
    presence = application_of(tmp_path, text).resources["Thing"].presence
    assert sorted(shown(presence).values()) == [False, True]


def _holds(presence: Value) -> list[str]:
    return [describe(guard) for guard, choice in alternatives(presence) if shown(choice)]
