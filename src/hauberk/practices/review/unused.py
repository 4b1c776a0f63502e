"""What is there and nobody uses: users, passwords, keys and roles. An account alone knows when."""

from hauberk.model.people import AccessKey, Age, Credentials, LiveRole, age
from hauberk.model.subject import as_text, listed, named
from hauberk.model.values import Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.ages import UNUSED, UNUSED_CREDENTIALS, days
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.practices.mfa.account import without_password
from hauberk.practices.mfa.keys import switched_off
from hauberk.study.study import Study

LINKED = "/aws-service-role/"
"""The path of roles that a service makes for itself, and deletes (IAM User Guide, "Service-linked roles", 2026-11)."""


def _idle(used: Value, since: Value, most: int, study: Study, name: str) -> Verdict:
    """What to say of something that was used at one time, or never since another one."""
    last: Age = age(used, study.today)
    if isinstance(last, Unknown):
        return unknown(last)
    if last is not None:
        return satisfied() if last <= most else violated(used.says(f"{name} was last used {days(last)} ago"))
    there: Age = age(since, study.today)
    if there is None:
        return unknown(since)
    if isinstance(there, Unknown):
        return unknown(there)
    if there <= most:
        return not_applicable("it is too new to say")
    return violated(since.says(f"{name} is there for {days(there)}, and nobody has used it"))


@control("console-password-unused", practice=14, severity=MEDIUM, subject=Credentials)
def console_password_unused(credentials: Credentials, study: Study) -> Verdict:
    """A password hasn't been used for forty-five days.

    Someone who doesn't sign in doesn't notice that another one does.

    Attack: the password of a contractor who left in spring opens the console in autumn.

    Safe when: the user is for emergencies, its second factor lies in a safe, and its use raises an alarm.

    Fix: delete the user's login profile; it can have a new one when it comes back.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-22
    """
    doubt = without_password(credentials)
    if doubt is not None:
        return doubt
    changed = credentials.password_changed
    since = credentials.created if age(changed, study.today) is None else changed
    name = f"the password of {credentials.name}"
    return _idle(credentials.password_used, since, UNUSED_CREDENTIALS, study, name)


@control("access-key-unused", practice=14, severity=MEDIUM, subject=AccessKey)
def access_key_unused(key: AccessKey, study: Study) -> Verdict:
    """An access key hasn't been used for forty-five days.

    A key that nobody uses is of use to a finder only.

    Attack: the key of a build server that was switched off is found in its disk image.

    Safe when: it is for an emergency, and its use raises an alarm.

    Fix: switch the key off, and delete it when nothing breaks.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-22
    """
    off = switched_off(key)
    return off if off is not None else _idle(key.used, key.rotated, UNUSED_CREDENTIALS, study, key.name)


@control("user-unused", practice=14, severity=LOW, subject=Credentials)
def user_unused(credentials: Credentials, study: Study) -> Verdict:
    """A user did nothing for ninety days, or can't do anything.

    A user without credentials, or whose credentials lie idle, keeps its permissions for the day when somebody makes it
    a new key.

    Attack: someone who may make keys makes one for the forgotten administrator.

    Safe when: it is for emergencies, and its use raises an alarm.

    Fix: delete the user, with its keys and its place in groups.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_remove.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-8
    """
    known, root = plain(credentials.root)
    if not known:
        return unknown(credentials.root)
    if root:
        return not_applicable("the root user can't be deleted")
    keys = listed(credentials.keys)
    used = [credentials.password_used, *(key if isinstance(key, Unknown) else _used(key) for key in keys)]
    ages = [(value, age(value, study.today)) for value in used]
    known_ages = [(found, value) for value, found in ages if isinstance(found, int)]
    if known_ages and min(found for found, _ in known_ages) <= UNUSED:
        return satisfied()
    doubt = next((found for _, found in ages if isinstance(found, Unknown)), None)
    if doubt is not None:
        return unknown(doubt)
    latest = min(known_ages, key=lambda pair: pair[0])[1] if known_ages else used[0]
    return _idle(latest, credentials.created, UNUSED, study, f"user {credentials.name}")


def _used(key: Value) -> Value:
    return as_text(named(key).value("LastUsedDate"))


@control("role-unused", practice=14, severity=LOW, subject=LiveRole)
def role_unused(role: LiveRole, study: Study) -> Verdict:
    """A role hasn't been used for ninety days.

    What a role may do is there for everyone whom its trust lets in, used or not. IAM remembers uses for four hundred
    days.

    Attack: the role of a function that was retired still reads the customers' table, and anyone who may pass roles to
    functions can have one with it.

    Safe when: it is for emergencies or for a yearly task, and its use raises an alarm. Roles that a service made for
    itself pass.

    Fix: deny everything to the role for a while, then delete it.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html
    """
    if str(getattr(role.at("Path"), "value", "")).startswith(LINKED):
        return not_applicable("a service made it for itself, and deletes it")
    used, made = role.told("RoleLastUsed.LastUsedDate"), role.told("CreateDate")
    return _idle(used, made, UNUSED, study, f"role {role.name}")


CONTROLS = (console_password_unused, access_key_unused, user_unused, role_unused)
