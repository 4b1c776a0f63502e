"""Functions that the AWS CDK makes for itself are told from what only says so."""

import json
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.ledger import Ledger
from hauberk.model.verdict import State
from hauberk.practices.checks import HELPER
from hauberk.scan.pipeline import Plan, check
from tests.cli.running import run
from tests.scan.places import TODAY, put

RETENTION = "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a"
KNOWN = {
    f"{RETENTION}FD4BFC8A": f"S/{RETENTION}/Resource",
    "AWS679f53fac002430cb0da5b7982bd22872D164C4C": "S/AWS679f53fac002430cb0da5b7982bd2287/Resource",
    "BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691": (
        "S/BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Resource"
    ),
    "CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F": (
        "S/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler"
    ),
}
"""Ids and paths as the CDK has made them for years."""


def made(path: str, start: int = 1) -> str:
    """A logical id with the hash that belongs to a path of a stack, whose own path has ``start`` parts."""
    parts = path.split("/")[start:]
    human = "".join(char for part in parts if part != "Resource" for char in part if char.isalnum())
    return human + md5("/".join(parts).encode(), usedforsecurity=False).hexdigest()[:8].upper()


def application(folder: Path, name: str, path: str, **properties: Any) -> Ledger:
    function = {
        "Type": "AWS::Lambda::Function",
        "Metadata": {"aws:cdk:path": path},
        "Properties": {
            "Runtime": "nodejs22.x",
            "Handler": "index.handler",
            "Role": "arn:aws:iam::111122223333:role/r",
            "Code": {"S3Bucket": "b", "S3Key": "k"},
            **properties,
        },
    }
    put(folder, {"template.json": json.dumps({"Resources": {name: function}})})
    return check(Plan(base=str(folder), today=TODAY))


def left_out(found: Ledger) -> list[str]:
    return [entry.control for entry in found.entries if entry.reason and entry.reason.code == HELPER]


@pytest.mark.parametrize(("name", "path"), KNOWN.items(), ids=range(len(KNOWN)))
def test_a_helper_is_known_by_its_path_and_its_id(tmp_path: Path, name: str, path: str) -> None:
    assert name == made(path)
    found = application(tmp_path, name, path)
    assert len(left_out(found)) > 8
    (note,) = found.notes
    assert note.startswith(f"template.json: {len(left_out(found))} questions aren't asked of what the AWS CDK makes")
    assert path.removesuffix("/Resource") in note


def test_a_helpers_code_is_asked_what_harms_but_not_how_it_is_written(tmp_path: Path) -> None:
    name = "BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691"
    code = """
        exports.handler = async (event) => {
            console.log(JSON.stringify(event));
            const client = new (require("@aws-sdk/client-s3").S3Client)();
            eval(event.body);
        };
    """
    told = {"event-in-log", "client-per-invocation", "code-injection"}
    for path, expected in ((KNOWN[name], {"code-injection"}), ("S/Own/Resource", told)):
        found = application(tmp_path, name, path, Code={"ZipFile": code})
        assert {entry.control for entry in found.findings()} & told == expected


def test_a_stack_in_a_stage_has_a_longer_path(tmp_path: Path) -> None:
    path = f"Stage/S/{RETENTION}/Resource"
    assert left_out(application(tmp_path, made(path, 2), path))


@pytest.mark.parametrize("step", ["onEvent", "isComplete", "onTimeout"])
def test_a_providers_framework_has_its_own_handler(tmp_path: Path, step: str) -> None:
    path = f"S/Provider/framework-{step}/Resource"
    assert left_out(application(tmp_path, made(path), path, Handler=f"framework.{step}"))
    assert not left_out(application(tmp_path, made(path), path))


OWN = "S/Custom::x"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Payments", OWN),
        (made(OWN), OWN),
        ("Payments", f"S/{RETENTION}/Resource"),
        (f"{RETENTION}FD4BFC8B", f"S/{RETENTION}/Resource"),
        ("FC8A", f"S/{RETENTION}/Resource"),
        (made("S/LogRetentionReport/Resource"), "S/LogRetentionReport/Resource"),
        (made("S/MyCustomResourceProvider/Handler"), "S/MyCustomResourceProvider/Handler"),
        (made(f"S/{RETENTION}/Api/Resource"), f"S/{RETENTION}/Api/Resource"),
        (made(f"S/My{RETENTION}/Resource"), f"S/My{RETENTION}/Resource"),
        (f"{RETENTION}FD4BFC8A", ""),
    ],
)
def test_what_only_looks_like_one_is_asked_everything(tmp_path: Path, name: str, path: str) -> None:
    plain = application(tmp_path / "plain", name, "S/Payments/Resource")
    found = application(tmp_path / "named", name, path)
    assert left_out(found) == []
    assert found.notes == ()
    assert [entry.control for entry in found.findings()] == [entry.control for entry in plain.findings()]


def test_what_is_not_asked_of_a_helper_is_in_every_report(tmp_path: Path) -> None:
    name, path = next(iter(KNOWN.items()))
    found = application(tmp_path, name, path)
    verdicts = json.loads(run(tmp_path, "check", "--format=json").out)["verdicts"]
    reasons = [one for one in verdicts if one["reason"] and one["reason"]["code"] == HELPER]
    assert [one["control"] for one in reasons] == left_out(found)
    assert {one["verdict"] for one in reasons} == {State.NOT_APPLICABLE.value}
    verbose = run(tmp_path, "check", "--verbose").out
    assert all(f"[{control}] S/{RETENTION}: the AWS CDK makes it" in verbose for control in left_out(found))
