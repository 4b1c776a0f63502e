"""What the README shows is what the command prints, and its numbers are true."""

import re
from pathlib import Path

import hauberk as package
from hauberk.practices import all_controls
from tests.cli.running import hauberk

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
DEMO = Path(package.__file__).parent / "demo" / "vulnerable"


def test_output_is_real() -> None:
    shown = re.search(r"```console\n\$ hauberk ([^\n]+)\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    ran = hauberk(*shown[1].split(), folder=DEMO)
    assert ran.out == shown[2]


def test_the_table_counts_the_controls_of_each_practice() -> None:
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| (\d+) controls \|", README, re.MULTILINE)
    counted = {int(practice): int(number) for practice, number in rows}
    own = [control.practice for control in all_controls()]
    assert counted == {practice: own.count(practice) for practice in sorted(set(own))}
    assert f"lists all {len(own)}." in README
