"""Baselines: what is known already stays known while lines move."""

import json
from pathlib import Path

import pytest

from hauberk.scan.baseline import BaselineError, apply_known, read_baseline, write_baseline
from tests.scan.places import OPEN, URL, ledger, put, violated


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": OPEN}))
    put(tmp_path, {"known.json": write_baseline(found)})
    assert read_baseline(str(tmp_path / "known.json")) == {entry.fingerprint: URL for entry in found.findings()}
    assert len(found.findings()) == 1


def test_it_names_what_it_knows_and_no_line(tmp_path: Path) -> None:
    found = ledger(put(tmp_path, {"template.yaml": OPEN}))
    (known,) = json.loads(write_baseline(found))["findings"]
    assert known == {
        "fingerprint": found.findings()[0].fingerprint,
        "control": URL,
        "application": "template.yaml",
        "subject": "OpenUrl",
    }


def test_fingerprints_survive_moved_lines(tmp_path: Path) -> None:
    before = ledger(put(tmp_path, {"template.yaml": OPEN}))
    moved = OPEN.replace(
        "Resources:\n", "Description: new\n\n# a comment\nResources:\n  Queue: {Type: 'AWS::SQS::Queue'}\n"
    )
    after = ledger(put(tmp_path, {"template.yaml": moved}))
    assert violated(before) != violated(after)
    known = frozenset(entry.fingerprint for entry in before.findings())
    assert [entry.suppressed is not None for entry in apply_known(after.findings(), known, "baseline", "known")] == [
        True
    ]


def test_fingerprints_survive_another_order_and_form(tmp_path: Path) -> None:
    """Resources and properties in any order, as YAML or JSON text of the same file."""
    heads = [f"  Url{number}:\n    Type: AWS::Lambda::Url\n" for number in range(5)]
    body = "    Properties: {AuthType: NONE, TargetFunctionArn: f}\n"
    other = "    Properties:\n      TargetFunctionArn: f\n      AuthType: 'NONE'\n"
    before = ledger(put(tmp_path, {"t.yaml": "Resources:\n" + "".join(head + body for head in heads)}))
    turned = ledger(put(tmp_path, {"t.yaml": "Resources:\n" + "".join(head + other for head in reversed(heads))}))
    urls = {
        f"Url{number}": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE"}} for number in (3, 1, 4, 0, 2)
    }
    as_json = ledger(put(tmp_path, {"t.yaml": json.dumps({"Resources": urls})}))
    prints = {entry.subject: entry.fingerprint for entry in before.findings()}
    assert len(set(prints.values())) == 5
    assert {entry.subject: entry.fingerprint for entry in turned.findings()} == prints
    assert {entry.subject: entry.fingerprint for entry in as_json.findings()} == prints


def test_another_subject_is_another_finding(tmp_path: Path) -> None:
    before = ledger(put(tmp_path, {"template.yaml": OPEN}))
    after = ledger(
        put(tmp_path, {"template.yaml": OPEN + OPEN.partition("Resources:\n")[2].replace("Open:", "Other:")})
    )
    known = frozenset(entry.fingerprint for entry in before.findings())
    left = [entry.subject for entry in apply_known(after.entries, known, "baseline", "known") if entry.counts]
    assert left == ["OtherUrl"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        ("[]", "isn't a baseline of this version"),
        ('{"schema": "1", "findings": []}', "isn't a baseline of this version"),
        ('{"schema": "2", "findings": {}}', "isn't a baseline of this version"),
        ('{"findings": []}', "isn't a baseline of this version"),
        ("{", "known.json: "),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, says: str) -> None:
    put(tmp_path, {"known.json": text})
    with pytest.raises(BaselineError, match=says):
        read_baseline(str(tmp_path / "known.json"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="there is no such file"):
        read_baseline(str(tmp_path / "known.json"))
