"""Whom the trust policy of a role, or the policy of an endpoint, lets in beside those whom it means."""

from collections.abc import Iterator

from hauberk.iam import bystanders, vouching
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT, Somebody, provider, user
from hauberk.iam.effective import Access
from hauberk.iam.implied import PRINCIPAL_ACCOUNT
from hauberk.iam.language.policy import Policy, Principal, PrincipalKind
from hauberk.iam.language.text import glob
from hauberk.iam.request import Request
from hauberk.model.policies import Statement
from hauberk.model.values import Reason, Value
from hauberk.study.arns import Arns
from hauberk.study.filling import filled, principal_told, told_test
from hauberk.study.outsiders import STEPS, bearing, wanted_by, whatever
from hauberk.study.study import Study


def bystander(trust: Statement, study: Study, account: Value) -> Request | Reason | None:
    """A request of somebody of an account to assume a role, whom its trust policy doesn't tell from the others of the
    account."""
    policy = _trusting(trust, study)
    named = Arns(study.application, trust.world).text(account)
    if policy is None or named is None:
        return None
    text = spelt(principal_told(Principal(PrincipalKind.AWS, named)))
    owner = text.split(":")[4] if text.startswith("arn:") else text
    wanted = wanted_by(policy)
    return whatever(policy, lambda known: _request(bystanders.of_account(known, owner, wanted, Budget(STEPS))))


def without_factor(trust: Statement, study: Study, principal: Value) -> Request | Reason | None:
    """A request of a user to assume a role, with nothing but an access key: the user that a statement names, or any of
    the account; where it names everyone, any of those whom its conditions leave."""
    policy = _trusting(trust, study)
    named = Arns(study.application, trust.world).text(principal)
    if policy is None or named is None:
        return None
    arn = spelt(principal_told(Principal(PrincipalKind.AWS, named)))
    wanted = wanted_by(policy)

    def ask(known: Policy) -> Request | Reason | None:
        users = _users(arn, known)
        return _request(one for who in users for one in bystanders.without_factor(known, who, wanted, Budget(STEPS)))

    return whatever(policy, ask)


def _users(named: str, policy: Policy) -> Iterator[Somebody]:
    """The users that a statement names: one, those of the account, or with everyone those of each account that
    conditions name, too."""
    if ":user/" in named:
        yield user(named.split(":")[4], named)
        return
    tests = (test for statement in policy.statements for test in statement.tests) if named == "*" else ()
    told = (value.literal for test in tests if test.key == PRINCIPAL_ACCOUNT for value in test.values)
    yield from map(user, dict.fromkeys((ACCOUNT, *filter(None, told))))


def vouched_for(
    trust: Statement, study: Study, principal: Value, host: str, *, unsure: bool
) -> Request | Reason | None:
    """A request to assume a role by a token of an identity provider that isn't told from others' tokens: the provider
    as the statement names it, and its address; with ``unsure`` those are left out too who may be told apart."""
    policy = _trusting(trust, study)
    named = Arns(study.application, trust.world).text(principal)
    if policy is None or named is None:
        return None
    tests = (test for statement in policy.statements for test in statement.tests)
    meant = tuple(
        box._replace(tests=tuple(map(told_test, box.tests))) for box in vouching.barriers(tests, host, unsure=unsure)
    )
    who = provider(_some_provider(spelt(filled(named))))
    who = who._replace(domains={**who.domains, **vouching.domains(host)})
    wanted = wanted_by(policy)

    def ask(known: Policy) -> Request | Reason | None:
        return _request(bystanders.vouched_for(_named(known), who, wanted, meant, Budget(STEPS)))

    return whatever(policy, ask)


def _some_provider(text: str) -> str:
    """A provider that stands for any, where a star does."""
    return f"arn:aws:iam::{ACCOUNT}:oidc-provider/any" if text == vouching.ANY_PROVIDER else text


def _named(policy: Policy) -> Policy:
    """A policy that names a provider where a star stands for any."""

    def named_(one: Principal) -> Principal:
        return one._replace(id=glob(_some_provider(spelt(one.id)))) if one.kind is PrincipalKind.FEDERATED else one

    return policy._replace(
        statements=tuple(one._replace(principals=tuple(map(named_, one.principals))) for one in policy.statements)
    )


def passer(statement: Statement, study: Study, service: str = "") -> Request | Reason | None:
    """A request of somebody of a strange account on a strange resource that passes a VPC endpoint by a statement of its
    policy: what a service will be able to do one day, or any."""
    policy = _trusting(statement, study)
    if policy is None:
        return None
    action = f"{service or 'brand-new'}:BrandNew"
    return whatever(policy, lambda known: _request(bystanders.passers(known, action, Budget(STEPS))))


def _trusting(trust: Statement, study: Study) -> Policy | None:
    study.iam = True
    return bearing(trust, study)


def _request(found: Iterator[Access]) -> Request | Reason | None:
    try:
        access = next(found, None)
    except UndecidedError as error:
        return Reason(error.code, error.text)
    return None if access is None else access.witness
