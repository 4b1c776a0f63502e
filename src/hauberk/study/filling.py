"""What only the deployment tells, filled with the text that it has in a witness."""

from hauberk.iam.algebra.concrete import hole_text
from hauberk.iam.language.policy import Policy
from hauberk.iam.language.text import Glob, Hole, glob


def filled(one: Glob) -> Glob:
    """A text whose holes have the texts that witnesses have for them."""
    return glob(*(hole_text(part) if isinstance(part, Hole) else part for part in one.parts))


def told(policy: Policy) -> Policy:
    """A policy in which holes have the texts that witnesses have for them."""
    return policy._replace(
        statements=tuple(
            statement._replace(
                resources=tuple(map(filled, statement.resources)),
                principals=tuple(one._replace(id=filled(one.id)) for one in statement.principals),
                tests=tuple(test._replace(values=tuple(map(filled, test.values))) for test in statement.tests),
            )
            for statement in policy.statements
        )
    )
