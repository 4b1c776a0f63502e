"""Single powers that are worth more than they look: passing roles, changing permissions, assuming any role."""

from fnmatch import fnmatchcase
from functools import lru_cache
from typing import NamedTuple

from hauberk.model.policies import IdentityStatement
from hauberk.model.values import Reason
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.least_privilege.elements import actions, first_unknown, in_question, is_every, stars
from hauberk.study.study import Study


class Power(NamedTuple):
    """Actions that are worth more than they look, in lower case; what tells most comes first."""

    actions: tuple[str, ...]
    wholes: frozenset[str] = frozenset()
    """Patterns of all of a service's actions that are this power above all else. Of others wildcard-action tells."""


ESCALATING = Power(
    (
        "iam:attachrolepolicy",
        "iam:putrolepolicy",
        "iam:updateassumerolepolicy",
        "iam:attachuserpolicy",
        "iam:putuserpolicy",
        "iam:createpolicyversion",
        "iam:setdefaultpolicyversion",
        "iam:createaccesskey",
        "iam:createloginprofile",
        "iam:updateloginprofile",
        "iam:addusertogroup",
        "iam:attachgrouppolicy",
        "iam:putgrouppolicy",
        "lambda:updatefunctioncode",
        "lambda:updatefunctionconfiguration",
    ),
    frozenset(("iam:*",)),
)
"""Actions with which a holder gets more permissions than they have ("Security best practices in IAM" and the IAM user
guide's pages of these actions, 2026-11)."""
PASSING = Power(("iam:passrole",))
ASSUMING = Power(("sts:assumerole",), frozenset(("sts:*",)))
DECRYPTING = Power(("kms:decrypt", "kms:reencryptfrom"), frozenset(("kms:*",)))
"""Actions that give the plain text, or hand it to another key (Service Authorization Reference, 2026-11)."""
READING = Power(
    (
        "secretsmanager:getsecretvalue",
        "secretsmanager:batchgetsecretvalue",
        "ssm:getparameter",
        "ssm:getparameters",
        "ssm:getparametersbypath",
        "ssm:getparameterhistory",
    ),
    frozenset(("secretsmanager:*", "ssm:*")),
)
"""Actions that read secrets (Service Authorization Reference, 2026-11)."""
POWERS = (ESCALATING, PASSING, ASSUMING, DECRYPTING, READING)


@lru_cache(maxsize=8192)  # policies name the same actions again and again
def granted(text: str, power: Power) -> tuple[str, ...]:
    """Those of a power's actions that an action is, or that a pattern of a service's actions includes."""
    if is_every(text.partition(":")[2] or text) and text not in power.wholes:
        return ()
    return tuple(action for action in power.actions if matches(text, action))


def matches(pattern: str, action: str) -> bool:
    """Whether an action fits a pattern; stars and question marks may be anywhere."""
    if "*" not in pattern and "?" not in pattern:
        return action == pattern
    return fnmatchcase(action, pattern.replace("[", "[[]"))


def on_everything(statement: IdentityStatement, study: Study, power: Power, says: str) -> Verdict:
    """Violated where the statement gives a power over every resource to whoever has the credentials."""
    doubt = in_question(statement, study)
    if doubt is not None:
        return doubt
    given = [(value, some) for value, text in actions(statement) if (some := granted(text, power))]
    if not given:
        cause = first_unknown(iter(statement.actions))
        return not_applicable("it doesn't grant that") if cause is None else unknown(cause)
    places = stars(statement)
    if not places:
        return satisfied()
    from hauberk.study.claims import fits, swept
    from hauberk.study.words import sweeping

    claim = swept(statement, study, [some for _, some in given], strangers=True)
    if isinstance(claim, Reason):
        return unknown(claim)
    if claim is None:
        return satisfied()
    value, sweep = next(
        (value, sweep) for value, some in given for name in some if (sweep := claim.of((name,))) is not None
    )
    star = next((place for place in places if fits(place, sweep.witness.resource)), places[0])
    return violated(value.says(says), star.says(sweeping(claim.holder, sweep)))


@control("pass-any-role", practice=1, severity=HIGH, subject=IdentityStatement)
def pass_any_role(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows any role to be passed to a service.

    With ``iam:PassRole`` on every resource, whoever can also create a function, an instance or a task hands it the most
    powerful role of the account and has its permissions.

    Attack: from a function with PassRole and ``lambda:CreateFunction`` the attacker makes a function of their own with
    an administrator's role and calls it.

    Safe when: a condition on ``iam:PassedToService`` and ARNs by a path narrow what can be passed to whom.

    Fix: name the role's ARN, and add a condition on iam:PassedToService.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
    """
    says = "any role of the account can be passed to a service"
    return on_everything(statement, study, PASSING, says)


@control("assume-any-role", practice=1, severity=HIGH, subject=IdentityStatement)
def assume_any_role(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows any role to be assumed.

    ``sts:AssumeRole`` on every resource turns the holder into every role whose trust policy names the account, in this
    account and in all others that trust it.

    Attack: a function that reports costs assumes the deployment role, whose trust is "this account".

    Safe when: a condition limits it, for instance to roles of the own organization with a tag.

    Fix: name the roles' ARNs.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
    """
    says = "any role that trusts the account can be assumed"
    return on_everything(statement, study, ASSUMING, says)


@control("permission-to-grant-permissions", practice=1, severity=CRITICAL, subject=IdentityStatement)
def permission_to_grant_permissions(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows permissions to be changed, on anything.

    Actions such as ``iam:PutRolePolicy`` or ``lambda:UpdateFunctionCode`` on every resource are administrator access by
    another name: the holder gives itself whatever is missing.

    Attack: one call attaches AdministratorAccess to the function's own role; the next call is anything.

    Safe when: a permissions boundary is demanded by a condition (``iam:PermissionsBoundary``).

    Fix: name the resources, or leave changes of permissions to the deployment role.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
    """
    says = "whoever has this can give themselves any permission"
    return on_everything(statement, study, ESCALATING, says)


@control("decrypt-with-any-key", practice=1, severity=HIGH, subject=IdentityStatement)
def decrypt_with_any_key(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows decryption with every key.

    A key that anything in the account may decrypt with protects from nobody in the account.

    Attack: a function that needs one parameter decrypts the backups of another team, whose key policy leaves access to
    the account's IAM policies, as the default one does.

    Safe when: a condition such as ``kms:ViaService`` or ``kms:EncryptionContext`` narrows it.

    Fix: name the key's ARN.

    References:
    - https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1
    - https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html
    """
    says = "everything that any key of the account protects can be decrypted"
    return on_everything(statement, study, DECRYPTING, says)


CONTROLS = (
    pass_any_role,
    assume_any_role,
    permission_to_grant_permissions,
    decrypt_with_any_key,
)
