"""What the README shows is what the command prints, and its numbers are true."""

import re
from pathlib import Path

from hauberk.practices import all_controls
from tests.cli.running import hauberk

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_output_is_real(tmp_path: Path) -> None:
    """What the first command prints, whole."""
    shown = re.search(r"```console\n\$ hauberk ([^\n]+)\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    assert f"bin/hauberk {shown[1]}\n" in README
    ran = hauberk(*shown[1].split(), folder=tmp_path, COLUMNS="")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == shown[2]


def test_the_table_counts_the_controls_of_each_practice() -> None:
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| (\d+) controls \|", README, re.MULTILINE)
    counted = {int(practice): int(number) for practice, number in rows}
    own = [control.practice for control in all_controls()]
    assert counted == {practice: own.count(practice) for practice in sorted(set(own))}
    assert f"lists all {len(own)}." in README
