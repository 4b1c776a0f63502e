"""Roles for those whom an identity provider vouches for: pipelines, pods, users of an app.

Which providers serve many customers, and by which claim they tell them apart, knows :mod:`hauberk.iam.vouching`.
"""

from typing import NamedTuple

from hauberk.model.policies import TrustStatement, pattern_text
from hauberk.model.values import Reason, Unknown, Value
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated, why_unknown
from hauberk.practices.control import control
from hauberk.study.study import Study

_ANY, _EKS = "*", "oidc.eks."
_MADE = ("AWS::IAM::OIDCProvider", "Custom::AWSCDKOpenIdConnectProvider")
"""Resources that are a provider, the second the AWS CDK's own (aws-cdk-lib, 2026-11)."""


class Provider(NamedTuple):
    """Who vouches: the address of an OpenID Connect provider, the place that names it, and why it isn't known, if so.

    Where it isn't, the address is that of the claims that the statement tests, since no other provider's tokens have
    them; empty if it tests none.
    """

    host: str
    place: Value
    doubt: Unknown | None = None

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return (
            self.host
            if self.is_shared and self.host != _ANY
            else "any provider"
            if self.host == _ANY
            else "this provider"
        )

    @property
    def is_shared(self) -> bool:
        """Whether everyone may have an account there; a bare star stands for such providers too."""
        from hauberk.iam.vouching import is_shared

        return is_shared(self.host)


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
    return _ask(trust, [one for one in _providers(trust, study) if one.is_shared or not one.host], who, study)


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
    return _ask(trust, [one for one in _providers(trust, study) if not one.is_shared], who, study)


def _ask(trust: TrustStatement, providers: list[Provider], who: str, study: Study) -> Verdict:
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
        found = _stranger(trust, provider, study)
        if isinstance(found, Reason):
            doubt = doubt or Unknown(found, _widest(trust, provider).trail)
        elif found is not None and provider.doubt is not None:
            doubt = doubt or provider.doubt
        elif found is not None:
            says = who.format(provider.name)
            return violated(_widest(trust, provider).says(f"{says} can assume the role"), trust.says(found))
    return satisfied() if doubt is None else unknown(doubt)


def _stranger(trust: TrustStatement, provider: Provider, study: Study) -> str | Reason | None:
    """Who assumes the role though nobody meant them, in words; a reason where that isn't sure."""
    from hauberk.study.bystanders import vouched_for
    from hauberk.study.words import told

    found = vouched_for(trust, study, provider.place, provider.host, unsure=False)
    if found is None or isinstance(found, Reason):
        return found
    perhaps = vouched_for(trust, study, provider.place, provider.host, unsure=True)
    if perhaps is None or isinstance(perhaps, Reason):
        return Reason("unknown-value", "whether the claim that it asks for is one customer's alone isn't known")
    return told(f"anyone of {provider.name}", found, trust.resource.name)


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


def _widest(trust: TrustStatement, provider: Provider) -> Value:
    """The place to point at: the test of a claim that keeps nobody out, else the provider itself."""
    from hauberk.iam.vouching import claims

    told = claims(provider.host)
    tests = [(key.rpartition(":"), value) for _, key, value in trust.conditions]
    of_provider = [(claim, value) for (host, _, claim), value in tests if host and host == provider.host]
    telling = [value for claim, value in of_provider if claim in told]
    others = [value for claim, value in of_provider if claim not in told and claim not in ("amr", "aud")]
    return next(iter((*telling, *others)), provider.place)


CONTROLS = (role_trusts_any_federated_identity, role_trusts_whole_identity_provider)
