"""Files that fix parameters."""

from pathlib import Path

import pytest

from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.sources.pins import pins_beside, read_pins

EXPECTED = {"Stage": "prod", "Keep": "a b", "Zones": "a,b"}

FILES = {
    "cli.json": """[
      {"ParameterKey": "Stage", "ParameterValue": "prod"},
      {"ParameterKey": "Keep", "ParameterValue": "a b"},
      {"ParameterKey": "Zones", "ParameterValue": "a,b"},
      {"ParameterKey": "Old", "UsePreviousValue": true}
    ]""",
    "pipeline.json": '{"Parameters": {"Stage": "prod", "Keep": "a b", "Zones": "a,b"}, "Tags": {}}',
    "plain.yaml": "Stage: prod\nKeep: a b\nZones: [a, b]\n",
    "samconfig.toml": """
        [default.global.parameters]
        parameter_overrides = "Stage=dev Keep='a b'"
        [default.deploy.parameters]
        parameter_overrides = ["Stage=prod", "ParameterKey=Zones,ParameterValue=a,b"]
        [other.deploy.parameters]
        parameter_overrides = { Stage = "test" }
    """,
    "samconfig.yaml": "default:\n  deploy:\n    parameters:\n"
    "      parameter_overrides: 'Stage=prod Keep=\"a b\" Zones=a,b'\n",
}


def written(tmp_path: Path, name: str, text: str) -> Root:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return Root(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_fixes_the_same(tmp_path: Path, name: str) -> None:
    assert read_pins(written(tmp_path, name, FILES[name]), name) == EXPECTED


def test_environment_of_a_sam_configuration(tmp_path: Path) -> None:
    root = written(tmp_path, "samconfig.toml", FILES["samconfig.toml"])
    assert read_pins(root, "samconfig.toml", "other") == {"Stage": "test"}
    with pytest.raises(ReadingError) as raised:
        read_pins(root, "samconfig.toml", "none")
    assert raised.value.code == "no-such-environment"


def test_beside_a_template(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "samconfig.toml").write_text(FILES["samconfig.toml"], encoding="utf-8")
    root = Root(tmp_path)
    assert pins_beside(root, "app/template.yaml") == EXPECTED
    assert pins_beside(root, "template.yaml") == {}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("cli.json", "[1]", "no-parameters"),
        ("cli.json", '[{"ParameterKey": "A", "ParameterValue": {"a": 1}}]', "no-parameters"),
        ("plain.yaml", "just text", "no-parameters"),
        ("samconfig.toml", '[default.deploy.parameters]\nparameter_overrides = "A=\'b"', "no-parameters"),
        ("samconfig.toml", "[[", "toml-syntax"),
        ("cli.json", "[{", "json-syntax"),
        ("none.json", None, "no-such-file"),
    ],
)
def test_other_files_end_in_a_clear_error(tmp_path: Path, name: str, text: str | None, code: str) -> None:
    root = Root(tmp_path) if text is None else written(tmp_path, name, text)
    with pytest.raises(ReadingError) as raised:
        read_pins(root, name)
    assert raised.value.code == code
    assert raised.value.text
