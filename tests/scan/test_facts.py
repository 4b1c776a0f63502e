"""Every data file says where it is from and when, and every report says when."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

import hauberk
from hauberk.scan.facts import facts

SOURCE = Path(hauberk.__file__).parent
SHAPES = {"report.schema.json"}
"""What describes Hauberk's own output."""
FILES = [path for path in SOURCE.rglob("*.json") if "demo" not in path.parts and path.name not in SHAPES]
PEERS = {
    name: peer
    for name, peer in tomllib.loads((SOURCE / "practices" / "coverage.toml").read_text(encoding="utf-8")).items()
    if name != "reasons"
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_data_file_names_its_source_and_its_day(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["source"]
    assert date.fromisoformat(content["date"]) <= date.today()


def test_reports_tell_the_day_of_each() -> None:
    days = sorted(json.loads(path.read_text(encoding="utf-8"))["date"] for path in FILES)
    told = list(facts())
    assert sorted(fact.date for fact in told) == days
    assert len({fact.name for fact in told}) == len(FILES) == 6


@pytest.mark.parametrize("peer", PEERS.values(), ids=list(PEERS))
def test_the_rules_of_a_peer_have_a_version_and_a_day(peer: dict[str, object]) -> None:
    assert peer["version"]
    assert date.fromisoformat(str(peer["date"])) <= date.today()
