"""The review of a real moto account: what comes up, what the record keeps, and what comes up again."""

import io
import json
import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from hauberk.cli.reviewing import walk
from hauberk.model.verdict import State
from hauberk.questions.review.account import facts, matters
from hauberk.questions.review.due import Why, due
from hauberk.questions.review.matters import Matters
from hauberk.questions.review.record import Record, read_record
from hauberk.reading.source import Source
from hauberk.sources.account.calls import GLOBAL, Call, Unread, call
from hauberk.sources.account.snapshot import Snapshot
from tests.account.emulated import ACCOUNT, ROOT, Emulated, answers, control_of, kept, read, today, with_recorded
from tests.account.people_worlds import (
    accessed,
    group_with_member,
    key_used,
    linked_role,
    password_used,
    role_used,
    service,
)
from tests.cli.running import Ran, run

FACTS = facts() - {"Account::LastAccessed"}


def trusting(account: Emulated, name: str, principal: object, condition: object = None) -> None:
    """A role that somebody may assume."""
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    if condition:
        statement["Condition"] = condition
    document = {"Version": "2012-10-17", "Statement": [statement]}
    account.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))


def whole(account: Emulated, *services: Mapping[str, Any]) -> Snapshot:
    """Everything of an account that a review looks at."""
    snapshot = read(account, FACTS)
    return with_recorded(snapshot, accessed(*(services or (service("logs", 1),)))(snapshot))


def found(snapshot: Snapshot, later: int = 0) -> Matters:
    return matters(snapshot, today(later))


def names(reviewed: Matters, kind: str) -> list[str]:
    return [one.subject for one in reviewed.found if one.kind == kind]


def test_what_nobody_uses_comes_up(account: Emulated) -> None:
    role_used(120)(account)
    key_used(50)(account)
    linked_role(account)
    reviewed = found(whole(account, service("logs", 1), service("ses", None)), 100)
    assert reviewed.unread == {}
    assert names(reviewed, "unused-user") == [f"{ROOT}:user/alice"]
    assert names(reviewed, "unused-password") == [f"{ROOT}:user/alice"]
    (key,) = names(reviewed, "unused-key")
    assert key == f"{ROOT}:user/alice#AccessKey1"
    assert names(reviewed, "unused-role") == [f"{ROOT}:role/worker"]
    assert names(reviewed, "unused-permission") == [f"{ROOT}:role/worker#LastAccessed"]


def test_what_is_in_use_does_not(account: Emulated) -> None:
    role_used(1)(account)
    password_used(1)(account)
    reviewed = found(whole(account))
    assert {one.kind for one in reviewed.found} == {"policy"}


def test_who_gets_in_comes_up_once_with_every_place(account: Emulated) -> None:
    trusting(account, "vendor", {"AWS": "arn:aws:iam::999988887777:root"}, {"StringEquals": {"sts:ExternalId": "42"}})
    trusting(account, "partner", {"AWS": "arn:aws:iam::999988887777:role/builder"})
    trusting(account, "ci", {"Federated": f"{ROOT}:oidc-provider/token.actions.githubusercontent.com"})
    trusting(account, "open", {"AWS": "*"})
    trusting(account, "own", {"AWS": f"{ROOT}:root"})
    trusting(account, "narrowed", {"AWS": "*"}, {"StringEquals": {"aws:PrincipalAccount": ACCOUNT}})
    trusting(account, "broad", {"AWS": "*"}, {"StringEqualsIfExists": {"aws:PrincipalAccount": ACCOUNT}})
    role_used(1)(account)
    functions = account.client("lambda")
    functions.create_function(
        FunctionName="orders",
        Runtime="python3.12",
        Role=f"{ROOT}:role/worker",
        Handler="a.b",
        Code={"ZipFile": b"x"},
    )
    for sid, principal in (("all", "*"), ("other", "111122223333"), ("service", "s3.amazonaws.com")):
        functions.add_permission(
            FunctionName="orders", StatementId=sid, Action="lambda:InvokeFunction", Principal=principal
        )
    reviewed = found(whole(account))
    assert names(reviewed, "external-access") == [
        "account 111122223333",
        "account 999988887777",
        "everyone",
        "everyone under a condition",
        f"provider {ROOT}:oidc-provider/token.actions.githubusercontent.com",
    ]
    told = {one.subject: "\n".join(one.told) for one in reviewed.found}
    assert "role/vendor, if sts:ExternalId StringEquals 42" in told["account 999988887777"]
    assert "role/partner (as arn:aws:iam::999988887777:role/builder)" in told["account 999988887777"]
    everyone = told["everyone"]
    assert ("role/open" in everyone, "role/broad" in everyone, "function:orders" in everyone) == (True, False, True)
    assert "role/broad" in told["everyone under a condition"]
    assert not any("role/narrowed" in told[who] for who in names(reviewed, "external-access"))


_GROUPS = ("AllUsers", "AuthenticatedUsers")
BLOCK = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)


def buckets(account: Emulated) -> None:
    """Buckets that are open, that would be, and that are to some."""
    s3 = account.client("s3")
    for name in (
        "open-list",
        "written-list",
        "ignored-list",
        "open-policy",
        "blocked-policy",
        "some-policy",
        "denied-policy",
    ):
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        everyone: dict[str, object] = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:getobject",
            "Resource": f"arn:aws:s3:::{name}/*",
        }
        if name == "some-policy":
            everyone["Condition"] = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        statements = [everyone]
        if name == "denied-policy":
            own = {"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}}
            statements.append({**everyone, "Effect": "Deny", "Condition": own})
        if name == "written-list":
            read, write = (f'uri="http://acs.amazonaws.com/groups/global/{one}"' for one in _GROUPS)
            s3.put_bucket_acl(Bucket=name, GrantRead=read, GrantWrite=write)
        elif name.endswith("list"):
            s3.put_bucket_acl(Bucket=name, ACL="public-read")
        else:
            document = {"Version": "2012-10-17", "Statement": statements}
            s3.put_bucket_policy(Bucket=name, Policy=json.dumps(document))
        if name.startswith(("ignored", "blocked")):
            s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=BLOCK)


def test_a_bucket_is_open_to_everyone_where_the_controls_say_so(account: Emulated) -> None:
    buckets(account)
    snapshot = whole(account)
    told = {one.subject: "\n".join(one.told) for one in found(snapshot).found}
    flagged = {
        entry.subject.removeprefix("arn:aws:s3:::").partition("#")[0]
        for name in ("bucket-with-public-acl", "public-resource-policy")
        for entry in answers(snapshot, control_of(name), today())
        if entry.state is State.VIOLATED
    }
    assert flagged == {"open-list", "written-list", "open-policy"}
    assert told["everyone"].splitlines() == [
        "AuthenticatedWrite (access control list) on AWS::S3::Bucket arn:aws:s3:::written-list",
        "PublicRead (access control list) on AWS::S3::Bucket arn:aws:s3:::open-list",
        "PublicRead (access control list) on AWS::S3::Bucket arn:aws:s3:::written-list",
        "s3:GetObject on AWS::S3::Bucket arn:aws:s3:::open-policy",
    ]
    assert told["everyone under a condition"].splitlines() == [
        "s3:GetObject on AWS::S3::Bucket arn:aws:s3:::denied-policy, as far as nothing denies it",
        "s3:GetObject on AWS::S3::Bucket arn:aws:s3:::some-policy, if aws:PrincipalOrgID StringEquals o-a1b2c3d4e5",
    ]


def test_what_keeps_a_bucket_closed_and_was_not_read_is_told(account: Emulated) -> None:
    buckets(account)
    reviewed = found(denied(whole(account), "GetPublicAccessBlock", "s3"))
    assert "GetPublicAccessBlock" in reviewed.unread["external-access"].text
    (everyone,) = (one for one in reviewed.found if one.subject == "everyone")
    assert any("blocked-policy" in line for line in everyone.told)


def test_a_provider_is_called_the_same_whether_it_was_read_or_not(account: Emulated) -> None:
    host = "token.actions.githubusercontent.com"
    account.iam.create_open_id_connect_provider(Url=f"https://{host}", ThumbprintList=["a" * 40])
    trusting(account, "ci", {"Federated": f"{ROOT}:oidc-provider/{host}"})
    snapshot = whole(account)
    record = decided_all(found(snapshot), today())
    for now in (snapshot, denied(snapshot, "ListOpenIDConnectProviders")):
        assert names(found(now), "external-access") == [f"provider {ROOT}:oidc-provider/{host}"]
        assert due(found(now), record, today()) == ()


def decided_all(reviewed: Matters, day: date) -> Record:
    """A reviewer who keeps everything."""
    answers = iter(["K", "all read"] * 10)
    return walk(
        due(reviewed, Record(ACCOUNT), day), Record(ACCOUNT), "Ann", day, lambda _: None, lambda _: next(answers)
    )


def test_a_changed_policy_comes_up_again_and_nothing_else(account: Emulated) -> None:
    role_used(1)(account)
    group_with_member(account)
    trusting(account, "vendor", {"AWS": "arn:aws:iam::999988887777:root"})
    record = decided_all(found(whole(account)), today())
    assert due(found(kept(whole(account))), record, today()) == ()
    statement = {"Effect": "Allow", "Action": ["iam:*", "s3:*"], "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    account.iam.put_role_policy(RoleName="vendor", PolicyName="more", PolicyDocument=document)
    (one,) = due(found(whole(account)), record, today())
    assert (one.matter.name, one.why) == (f"policy {ROOT}:role/vendor", Why.CHANGED)
    assert ("+", "more: Allow iam:*, s3:* on *") in list(one.changes)


def test_another_order_of_a_policy_is_no_change(account: Emulated) -> None:
    role_used(1)(account)
    seen = []
    for actions in (["s3:GetObject", "s3:PutObject"], ["s3:PutObject", "s3:GetObject"]):
        statement = {"Action": actions, "Effect": "Allow", "Resource": "*", "Sid": actions[0][3:]}
        document = json.dumps({"Version": "2012-10-17", "Statement": statement})
        account.iam.put_role_policy(RoleName="worker", PolicyName="own", PolicyDocument=document)
        seen.append(found(whole(account)).found)
    assert seen[0] == seen[1]


def test_what_was_used_meanwhile_comes_up_again_when_it_lies_idle(account: Emulated) -> None:
    role_used(120)(account)
    record = decided_all(found(whole(account)), today())
    account.backend.get_role("worker").last_used += timedelta(days=119)
    assert due(found(whole(account)), record, today()) == ()
    later = due(found(whole(account, service("logs", -95)), 95), record, today(80))
    assert [(one.matter.kind, one.why) for one in later] == [("unused-role", Why.CHANGED)]


def denied(snapshot: Snapshot, operation: str, of: str = "iam") -> Snapshot:
    told = Unread("access-denied", f"AWS denied {of}:{operation}; it needs {of}:{operation}", f"{of}:{operation}")
    wanted: dict[Call, Unread] = {made: told for made in snapshot.answers if made.operation == operation}
    return with_recorded(snapshot, wanted or {call("iam", operation, GLOBAL): told})


def test_what_was_not_read_is_told_and_stays_decided(account: Emulated) -> None:
    key_used(50)(account)
    record = decided_all(found(whole(account)), today())
    assert any(one.kind == "unused-key" for one in record.decisions)
    reviewed = found(denied(whole(account), "GetCredentialReport"))
    assert {"unused-key", "unused-user", "unused-password"} <= set(reviewed.unread)
    assert "iam:GetCredentialReport" in reviewed.unread["unused-key"].text
    from hauberk.questions.review.due import without_gone

    after = without_gone(reviewed, record)
    assert [one for one in after.decisions if one.kind == "unused-key"]


def test_of_a_part_of_the_account_nothing_is_said_to_be_gone(account: Emulated) -> None:
    role_used(1)(account)
    snapshot = whole(account)
    part = snapshot._replace(filters={"functions": ["orders*"]})
    assert found(snapshot).unread == {}
    assert set(found(part).unread) == {"external-access"}


# -- the command


@pytest.fixture
def snapshot(account: Emulated, tmp_path: Path) -> Path:
    """A file of an account with an unused role and a vendor."""
    role_used(120)(account)
    trusting(account, "vendor", {"AWS": "arn:aws:iam::999988887777:root"})
    file = tmp_path / "account.snapshot"
    file.write_bytes(whole(account).packed())
    return tmp_path


def review(folder: Path, *arguments: str) -> Ran:
    return run(folder, "review", "--account", "account.snapshot", *arguments)


DECIDE = '[[decide]]\nmatter = "*"\ndecision = "keep"\nreason = "all read"\n'


def test_a_pipeline_fails_until_somebody_decided(snapshot: Path) -> None:
    before = review(snapshot, "--due")
    assert before.code == 1
    assert "4 of 4 matters of account 123456789012 due" in before.out
    (snapshot / "decide.toml").write_text(DECIDE)
    decided = review(snapshot, "--decide", "decide.toml", "--by", "Ann", "--every", "30")
    assert (decided.code, decided.out) == (0, "hauberk-review.toml: 4 decisions of today; 0 matters due\n")
    assert review(snapshot, "--due").code == 0
    record = read_record(Source("r", (snapshot / "hauberk-review.toml").read_bytes()))
    assert (record.every, record.edited, len(record.decisions)) == (30, False, 4)


def test_an_overdue_review_fails(snapshot: Path) -> None:
    (snapshot / "decide.toml").write_text(DECIDE)
    review(snapshot, "--decide", "decide.toml", "--by", "Ann")

    with patch("hauberk.cli.review.date") as clock:
        clock.today.return_value = date.today() + timedelta(days=91)
        ran = review(snapshot, "--due")
    assert ran.code == 1
    assert "due again since" in ran.out


def test_listing_decides_and_writes_nothing(snapshot: Path) -> None:
    ran = review(snapshot, "--list")
    assert ran.code == 0
    assert (
        "unused-role arn:aws:iam::123456789012:role/worker\n  new\n    role worker was last used 120 days ago"
        in ran.out
    )
    assert sorted(path.name for path in snapshot.iterdir()) == ["account.snapshot"]


def test_the_listing_can_be_filled_in(snapshot: Path) -> None:
    listed = review(snapshot, "--list", "--format", "toml").out
    filled = listed.replace('decision = ""', 'decision = "keep"').replace('reason = ""', 'reason = "read"')
    (snapshot / "decide.toml").write_text(filled)
    assert review(snapshot, "--decide", "decide.toml", "--by", "Ann").code == 0
    assert review(snapshot, "--due").code == 0


def test_an_edit_by_hand_fails_and_is_signed_on_purpose_only(snapshot: Path) -> None:
    (snapshot / "decide.toml").write_text(DECIDE)
    review(snapshot, "--decide", "decide.toml", "--by", "Ann")
    file = snapshot / "hauberk-review.toml"
    edited = file.read_text().replace("all read", "all fine")
    file.write_text(edited)
    ran = review(snapshot, "--due")
    assert ran.code == 1
    assert "changed by hand" in ran.err
    for arguments in (("--decide", "decide.toml", "--by", "Ann"), ("--list",), ("--list", "--format", "toml")):
        refused = review(snapshot, *arguments)
        assert (refused.code, refused.out, file.read_text()) == (2, "", edited)
        assert "changed by hand" in refused.err
    assert review(snapshot, "--decide", "decide.toml", "--by", "Ann", "--accept-edits").code == 0
    assert review(snapshot, "--due").code == 0
    assert "all fine" in file.read_text()


def test_a_listing_signs_an_edit_that_is_accepted_as_it_is(snapshot: Path) -> None:
    (snapshot / "decide.toml").write_text(DECIDE)
    review(snapshot, "--decide", "decide.toml", "--by", "Ann")
    file = snapshot / "hauberk-review.toml"
    file.write_text(file.read_text().replace("all read", "all fine"))
    kept = read_record(Source("r", file.read_bytes()))
    listed = review(snapshot, "--list", "--accept-edits", "--every", "30")
    assert (listed.code, listed.out) == (0, "0 of 4 matters of account 123456789012 due\n")
    assert read_record(Source("r", file.read_bytes())) == kept._replace(edited=False)
    assert review(snapshot, "--list").code == 0


def test_what_fails_a_pipeline_signs_nothing(snapshot: Path) -> None:
    ran = review(snapshot, "--due", "--accept-edits")
    assert (ran.code, "leave --accept-edits out" in ran.err) == (2, True)


@pytest.mark.parametrize("damage", ["", "not toml [", '[review]\nversion = 1\naccount = "999999999999"\nevery = 90\n'])
def test_a_damaged_record_is_told_and_stays_as_it_is(snapshot: Path, damage: str) -> None:
    file = snapshot / "hauberk-review.toml"
    file.write_text(damage)
    (snapshot / "decide.toml").write_text(DECIDE)
    for arguments in (("--due",), ("--decide", "decide.toml", "--by", "Ann")):
        ran = review(snapshot, *arguments)
        assert ran.code == 2
        assert "hauberk-review.toml" in ran.err
        assert "Traceback" not in ran.err
    assert file.read_text() == damage


def test_the_record_of_another_account_is_refused(snapshot: Path) -> None:
    from hauberk.questions.review.record import written

    (snapshot / "hauberk-review.toml").write_text(written(Record("999999999999")))
    ran = review(snapshot, "--due")
    assert ran.code == 2
    assert "is about the account 999999999999, not 123456789012" in ran.err


def test_what_could_not_be_read_exits_with_4(account: Emulated, tmp_path: Path) -> None:
    role_used(1)(account)
    (tmp_path / "account.snapshot").write_bytes(denied(whole(account), "GetCredentialReport").packed())
    (tmp_path / "decide.toml").write_text(DECIDE)
    ran = review(tmp_path, "--decide", "decide.toml", "--by", "Ann")
    assert ran.code == 4
    assert "it needs iam:GetCredentialReport" in ran.err
    assert review(tmp_path, "--due").code == 4
    assert review(tmp_path, "--due", "--allow-unread").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "there is no terminal"),
        (("--due", "--list"), "not allowed with"),
        (("--due", "--format", "toml"), "--format is for --list"),
        (("--due", "--every", "0"), "--every takes days"),
        (("--decide", "nowhere.toml", "--by", "Ann"), "nowhere.toml"),
        (("--decide", "decide.toml"), "needs the name"),
        (("--decide", "decide.toml", "--by", "Ann", "--record", "no/where.toml"), "there is no such folder"),
    ],
)
def test_what_is_wrong_on_the_command_line(snapshot: Path, arguments: tuple[str, ...], says: str) -> None:
    (snapshot / "decide.toml").write_text(DECIDE)
    ran = review(snapshot, *arguments)
    assert ran.code == 2
    assert says in ran.err


def test_no_snapshot_is_told(tmp_path: Path) -> None:
    (tmp_path / "account.snapshot").write_text("nothing")
    ran = review(tmp_path, "--due")
    assert ran.code == 2
    assert "account.snapshot" in ran.err


# -- a reviewer at a terminal


def walked(reviewed: Matters, *answers: str) -> tuple[Record, list[Record], str]:
    """The record after some answers, all that was saved, and what was shown; the input ends behind the answers."""
    given, saved, shown = iter(answers), list[Record](), io.StringIO()

    def ask(prompt: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    record = Record(ACCOUNT)
    record = walk(
        due(reviewed, record, today()), record, "", today(), saved.append, ask, lambda line: print(line, file=shown)
    )
    return record, saved, shown.getvalue()


@pytest.fixture
def two(account: Emulated) -> Matters:
    role_used(120)(account)
    trusting(account, "vendor", {"AWS": "arn:aws:iam::999988887777:root"})
    return found(whole(account))


def test_each_answer_is_saved_when_it_is_made(two: Matters) -> None:
    until = (today() + timedelta(days=9)).isoformat()
    record, saved, shown = walked(two, "Ann", "r", until, "useless", "a", "Ops", "", "who is that?", "K", "read")
    assert [len(one.decisions) for one in saved] == [1, 2, 4]
    assert record == saved[-1]
    told = {one.kind: (one.decision, one.owner, one.until.isoformat(), one.by) for one in record.decisions}
    assert told["unused-role"] == ("remove", "", until, "Ann")
    assert told["external-access"] == ("ask", "Ops", (today() + timedelta(days=14)).isoformat(), "Ann")
    assert told["policy"][0] == "keep"
    assert "account 999988887777" in shown


def test_the_end_of_the_input_loses_nothing(two: Matters) -> None:
    record, saved, _ = walked(two, "Ann", "k", "needed", "r")
    assert len(record.decisions) == len(saved) == 1


def test_what_is_skipped_stays_due(two: Matters) -> None:
    record, saved, _ = walked(two, "Ann", "s", "s", "q")
    assert (record.decisions, saved) == ((), [])
    assert len(due(two, record, today())) == 4


def test_a_wrong_answer_is_asked_again(two: Matters) -> None:
    record, _, shown = walked(two, "", "Ann", "x", "r", "tomorrow", "2001-01-01", "late", "r", "", "useless", "q")
    assert [one.decision for one in record.decisions] == ["remove"]
    assert "one of the letters" in shown
    assert "'tomorrow' is no day" in shown
    assert "2001-01-01 is over" in shown


def test_an_interrupt_keeps_what_was_saved(two: Matters) -> None:
    saved: list[Record] = []
    answers = iter(["k", "needed"])

    def ask(prompt: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        walk(due(two, Record(ACCOUNT), today()), Record(ACCOUNT), "Ann", today(), saved.append, ask, lambda _: None)
    assert len(saved) == 1


def test_the_live_account_is_read_where_no_snapshot_is_given(account: Emulated, tmp_path: Path) -> None:
    """The same command as an audit's, on the moto server; last accessed information isn't held there."""
    role_used(120)(account)
    with patch.dict(os.environ, {"AWS_DEFAULT_REGION": "eu-west-1"}), patch("hauberk.cli.review.facts", lambda: FACTS):
        ran = run(tmp_path, "review", "--endpoint-url", account.url, "--due", environment=dict(os.environ))
    assert ran.code == 1
    assert "unused-role arn:aws:iam::123456789012:role/worker" in ran.out
