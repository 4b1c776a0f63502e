"""Log groups: who makes them, how long they keep what, and under which key."""

from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.subject import Number, Subject, Text
from hauberk.model.told import if_version
from hauberk.model.values import Absent, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import is_helper, must_be_given, unless_helper
from hauberk.practices.control import control
from hauberk.study.logs import RETENTION, log_group
from hauberk.study.study import Study


@control("log-group-missing", practice=4, severity=LOW, subject=Function)
def log_group_missing(function: Function, study: Study) -> Verdict:
    """Nobody declares a function's log group.

    Lambda makes the group at the first invocation: without retention, so that logs are kept and paid for forever,
    without a key of your own, and outside of the stack, so that it stays behind when the stack goes.

    Attack: personal data in old logs is still there to be read years after the deletion that was promised.

    Safe when: the account sets retention on new groups centrally.

    Fix: declare an AWS::Logs::LogGroup with RetentionInDays and name it in the function's LoggingConfig.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
    """
    if helper := unless_helper(function):
        return helper
    if isinstance(function.log_group, Absent) and (version := if_version(function, "whether there is its log group")):
        return version
    group = log_group(function, study)
    if group is None:
        return _forever(function)
    if isinstance(group, Resource):
        return satisfied() if group.type != RETENTION or _is_cdks(group, function, study) else _forever(function)
    return unknown(group) if isinstance(group, Unknown) else satisfied()


def _forever(function: Function) -> Verdict:
    return violated(function.says(f"Lambda makes the log group of {function.name}, which keeps everything forever"))


def _is_cdks(setter: Resource, asking: Subject, study: Study) -> bool:
    """Whether the function that is to set retention is the helper that the AWS CDK makes for it."""
    helper = study.named(asking.world.pick(setter.properties.value("ServiceToken")))
    return helper is not None and is_helper(Subject(helper, asking.world))


class KeepingGroup(Subject):
    """A log group, or what has a helper of the AWS CDK set how long one keeps what."""

    TYPES = ("AWS::Logs::LogGroup", RETENTION)
    __slots__ = ()

    retention = Number("RetentionInDays")


class LogGroup(Subject):
    """A log group."""

    TYPES = ("AWS::Logs::LogGroup",)
    __slots__ = ()

    kms_key = Text("KmsKeyId")


@control("log-group-without-retention", practice=4, severity=MEDIUM, subject=KeepingGroup)
def log_group_without_retention(group: KeepingGroup, study: Study) -> Verdict:
    """A log group keeps everything forever.

    Logs that are never deleted cost more every month, and hold what should be long gone.

    Attack: whoever gets at the logs gets at years of requests instead of weeks.

    Safe when: a law asks for it; then say how long in RetentionInDays all the same.

    Fix: set RetentionInDays to as long as someone will look, and export what has to be kept.

    References:
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16
    """
    if group.resource.type == RETENTION and not _is_cdks(group.resource, group, study):
        return not_applicable("what makes it isn't the helper of the AWS CDK")
    return must_be_given(group.retention, "what is written here is kept forever")


@control("log-group-without-customer-key", practice=4, severity=LOW, subject=LogGroup)
def log_group_without_customer_key(group: LogGroup, study: Study) -> Verdict:
    """A log group isn't under a key of your own.

    CloudWatch encrypts logs with a key of its own. With a key of yours, reading needs the permission to use it too,
    each use is logged, and access can be cut off for good.

    Attack: a role with read access to logs, such as ReadOnlyAccess, reads what functions log about their callers.

    Safe when: the logs hold nothing personal and nothing secret.

    Fix: set KmsKeyId to a key whose policy lets CloudWatch Logs use it.

    References:
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    return must_be_given(group.kms_key, "these logs are encrypted with a key of AWS, not with one of yours")


CONTROLS = (log_group_missing, log_group_without_retention, log_group_without_customer_key)
