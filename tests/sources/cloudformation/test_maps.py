"""``Fn::FindInMap``."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, places, shown, text_with, value_of

EAST, WEST = "when AWS::Region is us-east-1", "when AWS::Region is eu-west-1"
ELSEWHERE = "when AWS::Region is not eu-west-1 and AWS::Region is not us-east-1"

ROWS: list[tuple[str, Any]] = [
    ("!FindInMap [Stages, dev, Level]", "debug"),
    ("Fn::FindInMap: [Stages, dev, Level]", "debug"),
    ("!FindInMap [Stages, dev, Keep]", 1),
    ("!FindInMap [Zones, us-east-1, List]", ["x", "y"]),
    ("!FindInMap [Stages, !Ref Stage, Level]", When({DEV: "debug", PROD: "error"})),
    ("!FindInMap [Stages, !Ref Bare, Level]", When({"when Bare is dev": "debug", "when Bare is prod": "error"})),
    ("!FindInMap [Stages, !Ref Free, Level]", When({"when Free is dev": "debug", "when Free is prod": "error"})),
    ("!FindInMap [Stages, !Ref Silent, Level]", When({"when Silent is dev": "debug", "when Silent is prod": "error"})),
    (
        "!FindInMap [Stages, dev, !Ref Bare]",
        When({"when Bare is Level": "debug", "when Bare is Keep": 1, "when Bare is Deep": True}),
    ),
    ("!FindInMap [Zones, !Ref AWS::Region, Name]", When({EAST: "virginia", WEST: "ireland"})),
    ("!FindInMap [Stages, !Select [0, !Split ['-', 'dev-x']], Level]", "debug"),
    ("!FindInMap [!Sub 'Stages', dev, Level]", "debug"),
    ("!FindInMap [!If [IsProd, Zones, Stages], dev, Level]", When({DEV: "debug", PROD: "?malformed"})),
    ("!FindInMap [Stages, test, Level]", "?malformed"),
    ("!FindInMap [Stages, dev, Nothing]", "?malformed"),
    ("!FindInMap [Nowhere, dev, Level]", "?malformed"),
    ("!FindInMap [Stages, [dev], Level]", "?malformed"),
    ("!FindInMap [Stages, dev]", "?malformed"),
    ("!FindInMap Stages", "?malformed"),
    ("!FindInMap [!Ref Bare, dev, Level]", "?computed-reference"),
    ("!FindInMap [Stages, test, Level, {DefaultValue: none}]", "none"),
    ("!FindInMap [Stages, dev, Level, {DefaultValue: none}]", "debug"),
    ("!FindInMap [Stages, dev, Nothing, {DefaultValue: [a]}]", ["a"]),
    ("!FindInMap [Nowhere, dev, Level, {DefaultValue: !Ref Bucket}]", "<Bucket>"),
    ("!FindInMap [Stages, test, Level, {DefaultValue: !Ref Stage}]", When({DEV: "dev", PROD: "prod"})),
    ("!FindInMap [Stages, test, Level, {Other: none}]", "?malformed"),
    (
        "!FindInMap [Zones, !Ref AWS::Region, Name, {DefaultValue: far}]",
        When({EAST: "virginia", WEST: "ireland", ELSEWHERE: "far"}),
    ),
]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_map_gives(tmp_path: Path, written: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, written)) == expected


WHERE = [
    ("!FindInMap [Stages, dev, Level]", {"": "debug"}),
    ("!FindInMap [Stages, !Ref Stage, Level]", {DEV: "debug", PROD: "error"}),
    ("!FindInMap [Stages, test, Level, {DefaultValue: none}]", {"": "none"}),
    ("!FindInMap [Zones, us-east-1, List]", {"": "[x, y]"}),
]


@pytest.mark.parametrize(("written", "origins"), WHERE, ids=[row[0] for row in WHERE])
def test_an_entry_comes_from_the_map(tmp_path: Path, written: str, origins: dict[str, str]) -> None:
    found = places(text_with(written), value_of(tmp_path, written))
    assert found == {condition: (written, origin) for condition, origin in origins.items()}


def test_a_condition_on_the_same_parameter_agrees(tmp_path: Path) -> None:
    written = "!If [!Equals [!Ref Bare, prod], !FindInMap [Stages, !Ref Bare, Level], other]"
    assert shown(value_of(tmp_path, written)) == When({"when Bare is prod": "error", "when Bare is not prod": "other"})


def test_a_pinned_parameter_picks_its_entry(tmp_path: Path) -> None:
    assert shown(value_of(tmp_path, "!FindInMap [Stages, !Ref Bare, Level]", {"Bare": "prod"})) == "error"


def test_the_entry_under_the_default_comes_first(tmp_path: Path) -> None:
    written = "!FindInMap [Counts, !Ref Count, Value]"
    text = text_with(written).replace("Mappings:", "Mappings:\n  Counts: {'1': {Value: one}, '3': {Value: three}}")
    value = application_of(tmp_path, text).resources["Subject"].properties.value("Value")
    assert list(shown(value).items()) == [
        ("while Count keeps its default (3)", "three"),
        ("when Count is 1", "one"),
    ]


def test_of_too_many_entries_the_one_under_the_default_stays(tmp_path: Path) -> None:
    written = "[!FindInMap [Many, !Ref Count, Value], !FindInMap [Many, !Ref Bare, Value]]"
    many = ", ".join(f"'{number}': {{Value: v{number}}}" for number in range(70))
    text = text_with(written).replace("Mappings:", f"Mappings:\n  Many: {{{many}}}")
    value = application_of(tmp_path, text).resources["Subject"].properties.value("Value")
    assert shown(value) == [When({"while Count keeps its default (3)": "v3"}), "?too-many-branches"]
