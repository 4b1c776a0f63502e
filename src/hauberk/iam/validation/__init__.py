"""What is wrong with a policy: what AWS refuses, what has no effect, and what isn't as it looks.

The checks ask what IAM Access Analyzer's policy validation and parliament ask, where it can be decided offline, and
decide by the algebra rather than by comparing text. What can't be known, an unresolved parameter or a part that wasn't
read, is never blamed.
"""

from collections.abc import Iterator

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.language.parse import Parsed
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.trees import Document, Node
from hauberk.iam.validation import (
    actions,
    documents,
    grants,
    keys,
    organizations,
    principals,
    resources,
    statements,
    values,
    variables,
)
from hauberk.iam.validation.holders import Holder, holder_of, holders
from hauberk.iam.validation.problem import Check, Problem, Severity
from hauberk.iam.validation.view import View
from hauberk.iam.validation.written import Written
from hauberk.model.values import Value

__all__ = ["CHECKS", "Check", "Holder", "Problem", "Severity", "holder_of", "holders", "refused", "validate"]

CHECKS: tuple[Check, ...] = (
    *documents.CHECKS,
    *statements.CHECKS,
    *actions.CHECKS,
    *resources.CHECKS,
    *keys.CHECKS,
    *values.CHECKS,
    *variables.CHECKS,
    *principals.CHECKS,
    *organizations.CHECKS,
    *grants.CHECKS,
)
"""Every check, in the order in which problems of one place are told."""

UNDECIDED = "undecided"
"""The code of what a check couldn't decide within its budget."""


def validate(
    policy: Policy,
    kind: Kind,
    holder: Holder | None = None,
    document: Document | Node | Value | None = None,
    *,
    bare: bool = False,
    steps: int = 200_000,
) -> tuple[Problem, ...]:
    """The problems of a policy, by statement.

    ``holder`` tells what the policy is written on, for its limits and for what trust policies are about. ``document``
    is what the policy was read from: problems then have the places of single actions, and what the policy itself
    doesn't remember, such as a missing version, is looked at too. ``bare`` says that the document is a statement alone.
    A check that takes more than ``steps`` is told of as undecided.
    """
    view = View(policy, kind, holder, Written(document, bare=bare))
    found = (problem for one in CHECKS for problem in _asked(one, view, steps))
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _asked(one: Check, view: View, steps: int) -> Iterator[Problem]:
    view.budget = Budget(steps)
    try:
        yield from one.problems(view)
    except UndecidedError as error:
        text = f"{one.code} can't be decided: {error.text}"
        yield Problem(UNDECIDED, Severity.SUGGESTION, text, view.policy.span)


def _place(problem: Problem) -> int:
    return -1 if problem.statement is None else problem.statement.place


def refused(parsed: Parsed) -> tuple[Problem, ...]:
    """Why a document is no policy at all, as problems."""
    return tuple(Problem(fault.code, Severity.ERROR, fault.text, fault.span) for fault in parsed.faults)
