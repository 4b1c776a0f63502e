"""Resource policies of every element, in the same texts as the identity policies of ``tests.iam.strategies``."""

from hauberk.iam.language.policy import Effect, Policy, Principal, PrincipalKind, Statement
from hauberk.iam.language.text import ANY, Glob, glob
from tests.iam.strategies import Pick, policies

EVERYONE = Principal(PrincipalKind.AWS, Glob((ANY,)))
PRINCIPALS = (
    EVERYONE,
    Principal(PrincipalKind.AWS, glob("arn:aws:iam::444455556666:root")),
    Principal(PrincipalKind.AWS, glob("111122223333")),
    Principal(PrincipalKind.AWS, glob("arn:aws:iam::111122223333:user/alice")),
    Principal(PrincipalKind.AWS, glob("arn:aws:iam::111122223333:role/r")),
    Principal(PrincipalKind.SERVICE, glob("sns.amazonaws.com")),
)


def _of_resource(pick: Pick, one: Statement) -> Statement:
    named = tuple(dict.fromkeys(pick(PRINCIPALS) for _ in range(pick((1, 1, 2)))))
    spared = one.effect is Effect.DENY and pick((False, False, False, True))
    return one._replace(principals=named, except_principals=spared)


def resource_policies(pick: Pick) -> Policy:
    """A policy of a resource."""
    made = policies(pick)
    return made._replace(
        name="own",
        statements=tuple(_of_resource(pick, one)._replace(place=place) for place, one in enumerate(made.statements)),
    )
