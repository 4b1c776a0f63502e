"""GuardDuty: whether its detector is on, whether it watches functions, and what it found."""

from hauberk.model.subject import Flag, Subject, Text, Whole, as_text, listed, named
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import HIGH, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study

LAMBDA = Known("LAMBDA_NETWORK_LOGS")


class Detector(Subject):
    """A detector of GuardDuty."""

    TYPES = ("AWS::GuardDuty::Detector",)
    __slots__ = ()

    enabled = Flag("Enable")
    features = Whole("Features")


@control("guardduty-detector-off", practice=4, severity=MEDIUM, subject=Detector)
def guardduty_detector_off(detector: Detector, study: Study) -> Verdict:
    """GuardDuty is there and switched off.

    A detector that is suspended watches nothing, and looks like one in every list.

    Attack: an intruder with enough rights suspends the detector first.

    Safe when: never, where attacks are to be seen.

    Fix: set Enable to true, and deny guardduty:UpdateDetector and guardduty:DeleteDetector to everyone else.

    References:
    - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1
    """
    return must_be_on(detector.enabled, "it watches nothing")


@control("guardduty-without-lambda-protection", practice=4, severity=MEDIUM, subject=Detector)
def guardduty_without_lambda_protection(detector: Detector, study: Study) -> Verdict:
    """GuardDuty doesn't watch what functions talk to.

    Lambda Protection reads the network traffic of all functions, in a VPC or not, and tells of addresses that belong to
    attackers. It is a feature of the detector, which can be off while the detector is on.

    Attack: a poisoned package sends the environment of a function to its author's server.

    Safe when: functions reach the internet through a firewall that does the same.

    Fix: turn the feature LAMBDA_NETWORK_LOGS on.

    References:
    - https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-6
    """
    if detector.enabled == Known(False):
        return not_applicable("the detector is switched off")
    if isinstance(detector.features, (Unknown, Absent)):
        return unknown(detector.features)
    for feature in listed(detector.features):
        if isinstance(feature, Unknown):
            return unknown(feature)
        if named(feature).value("Name") == LAMBDA:
            status = as_text(named(feature).value("Status"))
            if isinstance(status, Unknown):
                return unknown(status)
            if status == Known("ENABLED"):
                return satisfied()
            return violated(status.says("the network traffic of functions isn't watched"))
    return violated(detector.features.says("the network traffic of functions isn't watched"))


class Threat(Subject):
    """What GuardDuty found of a function."""

    TYPES = ("Account::GuardDutyFinding",)
    KIND = "finding of GuardDuty"
    __slots__ = ()

    rule = Text("Rule")
    severity = Text("Severity")
    title = Text("Title")


@control("guardduty-finding-open", practice=4, severity=HIGH, subject=Threat)
def guardduty_finding_open(threat: Threat, study: Study) -> Verdict:
    """GuardDuty saw an attack on a function, and nobody has closed it.

    What GuardDuty tells of functions is traffic that looks like an intruder's: to servers of attackers or miners, or
    through Tor. A finding that isn't archived hasn't been looked at, or is still true.

    Attack: it may be going on.

    Safe when: it was looked into and is harmless; then archive it, or write a suppression rule.

    Fix: take the function's role its permissions, keep its logs, and look into it before anything is deployed anew.

    References:
    - https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection-finding-types.html
    - https://docs.aws.amazon.com/guardduty/latest/ug/remediate-compromised-lambda.html
    """
    severity = threat.severity
    if isinstance(severity, Unknown):
        return unknown(severity)
    if severity == Known("LOW"):
        return not_applicable("its severity is low: it is told among AWS's own findings")
    title = threat.title.value if isinstance(threat.title, Known) else "an attack"
    return violated(threat.rule.says(str(title)))


CONTROLS = (guardduty_detector_off, guardduty_without_lambda_protection, guardduty_finding_open)
