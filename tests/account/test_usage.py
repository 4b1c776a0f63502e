"""Last accessed information, through the collector: a job for each principal, then its answer, in recorded shapes."""

from typing import Any

import pytest

from hauberk.sources.account.calls import Answer, Call, Data, Missing, Unread
from tests.account.emulated import ROOT, ago, answers, control_of, facts_of, read, today

ROLE = {
    "Path": "/",
    "RoleName": "worker",
    "Arn": f"{ROOT}:role/worker",
    "CreateDate": ago(400),
    "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []},
    "RoleLastUsed": {"LastUsedDate": ago(1), "Region": "eu-west-1"},
}
NEVER_USED = {**ROLE, "RoleName": "idle", "Arn": f"{ROOT}:role/idle", "RoleLastUsed": {}}
LINKED = {
    **ROLE,
    "RoleName": "linked",
    "Path": "/aws-service-role/x.amazonaws.com/",
    "Arn": f"{ROOT}:role/aws-service-role/x",
}
DETAILS = {"RoleDetailList": [ROLE, NEVER_USED, LINKED], "UserDetailList": [], "GroupDetailList": [], "Policies": []}
USED: dict[str, Any] = {
    "JobStatus": "COMPLETED",
    "JobCompletionDate": ago(0),
    "ServicesLastAccessed": [
        {"ServiceName": "Amazon S3", "ServiceNamespace": "s3", "LastAuthenticated": ago(1)},
        {"ServiceName": "Amazon SES", "ServiceNamespace": "ses"},
    ],
    "IsTruncated": False,
}
DENIED = Unread("access-denied", "AWS denied it; it needs iam:X", "iam:X")


class Told:
    """AWS, which has one job; ``made`` are the calls."""

    def __init__(self, job: Answer, used: Answer) -> None:
        self.table = {
            "GetAccountAuthorizationDetails": Data(DETAILS),
            "GenerateServiceLastAccessedDetails": job,
            "GetServiceLastAccessedDetails": used,
        }
        self.made: list[str] = []

    def __call__(self, made: Call, read: Any) -> Answer:
        self.made.append(str(made))
        return self.table[made.operation]


def told(job: Answer, used: Answer) -> tuple[Told, list[Any]]:
    control = control_of("permission-unused")
    ask = Told(job, used)
    return ask, answers(read(None, facts_of(control), ask), control, today())


def test_two_calls_are_made_for_a_role_that_was_used_and_none_for_others() -> None:
    ask, (entry,) = told(Data({"JobId": "job-1"}), Data(USED))
    assert len(ask.made) == 3
    assert "role/worker" in ask.made[1]
    assert "JobId=job-1" in ask.made[2]
    assert (entry.state.value, entry.name) == ("violated", "worker")
    assert "ses (never)" in entry.message
    assert "s3:*" in entry.help, "what is left is named"


@pytest.mark.parametrize(
    ("job", "used"),
    [
        (DENIED, Data(USED)),
        (Data({"JobId": "job-1"}), DENIED),
        (Data({"JobId": "job-1"}), Data({**USED, "JobStatus": "FAILED"})),
        (Data({"JobId": "job-1"}), Data({**USED, "JobStatus": "IN_PROGRESS"})),
        (Data({"JobId": "job-1"}), Data({**USED, "IsTruncated": True})),
        (Data({}), Data(USED)),
    ],
)
def test_what_was_not_told_is_unknown_for_its_role(job: Answer, used: Answer) -> None:
    _, (entry,) = told(job, used)
    assert (entry.state.value, entry.name) == ("unknown", "worker")


def test_a_role_that_is_gone_meanwhile_is_not_asked_about() -> None:
    _, entries = told(Missing("NoSuchEntity"), Data(USED))
    assert entries == []
