"""What a template can't tell of people: who they are, and what they sign in with."""

from hauberk.model.deployment import Deployment
from hauberk.model.verdict import CRITICAL, Verdict, not_applicable
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("account-user-without-mfa", practice=15, severity=CRITICAL, subject=Deployment)
def account_user_without_mfa(deployment: Deployment, study: Study) -> Verdict:
    """The root user, or someone at the console, signs in with a password alone.

    Whoever has the password then has the account. Which users there are, and with what they sign in, is known to the
    account, not to a template.

    Attack: a phished password of an administrator is all that it takes.

    Safe when: never.

    Fix: register a passkey or hardware key for the root user, and ask for a second factor from everyone.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-9
    """
    return not_applicable("not applicable to a template: who signs in, and how, is known to the account")


CONTROLS = (account_user_without_mfa,)
