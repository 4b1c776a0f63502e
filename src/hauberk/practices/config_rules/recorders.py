"""AWS Config: what it records, whether it does, and where to."""

from hauberk.model.policies import pattern_text
from hauberk.model.subject import Flag, Subject, Text, Whole, as_flag, as_text, listed
from hauberk.model.told import told, unless_live
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_on, plain
from hauberk.practices.control import control
from hauberk.study.study import Study

RECORDER = "AWS::Config::ConfigurationRecorder"
RULES = ("AWS::Config::ConfigRule", "AWS::Config::ConformancePack", "AWS::Config::OrganizationConfigRule")
CHANNEL = "AWS::Config::DeliveryChannel"
_EXCLUSION = Known("EXCLUSION_BY_RESOURCE_TYPES")
NEEDED = ("AWS::ApiGateway::", "AWS::IAM::", "AWS::Lambda::")


class Recorder(Subject):
    """What AWS Config records."""

    TYPES = (RECORDER,)
    __slots__ = ()

    everything = Flag("RecordingGroup.AllSupported", True)
    excluded = Whole("RecordingGroup.ExclusionByResourceTypes.ResourceTypes")
    global_types = Flag("RecordingGroup.IncludeGlobalResourceTypes", False)
    strategy = Text("RecordingGroup.RecordingStrategy.UseOnly")
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
    if isinstance(recorder.strategy, Unknown):
        return unknown(recorder.strategy)
    if recorder.strategy == _EXCLUSION:
        return _but(recorder.excluded)
    if isinstance(recorder.types, Unknown):
        return unknown(recorder.types)
    names = [pattern_text(value) or "" for value in listed(recorder.types)]
    missing = [needed for needed in NEEDED if not any(name.startswith(needed) for name in names)]
    if not missing:
        return satisfied()
    place = recorder.everything if isinstance(recorder.types, Absent) else recorder.types
    return violated(place.says(f"nothing of {', '.join(name.strip(':') for name in missing)} is recorded"))


def _but(excluded: Value) -> Verdict:
    """The verdict on a recorder of everything but some types."""
    if isinstance(excluded, Unknown):
        return unknown(excluded)
    left = [name for value in listed(excluded) if (name := pattern_text(value) or "").startswith(NEEDED)]
    if not left:
        return satisfied()
    return violated(excluded.says(f"what is recorded leaves out {', '.join(left)}"))


@control("config-recorder-without-global-types", practice=17, severity=LOW, subject=Recorder)
def config_recorder_without_global_types(recorder: Recorder, study: Study) -> Verdict:
    """AWS Config records everything but identities.

    Users, groups, roles and policies are global; a recorder of all types leaves them out unless it is told otherwise.
    One region has to record them, and one is enough.

    Attack: someone adds a statement to a function's role; the history of changes doesn't have it.

    Safe when: the recorder of another region records them.

    Fix: set IncludeGlobalResourceTypes to true in one region.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1
    """
    known, everything = plain(recorder.everything)
    if not known:
        return unknown(recorder.everything)
    if everything is not True:
        return not_applicable("it records a list of types")
    return must_be_on(recorder.global_types, "users, roles and policies aren't recorded")


@control("config-recorder-off", practice=17, severity=MEDIUM, subject=Recorder)
def config_recorder_off(recorder: Recorder, study: Study) -> Verdict:
    """A recorder of AWS Config is stopped.

    A recorder that doesn't run looks like one in every list. Whether it runs is known to the account.

    Attack: the first call of many an intruder is StopConfigurationRecorder; nothing after it is in the history.

    Safe when: never, where changes are to be known.

    Fix: start the recorder, and deny config:StopConfigurationRecorder to everyone who doesn't run it.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1
    """
    template = unless_live(recorder, "whether it runs")
    if template is not None:
        return template
    return must_be_on(as_flag(told(recorder, "Status.recording")), "it doesn't record")


@control("config-recorder-failing", practice=17, severity=MEDIUM, subject=Recorder)
def config_recorder_failing(recorder: Recorder, study: Study) -> Verdict:
    """A recorder of AWS Config fails.

    It runs and can't deliver: its role lacks a permission, or its bucket refuses. The account knows how it went last.

    Attack: nobody; the history that an investigation needs has a hole.

    Safe when: it was started a moment ago.

    Fix: give the recorder's role what the error asks for; AWSServiceRoleForConfig has it.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
    - https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorderStatus.html
    """
    template = unless_live(recorder, "how it went last")
    if template is not None:
        return template
    status = as_text(told(recorder, "Status.lastStatus"))
    if isinstance(status, Unknown):
        return unknown(status)
    if not isinstance(status, Known) or str(status.value).upper() != "FAILURE":
        return satisfied()
    why = as_text(told(recorder, "Status.lastErrorCode"))
    code = f" ({why.value})" if isinstance(why, Known) else ""
    return violated(status.says(f"it failed when it last recorded{code}"))


@control("config-delivery-channel-missing", practice=17, severity=MEDIUM, subject=Recorder)
def config_delivery_channel_missing(recorder: Recorder, study: Study) -> Verdict:
    """AWS Config has nowhere to deliver to.

    A recorder needs a delivery channel: without one it can't be started, and no history leaves AWS Config. A template
    may leave the channel to another one; the account knows whether there is one.

    Attack: someone deletes the channel to stop the history without stopping the recorder.

    Safe when: AWS made the recorder for a service of its own.

    Fix: add a delivery channel with a bucket of the logging account.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
    - https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html
    """
    template = unless_live(recorder, "whether there is a delivery channel")
    if template is not None:
        return template
    if told(recorder, "RecordingScope") == Known("INTERNAL"):
        return not_applicable("a service of AWS made it for itself")
    if any(study.there(recorder, CHANNEL)):
        return satisfied()
    return violated(recorder.says("the region has no delivery channel"))


class Channel(Subject):
    """Where AWS Config delivers to."""

    TYPES = (CHANNEL,)
    __slots__ = ()


_DELIVERIES = {
    "configSnapshotDeliveryInfo": "snapshots",
    "configHistoryDeliveryInfo": "the history",
    "configStreamDeliveryInfo": "notifications",
}


@control("config-delivery-failing", practice=17, severity=MEDIUM, subject=Channel)
def config_delivery_failing(channel: Channel, study: Study) -> Verdict:
    """AWS Config can't deliver what it records.

    The bucket is gone or refuses, or its key does. The account knows how the last delivery went.

    Attack: whoever owns the bucket closes it, and the history ends without a word.

    Safe when: the channel was made a moment ago.

    Fix: let config.amazonaws.com write into the bucket, and use its key, with aws:SourceAccount as the condition.

    References:
    - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
    - https://docs.aws.amazon.com/config/latest/APIReference/API_DeliveryChannelStatus.html
    """
    template = unless_live(channel, "how the last delivery went")
    if template is not None:
        return template
    for name, what in _DELIVERIES.items():
        status = as_text(told(channel, f"Status.{name}.lastStatus"))
        if isinstance(status, Unknown):
            return unknown(status)
        if isinstance(status, Known) and str(status.value).upper() == "FAILURE":
            why = as_text(told(channel, f"Status.{name}.lastErrorCode"))
            code = f" ({why.value})" if isinstance(why, Known) else ""
            return violated(status.says(f"the last delivery of {what} failed{code}"))
    return satisfied()


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


CONTROLS = (
    config_recorder_partial,
    config_recorder_without_global_types,
    config_recorder_off,
    config_recorder_failing,
    config_delivery_channel_missing,
    config_delivery_failing,
    config_rules_missing,
)
