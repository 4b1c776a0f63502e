"""Configuration in what is checked: bad TOML, and good TOML that wants too much."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.scan.places import CLOSED, OPEN, URL, ledger, put, violated

BAD = {
    "unclosed": (b"ignore = [", "not valid TOML"),
    "nested": (b"ignore = " + b"[" * 100_000, "nested deeper than 50 levels"),
    "dotted": (b"a." * 100_000 + b"b = 1", "nested deeper than 50 levels"),
    "duplicate": (b"ignore = []\nignore = []", "not valid TOML"),
    "not-utf-8": (b'ignore = ["\xff"]', "isn't UTF-8"),
    "nul-byte": (b"ignore = [] # \0", "NUL byte"),
    "large": (b"#" * 2_000_000, "more than the 1,048,576"),
    "giant-integer": (b"severity = " + b"9" * 4_000, "severity is one of"),
    "unknown-key": (b'plugins = ["os"]', "unknown key 'plugins'"),
    "code": (b"ignore = [\"__import__('os')\"]", "no control"),
    "many-entries": (b"exclude = [" + b'"*",' * 2_000 + b"]", "exclude has more than 1,000 entries"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_configuration_that_cannot_be_used_is_said_before_the_check(tmp_path: Path, name: str) -> None:
    content, says = BAD[name]
    put(tmp_path, {"template.yaml": OPEN})
    (tmp_path / "hauberk.toml").write_bytes(content)
    ran = run(tmp_path, "check", f"--select={URL}")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert run(tmp_path, "check", f"--select={URL}", "--isolated").code == 1


@pytest.mark.parametrize(
    "text",
    [
        'baseline = "/etc/hostname"',
        'baseline = "../known.json"',
        'baseline = "a/../../known.json"',
        'baseline = "link.json"',
        'baseline = "folder/known.json"',
    ],
)
def test_a_baseline_outside_is_refused_by_links_too(tmp_path: Path, text: str) -> None:
    inside = tmp_path / "inside"
    put(tmp_path, {"known.json": "{}", "inside/template.yaml": OPEN, "inside/hauberk.toml": text})
    (inside / "link.json").symlink_to(tmp_path / "known.json")
    (inside / "folder").symlink_to(tmp_path)
    ran = run(inside, "check", f"--select={URL}")
    assert (ran.code, ran.out) == (2, "")
    assert "baseline: " in ran.err
    assert "lead" in ran.err or "absolute path" in ran.err


def test_a_configuration_that_is_a_link_out_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"outside.toml": 'ignore = ["1"]', "inside/template.yaml": OPEN})
    (tmp_path / "inside" / "hauberk.toml").symlink_to(tmp_path / "outside.toml")
    ran = run(tmp_path / "inside", "check", f"--select={URL}")
    assert (ran.code, ran.out) == (2, "")
    assert "leads out of" in ran.err


PARAMETERS = "Parameters: {Auth: {Type: String}}\n"
SAMCONFIG = '[default.deploy.parameters]\nparameter_overrides = "Auth=AWS_IAM"\n'


def test_a_samconfig_that_cannot_be_read_costs_itself_alone(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN, "samconfig.toml": "[default\n"})
    found = ledger(tmp_path)
    assert [(gap.path, gap.code, gap.line) for gap in found.gaps] == [("samconfig.toml", "toml-syntax", 1)]
    assert violated(found) == ["template.yaml:10"]


def test_isolated_takes_no_parameters_from_a_samconfig(tmp_path: Path) -> None:
    """It would let what is checked say "no public URL" of itself."""
    template = PARAMETERS + OPEN.replace("NONE", "!Ref Auth")
    put(tmp_path, {"template.yaml": template, "samconfig.toml": SAMCONFIG})
    trusted = run(tmp_path, "check", f"--select={URL}")
    assert trusted.code == 0
    assert "1 satisfied" in trusted.out
    assert "note: samconfig.toml fixes Auth" in trusted.out
    alone = run(tmp_path, "check", f"--select={URL}", "--isolated")
    assert "1 unknown" in alone.out
    assert "samconfig" not in alone.out
    named = run(tmp_path, "check", f"--select={URL}", "--isolated", "--parameters", "samconfig.toml")
    assert "1 satisfied" in named.out


def test_isolated_does_not_even_open_it(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": CLOSED, "samconfig.toml": "[default\n", "hauberk.toml": "[", "pyproject.toml": "["})
    ran = run(tmp_path, "check", f"--select={URL}", "--isolated")
    assert (ran.code, ran.err) == (0, "")
