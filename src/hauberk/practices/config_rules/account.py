"""What a template can't tell of AWS Config: whether the account has it."""

from hauberk.model.deployment import Deployment
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("account-without-config-recorder", practice=17, severity=MEDIUM, subject=Deployment)
def account_without_config_recorder(deployment: Deployment, study: Study) -> Verdict:
    """An account records no changes of its resources.

    Without a recorder AWS Config keeps no history and judges nothing. There is one for an account and region, usually
    made outside of applications; whether it runs is known to the account.

    Attack: someone opens a function's policy for an hour; nobody can tell afterwards.

    Safe when: another tool records every change.

    Fix: run a recorder for all resource types in every region that is used.

    References:
    - https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1
    """
    return not_applicable("not applicable to a template: whether a recorder runs is known to the account")


CONTROLS = (account_without_config_recorder,)
