"""Access keys: credentials that are a text in a file, and work without a second factor."""

from hauberk.model.people import AccessKey, Credentials, age
from hauberk.model.subject import as_flag, listed, named
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.ages import KEY_AGE, days
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.study.study import Study


def switched_off(key: AccessKey) -> Verdict | None:
    """What there is to say of a key that doesn't work, or of which that isn't known."""
    known, active = plain(key.active)
    if not known:
        return unknown(key.active)
    return None if active else not_applicable("it is switched off")


@control("access-key-not-rotated", practice=15, severity=MEDIUM, subject=AccessKey)
def access_key_not_rotated(key: AccessKey, study: Study) -> Verdict:
    """An access key is older than ninety days.

    A key never expires. With each month it is in more places: laptops, build servers, chat, backups.

    Attack: a key in a repository that was made public last year still works.

    Safe when: never; what runs by itself can have a role, from outside of AWS too (IAM Roles Anywhere).

    Fix: replace the key by a role. Where that can't be, make a second key, use it, switch the first one off, and delete
    it.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-3
    """
    off = switched_off(key)
    if off is not None:
        return off
    since = age(key.rotated, study.today)
    if since is None:
        return unknown(key.rotated)
    if isinstance(since, Unknown):
        return unknown(since)
    return satisfied() if since <= KEY_AGE else violated(key.rotated.says(f"{key.name} is {days(since)} old"))


@control("two-active-access-keys", practice=15, severity=LOW, subject=Credentials)
def two_active_access_keys(credentials: Credentials, study: Study) -> Verdict:
    """A user has two access keys that work.

    The second key is there so that the first can be replaced. Two that stay are twice as many places where one can be
    lost, and the next replacement has no room.

    Attack: the key that everyone thought was replaced is the one that was stolen.

    Safe when: the older one is being replaced today.

    Fix: see which one was used last, switch the other off, and delete it.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
    - https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/automatically-rotate-iam-user-access-keys-at-scale-with-aws-organizations-and-aws-secrets-manager.html
    """
    if isinstance(credentials.keys, Unknown):
        return unknown(credentials.keys)
    active = [as_flag(named(key).value("Active")) for key in listed(credentials.keys)]
    if not active:
        return not_applicable("it has no access key")
    doubt = next((flag for flag in active if isinstance(flag, Unknown)), None)
    if doubt is not None:
        return unknown(doubt)
    working = [flag for flag in active if flag == Known(True)]
    if len(working) < 2:
        return satisfied()
    return violated(credentials.keys.says(f"{len(working)} access keys of {credentials.name} work"))


@control("access-key-made-with-user", practice=15, severity=LOW, subject=AccessKey)
def access_key_made_with_user(key: AccessKey, study: Study) -> Verdict:
    """A person got an access key along with their user, and never used it.

    A key that is made by habit, for a user who signs in to the console, is one that nobody asked for. It is kept in
    the file in which it came.

    Attack: the file of the first day lies in the downloads of a laptop that was handed on.

    Safe when: the user is about to use it.

    Fix: delete the key; make one when it is asked for.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html
    """
    off = switched_off(key)
    if off is not None:
        return off
    if isinstance(key.password, Unknown):
        return unknown(key.password)
    if plain(key.password) != (True, True):
        return not_applicable("its user isn't a person who signs in to the console")
    used, made, joined = (age(value, study.today) for value in (key.used, key.rotated, key.created))
    for one in (used, made, joined):
        if isinstance(one, Unknown):
            return unknown(one)
    if used is not None or made is None or made != joined:
        return satisfied()
    return violated(key.rotated.says(f"{key.name} was made with the user, and never used"))


CONTROLS = (access_key_not_rotated, two_active_access_keys, access_key_made_with_user)
