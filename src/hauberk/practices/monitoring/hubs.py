"""Security Hub: whether it checks anything."""

from hauberk.model.subject import Flag, Subject
from hauberk.model.told import is_live, unless_live
from hauberk.model.verdict import LOW, Verdict, satisfied, violated
from hauberk.practices.checks import must_be_on, must_not_be_told
from hauberk.practices.control import control
from hauberk.study.study import Study

STANDARD = "AWS::SecurityHub::Standard"


class Hub(Subject):
    """Security Hub in a region."""

    TYPES = ("AWS::SecurityHub::Hub",)
    __slots__ = ()

    defaults = Flag("EnableDefaultStandards", True)


class Standard(Subject):
    """A standard that Security Hub checks."""

    TYPES = (STANDARD,)
    __slots__ = ()


@control("security-hub-without-standard", practice=4, severity=LOW, subject=Hub)
def security_hub_without_standard(hub: Hub, study: Study) -> Verdict:
    """Security Hub collects and checks nothing itself.

    Its controls belong to standards, of which at least one has to be on.

    Attack: the bucket that everyone may read is never told, since no standard asks.

    Safe when: it only collects what other services find.

    Fix: turn on AWS Foundational Security Best Practices.

    References:
    - https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
    """
    if any(study.there(hub, STANDARD)):
        return satisfied()
    if is_live(hub):
        return violated(hub.says("no standard is on"))
    return must_be_on(hub.defaults, "no standard is turned on")


@control("security-hub-standard-failing", practice=4, severity=LOW, subject=Standard)
def security_hub_standard_failing(standard: Standard, study: Study) -> Verdict:
    """A standard of Security Hub doesn't work.

    Its controls are rules of AWS Config: without a recorder they never answer, and a score that misses half of them
    looks good. The account knows the standard's state.

    Attack: nobody; what the standard was turned on for isn't checked.

    Safe when: it was turned on a moment ago.

    Fix: run a recorder for the standard's resource types; raise the quota of rules where that is the reason.

    References:
    - https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-setup-prereqs.html
    - https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_StandardsSubscription.html
    """
    template = unless_live(standard, "its state")
    if template is not None:
        return template
    return must_not_be_told(
        standard, "Status", ("INCOMPLETE", "FAILED"), "some of its controls can't be checked", "Reason"
    )


CONTROLS = (security_hub_without_standard, security_hub_standard_failing)
