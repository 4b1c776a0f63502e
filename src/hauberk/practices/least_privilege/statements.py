"""What statements of identity policies grant: everything, whole services, everything but a list."""

from hauberk.model.policies import IdentityStatement, pattern_text
from hauberk.model.subject import listed
from hauberk.model.values import Absent, Annotation, Reason, Value
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.least_privilege.elements import (
    actions,
    allows_everything,
    first_unknown,
    in_question,
    is_every,
    stars,
)
from hauberk.study.study import Study

_ADMINISTRATOR = "full-admin-access tells of it"


@control("full-admin-access", practice=1, severity=CRITICAL, subject=IdentityStatement)
def full_admin_access(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows everything.

    A statement that allows every action on every resource makes its holder an administrator of the account. A function
    never needs that, and whoever gets the function to run their code has the account.

    Attack: one injection or one poisoned dependency in the function, and the attacker creates users, reads every
    bucket, deletes backups and starts machines at your cost.

    Safe when: never for a function. Accounts' own administrators get their access through IAM Identity Center.

    Fix: list the actions that the code calls and the resources that it calls them on.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1
    """
    doubt = in_question(statement, study)
    if doubt is not None:
        return doubt
    everything = [value for value, text in actions(statement) if allows_everything(text)]
    cause = first_unknown(iter(statement.actions))
    if not everything and cause is None:
        return satisfied()
    if not stars(statement):
        cause = first_unknown(iter(listed(statement.resources)))
        return satisfied() if cause is None else unknown(cause)
    if not everything:
        return satisfied() if cause is None else unknown(cause)
    who = _administrator(statement, study)
    if isinstance(who, Reason):
        return unknown(who)
    if who is None:
        return satisfied()
    says = "this allows every action on every resource of the account"
    return violated(everything[0].says(says), statement.says(f"{who} can do everything, with anything"))


def _administrator(statement: IdentityStatement, study: Study) -> str | Reason | None:
    from hauberk.study.claims import administers

    return administers(statement, study)


def _whoever_may_what_is_new(
    statement: IdentityStatement, study: Study, service: str = "", *, everywhere: bool = False
) -> str | Reason | None:
    from hauberk.study.claims import allowed_when_new

    return allowed_when_new(statement, study, service, everywhere=everywhere)


@control("wildcard-action", practice=1, severity=HIGH, subject=IdentityStatement)
def wildcard_action(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows every action of a service.

    ``service:*`` grants deleting, changing policies and everything that the service will be able to do next year, where
    the code calls two or three operations.

    Attack: with ``dynamodb:*`` a flaw in a function that only reads becomes the loss of the table; with ``s3:*`` the
    bucket's own policy can be rewritten to let the attacker in for good.

    Safe when: the statement is in a permissions boundary or a role that administers the service on purpose.

    Fix: name the actions that the code calls.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21
    """
    doubt = in_question(statement, study)
    if doubt is not None:
        return doubt
    if isinstance(statement.action, Absent):
        return not_applicable("it names no actions")
    found: list[Annotation] = []
    reason: Reason | None = None
    for value, text in actions(statement):
        service, _, name = text.partition(":")
        everything = allows_everything(text)
        if not everything and not is_every(name):
            continue
        if everything and stars(statement):
            administrator = _administrator(statement, study)
            if isinstance(administrator, str):
                return not_applicable(_ADMINISTRATOR)
            reason = reason or administrator
        who = _whoever_may_what_is_new(statement, study, "" if everything else _one_of(service))
        if isinstance(who, Reason):
            reason = reason or who
        elif who is not None:
            every = "every action of every service" if everything else f"every action of {service}"
            found.append(value.says(f"this allows {every}"))
            found.append(statement.says(f"{who} can do what the service will be able to do next year"))
    if found:
        first, told, *others = found
        return violated(first, told, *others[::2])
    if reason is not None:
        return unknown(reason)
    cause = first_unknown(iter(statement.actions))
    return satisfied() if cause is None else unknown(cause)


def _one_of(service: str) -> str:
    """A service that a pattern with wildcards is about."""
    return service.replace("*", "").replace("?", "x") or "brand-new"


@control("allow-with-not-action", practice=1, severity=HIGH, subject=IdentityStatement)
def allow_with_not_action(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows everything but a list of actions.

    ``Allow`` with ``NotAction`` grants all other actions of AWS, and every action of services that don't exist yet.

    Attack: a role that may do anything "except IAM" can still read every secret, change every function's code and open
    every bucket.

    Safe when: the statement denies; ``Deny`` with ``NotAction`` narrows.

    Fix: use Action and list what is needed; to forbid a few actions use a statement of its own with Effect Deny.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
    """
    doubt = in_question(statement, study)
    if doubt is not None:
        return doubt
    excluded = statement.not_action
    if isinstance(excluded, Absent):
        return satisfied()
    who = _whoever_may_what_is_new(statement, study)
    if isinstance(who, Reason):
        return unknown(who)
    if who is None:
        return satisfied()
    return violated(
        excluded.says(f"everything but {_some(excluded, 'these actions')} is allowed"), statement.says(f"to {who}")
    )


def _some(value: Value, otherwise: str) -> str:
    """What a list names, in words: one of it, and how many more."""
    told = [pattern_text(one) or "" for one in listed(value)]
    if not told or not told[0]:
        return otherwise
    return f"{told[0]} and {len(told) - 1} more" if len(told) > 1 else told[0]


def _some_of(statement: IdentityStatement) -> str:
    """The actions that a statement allows, in words, with the verb."""
    told = [pattern_text(one) or "" for one in statement.actions]
    return f"{told[0]} is" if len(told) == 1 and told[0] else "the actions are"


@control("allow-with-not-resource", practice=1, severity=HIGH, subject=IdentityStatement)
def allow_with_not_resource(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows an action on everything but a list of resources.

    ``Allow`` with ``NotResource`` grants the actions on every other resource, those that are made later included.

    Attack: the bucket that was to be protected is listed; the copy of it that someone makes next month isn't.

    Safe when: the statement denies; ``Deny`` with ``NotResource`` narrows.

    Fix: use Resource and name what is needed.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
    """
    doubt = in_question(statement, study)
    if doubt is not None:
        return doubt
    excluded = statement.not_resources
    if isinstance(excluded, Absent):
        return satisfied()
    who = _whoever_may_it_elsewhere(statement, study)
    if isinstance(who, Reason):
        return unknown(who)
    if who is None:
        cause = first_unknown(iter(statement.actions))
        return satisfied() if cause is None else unknown(cause)
    return violated(
        excluded.says(f"{_some_of(statement)} allowed on everything but {_some(excluded, 'these resources')}"),
        statement.says(who),
    )


def _whoever_may_it_elsewhere(statement: IdentityStatement, study: Study) -> str | Reason | None:
    """Who may do what a statement says with a resource that it doesn't name, and what, in words."""
    from hauberk.study.claims import Claim, nameable, swept
    from hauberk.study.words import sweeping

    if isinstance(statement.action, Absent) or any(allows_everything(text) for _, text in actions(statement)):
        who = _whoever_may_what_is_new(statement, study, everywhere=True)
        return f"{who}: anything on any other resource" if isinstance(who, str) else who
    claim = swept(statement, study, [nameable(text) for _, text in actions(statement)], strangers=False)
    return sweeping(claim.holder, claim.sweeps[0]) if isinstance(claim, Claim) else claim


CONTROLS = (full_admin_access, wildcard_action, allow_with_not_action, allow_with_not_resource)
