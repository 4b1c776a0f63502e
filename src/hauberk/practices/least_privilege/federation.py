"""Roles for those whom an identity provider vouches for: pipelines, pods, users of an app.

Keys of conditions from the IAM user guide, "IAM and AWS STS condition context keys" (2026-11); which providers serve
many customers and by which claim they tell them apart from the same, "Identity-provider controls for shared OIDC
providers" and "OIDC federation" (2026-11).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.model.policies import TrustStatement, pattern_text
from hauberk.model.values import Unknown, Value
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated, why_unknown
from hauberk.practices.control import control
from hauberk.practices.least_privilege.conditions import CALLERS, Answer, Test, tested, without_wildcards
from hauberk.study.study import Study

_HOLE = "\0"
"""Stands in a text for a part that isn't known, as in :mod:`conditions`."""
_ANYWHERE = re.compile(
    r"[*?]+(?::(?:environment|job_workflow_ref|pull_request|ref|ref_type|run_phase)\b.*)?", re.DOTALL
)
"""A subject of which only stars and what every customer may choose are left."""


def _owned(*kinds: tuple[str, str]) -> Test:
    """A test of subjects: whether the owner is named whole. Each kind is what stands before an owner, and after it."""

    def test(text: str) -> bool | None:
        sure = re.split(r"[*?]", text, maxsplit=1)[0]
        for before, after in kinds:
            if not sure.startswith(before):
                continue
            owner = sure[len(before) :]
            if sure == text or after in owner[1:]:
                return True
            if _HOLE in owner:  # a parameter may hold the owner and more
                return True if sure.endswith((":", "/")) else None
            return False if not owner.startswith(after) else None
        return False if _ANYWHERE.fullmatch(text) else None

    return test


def _whole(text: str) -> bool | None:
    """The id of an app or a pool: a part of it is anybody's."""
    return not set(text) & set("*?")


_GITHUB = _owned(
    ("repo:", "/"),
    ("repository_owner:", ":"),
    ("repository_owner_id:", ":"),
    ("repository_id:", ":"),
    ("enterprise:", ":"),
)
_ORGANIZATION = _owned(("organization:", ":"))
SHARED: dict[str, dict[str, Test]] = {
    "accounts.google.com": {"aud": _whole, "oaud": _whole, "sub": _whole},
    "agent.buildkite.com": {"sub": _ORGANIZATION},
    "api.pulumi.com/oidc": {"aud": without_wildcards},
    "app.terraform.io": {"sub": _ORGANIZATION},
    "cognito-identity.amazonaws.com": {"aud": _whole, "sub": _whole},
    "gitlab.com": {"sub": _owned(("project_path:", "/"))},
    "graph.facebook.com": {"app_id": _whole, "id": _whole},
    "oidc-configuration.audit-log.githubusercontent.com": {"sub": without_wildcards},
    "oidc.codefresh.io": {"sub": without_wildcards},
    "oidc.vercel.com": {"aud": without_wildcards},
    "proidc.upbound.io": {"sub": without_wildcards},
    "sandboxes.cloud": {"aud": without_wildcards},
    "scalr.io": {"sub": without_wildcards},
    "studio.datachain.ai/api": {"sub": without_wildcards},
    "token.actions.githubusercontent.com": {"sub": _GITHUB},
    "tokens.cloud.shisho.dev": {"sub": without_wildcards},
    "vstoken.actions.githubusercontent.com": {"sub": _GITHUB},
    "www.amazon.com": {"app_id": _whole, "user_id": _whole},
}
"""Providers with which everyone may have an account, and the claims that tell whose token it is."""
_ANY, _EKS = "*", "oidc.eks."
_POD = {"sub": _owned(("system:serviceaccount:", ":"))}
_PRIVATE: dict[str, Test] = {"aud": without_wildcards, "sub": without_wildcards}
_BLIND = frozenset(("amr", "aud"))
"""Claims that say how someone signed in, or for whom the token is: of every customer's tokens the same."""
_ALWAYS = frozenset(("aud", "sub"))
"""Claims of every token, for which a test "if it is there" is a test."""
_MADE = ("AWS::IAM::OIDCProvider", "Custom::AWSCDKOpenIdConnectProvider")
"""Resources that are a provider, the second the AWS CDK's own (aws-cdk-lib, 2026-11)."""
_CHOSEN = frozenset(("sts:rolesessionname",))
"""Keys that callers fill in as they like."""
_NETWORK = {key: CALLERS[key] for key in ("aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip")}


class Provider(NamedTuple):
    """Who vouches: the address of an OpenID Connect provider, the place that names it, and why it isn't known, if so.

    Where it isn't, the address is that of the claims that the statement tests, since no other provider's tokens have
    them; empty if it tests none.
    """

    host: str
    place: Value
    doubt: Unknown | None = None

    @property
    def claims(self) -> dict[str, Test]:
        """The claims by which the provider's customers or identities are told apart."""
        if self.host == _ANY:
            return {}
        return SHARED.get(self.host) or (_POD if self.host.startswith(_EKS) else _PRIVATE)

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self.host if self.host in SHARED else "any provider" if self.host == _ANY else "this provider"

    @property
    def is_shared(self) -> bool:
        """Whether everyone may have an account there; a bare star stands for such providers too."""
        return self.host in SHARED or self.host == _ANY


@control("role-trusts-any-federated-identity", practice=1, severity=CRITICAL, subject=TrustStatement)
def role_trusts_any_federated_identity(trust: TrustStatement, study: Study) -> Verdict:
    """Anyone with an account at an identity provider may assume a role.

    GitHub Actions, GitLab, Terraform Cloud, Cognito's identity pools and their like sign tokens for all their customers
    with the same address. The trust policy has to ask for the claim that tells yours apart: the subject of a pipeline,
    or the audience (the pool's id) of Cognito. The audience of a pipeline's token is the same for everyone, and so is
    Cognito's ``amr``. IAM refuses some of these policies when they are new, and keeps those that are there.

    Attack: someone makes a repository of their own whose workflow asks for a token, and calls
    AssumeRoleWithWebIdentity with your role's ARN.

    Safe when: never; a public role has other ways.

    Fix: test the subject with your organization and repository (``repo:my-org/my-repo:ref:refs/heads/main``), and for
    Cognito the audience with the id of your pool.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
    - https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
    - https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
    """
    who = "anyone with an account at {}"
    return _ask(trust, [one for one in _providers(trust, study) if one.is_shared or not one.host], who)


@control("role-trusts-whole-identity-provider", practice=1, severity=HIGH, subject=TrustStatement)
def role_trusts_whole_identity_provider(trust: TrustStatement, study: Study) -> Verdict:
    """Every identity of a provider may assume a role.

    The provider is yours alone, but the trust policy asks for nothing that its tokens say: every pod of the Kubernetes
    cluster, every user and every client of the provider gets the role. The audience of a pod's token is the same for
    all pods.

    Attack: someone who may start any pod, or sign in to any application, asks for a token and has what this role has.

    Safe when: all that the provider vouches for is meant to have the role. A SAML provider names the roles in each
    assertion, and passes.

    Fix: test the subject (``system:serviceaccount:my-namespace:my-account`` in EKS), or the audience with the client's
    id.

    References:
    - https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
    """
    who = "everyone whom {} knows"
    return _ask(trust, [one for one in _providers(trust, study) if not one.is_shared], who)


def _ask(trust: TrustStatement, providers: list[Provider], who: str) -> Verdict:
    """Whether a statement keeps out those identities of some providers that aren't meant."""
    cause = trust.undecided
    if cause is not None:
        return unknown(cause)
    if not trust.allows:
        return not_applicable("it denies")
    if not providers or not _assumes(trust):
        return not_applicable("it lets nobody in whom such a provider vouches for")
    doubt: Unknown | None = None
    for provider in providers:
        kept_out = _keeps_out(trust, provider)
        if kept_out is False and provider.doubt is None:
            return violated(_widest(trust, provider).says(f"{who.format(provider.name)} can assume the role"))
        if kept_out is not True:
            doubt = doubt or (kept_out if isinstance(kept_out, Unknown) else provider.doubt)
    return satisfied() if doubt is None else unknown(doubt)


def _assumes(trust: TrustStatement) -> bool:
    """Whether the statement is about assuming the role, and not about the session's tags alone."""
    texts = [(pattern_text(action) or "*").lower() for action in trust.actions]
    return any(text.startswith("sts:assumerole") or "*" in text for text in texts)


def _providers(trust: TrustStatement, study: Study) -> list[Provider]:
    """The OpenID Connect providers that a statement trusts."""
    found = []
    for kind, value in trust.principals:
        if kind == "Federated":
            provider = _provider(value, trust, study)
            if provider is not None:
                found.append(provider)
    return found


def _provider(value: Value, trust: TrustStatement, study: Study) -> Provider | None:
    """The provider that a principal is; ``None`` for one of SAML, which names the roles in each assertion."""
    resource = study.named(value)
    address = value
    if resource is not None and resource.type == "AWS::IAM::SAMLProvider":
        return None
    if resource is not None and resource.type in _MADE:
        address = trust.world.pick(resource.properties.value("Url"))
    text = (pattern_text(address) or "?").lower()
    if ":saml-provider/" in text:
        return None
    host = text.rpartition(":oidc-provider/")[2].removeprefix("https://").rstrip("/")
    if "?" not in host or host.startswith(_EKS):
        return Provider(host, value)
    if any(key.startswith("saml:") for _, key, _ in trust.conditions):
        return None
    doubt = address if isinstance(address, Unknown) else Unknown(why_unknown(address), value.trail)
    hosts = (key.rpartition(":")[0] for _, key, _ in trust.conditions)
    return Provider(next((host for host in hosts if "." in host), ""), value, doubt)


def _tests(trust: TrustStatement, provider: Provider) -> Iterator[tuple[Value, Answer]]:
    """The tests of a statement that are made to keep someone out, each with its value and what it says."""
    for operator, key, value in trust.conditions:
        before, _, claim = key.rpartition(":")
        is_claim = "." in before
        test = provider.claims.get(claim) if is_claim else _NETWORK.get(key)
        if test is None and ((is_claim and claim in _BLIND) or key in _CHOSEN):
            continue
        name = operator.lower()
        if is_claim and claim in _ALWAYS:
            name = name.removeprefix("forallvalues:").removesuffix("ifexists")
        answer = tested(name, test, key, value)
        if test is not None or answer is not False:
            yield value, answer


def _keeps_out(trust: TrustStatement, provider: Provider) -> Answer:
    answers = [answer for _, answer in _tests(trust, provider)]
    if True in answers:
        return True
    return next((answer for answer in answers if isinstance(answer, Unknown)), False)


def _widest(trust: TrustStatement, provider: Provider) -> Value:
    """The place to point at: the test that keeps nobody out, else the provider itself."""
    return next((value for value, answer in _tests(trust, provider) if answer is False), provider.place)


CONTROLS = (role_trusts_any_federated_identity, role_trusts_whole_identity_provider)
