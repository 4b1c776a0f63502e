"""What watches a region of an account: a trail, GuardDuty, Security Hub."""

from hauberk.model.region import Region
from hauberk.model.subject import Subject, as_flag
from hauberk.model.values import Known, Value
from hauberk.model.verdict import HIGH, LOW, MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.monitoring.trails import TRAILS
from hauberk.study.study import Study


@control("account-without-trail", practice=4, severity=HIGH, subject=Region)
def account_without_trail(region: Region, study: Study) -> Verdict:
    """Nobody records what is done in an account.

    A trail keeps who called what, from where and with which identity. Without one there are ninety days of management
    events in the console, which alert nobody and can't be kept.

    Attack: a key is stolen in January; in June nobody can tell what was done with it.

    Safe when: CloudTrail Lake, or an organization's trail that this account can't see, records the region.

    Fix: make a trail for all regions with a bucket of another account.

    References:
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1
    """
    doubt: Value | None = None
    for resource in study.there(region, *TRAILS):
        logging = as_flag(Subject(resource, region.world).at("IsLogging"))
        if logging == Known(True):
            return satisfied()
        doubt = doubt if logging == Known(False) else logging  # an organization's trail needn't tell its members
    if doubt is not None:
        return unknown(doubt)
    return violated(region.says("no trail records what is done in this region"))


@control("account-without-guardduty", practice=4, severity=MEDIUM, subject=Region)
def account_without_guardduty(region: Region, study: Study) -> Verdict:
    """Nobody looks for attacks in a region.

    GuardDuty reads the trail, name look-ups and network flows, those of functions among them, and tells when they look
    like an intruder's. It is on by region.

    Attack: a function mines coins for a stranger until the bill comes.

    Safe when: another service watches the same logs for attacks.

    Fix: turn GuardDuty on in every region that is used, best for the whole organization.

    References:
    - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1
    """
    if any(study.there(region, "AWS::GuardDuty::Detector")):
        return satisfied()
    return violated(region.says("GuardDuty is off in this region"))


@control("account-without-security-hub", practice=4, severity=LOW, subject=Region)
def account_without_security_hub(region: Region, study: Study) -> Verdict:
    """What AWS's services find comes together nowhere.

    Config, Inspector, GuardDuty and Access Analyzer each have a list of findings of their own. Security Hub has them
    in one, with standards that are checked all the time.

    Attack: the finding that mattered stood in the list that nobody opens.

    Safe when: the findings go to another system that someone works through.

    Fix: turn Security Hub on with the AWS Foundational Security Best Practices standard.

    References:
    - https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html
    - https://docs.aws.amazon.com/config/latest/developerguide/securityhub-enabled.html
    """
    if any(study.there(region, "AWS::SecurityHub::Hub")):
        return satisfied()
    return violated(region.says("Security Hub is off in this region"))


CONTROLS = (account_without_trail, account_without_guardduty, account_without_security_hub)
