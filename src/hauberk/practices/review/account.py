"""What a template can't tell of permissions: whether anyone uses them."""

from hauberk.model.deployment import Deployment
from hauberk.model.verdict import LOW, Verdict, not_applicable
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("permission-unused", practice=14, severity=LOW, subject=Deployment)
def permission_unused(deployment: Deployment, study: Study) -> Verdict:
    """A permission, role or key is no longer used.

    What nobody uses is only of use to an attacker. When something was last used is known to the account, not to a
    template.

    Attack: the role of a function that was retired still reads the customers' table.

    Safe when: it is for emergencies, and its use raises an alarm.

    Fix: review last-accessed information in the account, and remove what hasn't been used for ninety days.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
    """
    return not_applicable("not applicable to a template: when something was last used is known to the account")


CONTROLS = (permission_unused,)
