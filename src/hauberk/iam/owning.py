"""Whose a resource is, as its policy tells, and the policy with what that decides.

``${aws:ResourceAccount}`` and ``${aws:ResourceOrgID}`` are the same in every request on a resource (IAM user guide,
"AWS global condition context keys", 2026-11).
"""

from collections.abc import Mapping

from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.implied import RESOURCE_ACCOUNT
from hauberk.iam.language.arn import PARTS, is_account
from hauberk.iam.language.policy import Policy, Statement
from hauberk.iam.language.text import Glob, Hole, Part, Variable, glob

_ORGANIZATION = "aws:resourceorgid"
_OWN = Hole("the resource's organization", own=True)
_OF_CALLER = "aws:principalaccount"


def owner_of(policy: Policy) -> str:
    """The account in the ARNs of the resources that a policy is about; empty where they don't tell."""
    for statement in policy.statements:
        for resource in () if statement.except_resources else statement.resources:
            parts = str(resource).split(":", PARTS - 1)
            if len(parts) == PARTS and is_account(parts[4]):
                return parts[4]
    return ""


def settled(policy: Policy, owner: str, organization: str = "") -> Policy:
    """A resource's policy with what its owner decides: an account, and an organization if it is told."""
    return _filled(policy, {RESOURCE_ACCOUNT: owner, _ORGANIZATION: organization or _OWN})


def asked_by(policy: Policy, account: str) -> Policy:
    """A policy as requests of an account meet it."""
    return _filled(policy, {_OF_CALLER: account})


def _filled(policy: Policy, known: Mapping[str, Part]) -> Policy:
    if boxes(policy).keys.isdisjoint(known):
        return policy
    return policy._replace(statements=tuple(_statement(one, known) for one in policy.statements))


def _statement(statement: Statement, known: Mapping[str, Part]) -> Statement:
    tests = tuple(test._replace(values=tuple(_text(one, known) for one in test.values)) for test in statement.tests)
    return statement._replace(resources=tuple(_text(one, known) for one in statement.resources), tests=tests)


def _text(one: Glob, known: Mapping[str, Part]) -> Glob:
    return glob(*(known.get(part.key, part) if isinstance(part, Variable) else part for part in one.parts))
