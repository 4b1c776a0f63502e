"""Grants by which more is given away than is named."""

from collections.abc import Iterator

from hauberk.iam.algebra.formats import language
from hauberk.iam.algebra.rows import Reading, union
from hauberk.iam.algebra.words import shortest
from hauberk.iam.catalogue import action, resource_formats
from hauberk.iam.language.arn import is_account
from hauberk.iam.language.policy import Effect, Kind, PrincipalKind, Statement
from hauberk.iam.language.text import Glob
from hauberk.iam.validation.keys import needs_presence
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import View
from hauberk.model.span import Span

_LIMITS = (Kind.SCP, Kind.RCP, Kind.BOUNDARY, Kind.SESSION)
"""Kinds whose ``Allow`` grants nothing by itself."""


def _grants(view: View, name: str) -> Iterator[tuple[Statement, Span | None]]:
    """The statements that grant an action, and where."""
    if view.kind in _LIMITS:
        return
    for statement in view.statements(Effect.ALLOW):
        if not view.whole(statement):
            continue
        found = next((entry for entry in view.entries(statement) if name in entry.names), None)
        if (found is None) is statement.except_actions:
            yield (
                statement,
                view.label_place(statement, "Action") if found is None else view.action_place(statement, found.at),
            )


def _every(statement: Statement, name: str, view: View) -> bool:
    """Whether a statement is about all resources that an action has in some account."""
    if statement.except_resources:
        return bool(statement.resources)
    return any(_holds_every(glob, name, view) for glob in statement.resources)


def _holds_every(glob: Glob, name: str, view: View) -> bool:
    if glob.everything:
        return True
    found = action(name)
    if found is None or glob.holes or glob.variables:
        return False
    parts = str(glob).split(":", 5)
    account = parts[4] if len(parts) == 6 and is_account(parts[4]) else "${Account}"
    partition = parts[1] if len(parts) == 6 and parts[1] else "aws"
    return any(
        shortest(
            (language((one.replace("${Account}", account).replace("${Partition}", partition.strip("*?") or "aws"),)),),
            (union((glob,), Reading.RESOURCE),),
            view.budget,
        )
        is None
        for one in resource_formats(found)
    )


def _narrowed(statement: Statement, *keys: str) -> bool:
    """Whether a test that needs one of some keys is there."""
    return any(needs_presence(test) and test.key.startswith(keys) for test in statement.tests)


_PASS = "iam:PassRole"  # noqa: S105 (an action)


@check("pass-any-role", Severity.WARNING, "PASS_ROLE_WITH_STAR_IN_RESOURCE", security=True)
def pass_any_role(view: View) -> Iterator[Told]:
    """Every role of an account can be passed, to every service.

    Whoever may also start something that runs under a role has the rights of the most powerful one.

    Source: IAM user guide, "Grant a user permissions to pass a role to an AWS service"; "Access Analyzer policy check
    reference", "Pass role with star in resource" (2026-11).
    """
    for statement, place in _grants(view, _PASS):
        if _every(statement, _PASS, view) and not _narrowed(
            statement, "iam:passedtoservice", "iam:associatedresourcearn", "aws:resourcetag/", "iam:resourcetag/"
        ):
            text = "it lets every role be passed to every service: name the roles, or test iam:PassedToService"
            yield Told(text, place, statement)


@check("pass-role-to-any-service", Severity.SUGGESTION, security=True)
def pass_role_to_any_service(view: View) -> Iterator[Told]:
    """The roles that can be passed are named, the services that they can be passed to aren't.

    Source: IAM user guide, "Grant a user permissions to pass a role to an AWS service" (2026-11).
    """
    for statement, place in _grants(view, _PASS):
        if not _every(statement, _PASS, view) and not _narrowed(
            statement, "iam:passedtoservice", "iam:associatedresourcearn"
        ):
            yield Told("it lets the roles be passed to every service: test iam:PassedToService", place, statement)


_LINKED = "iam:CreateServiceLinkedRole"


@check("any-service-linked-role", Severity.WARNING, "CREATE_SLR_WITH_STAR_IN_RESOURCE", security=True)
def any_service_linked_role(view: View) -> Iterator[Told]:
    """The service-linked role of every service can be created.

    Source: IAM user guide, "Create a service-linked role"; "Access Analyzer policy check reference", "Create SLR with
    star in resource" (2026-11).
    """
    for statement, place in _grants(view, _LINKED):
        if _every(statement, _LINKED, view) and not _narrowed(statement, "iam:awsservicename"):
            text = "it lets the service-linked role of every service be created: test iam:AWSServiceName"
            yield Told(text, place, statement)


_S3 = "s3.amazonaws.com"
_OWNER = ("aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths")


@check("bucket-of-any-account", Severity.WARNING, security=True)
def bucket_of_any_account(view: View) -> Iterator[Told]:
    """Amazon S3 is let in for a bucket by name, whose ARN has no account: whoever has the name later comes in too.

    Source: AWS Lambda developer guide, "Process Amazon S3 event notifications with Lambda", on a bucket that its owner
    deletes and another account creates anew (2026-11).
    """
    for statement in view.statements(Effect.ALLOW):
        services = {one.id.literal for one in statement.principals if one.kind is PrincipalKind.SERVICE}
        if services != {_S3} or not view.whole(statement) or _narrowed(statement, *_OWNER):
            continue
        values = [value for test in statement.tests if test.key == "aws:sourcearn" for value in test.values]
        if values and all(str(value).startswith("arn:") and ":s3:::" in str(value) for value in values):
            text = "a bucket's ARN has no account: test aws:SourceAccount beside aws:SourceArn"
            yield Told(text, view.label_place(statement, "Condition"), statement)


CHECKS = (pass_any_role, pass_role_to_any_service, any_service_linked_role, bucket_of_any_account)
