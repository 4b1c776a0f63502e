"""What CloudFormation would refuse as a parameter's value, and that a pattern never takes long."""

from pathlib import Path

import pytest

from hauberk.sources.cloudformation.constraints import fits, refusal
from tests.cli.running import run
from tests.scan.places import CLOSED, URL, put


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("[a-z]+", "dev", True),
        ("[a-z]+", "dev1", False),
        ("^[a-z]+$", "dev", True),
        ("dev|prod", "prod", True),
        ("dev|prod", "test", False),
        ("(dev|prod)-[0-9]{2}", "dev-07", True),
        (r"[^\s@]+@[^\s@]+\.[a-z]+", "shop@example.com", True),
        (r"[^\s@]+@[^\s@]+\.[a-z]+", "shop", False),
        (r"\d+", "\u0661", False),
        ("[]x]*", "]x", True),
        ("[*+?|]*[*+?|]*", "*", True),
        ("", "", True),
        # not tried
        ("(a+)+", "aaaa", None),
        ("(a|b)*", "ab", None),
        ("a?a?a?a?a?aaaaa", "aaaaa", None),
        (r"(a)\1", "aa", None),
        ("(?i)dev", "DEV", None),
        (r"\p{Lower}+", "dev", None),
        ("[a-z&&[^x]]+", "dev", None),
        ("[a", "a", None),
        ("a" * 1000, "a", None),
        ("a{99999999999999999999}", "a", None),
        ("[a-z]+", "a" * 65, None),
    ],
)
def test_a_pattern_fits_all_of_a_value(pattern: str, value: str, expected: bool | None) -> None:
    assert fits(pattern, value) is expected


def test_the_slowest_pattern_that_is_tried_is_quick() -> None:
    """Four repetitions that may part the value among them: half a million ways, not all that there are."""
    assert fits("[a-z]*[a-z]*[a-z]*[a-z]*!", "a" * 64) is False


@pytest.mark.parametrize(
    ("values", "allowed", "pattern", "says"),
    [
        (["dev"], ("dev", "prod"), "", ""),
        (["test"], ("dev", "prod"), "", "AllowedValues"),
        (["test"], (), "", ""),
        (["dev", "test"], ("dev", "prod"), "", "AllowedValues"),
        (["dev"], (), "[a-z]+", ""),
        (["DEV"], (), "[a-z]+", "AllowedPattern"),
        (["DEV"], (), "(a+)+", ""),
        ([], ("dev",), "", ""),
    ],
)
def test_what_is_refused(values: list[str], allowed: tuple[str, ...], pattern: str, says: str) -> None:
    text = refusal("Stage", values, allowed, pattern)
    assert says in text
    assert bool(text) is bool(says)


PARAMETERS = """Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Zones: { Type: CommaDelimitedList, AllowedValues: [a, b] }
  Pin: { Type: String, NoEcho: true, AllowedPattern: "[0-9]+" }
  Image: { Type: "AWS::SSM::Parameter::Value<String>", AllowedPattern: "[0-9]+" }
  Count: { Type: Number, AllowedValues: [1, 2] }
"""


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("Stage=dev", ""),
        ("Stage=hunter2", "Stage is given isn't among its AllowedValues"),
        ("Zones=a,b", ""),
        ("Zones=a,c", "Zones is given isn't among its AllowedValues"),
        ("Pin=hunter2", "Pin is given doesn't fit its AllowedPattern"),
        ("Pin=1234", ""),
        ("Image=/images/latest", ""),
        ("Count=2", ""),
        ("Count=3", "Count is given isn't among its AllowedValues"),
    ],
)
@pytest.mark.parametrize("how", ["option", "samconfig"])
def test_a_refused_value_is_noted_and_not_shown(tmp_path: Path, how: str, given: str, says: str) -> None:
    put(tmp_path, {"template.yaml": PARAMETERS + CLOSED})
    if how == "samconfig":
        config = f"[default.deploy.parameters]\nparameter_overrides = ['{given}']\n"
        put(tmp_path, {"samconfig.toml": config})
    arguments = (f"--parameters={given}",) if how == "option" else ()
    ran = run(tmp_path, "check", "--quiet", f"--select={URL}", *arguments)
    assert ran.code == 0
    assert ("CloudFormation would refuse it" in ran.out) is bool(says)
    assert says in ran.out
    assert "hunter2" not in ran.out
