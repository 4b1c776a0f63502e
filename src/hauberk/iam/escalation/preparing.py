"""What a target is after a method has prepared it for another one: with a policy that the attacker wrote or attached,
or without its boundary."""

from hauberk.iam.escalation.account import Group, Held, Place, Principal
from hauberk.iam.escalation.details import of_aws
from hauberk.iam.escalation.gains import ALL
from hauberk.iam.escalation.methods import Gain
from hauberk.iam.escalation.questions import Questions
from hauberk.iam.escalation.results import Taken
from hauberk.iam.language.policy import Policy

POLICY_ARN, BOUNDARY = "iam:policyarn", "iam:permissionsboundary"


def prepared(
    questions: Questions, gain: Gain, target: Principal | Group, taken: tuple[Taken, ...]
) -> Principal | Group:
    """A target as it is after the requests of a method."""
    if gain is Gain.TARGET_LOSES_BOUNDARY and isinstance(target, Principal):
        named = _named(taken, BOUNDARY)
        policy = _policy(questions, named)
        return target._replace(boundary=Held(policy, Place.ATTACHED, named) if policy else None)
    attached = _named(taken, POLICY_ARN) if gain is Gain.TARGET_GETS_ATTACHED else ""
    policy = _policy(questions, attached) or ALL
    return target._replace(held=(*target.held, Held(policy, Place.ATTACHED if attached else Place.INLINE, attached)))


def _named(taken: tuple[Taken, ...], key: str) -> str:
    """The policy that a request had to name, if it couldn't be any."""
    return next((step.witness.context[key][0] for step in taken if key in step.witness.context), "")


def _policy(questions: Questions, arn: str) -> Policy | None:
    known = questions.managed.get(arn)
    return known.policy if known else of_aws(arn) if arn else None
