"""What a policy allows a principal whose tags are told: lines of its conditions that ask for them are decided."""

from collections.abc import Mapping

from hauberk.iam.escalation.narrowing import PRINCIPAL_TAG
from hauberk.iam.evaluator.conditions import passes
from hauberk.iam.evaluator.matching import Filling
from hauberk.iam.evaluator.truth import Doubt
from hauberk.iam.language.policy import Policy, Statement


def asks_for_tags(policy: Policy) -> bool:
    """Whether a policy asks for tags of the principal."""
    return any(test.key.startswith(PRINCIPAL_TAG) for statement in policy.statements for test in statement.tests)


def settled(policy: Policy, tags: Mapping[str, str]) -> Policy:
    """A policy for a principal with some tags, by their names in lower case."""
    made = (_settled(one, tags) for one in policy.statements)
    return policy._replace(statements=tuple(one for one in made if one is not None))


def _settled(statement: Statement, tags: Mapping[str, str]) -> Statement | None:
    """A statement without the lines that the tags pass; ``None`` if they don't pass one."""
    kept = []
    for test in statement.tests:
        if not test.key.startswith(PRINCIPAL_TAG):
            kept.append(test)
            continue
        value = tags.get(test.key.removeprefix(PRINCIPAL_TAG))
        truth = passes(test, None if value is None else (value,), Filling(_untold, {}))
        if truth is False:
            return None
        if truth is not True:
            kept.append(test)
    return statement._replace(tests=tuple(kept))


def _untold(key: str) -> Doubt:
    return Doubt(f"{key} isn't told")
