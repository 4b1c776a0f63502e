"""What may be said of a parameter before a deployment."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.values import Unknown, alternatives
from hauberk.reading.jail import Root
from hauberk.sources.pins import pins_beside, read_pins
from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, places, shown, text_with, value_of

NAMES = "while Names keeps its default (a, b,c)"
OPEN: list[tuple[str, Any]] = [
    ("Stage", When({DEV: "dev", PROD: "prod"})),
    ("Free", When({"while Free keeps its default (here)": "here"})),
    ("Count", When({"while Count keeps its default (3)": "3"})),
    ("Names", When({NAMES: ["a", "b", "c"]})),
    ("Some", When({"while Some keeps its default (a,b)": ["a", "b"]})),
    ("Bare", "?parameter-without-default"),
    ("Ids", "?parameter-without-default"),
    ("Silent", "?no-echo"),
    ("Stored", "?parameter-store"),
    ("StoredList", "?parameter-store"),
]


@pytest.mark.parametrize(("name", "expected"), OPEN, ids=[row[0] for row in OPEN])
def test_a_parameter_that_nobody_fixed(tmp_path: Path, name: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, f"!Ref {name}")) == expected


PINNED: list[tuple[str, str, Any]] = [
    ("Stage", "prod", "prod"),
    ("Free", "there", "there"),
    ("Free", "", ""),
    ("Bare", "now", "now"),
    ("Count", "7", "7"),
    ("Names", "x, y", ["x", "y"]),
    ("Names", "", []),
    ("Ids", "subnet-1,subnet-2", ["subnet-1", "subnet-2"]),
    ("Silent", "told", "?no-echo"),
    ("Stored", "/other", "?parameter-store"),
]


@pytest.mark.parametrize(("name", "given", "expected"), PINNED, ids=[f"{row[0]}={row[1]}" for row in PINNED])
def test_a_parameter_that_is_fixed(tmp_path: Path, name: str, given: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, f"!Ref {name}", {name: given})) == expected


def test_a_value_that_is_compared_with_is_an_alternative(tmp_path: Path) -> None:
    text = text_with("!Ref Free").replace("Conditions:", "Conditions:\n  There: !Equals [!Ref Free, there]")
    value = application_of(tmp_path, text).resources["Subject"].properties.value("Value")
    assert shown(value) == When({"while Free keeps its default (here)": "here", "when Free is there": "there"})


def test_without_a_default_the_rest_stays_unknown(tmp_path: Path) -> None:
    text = text_with("!Ref Bare").replace("Conditions:", "Conditions:\n  There: !Equals [there, !Ref Bare]")
    value = application_of(tmp_path, text).resources["Subject"].properties.value("Value")
    assert shown(value) == When({"when Bare is there": "there", "when Bare is not there": "?parameter-without-default"})


def test_more_allowed_values_than_branches_leave_the_default(tmp_path: Path) -> None:
    many = ", ".join(f"v{number}" for number in range(65))
    text = text_with("!Ref Stage").replace("[dev, prod]", f"[dev, {many}]")
    value = application_of(tmp_path, text).resources["Subject"].properties.value("Value")
    assert shown(value) == When({DEV: "dev", PROD: "prod"})


WHERE = [
    ("Stage", {DEV: ("!Ref Stage", "dev"), PROD: ("!Ref Stage", "prod")}),
    ("Free", {"while Free keeps its default (here)": ("!Ref Free", "here")}),
    ("Names", {NAMES: ("!Ref Names", '"a, b,c"')}),
    ("Bare", {"": ("!Ref Bare", "Bare")}),
    ("Silent", {"": ("!Ref Silent", "Silent")}),
    ("Stored", {"": ("!Ref Stored", "Stored")}),
]


@pytest.mark.parametrize(("name", "expected"), WHERE, ids=[row[0] for row in WHERE])
def test_where_a_parameter_comes_from(tmp_path: Path, name: str, expected: dict[str, tuple[str, str]]) -> None:
    assert places(text_with(f"!Ref {name}"), value_of(tmp_path, f"!Ref {name}")) == expected


def test_an_allowed_value_stands_in_the_list_of_them(tmp_path: Path) -> None:
    text = text_with("!Ref Stage")
    value = value_of(tmp_path, "!Ref Stage")
    _, (_, prod) = alternatives(value)
    assert prod.origin is not None
    assert prod.origin.start == text.index("prod]")


def test_the_reason_names_the_parameter(tmp_path: Path) -> None:
    value = value_of(tmp_path, "!Ref Bare")
    assert isinstance(value, Unknown)
    assert value.reason.text == "parameter Bare has no default"


def test_inputs_are_listed(tmp_path: Path) -> None:
    inputs = {item.name: item for item in application_of(tmp_path, text_with("1")).inputs}
    assert shown(inputs["Free"].default) == "here"
    assert (inputs["Silent"].no_echo, inputs["Free"].no_echo) == (True, False)
    assert inputs["Ids"].type == "List<AWS::EC2::Subnet::Id>"


FILES = {
    "parameters.json": '[{"ParameterKey": "Stage", "ParameterValue": "prod"}]',
    "pipeline.json": '{"Parameters": {"Stage": "prod"}}',
    "plain.yaml": "Stage: prod\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_fixes_a_parameter(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    pins = read_pins(Root(tmp_path), name)
    assert shown(value_of(tmp_path, "!Ref Stage", pins)) == "prod"


def test_a_samconfig_beside_fixes_a_parameter(tmp_path: Path) -> None:
    (tmp_path / "samconfig.toml").write_text(
        '[default.deploy.parameters]\nparameter_overrides = "Stage=prod"\n', encoding="utf-8"
    )
    pins = pins_beside(Root(tmp_path), "template.yaml")
    assert shown(value_of(tmp_path, "!If [IsProd, a, b]", pins)) == "a"
