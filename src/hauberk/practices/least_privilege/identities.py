"""Identities that anyone can have."""

from hauberk.model.subject import Flag, Subject
from hauberk.model.verdict import MEDIUM, Verdict
from hauberk.practices.checks import must_be_off
from hauberk.practices.control import control
from hauberk.study.study import Study


class IdentityPool(Subject):
    """A Cognito identity pool, which hands out AWS credentials."""

    TYPES = ("AWS::Cognito::IdentityPool",)
    __slots__ = ()

    allows_guests = Flag("AllowUnauthenticatedIdentities")


@control("identity-pool-for-guests", practice=1, severity=MEDIUM, subject=IdentityPool)
def identity_pool_for_guests(pool: IdentityPool, study: Study) -> Verdict:
    """Anyone gets AWS credentials.

    An identity pool with unauthenticated identities hands AWS credentials to everyone who knows its id, which is in
    every copy of the app.

    Attack: someone asks the pool for credentials with one call, without an account, and tries what they can do.

    Safe when: the guests' role can do next to nothing, such as sending analytics.

    Fix: set AllowUnauthenticatedIdentities to false.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-2
    """
    return must_be_off(pool.allows_guests, "everyone who knows the pool's id gets AWS credentials")


CONTROLS = (identity_pool_for_guests,)
