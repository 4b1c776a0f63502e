"""IAM: the credentials of each user and of the root user, by the credential report, and access keys by their ids.

To have AWS make the report is an action of the access level Write that changes nothing: it asks for a table of what
there is, which AWS makes anew after four hours. Nothing else tells of the root user's password and keys, and one call
does it for five thousand users. Who doesn't grant ``iam:GenerateCredentialReport`` has the report read that there is.

Columns and their values from the IAM User Guide, "Generate credential reports for your AWS account"; operations and
members from the IAM API Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.model.regex import regex
from hauberk.reading.errors import ReadingError
from hauberk.reading.rows import read_rows
from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import given, listed, moment, text

CREDENTIALS = "Account::Credentials"
KEY = "Account::AccessKey"
_REPORT = "iam:GetCredentialReport"
_KEYS = (1, 2)
"""IAM lets a user have two access keys ("IAM and AWS STS quotas", 2026-11); so has the report."""

_ARN = regex(r"arn:aws[a-z-]*:iam::\d{12}:(?:(?P<root>root)|user/(?:[^\s,]+/)?(?P<user>[\w+=,.@-]+))")
_TIME = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_NOTHING = frozenset(("", "n/a", "no_information", "not_supported"))
"""What stands where there is no such credential, where it was never used, and where AWS doesn't say."""
_ROOT = "<root_account>"
_ENDING = 4
"""Characters of a key's id by which it is known to a reader: reports blank the whole of it, as they do in code."""
_BEGINNING = b"user,arn,"


def _each_holder(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """The users that have access keys."""
    for row in _rows(answers.data("iam", "GetCredentialReport").get("Content")):
        if isinstance(row, Unread) or _is_root(row):
            continue
        if any(_has_key(row, number) for number in _KEYS):
            yield {"UserName": row["user"]}


READS = (
    Read("iam", "GenerateCredentialReport", (), anywhere=True, until=lambda told: told.get("State") == "COMPLETE"),
    Read("iam", "GetCredentialReport", (CREDENTIALS, KEY), after=("iam:GenerateCredentialReport",), anywhere=True),
    Read(
        "iam",
        "ListAccessKeys",
        (KEY,),
        each=_each_holder,
        after=(_REPORT,),
        absent=frozenset(("NoSuchEntity",)),
        anywhere=True,
        identifies=("AccessKeyMetadata[].AccessKeyId",),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """A row for each user and the root user, followed by its keys. A row that nobody can make sense of is one of which
    nothing is known."""
    found = answers.of("iam", "GetCredentialReport")
    if not isinstance(found, Data):
        return
    for number, row in enumerate(_rows(found.content.get("Content")), 1):
        if isinstance(row, Unread):
            id_ = f"arn:{place.partition}:iam::{place.account}:credential-report#{number}"
            yield Made(CREDENTIALS, id_, f"line {number} of the credential report", {}, unread=row)
            yield Made(KEY, f"{id_}/key", f"keys in line {number} of the credential report", {}, unread=row)
            continue
        yield _credentials(row)
        for key in _KEYS:
            if _has_key(row, key):
                yield _key(row, key, answers)


def _rows(content: Any) -> Iterator[Mapping[str, str] | Unread]:
    """The rows of a report; where one can't be read, why."""
    data = content if isinstance(content, bytes) else content.encode() if isinstance(content, str) else b""
    if not data.lstrip(b"\xef\xbb\xbf").startswith(_BEGINNING):
        yield Unread("invalid", "the credential report doesn't begin as one does")
        return
    try:
        for row in read_rows(data):
            named = _ARN.fullmatch(row.get("arn", ""))
            if named is not None and row.get("user") == (_ROOT if named["root"] else named["user"]):
                yield row
            else:
                yield Unread("invalid", "this line of the credential report names no user, or two")
    except ReadingError as error:
        yield Unread("invalid", f"the credential report can't be read: {error.text}")


def _is_root(row: Mapping[str, str]) -> bool:
    return row["user"] == _ROOT


def _has_key(row: Mapping[str, str], number: int) -> bool:
    active, made = row.get(f"access_key_{number}_active", ""), row.get(f"access_key_{number}_last_rotated", "")
    return active.lower() == "true" or made.lower() not in _NOTHING


def _whose(row: Mapping[str, str]) -> dict[str, Any]:
    """Whose row it is. Whether the root user has a password the report doesn't tell; the account's summary does."""
    return {
        "User": row["arn"],
        "Root": _is_root(row),
        "UserCreationTime": _time(row, "user_creation_time"),
        "PasswordEnabled": None if _is_root(row) else _flag(row, "password_enabled"),
    }


def _credentials(row: Mapping[str, str]) -> Made:
    certificates = [
        given({"Active": _flag(row, f"cert_{number}_active"), "LastRotated": _time(row, f"cert_{number}_last_rotated")})
        for number in (1, 2)
        if row.get(f"cert_{number}_active", "").lower() == "true"
    ]
    properties = _whose(row) | {
        "PasswordLastUsed": _time(row, "password_last_used"),
        "PasswordLastChanged": _time(row, "password_last_changed"),
        "PasswordNextRotation": _time(row, "password_next_rotation"),
        "MfaActive": _flag(row, "mfa_active"),
        "AccessKeys": [
            given(
                {
                    "Active": _flag(row, f"access_key_{number}_active"),
                    "LastRotated": _time(row, f"access_key_{number}_last_rotated"),
                    "LastUsedDate": _time(row, f"access_key_{number}_last_used_date"),
                }
            )
            for number in _KEYS
            if _has_key(row, number)
        ],
        "Certificates": certificates,
    }
    return Made(CREDENTIALS, f"{row['arn']}#Credentials", _name(row), given(properties))


def _name(row: Mapping[str, str]) -> str:
    return "the root user" if _is_root(row) else row["user"]


def _key(row: Mapping[str, str], number: int, answers: Answers) -> Made:
    id_ = _key_id(row, number, answers)
    properties = _whose(row) | {
        "AccessKeyId": id_,
        "Active": _flag(row, f"access_key_{number}_active"),
        "LastRotated": _time(row, f"access_key_{number}_last_rotated"),
        "LastUsedDate": _time(row, f"access_key_{number}_last_used_date"),
        "LastUsedRegion": _word(row, f"access_key_{number}_last_used_region"),
        "LastUsedService": _word(row, f"access_key_{number}_last_used_service"),
    }
    told = f" (…{id_[-_ENDING:]})" if isinstance(id_, str) else ""
    called = f"access key {number} of {_name(row)}{told}"
    return Made(KEY, f"{row['arn']}#AccessKey{number}", called, given(properties))


def _key_id(row: Mapping[str, str], number: int, answers: Answers) -> Any:
    """The id of the key that the report counts: the one that was made when it says, if no other was."""
    if _is_root(row):
        return None
    found = answers.of("iam", "ListAccessKeys", UserName=row["user"])
    if isinstance(found, Unread):
        return found
    made = row.get(f"access_key_{number}_last_rotated", "")[:19]
    listed_ = listed(found.content, "AccessKeyMetadata") if isinstance(found, Data) else []
    ids = [text(one, "AccessKeyId") for one in listed_ if moment(one, "CreateDate")[:19] == made]
    return ids[0] if len(ids) == 1 else Unread("invalid", "two keys were made at the same time, or none when it says")


def _word(row: Mapping[str, str], column: str) -> str:
    found = row.get(column, "")
    return "" if found.lower() in _NOTHING else found


def _time(row: Mapping[str, str], column: str) -> "str | Unread":
    """A time; empty where there is none; unread where the column is missing or says something else."""
    if column not in row:
        return Unread("invalid", f"the credential report has no column {column}")
    found = row[column]
    if found.lower() in _NOTHING:
        return ""
    return found if _TIME.fullmatch(found) else Unread("invalid", f"{column} isn't a time")


def _flag(row: Mapping[str, str], column: str) -> "bool | Unread":
    found = row.get(column, "").lower()
    if found in ("true", "false"):
        return found == "true"
    return Unread("invalid", f"the credential report doesn't tell {column}")
