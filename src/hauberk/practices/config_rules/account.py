"""AWS Config in an account: whether a region has it."""

from hauberk.model.region import Region
from hauberk.model.verdict import MEDIUM, Verdict, satisfied, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("account-without-config-recorder", practice=17, severity=MEDIUM, subject=Region)
def account_without_config_recorder(region: Region, study: Study) -> Verdict:
    """An account records no changes of its resources.

    Without a recorder AWS Config keeps no history and judges nothing. There is one for an account and region, usually
    made outside of applications; whether there is one is known to the account.

    Attack: someone opens a function's policy for an hour; nobody can tell afterwards.

    Safe when: another tool records every change.

    Fix: run a recorder for all resource types in every region that is used.

    References:
    - https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1
    """
    if any(study.there(region, "AWS::Config::ConfigurationRecorder")):
        return satisfied()
    return violated(region.says("AWS Config has no recorder in this region"))


CONTROLS = (account_without_config_recorder,)
