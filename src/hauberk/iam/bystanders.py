"""Those of whom a policy lets in more than it means to: everybody of an account, every identity of a provider, whoever
has a password and nothing else.

Somebody is meant where the policy says so: by a name or a tag of theirs, by a claim of their token, by a secret, by a
network or an organization. What is left is a bystander.
"""

from collections.abc import Iterable, Iterator, Sequence

from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.principals import ACCOUNT, Somebody, exactly, session, stranger, user
from hauberk.iam.effective import Access, Wanted, accesses
from hauberk.iam.implied import PRINCIPAL_ARN, RESOURCE_ACCOUNT, Calls
from hauberk.iam.language.operators import Family
from hauberk.iam.language.policy import Policy, Statement
from hauberk.iam.language.text import glob
from hauberk.iam.public import THEIRS, Trust, known
from hauberk.iam.request import Policies
from hauberk.iam.vouching import having

_FACTOR, _FACTOR_AGE = "aws:multifactorauthpresent", "aws:multifactorauthage"
_EXTERNAL_ID = "sts:externalid"
_OF_RESOURCE = ("aws:resourceorgid", "aws:resourceorgpaths")
"""Keys that tell whose a resource is, beside the account."""
_PERSONAL = ("aws:principaltag/", "aws:username", PRINCIPAL_ARN)
"""Keys that tell one principal of an account from others."""


def of_account(policy: Policy, account: str, wanted: Wanted, budget: Budget | None = None) -> Iterator[Access]:
    """What somebody of an account may do, without a second factor, whom the policy doesn't tell from the others.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`, as all of these do.
    """
    return _asked(policy, (user(account), session(account)), wanted, budget, tuple(_personal(policy)))


def without_factor(policy: Policy, who: Somebody, wanted: Wanted, budget: Budget | None = None) -> Iterator[Access]:
    """What a user may do, by a policy that says who may, with nothing but an access key."""
    return _asked(policy, (who,), wanted, budget)


def vouched_for(
    policy: Policy, who: Somebody, wanted: Wanted, meant: Sequence[Box], budget: Budget | None = None
) -> Iterator[Access]:
    """What an identity that a provider vouches for may do, but for those that are meant."""
    return _asked(policy, (who,), wanted, budget, meant)


def passers(policy: Policy, action: str, budget: Budget | None = None) -> Iterator[Access]:
    """What may pass a VPC endpoint by its policy: an action of somebody of a strange account on a strange resource."""
    made = boxes(policy)
    tests = [test for box in (*made.allow, *made.deny) for test in box.tests]
    meant = [having(test, test.values) for test in tests if test.key in _OF_RESOURCE]
    everyones = tuple(map(_limit, filter(_is_for_everyone, policy.statements)))
    policies = Policies(identity=(THEIRS,), boundary=policy._replace(statements=everyones))
    foreign = stranger((*made.allow, *made.deny))
    wanted = Wanted((glob(action.lower()),), (glob(f"arn:aws:brand-new:eu-west-1:{foreign}:thing/unheard-of"),))
    barriers = [*known((*made.allow, *made.deny), Trust(), {}), *meant]
    who = session(foreign)
    somebody = who._replace(domains={**who.domains, RESOURCE_ACCOUNT: exactly(foreign)})
    return accesses(policies, somebody, wanted, foreign, budget or Budget(), barriers, cut=False)


def _is_for_everyone(statement: Statement) -> bool:
    return any(one.id.everything for one in statement.principals) is not statement.except_principals


def _limit(statement: Statement) -> Statement:
    return statement._replace(principals=(), except_principals=True)


def one_factor(who: Somebody) -> Somebody:
    """Somebody who has no second factor: in a session it is known to be missing, in a user's requests it isn't told."""
    present = exactly("false") if who.calls is Calls.SESSION else Domain(absent=True)
    return who._replace(domains={**who.domains, _FACTOR: present, _FACTOR_AGE: Domain(absent=True)})


def _asked(
    policy: Policy, callers: Iterable[Somebody], wanted: Wanted, budget: Budget | None, meant: Sequence[Box] = ()
) -> Iterator[Access]:
    made = boxes(policy)
    everything = (*made.allow, *made.deny)
    barriers = [*known(everything, Trust(), {}), *_agreed(everything), *meant]
    policies = Policies(identity=(THEIRS,), resource=policy)
    budget = budget or Budget()
    for who in callers:
        yield from accesses(policies, one_factor(who), wanted, ACCOUNT, budget, barriers)


def _agreed(everything: Iterable[Box]) -> Iterator[Box]:
    """The requests of those to whom an account gives an external id: a third party keeps its customers apart by it (IAM
    user guide, "Access to AWS accounts owned by third parties", 2026-11)."""
    for test in (test for box in everything for test in box.tests):
        named = tuple(value for value in test.values if value.literal is not None or value.holes)
        if test.key == _EXTERNAL_ID and named:
            yield having(test, named)


def _personal(policy: Policy) -> Iterator[Box]:
    """The requests of those whom a policy names by what their account says of them."""
    made = boxes(policy)
    for test in (test for box in (*made.allow, *made.deny) for test in box.tests):
        if test.key.startswith(_PERSONAL) and test.operator.operator.family is not Family.NULL:
            named = tuple(value for value in test.values if str(value).strip("*?"))
            if named:
                yield having(test, named)
