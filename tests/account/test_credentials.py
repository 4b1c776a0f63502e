"""The credential report as AWS writes it, and as somebody hostile would; and how it is waited for."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.sources.account.calls import GLOBAL, Answer, Answers, Call, Data, Unread, call
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.services import credentials
from tests.account.emulated import ACCOUNT, ROOT, control_of, facts_of, kept, read, today
from tests.account.emulated import answers as asked

COLUMNS = [
    *("user", "arn", "user_creation_time"),
    *("password_enabled", "password_last_used", "password_last_changed", "password_next_rotation", "mfa_active"),
    *(
        f"access_key_{number}_{what}"
        for number in (1, 2)
        for what in ("active", "last_rotated", "last_used_date", "last_used_region", "last_used_service")
    ),
    *("cert_1_active", "cert_1_last_rotated", "cert_2_active", "cert_2_last_rotated"),
]
"""As in the IAM User Guide, "Generate credential reports for your AWS account" (2026-11)."""
ALICE = {
    **dict.fromkeys(COLUMNS, "N/A"),
    "user": "alice",
    "arn": f"{ROOT}:user/people/alice",
    "user_creation_time": "2025-01-02T03:04:05+00:00",
    "password_enabled": "true",
    "password_last_used": "2026-11-01T00:00:00+00:00",
    "password_last_changed": "2026-01-01T00:00:00Z",
    "mfa_active": "false",
    "access_key_1_active": "true",
    "access_key_1_last_rotated": "2026-02-01T00:00:00+00:00",
    "access_key_2_active": "false",
    "cert_1_active": "true",
    "cert_1_last_rotated": "2026-03-01T00:00:00+00:00",
    "cert_2_active": "false",
}
AS_ROOT = {
    **dict.fromkeys(COLUMNS, "not_supported"),
    "user": "<root_account>",
    "arn": f"{ROOT}:root",
    "user_creation_time": "2020-01-02T03:04:05+00:00",
    "password_last_used": "no_information",
    "mfa_active": "true",
    **{f"{name}_active": "false" for name in ("access_key_1", "access_key_2", "cert_1", "cert_2")},
    **{f"access_key_{number}_last_rotated": "N/A" for number in (1, 2)},
}


def report(*rows: Mapping[str, str], columns: list[str] = COLUMNS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def made(content: Any, more: Mapping[Call, Answer] | None = None) -> list[Made]:
    answers = {call("iam", "GetCredentialReport", GLOBAL): Data({"Content": content}), **(more or {})}
    return list(credentials.resources(Answers(answers, GLOBAL), Place("aws", ACCOUNT, "")))


def test_a_row_becomes_credentials_and_a_key() -> None:
    person, key = made(report(ALICE))
    assert person.properties == {
        "User": f"{ROOT}:user/people/alice",
        "Root": False,
        "UserCreationTime": "2025-01-02T03:04:05+00:00",
        "PasswordEnabled": True,
        "PasswordLastUsed": "2026-11-01T00:00:00+00:00",
        "PasswordLastChanged": "2026-01-01T00:00:00Z",
        "MfaActive": False,
        "AccessKeys": [{"Active": True, "LastRotated": "2026-02-01T00:00:00+00:00"}],
        "Certificates": [{"Active": True, "LastRotated": "2026-03-01T00:00:00+00:00"}],
    }
    assert (key.type, key.properties["Active"]) == ("Account::AccessKey", True)
    assert "LastUsedDate" not in key.properties, "it was never used"


def test_of_the_root_user_aws_does_not_say_all() -> None:
    (root,) = made(report(AS_ROOT))
    assert (root.name, root.properties["Root"], root.properties["MfaActive"]) == ("the root user", True, True)
    assert {"PasswordEnabled", "PasswordLastUsed", "AccessKeys"}.isdisjoint(root.properties)


def test_text_and_bytes_are_the_same() -> None:
    """A report comes as bytes from the SDK, and as text from a snapshot's file."""
    assert made(report(ALICE, AS_ROOT)) == made(report(ALICE, AS_ROOT).decode())


def test_a_key_is_known_by_its_id_where_that_is_told() -> None:
    listed = {"AccessKeyMetadata": [{"AccessKeyId": "AKIAEXAMPLE7", "CreateDate": "2026-02-01T00:00:00+00:00"}]}
    _, key = made(report(ALICE), {call("iam", "ListAccessKeys", GLOBAL, UserName="alice"): Data(listed)})
    assert (key.id, key.properties["AccessKeyId"]) == (f"{ROOT}:user/people/alice#AccessKey1", "AKIAEXAMPLE7")
    assert key.name == "access key 1 of alice (…PLE7)"


@pytest.mark.parametrize("keys", [[], [{"AccessKeyId": "AKIA1", "CreateDate": "2026-02-01T00:00:00+00:00"}] * 2])
def test_a_key_that_cannot_be_told_apart_has_no_id(keys: list[Mapping[str, str]]) -> None:
    more = {call("iam", "ListAccessKeys", GLOBAL, UserName="alice"): Data({"AccessKeyMetadata": keys})}
    _, key = made(report(ALICE), more)
    assert isinstance(key.properties["AccessKeyId"], Unread)
    assert key.id.endswith("#AccessKey1")


@pytest.mark.parametrize(
    ("column", "value", "property_"),
    [
        ("mfa_active", "perhaps", "MfaActive"),
        ("password_enabled", "", "PasswordEnabled"),
        ("password_last_used", "last week", "PasswordLastUsed"),
        ("password_last_changed", "=HYPERLINK(0)", "PasswordLastChanged"),
        ("user_creation_time", "2026-01-01", "UserCreationTime"),
    ],
)
def test_what_makes_no_sense_is_unread(column: str, value: str, property_: str) -> None:
    person = made(report({**ALICE, column: value}))[0]
    assert isinstance(person.properties[property_], Unread)


def test_a_missing_column_is_unread() -> None:
    person = made(report(ALICE, columns=[name for name in COLUMNS if name != "mfa_active"]))[0]
    assert isinstance(person.properties["MfaActive"], Unread)


@pytest.mark.parametrize("content", [b"", None, 7, b"\xff\xfe", "name,arn\n", b"<html>denied</html>", [1]])
def test_what_is_no_report_is_a_row_of_which_nothing_is_known(content: object) -> None:
    row, keys = made(content)
    assert row.unread is not None
    assert keys.unread == row.unread
    assert (row.type, keys.type) == ("Account::Credentials", "Account::AccessKey")


def test_a_report_without_rows_tells_of_nobody() -> None:
    assert made(report()) == []


@pytest.mark.parametrize(
    ("user", "arn"),
    [
        ("alice", f"{ROOT}:user/bob"),
        ("<root_account>", f"{ROOT}:user/alice"),
        ("alice", f"{ROOT}:root"),
        ("a,b", f"{ROOT}:user/x"),
        ("alice", "arn:aws:s3:::alice"),
    ],
)
def test_a_row_about_two_is_about_nobody(user: str, arn: str) -> None:
    row, keys = made(report({**ALICE, "user": user, "arn": arn}))
    assert row.unread is not None
    assert keys.unread is not None


def test_a_comma_in_a_name_that_nobody_quotes_is_seen() -> None:
    """IAM allows commas in names of users; a report that doesn't quote them has shifted columns."""
    shifted = report(ALICE).replace(b"alice", b"al,ice")
    row, _ = made(shifted)
    assert row.unread is not None
    assert made(report({**ALICE, "user": "al,ice", "arn": f"{ROOT}:user/al,ice"}))[0].name == "al,ice"


cells = st.one_of(
    st.sampled_from(["true", "false", "N/A", "no_information", "not_supported", "", '"', "\n", ",", "=1+1", "\0"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
)
rows = st.fixed_dictionaries(dict.fromkeys(COLUMNS, cells))


@given(st.lists(rows, max_size=3), st.booleans())
def test_whatever_a_report_holds_is_data_or_unread(some: list[dict[str, str]], real: bool) -> None:
    """Each row becomes one, nothing fails, and each property is a flag, a time, or why it isn't known."""
    named = [{**row, "user": "alice", "arn": f"{ROOT}:user/alice"} if real else row for row in some]
    for one in made(report(*named)):
        for name, value in one.properties.items():
            if isinstance(value, Unread) or name in ("User", "AccessKeys", "Certificates"):
                continue
            assert isinstance(value, bool) or name.startswith("LastUsed") or "T" in value


@given(st.binary(max_size=300))
def test_whatever_bytes_come_nothing_fails(noise: bytes) -> None:
    for content in (noise, b"user,arn," + noise, report(ALICE) + noise):
        for one in made(content):
            assert one.id
            assert one.unread is not None or one.properties["User"].startswith("arn:")


def test_two_users_of_hostile_names_stay_two() -> None:
    names = ["a+b", "a=b", "a.b", "a@b", "a_b-c"]
    rows = [{**ALICE, "user": name, "arn": f"{ROOT}:user/{name}"} for name in names]
    assert len({one.id for one in made(report(*rows)) if one.type == "Account::Credentials"}) == len(names)


# -- what was denied


class Denying:
    """Answers calls from a table, and denies all others."""

    def __init__(self, **told: Answer) -> None:
        self.told = told

    def __call__(self, made: Call, read: Any) -> Answer:
        denied = Unread("access-denied", f"AWS denied {made.api}; it needs {made.api}", made.api)
        return self.told.get(made.operation, denied)


def test_a_report_that_is_there_is_read_without_the_permission_to_make_one() -> None:
    ask = Denying(GetCredentialReport=Data({"Content": report(ALICE)}))
    control = control_of("account-user-without-mfa")
    (entry,) = asked(read(None, facts_of(control), ask), control, today())
    assert (entry.name, entry.state.value) == ("alice", "violated")


def test_where_there_is_none_the_missing_permission_is_the_one_to_make_it() -> None:
    ask = Denying(GetCredentialReport=Unread("invalid", "iam:GetCredentialReport failed (ReportNotPresent)"))
    control = control_of("account-user-without-mfa")
    (entry,) = asked(read(None, facts_of(control), ask), control, today())
    assert entry.state.value == "unknown"
    assert "it needs iam:GenerateCredentialReport" in entry.message


def test_the_ids_of_keys_are_no_condition_for_the_rest() -> None:
    ask = Denying(GetCredentialReport=Data({"Content": report(ALICE)}))
    control = control_of("access-key-not-rotated")
    snapshot = kept(read(None, facts_of(control), ask))
    (entry,) = asked(snapshot, control, today())
    assert (entry.name, entry.state.value) == ("access key 1 of alice", "violated")
