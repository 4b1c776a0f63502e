"""What AWS Organizations asks of its policies."""

from collections.abc import Iterator

from hauberk.iam.language.policy import Effect, Kind, Statement
from hauberk.iam.organizations import RCP_SERVICES
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import View


def _is_full_access(view: View) -> bool:
    """Whether a policy is the one that AWS attaches, which allows everything."""
    statements = view.policy.statements
    if len(statements) != 1:
        return False
    (only,) = statements
    return (
        only.effect is Effect.ALLOW
        and not (only.except_actions or only.except_resources or only.except_principals or only.tests)
        and all(len(globs) == 1 and globs[0].everything for globs in (only.actions, only.resources))
        and _is_everyone(only)
    )


def _is_everyone(statement: Statement) -> bool:
    return len(statement.principals) == 1 and statement.principals[0].id.everything


def _statements(view: View) -> Iterator[Statement]:
    """The statements of a resource control policy of one's own."""
    if view.kind is Kind.RCP and not _is_full_access(view):
        yield from view.statements()


@check("rcp-allows", Severity.ERROR, "RCP_SYNTAX_ERROR_ALLOW")
def rcp_allows(view: View) -> Iterator[Told]:
    """A resource control policy only denies: "The effect of Allow is only supported for the RCPFullAWSAccess policy".

    Source: AWS Organizations user guide, "RCP syntax" (2026-11).
    """
    for statement in _statements(view):
        if statement.effect is Effect.ALLOW:
            text = "a resource control policy can only deny"
            yield Told(text, view.label_place(statement, "Effect"), statement)


@check("rcp-names-principals", Severity.ERROR, "RCP_SYNTAX_ERROR_PRINCIPAL")
def rcp_names_principals(view: View) -> Iterator[Told]:
    """A resource control policy's ``Principal`` is ``*``; whom it is about, its conditions say.

    Source: AWS Organizations user guide, "RCP syntax", "Principal element" (2026-11).
    """
    for statement in _statements(view):
        if view.whole(statement) and (statement.except_principals or not _is_everyone(statement)):
            text = 'the Principal of a resource control policy is "*"; use conditions on aws:PrincipalArn'
            yield Told(text, view.label_place(statement, "Principal"), statement)


@check("rcp-on-every-service", Severity.ERROR, "RCP_SYNTAX_ERROR_ACTION_WILDCARD")
def rcp_on_every_service(view: View) -> Iterator[Told]:
    """A resource control policy of one's own names the services that it is about: ``*`` alone is for AWS's.

    Source: AWS Organizations user guide, "RCP syntax", "Action element" (2026-11).
    """
    for statement in _statements(view):
        if statement.except_actions:
            text = "a resource control policy has no NotAction"
            yield Told(text, view.label_place(statement, "Action"), statement)
            continue
        for entry in view.entries(statement):
            if entry.glob.everything:
                text = "a resource control policy can't be about *: name the services"
                yield Told(text, view.action_place(statement, entry.at), statement)


@check("rcp-without-effect", Severity.WARNING)
def rcp_without_effect(view: View) -> Iterator[Told]:
    """Resource control policies don't bear on the service, so what is said of it has no effect.

    Source: AWS Organizations user guide, "Resource control policies (RCPs)", "List of AWS services that support RCPs"
    (2026-11).
    """
    for statement in _statements(view):
        for entry in view.entries(statement):
            if entry.names and not entry.whole and entry.service not in RCP_SERVICES:
                text = f"resource control policies don't bear on {entry.service} (as of 2026-11)"
                yield Told(text, view.action_place(statement, entry.at), statement)


CHECKS = (rcp_allows, rcp_names_principals, rcp_on_every_service, rcp_without_effect)
