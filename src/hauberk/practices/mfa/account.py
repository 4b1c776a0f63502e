"""What a template can't tell of people: who they are, and what they sign in with."""

from hauberk.model.people import Credentials, age
from hauberk.model.values import Unknown
from hauberk.model.verdict import HIGH, LOW, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.ages import PASSWORD_AGE, days
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.study.study import Study


def without_password(credentials: Credentials) -> Verdict | None:
    """What there is to say of someone who doesn't sign in to the console, or of whom that isn't known."""
    for value in (credentials.root, credentials.password):
        if isinstance(value, Unknown):
            return unknown(value)
    if plain(credentials.root) == (True, True):
        return not_applicable("the root user is asked about by controls of its own")
    known, on = plain(credentials.password)
    if not known:
        return unknown(credentials.password)
    return None if on else not_applicable("it can't sign in to the console")


@control("account-user-without-mfa", practice=15, severity=HIGH, subject=Credentials)
def account_user_without_mfa(credentials: Credentials, study: Study) -> Verdict:
    """Someone signs in to the console with a password alone.

    Whoever has the password then has all that the user may do. Passwords are phished, guessed and used twice.

    Attack: a phished password of an administrator is all that it takes.

    Safe when: never; a user who isn't a person needs no password.

    Fix: have the user register a passkey or an app, and deny everything to who comes without; or better, give people
    access through IAM Identity Center.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-5
    """
    doubt = without_password(credentials)
    if doubt is not None:
        return doubt
    known, on = plain(credentials.mfa)
    if not known:
        return unknown(credentials.mfa)
    return satisfied() if on else violated(credentials.mfa.says(f"{credentials.name} signs in with a password alone"))


@control("console-password-not-rotated", practice=15, severity=LOW, subject=Credentials)
def console_password_not_rotated(credentials: Credentials, study: Study) -> Verdict:
    """A console password is more than a year old.

    Passwords needn't change every month, which makes people choose worse ones. One that is years old has been typed on
    many machines, some of them since sold, and may be the one that another site lost.

    Attack: a list of a site that was broken into two years ago has the same person with the same password.

    Safe when: a second factor is asked for at every sign-in: that passes.

    Fix: ask for a second factor, or have the user choose a new password.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
    - https://pages.nist.gov/800-63-4/sp800-63b.html
    """
    doubt = without_password(credentials)
    if doubt is not None:
        return doubt
    if plain(credentials.mfa) == (True, True):
        return satisfied()
    since = age(credentials.password_changed, study.today)
    if since is None:
        since = age(credentials.created, study.today)
    if since is None:
        return unknown(credentials.password_changed)
    if isinstance(since, Unknown):
        return unknown(since)
    if since <= PASSWORD_AGE:
        return satisfied()
    return violated(credentials.password_changed.says(f"the password of {credentials.name} is {days(since)} old"))


CONTROLS = (account_user_without_mfa, console_password_not_rotated)
