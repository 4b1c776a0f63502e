"""CloudWatch: alarms, and alarms of alarms.

Operations and members from the Amazon CloudWatch API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.model.regex import regex
from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import given, inner, listed, moment, only, text

ALARM, COMPOSITE = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"
_BOTH = {"AlarmTypes": ("CompositeAlarm", "MetricAlarm")}
"""Unless asked for both, CloudWatch tells only of alarms on metrics."""
READS = (Read("cloudwatch", "DescribeAlarms", (ALARM, COMPOSITE), arguments=_BOTH),)

_COMMON = ("ActionsEnabled", "AlarmActions", "AlarmDescription", "AlarmName", "InsufficientDataActions", "OKActions")
_PLAIN = (
    "ComparisonOperator",
    "DatapointsToAlarm",
    "EvaluationPeriods",
    "ExtendedStatistic",
    "MetricName",
    "Metrics",
    "Namespace",
    "Period",
    "Statistic",
    "Threshold",
    "TreatMissingData",
)
_DIMENSIONS = {
    ("AWS/Lambda", "FunctionName"): "lambda:{region}:{account}:function:{name}",
    ("AWS/SQS", "QueueName"): "sqs:{region}:{account}:{name}",
    ("AWS/SNS", "TopicName"): "sns:{region}:{account}:{name}",
    ("AWS/DynamoDB", "TableName"): "dynamodb:{region}:{account}:table/{name}",
    ("AWS/Kinesis", "StreamName"): "kinesis:{region}:{account}:stream/{name}",
    ("AWS/Events", "EventBusName"): "events:{region}:{account}:event-bus/{name}",
    ("AWS/Firehose", "DeliveryStreamName"): "firehose:{region}:{account}:deliverystream/{name}",
    ("AWS/S3", "BucketName"): "s3:::{name}",
}
"""The ARN that a dimension's name stands for, by namespace and dimension (the services' pages on CloudWatch metrics,
2026-11)."""
_QUOTED = r'"([^"]{1,2048})"|' + r"'([^']{1,2048})'"
_NAMES = regex(rf"\b(?:ALARM|OK|INSUFFICIENT_DATA)\s{{0,8}}\(\s{{0,8}}(?:{_QUOTED}|([^\s()\"']{{1,2048}}))\s{{0,8}}\)")
"""The alarms that a rule names, by name or by ARN, in quotes or without ("PutCompositeAlarm", CloudWatch API
Reference, 2026-11)."""


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The alarms."""
    found = answers.data("cloudwatch", "DescribeAlarms", **_BOTH)
    for one in listed(found, "MetricAlarms"):
        name, arn = text(one, "AlarmName"), text(one, "AlarmArn")
        if name and arn:
            properties = {**only(one, *_COMMON, *_PLAIN), **only(one, "Dimensions")}
            yield _alarm(ALARM, name, arn, properties, one, links=dict(_links(one, place)))
    for one in listed(found, "CompositeAlarms"):
        name, arn = text(one, "AlarmName"), text(one, "AlarmArn")
        if name and arn:
            properties = only(one, *_COMMON, "ActionsSuppressor", "AlarmRule")
            yield _alarm(COMPOSITE, name, arn, properties, one, mentions=tuple(_mentioned(one, place)))


def alarm_arn(name: str, place: Place) -> str:
    """The ARN of the alarm of a name."""
    return f"arn:{place.partition}:cloudwatch:{place.region}:{place.account}:alarm:{name}"


def _alarm(
    type_: str,
    name: str,
    arn: str,
    properties: Mapping[str, Any],
    one: Mapping[str, Any],
    links: Mapping[str, str] | None = None,
    mentions: tuple[str, ...] = (),
) -> Made:
    more = given({**only(one, "StateValue"), "StateUpdatedTimestamp": moment(one, "StateUpdatedTimestamp")})
    returns = {"": name, "Arn": arn}
    return Made(type_, arn, name, properties, returns, links or {}, account=more, mentions=mentions)


def _links(one: Mapping[str, Any], place: Place) -> Iterator[tuple[str, str]]:
    """What the dimensions of an alarm name, by the path of each in its properties."""
    yield from _of_metric(one, "", place)
    for index, query in enumerate(listed(one, "Metrics")):
        yield from _of_metric(inner(query, "MetricStat", "Metric"), f"Metrics.{index}.MetricStat.Metric.", place)


def _of_metric(metric: Mapping[str, Any], way: str, place: Place) -> Iterator[tuple[str, str]]:
    for index, dimension in enumerate(listed(metric, "Dimensions")):
        name = text(dimension, "Value")
        form = _DIMENSIONS.get((text(metric, "Namespace"), text(dimension, "Name")))
        if form and name:
            own = form.format(region=place.region, account=place.account, name=name)
            yield f"{way}Dimensions.{index}.Value", f"arn:{place.partition}:{own}#"


def _mentioned(one: Mapping[str, Any], place: Place) -> Iterator[str]:
    for groups in _NAMES.findall(text(one, "AlarmRule")):
        named = next(filter(None, groups))
        yield named if named.startswith("arn:") else alarm_arn(named, place)
