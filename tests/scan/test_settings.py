"""Configuration: where it is found, and what is wrong with it."""

import os
from pathlib import Path

import pytest

from hauberk.model.verdict import Severity
from hauberk.scan.settings import Ignore, Settings, SettingsError, find_settings
from tests.scan.places import put

FULL = """\
select = ["1", "secret-in-environment"]
ignore = [3]
exclude = ["examples/*"]
severity = "high"
fail-on = ["unknown"]
baseline = "known.json"
allow-unread = true

[parameters]
Stage = "prod"
Size = 3
Debug = false

[[ignores]]
control = "function-url-without-auth"
subject = "Open*"
path = "api/*"
reason = "public by design"
until = 2027-01-31
"""


def test_every_key_is_taken(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": FULL})
    root = os.path.realpath(tmp_path)
    assert find_settings(str(tmp_path)) == Settings(
        file=f"{root}/hauberk.toml",
        select=("1", "secret-in-environment"),
        ignore=("3",),
        exclude=("examples/*",),
        severity=Severity.HIGH,
        fail_on=("unknown",),
        baseline=f"{root}/known.json",
        allow_unread=True,
        parameters={"Stage": "prod", "Size": "3", "Debug": "false"},
        ignores=(Ignore("function-url-without-auth", "public by design", "Open*", "api/*", "2027-01-31"),),
    )


def test_a_table_of_pyproject_says_the_same(tmp_path: Path) -> None:
    table = FULL.replace("[parameters]", "[tool.hauberk.parameters]").replace("[[ignores]]", "[[tool.hauberk.ignores]]")
    put(tmp_path, {"a/hauberk.toml": FULL, "b/pyproject.toml": f"[tool.hauberk]\n{table}"})
    one, other = find_settings(str(tmp_path / "a")), find_settings(str(tmp_path / "b"))
    assert (one.parameters, one.ignores, one.severity) == (other.parameters, other.ignores, other.severity)
    assert other.file.endswith("b/pyproject.toml")


def test_hauberk_toml_comes_before_pyproject(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": 'severity = "high"', "pyproject.toml": '[tool.hauberk]\nseverity = "low"'})
    assert find_settings(str(tmp_path)).severity is Severity.HIGH


def test_a_pyproject_that_says_nothing_of_hauberk_is_passed_by(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": 'severity = "high"', "below/pyproject.toml": "[tool.ruff]\nline-length = 100"})
    assert find_settings(str(tmp_path / "below")).severity is Severity.HIGH


def test_it_is_looked_for_upwards_from_a_file(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": 'severity = "high"', "a/b/template.yaml": ""})
    assert find_settings(str(tmp_path / "a" / "b" / "template.yaml")).severity is Severity.HIGH


def test_it_is_not_looked_for_above_the_repository(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": 'severity = "high"', "repository/.git/HEAD": "", "repository/a/template.yaml": ""})
    assert find_settings(str(tmp_path / "repository" / "a")) == Settings()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("selects = []", r"unknown key 'selects'; there are allow-unread, baseline"),
        ("severity = 'grave'", r"severity is one of low, medium, high, critical, not 'grave'"),
        ("severity = 3", r"severity is one of"),
        ("severity = []", r"severity is one of"),
        ("select = 'secret-in-environment'", r"select is a list"),
        ("select = [[]]", r"select is a list of texts"),
        ("select = [true]", r"select is a list of texts"),
        ("exclude = {}", r"exclude is a list"),
        ("baseline = 3", r"baseline is a text"),
        ("baseline = '../known.json'", r"baseline: '../known.json' leads out of the scanned folder"),
        ("baseline = '/known.json'", r"baseline: '/known.json' is an absolute path"),
        ("parameters = {A = []}", r"parameters is a table of names and values"),
        ("allow-unread = 'yes'", r"allow-unread is true or false"),
        ("fail-on = ['everything']", r"fail-on is a list of 'unknown'"),
        ("parameters = []", r"parameters is a table"),
        ("parameters = {A = {}}", r"parameters is a table of names and values"),
        ("ignores = ['x']", r"each entry of ignores is a table"),
        ("ignores = [{control = 'a', reason = 'b', when = 'c'}]", r"unknown key 'when' in ignores"),
        ("ignores = [{control = 'a'}]", r"needs a reason"),
        ("ignores = [{control = 'a', reason = '  '}]", r"needs a reason"),
        ("ignores = [{reason = 'a'}]", r"needs a control"),
        ("ignores = [{control = 'a', reason = 'b', until = 'soon'}]", r"until is a day such as"),
        ("ignores = [{control = 'a', reason = 'b', until = '20270131'}]", r"until is a day such as"),
        ("ignores = [{control = 'a', reason = 'b', subject = 3}]", r"subject of an entry of ignores is a text"),
        ("= =", r"hauberk.toml: "),
    ],
)
def test_what_is_wrong_is_said_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    put(tmp_path, {"hauberk.toml": text})
    with pytest.raises(SettingsError, match=says) as caught:
        find_settings(str(tmp_path))
    assert str(caught.value).startswith(os.path.realpath(tmp_path / "hauberk.toml"))


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\nhauberk = 3"])
def test_a_pyproject_of_another_shape_raises_nothing_else(tmp_path: Path, text: str) -> None:
    put(tmp_path, {".git/HEAD": "", "pyproject.toml": text})
    if "hauberk" in text:
        with pytest.raises(SettingsError, match="isn't a table"):
            find_settings(str(tmp_path))
    else:
        assert find_settings(str(tmp_path)) == Settings()
