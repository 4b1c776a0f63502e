"""The root user of an account, which nobody's policy limits."""

from hauberk.model.people import Age, Credentials, Summary, age
from hauberk.model.resource import Resource
from hauberk.model.subject import as_flag, listed, named
from hauberk.model.values import Known, Unknown, Value
from hauberk.model.verdict import CRITICAL, LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.ages import ROOT_USE, days
from hauberk.practices.checks import must_be_off, plain
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("root-without-mfa", practice=15, severity=CRITICAL, subject=Summary)
def root_without_mfa(account: Summary, study: Study) -> Verdict:
    """The root user signs in with a password alone.

    The root user may do everything, and no policy of the account takes anything from it. Who has its password, or the
    mailbox that resets it, has the account.

    Attack: the mailbox of someone who opened the account years ago is taken over, and with it the account.

    Safe when: the root user has no credentials, as AWS Organizations can have it for member accounts; that passes.

    Fix: register two passkeys or hardware keys for the root user, or take its credentials away from the organization's
    management account.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-access-management.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-9
    """
    known, on = plain(account.mfa)
    if not known:
        return unknown(account.mfa)
    if on or account.password == Known(False):
        return satisfied()
    return violated(account.mfa.says("the root user has no second factor"))


@control("root-without-hardware-mfa", practice=15, severity=LOW, subject=Summary)
def root_without_hardware_mfa(account: Summary, study: Study) -> Verdict:
    """The root user's second factor is an app.

    The secret of an app on a phone can be copied when it is set up, and its six digits typed into a forged page. A
    passkey or a hardware key gives nothing to another site.

    Attack: a forged sign-in page asks for the digits too, and passes them on within their thirty seconds.

    Safe when: the phone lies in a safe and does nothing else.

    Fix: register a passkey or hardware key for the root user, and remove the app.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-hw-mfa-for-root.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-6
    """
    for device in study.there(account, "AWS::IAM::VirtualMFADevice"):
        of_root = _of_root(device)
        if of_root == Known(True):
            return violated(of_root.says("this app is the root user's second factor"))
    known, on = plain(account.mfa)
    if not known:
        return unknown(account.mfa)
    return satisfied() if on else not_applicable("root-without-mfa says it, or the root user has no credentials")


def _of_root(device: Resource) -> Value:
    return as_flag(named(device.attributes.value("Account")).value("OfRootUser"))


@control("root-with-access-key", practice=15, severity=CRITICAL, subject=Summary)
def root_with_access_key(account: Summary, study: Study) -> Verdict:
    """The root user has an access key.

    The key works from anywhere, asks for no second factor, and no policy limits it.

    Attack: a key in an old script, found on a laptop, deletes every backup.

    Safe when: never; nothing that runs by itself needs the root user.

    Fix: make a role for what uses the key, then delete the key.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html#ru-bp-access-keys
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-4
    """
    return must_be_off(account.keys, "the root user has an access key, which works without a second factor")


@control("root-used-lately", practice=15, severity=MEDIUM, subject=Credentials)
def root_used_lately(credentials: Credentials, study: Study) -> Verdict:
    """The root user was used within a month.

    A handful of tasks need the root user, few of them twice. A root user that is at work is one whose credentials are
    at hand, and in the log it isn't told apart who it was.

    Attack: among the sign-ins of every week, one from elsewhere isn't seen.

    Safe when: it was one of the tasks that only the root user can do, and you know who did it.

    Fix: do the daily work with a role, raise an alarm on each use of the root user, and look into this one in
    CloudTrail.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-1
    """
    known, root = plain(credentials.root)
    if not known:
        return unknown(credentials.root)
    if not root:
        return not_applicable("it isn't the root user")
    doubt: Unknown | None = None
    for value, what in _uses(credentials):
        used: Age = age(value, study.today)
        if isinstance(used, Unknown):
            doubt = doubt or used
        elif used is not None and used <= ROOT_USE:
            return violated(value.says(f"the root user's {what} was used {days(used)} ago"))
    return satisfied() if doubt is None else unknown(doubt)


def _uses(credentials: Credentials) -> list[tuple[Value, str]]:
    keys = listed(credentials.keys)
    used = [(key if isinstance(key, Unknown) else named(key).value("LastUsedDate"), "access key") for key in keys]
    return [(credentials.password_used, "password"), *used]


CONTROLS = (root_without_mfa, root_without_hardware_mfa, root_with_access_key, root_used_lately)
