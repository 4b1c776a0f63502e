"""The principals of resource policies, and the trust policies of roles."""

from collections.abc import Iterator

from hauberk.iam.language import arn
from hauberk.iam.language.policy import Effect, Principal, PrincipalKind, Statement
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import View
from hauberk.model.regex import regex

_UNIQUE_ID = regex(r"A[A-Z]{3}[A-Z0-9]{12,}")
_SERVICE = regex(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_SUFFIXES = (*sorted({one.suffix for one in arn.PARTITIONS.values()}), "amazon.com", "aws.internal")
"""What the names of services end in. ``amazon.com``: Alexa's skills ("alexa-appkit.amazon.com")."""


def _principals(view: View, *kinds: PrincipalKind) -> Iterator[tuple[Statement, Principal, str]]:
    """The principals of some kinds whose text is known and that aren't everyone."""
    for statement in view.statements():
        for principal in statement.principals:
            text = principal.id.literal
            if principal.kind in kinds and text is not None:
                yield statement, principal, text


@check("missing-principal", Severity.ERROR, "EMPTY_ARRAY_PRINCIPAL", "EMPTY_OBJECT_PRINCIPAL")
def missing_principal(view: View) -> Iterator[Told]:
    """A statement of a resource's policy names nobody.

    Source: IAM user guide, "AWS JSON policy elements: Principal" (2026-11).
    """
    if view.with_principals:
        for statement in view.statements():
            if not statement.principals and view.whole(statement) and not statement.except_principals:
                yield Told("Principal names nobody", view.label_place(statement, "Principal"), statement)


@check("wildcard-in-principal", Severity.ERROR, "UNSUPPORTED_WILDCARD_IN_PRINCIPAL")
def wildcard_in_principal(view: View) -> Iterator[Told]:
    """A principal is named whole: a wildcard is allowed only as the lone ``*``, which is everyone.

    To name several, name the account and test ``aws:PrincipalArn``.

    Source: IAM user guide, "AWS JSON policy elements: Principal" (2026-11).
    """
    for statement, principal, text in _principals(view, *PrincipalKind):
        if "*" in text or "?" in text:
            place = view.principal_place(statement, principal)
            if text == "*":
                yield Told(f"{principal.kind} can't be *: only AWS can", place, statement)
            else:
                yield Told(f"{text!r} has a wildcard: name the account and test aws:PrincipalArn", place, statement)


def _aws_flaw(text: str) -> str:
    """What makes a text no principal of AWS's, or nothing."""
    if arn.is_account(text) or _UNIQUE_ID.fullmatch(text):
        return ""
    parts = arn.split(text)
    if parts is None:
        return "an ARN, an account's twelve digits or *"
    if parts.partition not in arn.PARTITIONS:
        return "of a partition that there is"
    if parts.service not in ("iam", "sts"):
        return "the ARN of a user, a role, a session or an account"
    if parts.region or not (arn.is_account(parts.account) or parts.account == "cloudfront"):
        return "of an account: twelve digits, and no region"
    first, _, rest = parts.resource.partition("/")
    match parts.service, first:
        case "iam", "root":
            return "" if not rest else "arn:aws:iam::account:root for an account"
        case "iam", "user" | "role":
            return "" if rest else f"named: {first}/name"
        case "iam", "group":
            return "a user, a role, a session or an account: a group isn't a principal"
        case "sts", "assumed-role":
            return "" if rest.partition("/")[2] else "a session: assumed-role/role/session"
        case "sts", "federated-user" | "self":
            return ""
    return "the ARN of a user, a role, a session or an account"


@check("invalid-principal", Severity.ERROR, "INVALID_PRINCIPAL_FORMAT")
def invalid_principal(view: View) -> Iterator[Told]:
    """A principal under ``AWS`` is an account, a user, a role or a session.

    Source: IAM user guide, "AWS JSON policy elements: Principal" (2026-11).
    """
    for statement, principal, text in _principals(view, PrincipalKind.AWS):
        flaw = "" if "*" in text or "?" in text else _aws_flaw(text)
        if flaw:
            yield Told(f"{text!r} isn't {flaw}", view.principal_place(statement, principal), statement)


@check("deleted-principal", Severity.WARNING)
def deleted_principal(view: View) -> Iterator[Told]:
    """A unique id stands where an ARN was: IAM writes it when the user or the role has been deleted.

    Source: IAM user guide, "AWS JSON policy elements: Principal", "IAM user principals" (2026-11).
    """
    for statement, principal, text in _principals(view, PrincipalKind.AWS):
        if _UNIQUE_ID.fullmatch(text):
            sentence = f"{text} is the id of a user or role that has been deleted"
            yield Told(sentence, view.principal_place(statement, principal), statement)


@check("invalid-service-principal", Severity.ERROR, "INVALID_SERVICE_PRINCIPAL_FORMAT")
def invalid_service_principal(view: View) -> Iterator[Told]:
    """A service is named as ``lambda.amazonaws.com`` is: in lower case, with AWS's own ending.

    Source: IAM user guide, "AWS JSON policy elements: Principal", "AWS service principals" (2026-11).
    """
    for statement, principal, text in _principals(view, PrincipalKind.SERVICE):
        if "*" in text or "?" in text:
            continue
        if not _SERVICE.fullmatch(text) or not any(text.endswith(f".{suffix}") for suffix in _SUFFIXES):
            sentence = f"{text!r} isn't a service's name, such as lambda.amazonaws.com"
            yield Told(sentence, view.principal_place(statement, principal), statement)


@check("invalid-identity-provider", Severity.ERROR, "INVALID_PRINCIPAL_FORMAT")
def invalid_identity_provider(view: View) -> Iterator[Told]:
    """A federated principal is a provider's ARN in IAM, or the host of one that IAM knows.

    Source: IAM user guide, "AWS JSON policy elements: Principal", "OIDC federated principals" and "SAML federated
    principals" (2026-11).
    """
    for statement, principal, text in _principals(view, PrincipalKind.FEDERATED):
        if "*" in text or "?" in text:
            continue
        parts = arn.split(text)
        if parts is None:
            fine = "." in text and not text.startswith(("arn:", "http://", "https://"))
        else:
            fine = parts.service == "iam" and parts.resource.startswith(("saml-provider/", "oidc-provider/"))
        if not fine:
            sentence = f"{text!r} isn't an identity provider: its ARN, or a host such as cognito-identity.amazonaws.com"
            yield Told(sentence, view.principal_place(statement, principal), statement)


@check("redundant-principal", Severity.SUGGESTION, "REDUNDANT_PRINCIPAL")
def redundant_principal(view: View) -> Iterator[Told]:
    """A principal is named twice.

    Source: IAM user guide, "AWS JSON policy elements: Principal" (2026-11).
    """
    for statement in view.statements():
        seen: set[Principal] = set()
        for principal in statement.principals:
            if principal in seen:
                text = f"{principal.id} is named twice"
                yield Told(text, view.principal_place(statement, principal), statement)
            seen.add(principal)


# -- trust policies

_ASSUME, _SAML, _WEB = "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"
_OF_ROLES = frozenset((_ASSUME, _SAML, _WEB, "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"))
"""The actions that a role's trust policy decides on. Source: Service Authorization Reference, "AWS Security Token
Service", resource type role (2026-11)."""


@check("action-not-of-roles", Severity.ERROR, "UNSUPPORTED_ACTION_IN_POLICY")
def action_not_of_roles(view: View) -> Iterator[Told]:
    """A role's trust policy is about assuming the role, so another action says nothing there.

    Source: IAM user guide, "Update a role trust policy"; Service Authorization Reference, "AWS Security Token Service"
    (2026-11).
    """
    if view.trust:
        for statement in view.statements():
            for entry in view.entries(statement):
                if entry.names and not statement.except_actions and _OF_ROLES.isdisjoint(entry.names):
                    text = f"{entry.glob} isn't one of the actions that assume a role"
                    yield Told(text, view.action_place(statement, entry.at), statement)


@check("resource-in-trust-policy", Severity.ERROR, "UNSUPPORTED_ELEMENT")
def resource_in_trust_policy(view: View) -> Iterator[Told]:
    """A role's trust policy has no ``Resource``: the role itself is meant, and IAM refuses another.

    Source: IAM user guide, "IAM JSON policy elements: Resource" (2026-11).
    """
    if view.trust:
        for statement in view.statements():
            if statement.resources:
                yield Told("a trust policy has no Resource", view.label_place(statement, "Resource"), statement)


def _needed(principal: Principal) -> str:
    """The action by which a principal assumes a role; empty if that isn't known."""
    if principal.kind in (PrincipalKind.AWS, PrincipalKind.SERVICE):
        return _ASSUME
    text = principal.id.literal
    if principal.kind is not PrincipalKind.FEDERATED or text is None:
        return ""
    parts = arn.split(text)
    return _WEB if parts is None or parts.resource.startswith("oidc-provider/") else _SAML


@check("principal-cannot-assume", Severity.ERROR)
def principal_cannot_assume(view: View) -> Iterator[Told]:
    """A principal is allowed an action of other principals, so that it can't assume the role.

    AWS principals and services assume a role with ``sts:AssumeRole``, SAML's with ``sts:AssumeRoleWithSAML``, those of
    OpenID Connect with ``sts:AssumeRoleWithWebIdentity``. A statement about tags or source identity alone isn't blamed.

    Source: IAM user guide, "Methods to assume a role" (2026-11).
    """
    if not view.trust:
        return
    for statement in view.statements(Effect.ALLOW):
        if statement.except_actions or statement.except_principals or not view.whole(statement):
            continue
        entries = view.entries(statement)
        names = {name for entry in entries for name in entry.names}
        if any(not entry.names for entry in entries) or names.isdisjoint((_ASSUME, _SAML, _WEB)):
            continue
        for principal in statement.principals:
            needed = _needed(principal)
            if needed and needed not in names:
                text = f"{principal.id} assumes a role with {needed}, which the statement doesn't allow"
                yield Told(text, view.principal_place(statement, principal), statement)


_SUBJECTS = {
    "token.actions.githubusercontent.com": (
        "sub",
        "job_workflow_ref",
        "repository",
        "repository_id",
        "repository_owner",
    ),
    "cognito-identity.amazonaws.com": ("aud", "sub"),
    "accounts.google.com": ("aud", "sub", "oaud"),
    "www.amazon.com": ("app_id", "user_id"),
    "graph.facebook.com": ("app_id", "id"),
}
"""Providers that everyone may have an identity with, and the claims of which one has to be tested."""


@check("open-identity-provider", Severity.WARNING, "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL", security=True)
def open_identity_provider(view: View) -> Iterator[Told]:
    """Everyone can have an identity with the provider, and the statement doesn't test whose it is.

    With GitHub's, any repository's workflow can assume the role.

    Source: IAM user guide, "Create a role for OpenID Connect federation", "Configuring a role for GitHub OIDC identity
    provider"; "Access Analyzer policy check reference", "Missing condition key for OIDC principal" (2026-11).
    """
    for statement in view.statements(Effect.ALLOW):
        if not view.whole(statement):
            continue
        for principal in statement.principals:
            if principal.kind is not PrincipalKind.FEDERATED:
                continue
            host = str(principal.id).rpartition("oidc-provider/")[2]
            claims = _SUBJECTS.get(host, ())
            if claims and not any(test.key in {f"{host}:{claim}" for claim in claims} for test in statement.tests):
                text = f"anyone with an identity at {host} is let in: test {host}:{claims[0]}"
                yield Told(text, view.principal_place(statement, principal), statement)


CHECKS = (
    missing_principal,
    wildcard_in_principal,
    invalid_principal,
    deleted_principal,
    invalid_service_principal,
    invalid_identity_provider,
    redundant_principal,
    action_not_of_roles,
    resource_in_trust_policy,
    principal_cannot_assume,
    open_identity_provider,
)
