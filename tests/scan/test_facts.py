"""Every data file says where it is from and when, and every report says when."""

import json
import tomllib
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hauberk
from hauberk.code.packs import Packs
from hauberk.iam.catalogue.services import dated
from hauberk.model.application import Application
from hauberk.reading.jail import Root
from hauberk.scan.facts import facts
from hauberk.scan.pipeline import Plan, check
from hauberk.study.study import Study

BEFORE = Study.__init__
TEMPLATE = "Resources: {Orders: {Type: AWS::SQS::Queue}}"

SOURCE = Path(hauberk.__file__).parent
OWN = {"coverage.toml", "limits.toml", "matters.toml", "needs.json"}
"""What is about Hauberk itself, or has a date for each part."""
FILES = [
    path
    for path in sorted(SOURCE.rglob("*"))
    if path.suffix in (".json", ".toml", ".zlib")
    and "demo" not in path.parts
    and path.name not in OWN
    and not path.name.endswith(".schema.json")
]


def content(path: Path) -> dict[str, Any]:
    """What a data file says."""
    data = path.read_bytes()
    if path.suffix == ".toml":
        return tomllib.loads(data.decode())
    found: dict[str, Any] = json.loads(zlib.decompress(data) if path.suffix == ".zlib" else data)
    return found


PEERS = {
    name: peer
    for name, peer in tomllib.loads((SOURCE / "practices" / "coverage.toml").read_text(encoding="utf-8")).items()
    if name != "reasons"
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_data_file_names_its_source_and_its_day(path: Path) -> None:
    told = content(path)
    assert told["source"]
    assert date.fromisoformat(told["date"]) <= date.today()


def test_reports_tell_the_day_of_each() -> None:
    """But for what the lab makes resources by: no verdict hangs on it."""
    asked = [path for path in FILES if "lab" not in path.relative_to(SOURCE).parts]
    days = sorted(content(path)["date"] for path in asked)
    *told, catalogue = facts(iam=True, code=True)
    assert sorted(fact.date for fact in told) == days
    assert len({fact.name for fact in told}) == len(asked) == 23
    assert catalogue == ("IAM actions", dated().isoformat())


def test_what_is_known_of_iam_is_told_where_it_was_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan(paths=(".",), base=str(tmp_path), today=date(2026, 11, 1))
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    without = check(plan).data
    assert without == tuple(sorted(facts()))
    monkeypatch.setattr(Study, "__init__", asking)
    assert check(plan).data == tuple(sorted(facts(iam=True)))
    assert {fact.name for fact in facts(iam=True)} - {fact.name for fact in without} == {
        "IAM actions",
        "IAM condition keys",
        "IAM dependent actions",
        "SDK clients",
        "SDK operations",
        "unsigned requests",
        "documents of managed policies",
        "needs of functions",
        "sizes of policies",
        "ways to gain permissions",
    }


def asking(
    study: Study, application: Application, today: date, root: Root | None = None, packs: Packs | None = None
) -> None:
    """A study whose controls ask IAM's catalogue."""
    BEFORE(study, application, today, root, packs)
    study.iam = True


def test_what_is_known_of_code_is_told_where_code_was_followed(tmp_path: Path) -> None:
    plan = Plan(paths=(".",), base=str(tmp_path), today=date(2026, 11, 1))
    text = "Resources: {F: {Type: AWS::Lambda::Function, Properties: {Code: src, Handler: a.b, Runtime: python3.13}}}"
    (tmp_path / "template.yaml").write_text(text, encoding="utf-8")
    assert check(plan).data == tuple(sorted(facts()))
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text("def b(event, context): return 1", encoding="utf-8")
    assert {fact.name for fact in check(plan).data} >= {"dangerous calls", "libraries for Python"}


@pytest.mark.parametrize("peer", PEERS.values(), ids=list(PEERS))
def test_the_rules_of_a_peer_have_a_version_and_a_day(peer: dict[str, object]) -> None:
    assert peer["version"]
    assert date.fromisoformat(str(peer["date"])) <= date.today()
