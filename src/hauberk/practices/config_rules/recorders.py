"""AWS Config in a template: what it records, and which rules it has."""

from hauberk.model.policies import pattern_text
from hauberk.model.subject import Flag, Subject, Whole, listed
from hauberk.model.values import Absent, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.study.study import Study

RECORDER = "AWS::Config::ConfigurationRecorder"
RULES = ("AWS::Config::ConfigRule", "AWS::Config::ConformancePack", "AWS::Config::OrganizationConfigRule")
NEEDED = ("AWS::ApiGateway::", "AWS::IAM::", "AWS::Lambda::")


class Recorder(Subject):
    """What AWS Config records."""

    TYPES = (RECORDER,)
    __slots__ = ()

    everything = Flag("RecordingGroup.AllSupported", True)
    types = Whole("RecordingGroup.ResourceTypes")


@control("config-recorder-partial", practice=17, severity=MEDIUM, subject=Recorder)
def config_recorder_partial(recorder: Recorder, study: Study) -> Verdict:
    """AWS Config doesn't record what functions are made of.

    Rules judge only what is recorded. A recorder that leaves out functions, APIs or roles lets rules about them report
    nothing.

    Attack: someone opens a function's policy; the rule against it never hears of the change.

    Safe when: another recorder of the region records them.

    Fix: set AllSupported to true, or list AWS::Lambda, AWS::ApiGateway and AWS::IAM types.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1
    """
    known, everything = plain(recorder.everything)
    if not known:
        return unknown(recorder.everything)
    if everything is True:
        return satisfied()
    if isinstance(recorder.types, Unknown):
        return unknown(recorder.types)
    names = [pattern_text(value) or "" for value in listed(recorder.types)]
    missing = [needed for needed in NEEDED if not any(name.startswith(needed) for name in names)]
    if not missing:
        return satisfied()
    place = recorder.everything if isinstance(recorder.types, Absent) else recorder.types
    return violated(place.says(f"nothing of {', '.join(name.strip(':') for name in missing)} is recorded"))


@control("config-rules-missing", practice=17, severity=LOW, subject=Recorder)
def config_rules_missing(recorder: Recorder, study: Study) -> Verdict:
    """AWS Config records, and nobody judges.

    A recorder without rules keeps a history. That something is wrong it never says.

    Attack: the change that opened a function is in the history, found a year later.

    Safe when: rules come from the organization or from Security Hub.

    Fix: add rules, such as lambda-function-public-access-prohibited, or a conformance pack.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
    - https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html
    """
    if any(study.there(recorder, *RULES)):
        return satisfied()
    return violated(recorder.says("no rule of the application judges what is recorded"))


CONTROLS = (config_recorder_partial, config_rules_missing)
