"""Alarms: on errors and throttles of functions, on dead letters, and whether anybody hears them."""

from datetime import date

from hauberk.model.compute import Function
from hauberk.model.subject import Flag, Subject, Whole, as_text
from hauberk.model.told import if_version, is_version, told, unless_live, whole
from hauberk.model.values import Absent, Known, Reason, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, unless_helper
from hauberk.practices.control import control
from hauberk.study.alarms import watched
from hauberk.study.queues import readers, takes_failures
from hauberk.study.study import Study
from hauberk.study.triggers import How, Trigger


def _watched(function: Function, study: Study, metric: str, says: str) -> Verdict:
    if helper := unless_helper(function):
        return helper
    names = study.graph.names_of(function.resource.id) | {whole(function.resource)}
    found = watched(function, study, "AWS/Lambda", metric, names)
    if isinstance(found, Unknown):
        return unknown(found)
    return satisfied() if found else violated(function.says(says))


@control("function-without-error-alarm", practice=4, severity=LOW, subject=Function)
def function_without_error_alarm(function: Function, study: Study) -> Verdict:
    """Nobody is told when a function fails.

    Errors are the first sign of an attack, of a bad deployment and of a dependency that broke. Without an alarm they
    are found by customers.

    Attack: someone tries inputs until one gets through; thousands of failed tries go unnoticed.

    Safe when: the account has an alarm over all functions, or another tool watches them.

    Fix: add an AWS::CloudWatch::Alarm on the metric Errors of AWS/Lambda with the function's name.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics.html
    """
    if version := if_version(function, "who is told of errors"):
        return version
    return _watched(function, study, "Errors", "no alarm of the application watches this function's errors")


@control("function-without-throttle-alarm", practice=4, severity=LOW, subject=Function)
def function_without_throttle_alarm(function: Function, study: Study) -> Verdict:
    """Nobody is told when a function is throttled.

    Throttled invocations are requests that are turned away: by a limit that is too low, or by a flood.

    Attack: a flood uses up the concurrency of the whole account, and every other function stands still, silently.

    Safe when: the account has an alarm on its concurrency as a whole.

    Fix: add an AWS::CloudWatch::Alarm on the metric Throttles of AWS/Lambda with the function's name.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html
    """
    found = study.triggers(function)
    if is_version(function.resource) and _is_waited_for(study.triggers(_whole(function, study))):
        return not_applicable("it is a version: its function is waited for, too, and is asked")
    if isinstance(function.reserved_concurrency, Unknown):
        return unknown(function.reserved_concurrency)
    if isinstance(function.reserved_concurrency, Absent) and not _is_waited_for(found):
        return not_applicable("nobody waits for its answer: what invokes it tries again when it is throttled")
    return _watched(function, study, "Throttles", "no alarm of the application watches this function's throttles")


def _is_waited_for(found: tuple[Trigger, ...]) -> bool:
    return any(trigger.how is How.SYNCHRONOUS for trigger in found)


def _whole(version: Function, study: Study) -> Function:
    return Function(study.application.resources[whole(version.resource)], version.world)


class Alarm(Subject):
    """An alarm."""

    TYPES = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
    __slots__ = ()

    actions = Whole("AlarmActions")
    enabled = Flag("ActionsEnabled", True)


@control("alarm-without-action", practice=4, severity=MEDIUM, subject=Alarm)
def alarm_without_action(alarm: Alarm, study: Study) -> Verdict:
    """An alarm tells nobody.

    An alarm without an action, or with its actions switched off, turns red in a console that nobody looks at.

    Attack: the alarm goes off on Friday evening and is found on Monday.

    Safe when: a composite alarm or a deployment listens to it.

    Fix: set AlarmActions to a topic that reaches someone, and leave ActionsEnabled on.

    References:
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15
    """
    if any(study.users(alarm, "AWS::CodeDeploy::DeploymentGroup", "AWS::CloudWatch::CompositeAlarm")):
        return not_applicable("a deployment or another alarm listens to it")
    if isinstance(alarm.enabled, Unknown):
        return unknown(alarm.enabled)
    verdict = must_be_given(alarm.actions, "nothing happens when this alarm goes off")
    if verdict.primary is None:
        off = alarm.enabled
        if not isinstance(off, Absent) and getattr(off, "value", True) is False:
            return violated(off.says("its actions are switched off"))
    return verdict


STALE = 7
"""Days that an alarm may be red before nobody seems to look."""


@control("alarm-without-data", practice=4, severity=LOW, subject=Alarm)
def alarm_without_data(alarm: Alarm, study: Study) -> Verdict:
    """An alarm has nothing to look at.

    An alarm in the state INSUFFICIENT_DATA watches a metric that nobody writes: its function was renamed, a dimension
    is misspelt, or nothing ever happens there. It won't go off. The account knows its state.

    Attack: the errors of the new function are counted under another name, and the alarm stays quiet.

    Safe when: what it watches hardly ever happens, and missing data counts as good (TreatMissingData notBreaching).

    Fix: set the metric's name and dimensions to what is written, and say what missing data means.

    References:
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
    """
    template = unless_live(alarm, "its state")
    if template is not None:
        return template
    state = as_text(told(alarm, "StateValue"))
    if not isinstance(state, Known):
        return unknown(state)
    return violated(state.says("it has no data to judge")) if state.value == "INSUFFICIENT_DATA" else satisfied()


@control("alarm-left-ringing", practice=4, severity=MEDIUM, subject=Alarm)
def alarm_left_ringing(alarm: Alarm, study: Study) -> Verdict:
    """An alarm has been red for a week.

    Either something is wrong and nobody cares, or the threshold is, and the alarm can't tell when something is. The
    account knows its state.

    Attack: what the attacker does makes an alarm go off that everyone has got used to.

    Safe when: somebody works on it.

    Fix: mend what it tells, or set a threshold that is passed only when something is wrong.

    References:
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
    """
    template = unless_live(alarm, "its state")
    if template is not None:
        return template
    state = as_text(told(alarm, "StateValue"))
    if not isinstance(state, Known):
        return unknown(state)
    if state.value != "ALARM":
        return satisfied()
    since = as_text(told(alarm, "StateUpdatedTimestamp"))
    if not isinstance(since, Known):
        return unknown(since)
    try:
        days = (study.today - date.fromisoformat(str(since.value)[:10])).days
    except ValueError:
        return unknown(Reason("invalid", "the time of its last change is none"))
    return violated(state.says(f"it has been red for {days} days")) if days >= STALE else satisfied()


ARRIVING = ("ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible", "NumberOfMessagesSent")
"""Metrics that tell that something is in a queue ("Available CloudWatch metrics for Amazon SQS", 2026-11)."""


class DeadLetterQueue(Subject):
    """A queue, asked about as one that takes what failed."""

    TYPES = ("AWS::SQS::Queue",)
    __slots__ = ()


@control("dead-letters-without-alarm", practice=4, severity=LOW, subject=DeadLetterQueue)
def dead_letters_without_alarm(queue: DeadLetterQueue, study: Study) -> Verdict:
    """Nobody is told when messages fail for good.

    A dead-letter queue keeps what couldn't be processed for some days. If nobody looks in that time, it is lost as if
    there were no queue.

    Attack: a crafted message blocks orders, which end up in a queue that nobody watches.

    Safe when: a function processes what arrives there.

    Fix: add an alarm on ApproximateNumberOfMessagesVisible of the queue.

    References:
    - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html
    """
    if not takes_failures(queue, study):
        return not_applicable("it isn't a dead-letter queue")
    if readers(queue, study):
        return satisfied()
    names = frozenset((queue.resource.id,))
    found = [watched(queue, study, "AWS/SQS", metric, names) for metric in ARRIVING]
    if True in found:
        return satisfied()
    doubt = next((answer for answer in found if isinstance(answer, Unknown)), None)
    if doubt is not None:
        return unknown(doubt)
    return violated(queue.says("no alarm tells when something arrives here"))


CONTROLS = (
    function_without_error_alarm,
    function_without_throttle_alarm,
    alarm_without_action,
    alarm_without_data,
    alarm_left_ringing,
    dead_letters_without_alarm,
)
