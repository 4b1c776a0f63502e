"""``hauberk policy --account``: granted, needed and used in one table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import hauberk as package
from hauberk.model.exits import Exit
from hauberk.sources.account.calls import GLOBAL, Answer, Call, Data, Unread, call
from hauberk.sources.account.services import identities
from hauberk.sources.account.snapshot import Snapshot
from tests.account.emulated import ACCOUNT, REGION, ROOT, ago
from tests.account.people_worlds import accessed, service
from tests.cli.running import Ran, run
from tests.cli.test_policy import CODE, TEMPLATE

SCHEMA = json.loads((Path(package.__file__).parent / "reports" / "policy.schema.json").read_text(encoding="utf-8"))
LOGICAL_ID = "aws:cloudformation:logical-id"
ROLE = f"{ROOT}:role/worker"
SERVICES = (service("dynamodb", 3), service("s3", 10, GetObject=10, PutObject=None), service("ses", None))
DENIED = Unread("access-denied", "AWS denied it; it needs iam:X", "iam:X")


def function(name: str, role: str = ROLE) -> Mapping[str, str]:
    return {
        "FunctionName": name,
        "FunctionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}",
        "Role": role,
    }


def snapshot(*functions: Mapping[str, str], tags: Mapping[str, Mapping[str, str]] = {}, used: Any = None) -> bytes:
    """An account with some functions, and a role that was used."""
    role = {
        "RoleName": "worker",
        "Path": "/",
        "Arn": ROLE,
        "CreateDate": ago(400),
        "RoleLastUsed": {"LastUsedDate": ago(1)},
    }
    answers: dict[Call, Answer] = {
        call("lambda", "ListFunctions", REGION): Data({"Functions": list(functions)}),
        call("iam", "GetAccountAuthorizationDetails", GLOBAL, Filter=identities.KINDS): Data(
            {"RoleDetailList": [role]}
        ),
        **{
            call("lambda", "GetFunction", REGION, FunctionName=name): Data({"Tags": told})
            for name, told in tags.items()
        },
    }
    taken = ago(0).isoformat()
    made = Snapshot("aws", ACCOUNT, (REGION,), taken, frozenset(one.api for one in answers), answers)
    return made._replace(answers={**answers, **(used or accessed(*SERVICES))(made)}).packed()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "src" / "take.py").write_text(CODE)
    return tmp_path


def asked(folder: Path, data: bytes, *arguments: str) -> Ran:
    (folder / "account.snapshot").write_bytes(data)
    return run(folder, "policy", "--account", "account.snapshot", "template.yaml", *arguments)


def of_take(ran: Ran) -> dict[str, Any]:
    answer = json.loads(ran.out)
    assert list(Draft202012Validator(SCHEMA).iter_errors(answer)) == []
    found: dict[str, Any] = answer["functions"][0]
    return found


def test_the_table_has_what_is_needed_and_what_is_granted_beyond_it(folder: Path) -> None:
    rows = of_take(asked(folder, snapshot(function("stack-Take-AbCdEf123456")), "--format", "json"))["used"]
    by_action = {row["action"]: row for row in rows}
    assert by_action["dynamodb:PutItem"] == {
        "action": "dynamodb:PutItem",
        "granted": True,
        "needed": True,
        "used": {"days": 3, "of": "service"},
    }
    assert by_action["s3:GetObject"]["granted"] is False
    assert by_action["s3:GetObject"]["used"] == {"days": 10, "of": "action"}
    beyond = by_action["dynamodb:*"]
    assert (beyond["granted"], beyond["needed"], beyond["used"]) == (True, False, {"days": 3, "of": "service"})


def test_the_table_is_one_for_a_reader(folder: Path) -> None:
    out = asked(folder, snapshot(function("stack-Take-AbCdEf123456"))).out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "action granted needed used" in lines
    assert "dynamodb:PutItem yes yes 3 days ago (its service)" in lines
    assert "s3:GetObject no yes 10 days ago" in lines


def test_what_a_trail_saw_is_told_of_the_action_itself(folder: Path) -> None:
    """It says no more than that: what it didn't see, AWS tells as before."""
    rows = [
        [ROLE, "dynamodb.amazonaws.com", "PutItem", ago(1).isoformat()],
        [ROLE, "s3.amazonaws.com", "GetObject", ago(40).isoformat()],
        [f"{ROLE}s", "dynamodb.amazonaws.com", "PutItem", ago(0).isoformat()],
    ]
    looked = call("cloudtrail", "LookupEvents", REGION, LookupAttributes=())

    def used(made: Snapshot) -> dict[Call, Answer]:
        return {**accessed(*SERVICES)(made), looked: Data({"Asked": rows})}

    found = of_take(asked(folder, snapshot(function("stack-Take-AbCdEf123456"), used=used), "--format", "json"))["used"]
    by_action = {row["action"]: row["used"] for row in found}
    assert by_action["dynamodb:PutItem"] == {"days": 1, "of": "action"}
    assert by_action["s3:GetObject"] == {"days": 10, "of": "action"}, "the later of the two"
    assert by_action["dynamodb:*"] == {"days": 3, "of": "service"}


@pytest.mark.parametrize(
    ("name", "tags", "template"),
    [
        ("stack-Take-AbCdEf123456", {}, TEMPLATE),
        ("anything", {"anything": {LOGICAL_ID: "Take"}}, TEMPLATE),
        ("takes", {}, TEMPLATE.replace("      Runtime:", "      FunctionName: takes\n      Runtime:")),
    ],
)
def test_a_function_is_known_by_its_name_or_tags(
    folder: Path, name: str, tags: Mapping[str, Mapping[str, str]], template: str
) -> None:
    (folder / "template.yaml").write_text(template)
    assert of_take(asked(folder, snapshot(function(name), tags=tags), "--format", "json"))["used"]


@pytest.mark.parametrize(
    ("functions", "tags", "used", "says"),
    [
        ((), {}, None, "no function of the account is it"),
        ((function("stack-Give-AbCdEf123456"),), {}, None, "no function of the account is it"),
        ((function("x"),), {"x": {LOGICAL_ID: "Give"}}, None, "no function of the account is it"),
        (
            (function("a-Take-AbCdEf123456"), function("b-Take-AbCdEf123456", f"{ROOT}:role/other")),
            {},
            None,
            "several functions of the account may be it (a-Take-AbCdEf123456, b-Take-AbCdEf123456)",
        ),
        ((function("a-Take-AbCdEf123456", f"{ROOT}:role/other"),), {}, None, "nothing was read of what"),
        ((function("a-Take-AbCdEf123456"),), {}, accessed(status="FAILED"), "couldn't tell what was used"),
    ],
)
def test_what_cannot_be_told_is_unknown(
    folder: Path, functions: tuple[Mapping[str, str], ...], tags: Mapping[str, Mapping[str, str]], used: Any, says: str
) -> None:
    found = of_take(asked(folder, snapshot(*functions, tags=tags, used=used), "--format", "json"))
    assert found["used"] is None
    (doubt,) = [one for one in found["unknown"] if one["reason"] == "use-unknown"]
    assert says in doubt["text"]


def test_without_an_account_nothing_is_said_of_use(folder: Path) -> None:
    assert of_take(run(folder, "policy", "template.yaml", "--format", "json"))["used"] is None
    assert "needed  used" not in run(folder, "policy", "template.yaml").out


def test_what_is_no_snapshot_is_told(folder: Path) -> None:
    ran = asked(folder, b"nothing")
    assert ran.code == 2
    assert "account.snapshot" in ran.err


def test_an_account_without_a_template_has_no_code_to_ask(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("Resources: { Topic: { Type: AWS::SNS::Topic } }\n", encoding="utf-8")
    ran = asked(tmp_path, snapshot(function("stack-Take-AbCdEf123456")))
    assert ran.code == Exit.NOTHING
    assert "name the template" in ran.err
