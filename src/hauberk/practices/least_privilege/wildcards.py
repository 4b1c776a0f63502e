"""Statements that let an action have every resource, where one could be named."""

from functools import lru_cache
from typing import TYPE_CHECKING

from hauberk.model.policies import IdentityStatement
from hauberk.model.subject import listed
from hauberk.model.values import Reason, Value
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.least_privilege.elements import actions, first_unknown, in_question, stars, value_text
from hauberk.practices.least_privilege.powers import POWERS, granted
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.study.claims import Claim

RUNNING = frozenset(
    (
        "ec2:assignprivateipaddresses",
        "ec2:createnetworkinterface",
        "ec2:deletenetworkinterface",
        "ec2:detachnetworkinterface",
        "ec2:unassignprivateipaddresses",
        "logs:createloggroup",
        "logs:createlogstream",
        "logs:putlogevents",
        "rds:describedbclusterparameters",
    )
)
"""What functions need to run, and what AWS's own policies for it allow on every resource (AWSLambdaBasicExecutionRole
and AWSLambdaVPCAccessExecutionRole, AWS managed policy reference; SAM's VPCAccessPolicy; what SAM gives a function that
a DocumentDB cluster triggers, since Lambda looks up how the cluster is set up: "Using AWS Lambda with Amazon
DocumentDB", Lambda developer guide; 2026-11). Who writes it into a policy gives no more than who attaches those."""


@control("wildcard-resource", practice=1, severity=MEDIUM, subject=IdentityStatement)
def wildcard_resource(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows an action on every resource, where one could be named.

    ``Resource: "*"`` beside an action such as ``dynamodb:PutItem`` reaches every table of the account, those of other
    teams included. AWS lets you name the table.

    Attack: a function of the newsletter, taken over, writes into the table of the orders.

    Safe when: the action supports no resource (``ec2:DescribeInstances``), or needn't be about one; such actions aren't
    asked about here. Nor are those with which every function writes its logs, joins its network and is triggered: AWS's
    own policies for that allow them on everything.

    It is judged for each role, user or group that has the policy, with all else that it has: what a Deny, a boundary or
    a condition takes away is no finding.

    A condition may name what is meant instead: by tags of the resource, or by a key of the action's own, such as
    ``ses:FromAddress``.

    Fix: name the resource: its ARN, or in a template a reference to it. A star behind the kind, as in table/*, names
    none.

    References:
    - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    """
    doubt = in_question(statement, study)
    if doubt is not None:
        return doubt
    places = stars(statement)
    cause = first_unknown(iter(listed(statement.resources)))
    if not places and cause is None:
        return satisfied()
    named = [(value, found) for value, text in actions(statement) if (found := _nameable(text))]
    if not named and first_unknown(iter(statement.actions)) is None:
        return not_applicable("none of its actions is one that a resource can be named for")
    if not places:
        return satisfied() if cause is None else unknown(cause)
    return _ask(statement, study, named, places)


@lru_cache(maxsize=2048)  # policies name the same actions again and again
def _nameable(pattern: str) -> tuple[str, ...]:
    """The actions of a pattern that this control asks about; none for a pattern of several services, or one with a
    power that another control tells of."""
    if set(pattern.partition(":")[0]) & set("*?") or any(granted(pattern, power) for power in POWERS):
        return ()
    from hauberk.study.claims import nameable

    return tuple(name for name in nameable(pattern) if name not in RUNNING)


def _ask(
    statement: IdentityStatement, study: Study, named: list[tuple[Value, tuple[str, ...]]], places: tuple[Value, ...]
) -> Verdict:
    from hauberk.study.claims import fits, swept
    from hauberk.study.words import sweeping

    claim = swept(statement, study, [names for _, names in named], strangers=False)
    if isinstance(claim, Reason):
        return unknown(claim)
    if claim is None:
        cause = first_unknown(iter(statement.actions)) or first_unknown(iter(listed(statement.resources)))
        return satisfied() if cause is None else unknown(cause)
    star = next((value for value in places if fits(value, claim.sweeps[0].witness.resource)), places[0])
    wide = [(value, sweep) for value, names in named if (sweep := claim.of(names)) is not None]
    told = [value.says(sweeping(claim.holder, sweep)) for value, sweep in wide]
    says = f"{_sentence([value_text(value) for value, _ in wide])} allowed on every {_kind(claim)} of the account"
    return violated(star.says(says), *told)


def _kind(claim: "Claim") -> str:
    """What all the resources are called, as far as they are of one kind."""
    from hauberk.study.words import kind

    kinds = {kind(sweep.type) for sweep in claim.sweeps}
    return kinds.pop() if len(kinds) == 1 else "resource"


def _sentence(names: list[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} is"
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} more actions"]
    return f"{', '.join(names[:-1])} and {names[-1]} are"


CONTROLS = (wildcard_resource,)
