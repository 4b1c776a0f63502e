"""What somebody gave to roles by hand is told as what it is: who gets in, and to what."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account
from hauberk.model.concealed import Key
from hauberk.model.ledger import Location
from hauberk.model.verdict import Severity
from hauberk.questions.drift.asking import drift
from hauberk.questions.drift.sides import Side, read_side
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reading import carry_out, plan_for, whose

KEY = Key(bytes(32))
FACTS = frozenset(fact for read in ALL_READS if read.service in ("iam", "lambda") for fact in read.facts)
ADA = "arn:aws:iam::111122223333:user/ada"
SIGNED = "any AWS principal of any account"
ELSEWHERE = "arn:aws:iam::999988887777:role/theirs"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def trusting(principal: dict[str, str]) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    with embedded_account() as made:
        iam = made.client("iam")
        iam.create_role(RoleName="worker", AssumeRolePolicyDocument=trusting({"Service": "lambda.amazonaws.com"}))
        yield made


def side(account: Account, file: Path) -> Side:
    clients = Clients(account.session(), "aws", account.endpoint)
    plan = plan_for(FACTS, (account.region,))
    file.write_bytes(carry_out(clients, whose(clients, account.region), plan, key=KEY).snapshot.packed())
    return read_side(str(file), {}, "default")


def test_who_gets_in_and_to_what(account: Account, tmp_path: Path) -> None:
    before = side(account, tmp_path / "before.hauberk")
    iam = account.client("iam")
    iam.create_role(RoleName="backdoor", AssumeRolePolicyDocument=trusting({"AWS": "*"}))
    iam.attach_role_policy(RoleName="backdoor", PolicyArn=ADMINISTRATOR)
    iam.update_assume_role_policy(RoleName="worker", PolicyDocument=trusting({"AWS": "arn:aws:iam::999988887777:root"}))
    iam.attach_role_policy(RoleName="worker", PolicyArn=ADMINISTRATOR)
    found = drift(before, side(account, tmp_path / "after.hauberk")).differences
    assert [(one.severity, one.says) for one in found] == [
        (
            Severity.CRITICAL,
            f"the role backdoor is new; it may do everything; {SIGNED} may assume it",
        ),
        (Severity.CRITICAL, "worker may now do everything"),
        (Severity.HIGH, "account 999988887777 may now do sts:AssumeRole on worker"),
        (Severity.LOW, "lambda.amazonaws.com may no longer do sts:AssumeRole on worker"),
    ]


def may(action: str, resource: str = "*", **condition: object) -> str:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource, **condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def shown(place: Location | None) -> str:
    """The lines of a place; empty for none."""
    return "" if place is None else " ".join(place.text.split())


def test_both_sides_show_what_an_attached_policy_of_aws_changes(account: Account, tmp_path: Path) -> None:
    """The statement stands in no text that was read: what is shown is where the policy is attached."""
    iam = account.client("iam")
    iam.create_role(RoleName="crawler", AssumeRolePolicyDocument=trusting({"Service": "lambda.amazonaws.com"}))
    before = side(account, tmp_path / "before.hauberk")
    iam.attach_role_policy(RoleName="crawler", PolicyArn=ADMINISTRATOR)
    after = side(account, tmp_path / "after.hauberk")
    (one,) = drift(before, after).differences
    assert (shown(one.before), shown(one.after)) == ('"Type": "AWS::IAM::Role",', f'"{ADMINISTRATOR}"')
    (back,) = drift(after, before).differences
    assert (shown(back.before), shown(back.after)) == (f'"{ADMINISTRATOR}"', '"Type": "AWS::IAM::Role",')


def test_the_proof_is_of_whom_it_is_about(account: Account, tmp_path: Path) -> None:
    iam = account.client("iam")
    iam.create_role(
        RoleName="courier", Path="/parcels/", AssumeRolePolicyDocument=trusting({"Service": "lambda.amazonaws.com"})
    )
    iam.create_user(UserName="bob")
    iam.create_group(GroupName="drivers")
    before = side(account, tmp_path / "before.hauberk")
    iam.put_role_policy(RoleName="courier", PolicyName="p", PolicyDocument=may("sts:AssumeRole", ELSEWHERE))
    iam.put_user_policy(UserName="bob", PolicyName="p", PolicyDocument=may("s3:GetObject"))
    iam.put_group_policy(GroupName="drivers", PolicyName="p", PolicyDocument=may("s3:GetObject"))
    found = {one.name: one.witness for one in drift(before, side(account, tmp_path / "after.hauberk")).differences}
    assert {name: witness and (witness.principal, witness.resource) for name, witness in found.items()} == {
        "courier": ("arn:aws:sts::111122223333:assumed-role/courier/session", ELSEWHERE),
        "bob": ("arn:aws:iam::111122223333:user/bob", "arn:aws:s3:::example/example"),
        "drivers": ("arn:aws:iam::111122223333:user/example", "arn:aws:s3:::example/example"),
    }


@pytest.mark.parametrize(("who", "number"), [("porter", 1), ("somebody-else", 0)])
def test_what_is_asked_of_the_caller_is_asked_of_this_one(
    account: Account, tmp_path: Path, who: str, number: int
) -> None:
    iam = account.client("iam")
    trust = trusting({"Service": "lambda.amazonaws.com"})
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName="porter", AssumeRolePolicyDocument=trust)
    before = side(account, tmp_path / "before.hauberk")
    condition = {"ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::111122223333:role/{who}"}}
    iam.put_role_policy(RoleName="porter", PolicyName="p", PolicyDocument=may("s3:GetObject", Condition=condition))
    assert len(drift(before, side(account, tmp_path / "after.hauberk")).differences) == number
    iam.delete_role_policy(RoleName="porter", PolicyName="p")


def test_nobody_becomes_a_role_unsigned(account: Account, tmp_path: Path) -> None:
    """Whoever is let in by a trust policy for everyone has some account of AWS's."""
    account.client("iam").create_role(RoleName="shared", AssumeRolePolicyDocument=trusting({"AWS": ADA}))
    before = side(account, tmp_path / "before.hauberk")
    account.client("iam").update_assume_role_policy(RoleName="shared", PolicyDocument=trusting({"AWS": "*"}))
    (one,) = drift(before, side(account, tmp_path / "after.hauberk")).differences
    assert (one.severity, one.says) == (
        Severity.CRITICAL,
        f"{SIGNED} may now do sts:AssumeRole on shared",
    )
    assert one.witness is not None
    assert one.witness.principal == "arn:aws:sts::999999999999:assumed-role/example/session"
