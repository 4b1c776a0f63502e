"""A mistyped name suggests the nearest, wherever it stands."""

from pathlib import Path

import pytest

from hauberk.cli.grammar import FORMATS
from hauberk.reports import formats
from tests.cli.running import run
from tests.scan.places import OPEN, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path, {"template.yaml": "Parameters: {Auth: {Type: String}}\n" + OPEN.replace("NONE", "!Ref Auth")})


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("chek", "there is no command 'chek'. Did you mean check or schema?"),
        (
            "xyzzy",
            "there is no command 'xyzzy'; there are check, audit, demo, review, drift,"
            " baseline, explain, controls, iam, policy, schema, lab, completion",
        ),
        ("check --formt json", "there is no option --formt. Did you mean --format"),
        ("check --formt=json", "there is no option --formt. Did you mean --format"),
        ("check --format jsn", "--format doesn't take 'jsn'. Did you mean json"),
        ("check --format JSON", "--format doesn't take 'JSON'. Did you mean json?"),
        ("check --format word", "--format doesn't take 'word'; it takes text, json, sarif"),
        ("check --format word", ", asff or ocsf\n"),
        ("check --severity hih", "--severity doesn't take 'hih'. Did you mean high?"),
        ("check --fail-on unknwn", "--fail-on doesn't take 'unknwn'. Did you mean unknown?"),
        ("audit --send foo", "--send doesn't take 'foo'; it takes security-hub and nothing else"),
        ("audit --send security-hb", "--send doesn't take 'security-hb'. Did you mean security-hub?"),
        ("check --jobs x", "'x' is no number from 0 to 256"),
        ("check --jobs 257", "'257' is no number from 0 to 256"),
        ("check --select 20", "there is no practice 20; there are 1 to 19"),
        ("check --select Full-Admin-Access", "Did you mean full-admin-access?"),
        (
            "check --output sarf=x.sarif",
            "there is no format 'sarf'. Did you mean sarif or ocsf or asff? (a file of that name is ./sarf=",
        ),
        ("check --output json=", "--output json= names no file"),
        ("check --parameters A=B C=D", "'C=D'; each NAME=VALUE needs a --parameters of its own"),
        ("check --parameters samconfg.toml", "takes NAME=VALUE or a file, not 'samconfg.toml': there is no such file"),
        ("explain read-any-secrets", "Did you mean read-any-secret"),
        ("explain 33", "there is no practice 33; there are 1 to 19"),
        ("explain ٣٣٣", "there is no practice"),
        ("explain one two", "'two' is one argument too many"),
        ("completion bsh", "there is no shell 'bsh'. Did you mean bash"),
    ],
)
def test_it_is_two_and_says_what_is_meant(folder: Path, arguments: str, says: str) -> None:
    ran = run(folder, *arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert [path.name for path in folder.iterdir()] == ["template.yaml"]


def test_the_parser_knows_the_formats() -> None:
    assert FORMATS == formats.FORMATS


def test_a_file_whose_name_has_an_equals_sign(folder: Path) -> None:
    assert run(folder, "check", "--exit-zero", "--output", "./a=b.json", "--output", "json=c=d").code == 0
    assert {path.name for path in folder.iterdir()} == {"template.yaml", "a=b.json", "c=d"}


def test_a_parameter_takes_one_value_and_the_path_stays_a_path(folder: Path) -> None:
    ask = ("check", "--select=function-url-without-auth")
    assert run(folder, *ask, "--parameters", "Auth=NONE", "template.yaml").code == 1
    assert run(folder, *ask, "--parameters", "Auth=AWS_IAM", "template.yaml").code == 0
    ran = run(folder, *ask, "--parameters", "Other=1", "--parameters", "Auth=NONE", ".")
    assert ran.code == 1
    assert "note: no template has the parameter Other, which was given a value\n" in ran.out


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "markdown", "html"])
def test_a_parameter_that_no_template_has_is_told(folder: Path, format_: str) -> None:
    out = run(folder, "check", "--parameters", "Aut=NONE", "--format", format_).out
    assert "no template has the parameter Aut, which was given a value. Did you mean Auth?" in out
    assert "no template has" not in run(folder, "check", "--parameters", "Auth=NONE", "--format", format_).out


def test_an_environment_that_a_samconfig_lacks_is_its_own_fault(folder: Path) -> None:
    put(folder, {"samconfig.toml": '[default.deploy.parameters]\nparameter_overrides = "Auth=NONE"\n'})
    ran = run(folder, "check", "--select=function-url-without-auth", "--config-env", "prod")
    assert ran.code == 4
    assert "  samconfig.toml: it has no environment 'prod'\n" in ran.out
    ran = run(folder, "check", "--config-env", "prod", "--parameters", "samconfig.toml")
    assert ran.code == 2
    assert ran.err == "hauberk: --parameters 'samconfig.toml': it has no environment 'prod'\n"
