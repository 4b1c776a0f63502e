"""IAM: which of the services that a role or user may use it has used, and when (last accessed information).

Two calls for each role and user, the second of which waits until AWS has put the answer together: an extra that is made
only where a control asks. AWS tracks services for the last 400 days, and single actions of some services (IAM User
Guide, "Refine permissions in AWS using last accessed information"; operations and members from the IAM API Reference,
2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.identities import details
from hauberk.sources.account.services.shaping import given, listed, moment, text

LAST_ACCESSED = "Account::LastAccessed"
_GRANULARITY = {"Granularity": "ACTION_LEVEL"}
_DETAILS = "iam:GetAccountAuthorizationDetails"
_JOB = "iam:GenerateServiceLastAccessedDetails"
_MOST = 1000
"""Services of one answer: as many as AWS gives at most, which is more than there are."""
_LINKED = "/aws-service-role/"
"""The path of roles that a service has made for itself, whose policies nobody can change."""


def _each_principal(answers: Answers) -> Iterator[Mapping[str, Any]]:
    """The users, and the roles that were ever used: what a role that wasn't may do is no question."""
    found = details(answers)
    for one in listed(found, "RoleDetailList"):
        if not text(one, "Path").startswith(_LINKED) and moment(one, "RoleLastUsed", "LastUsedDate"):
            yield {"Arn": text(one, "Arn")}
    for one in listed(found, "UserDetailList"):
        yield {"Arn": text(one, "Arn")}


def _job(arguments: Mapping[str, Any], answers: Answers) -> Answer:
    return answers.of("iam", "GenerateServiceLastAccessedDetails", **_GRANULARITY, **arguments)


def _each_job(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for arguments in _each_principal(answers):
        job = _job(arguments, answers)
        if isinstance(job, Data) and (id_ := text(job.content, "JobId")):
            yield {"JobId": id_}


READS = (
    Read(
        "iam",
        "GenerateServiceLastAccessedDetails",
        (LAST_ACCESSED,),
        _GRANULARITY,
        each=_each_principal,
        after=(_DETAILS,),
        absent=frozenset(("NoSuchEntity",)),
        anywhere=True,
    ),
    Read(
        "iam",
        "GetServiceLastAccessedDetails",
        (LAST_ACCESSED,),
        {"MaxItems": _MOST},
        each=_each_job,
        after=(_JOB,),
        absent=frozenset(("NoSuchEntity",)),
        anywhere=True,
        until=lambda told: told.get("JobStatus") != "IN_PROGRESS",
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """What each principal has used of what it may, or that this isn't known."""
    for arguments in _each_principal(answers):
        arn = arguments["Arn"]
        job = _job(arguments, answers)
        if isinstance(job, Missing) or (isinstance(job, Unread) and job.code == "not-asked"):
            continue
        told: Answer = job
        if isinstance(job, Data):
            id_ = text(job.content, "JobId")
            told = answers.of("iam", "GetServiceLastAccessedDetails", JobId=id_, MaxItems=_MOST)
        if not isinstance(told, Missing):
            yield _accessed(arn, told)


def _accessed(arn: str, told: "Data | Unread") -> Made:
    id_, name = f"{arn}#LastAccessed", arn.rpartition("/")[2]
    if isinstance(told, Unread):
        return Made(LAST_ACCESSED, id_, name, {"Principal": arn}, unread=told)
    if text(told.content, "JobStatus") != "COMPLETED":
        failed = Unread(
            "invalid", f"AWS couldn't tell what was used ({text(told.content, 'Error', 'Code') or 'failed'})"
        )
        return Made(LAST_ACCESSED, id_, name, {"Principal": arn}, unread=failed)
    if told.content.get("IsTruncated") is True:
        cut = Unread("invalid", f"it may use more than {_MOST} services")
        return Made(LAST_ACCESSED, id_, name, {"Principal": arn}, unread=cut)
    services = [_service(one) for one in listed(told.content, "ServicesLastAccessed")]
    properties = {"Principal": arn, "Told": moment(told.content, "JobCompletionDate"), "Services": services}
    return Made(LAST_ACCESSED, id_, name, properties)


def _service(one: Mapping[str, Any]) -> dict[str, Any]:
    actions = [
        given({"Action": each.get("ActionName"), "LastAccessed": moment(each, "LastAccessedTime")})
        for each in listed(one, "TrackedActionsLastAccessed")
    ]
    last, region = moment(one, "LastAuthenticated"), text(one, "LastAuthenticatedRegion")
    known = {"Service": one.get("ServiceNamespace"), "LastAccessed": last, "Region": region, "Actions": actions}
    return given(known)
