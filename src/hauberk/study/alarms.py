"""Which alarms watch what."""

from collections.abc import Iterator

from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed, named, resource_of
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.model.world import World
from hauberk.study.study import Study

ALARM = "AWS::CloudWatch::Alarm"


def watched(asking: Subject, study: Study, namespace: str, metric: str, names: frozenset[str]) -> bool | Unknown:
    """Whether an alarm is on a metric of one thing, or of all things of its kind; an unknown value where that can't be
    told. ``names`` are the ids that stand for the thing.
    """
    doubt: Unknown | None = None
    for alarm in study.there(asking, ALARM):
        for space, name, dimensions in _metrics(alarm, asking.world):
            answers = [_is(space, namespace), _is(name, metric), _about(dimensions, names, asking)]
            if all(answer is True for answer in answers):
                return True
            if False not in answers:
                doubt = doubt or next(answer for answer in answers if isinstance(answer, Unknown))
    return False if doubt is None else doubt


def _is(value: Value, text: str) -> bool | Unknown:
    return value if isinstance(value, Unknown) else value == Known(text)


def _metrics(alarm: Resource, world: World) -> Iterator[tuple[Value, Value, list[Value]]]:
    """Namespace, name and dimensions of the alarm's metric, or of the metrics of its expression."""
    own = alarm.properties.within(world)
    if not isinstance(own.value("MetricName"), Absent):
        yield own.value("Namespace"), own.value("MetricName"), list(listed(own.value("Dimensions")))
    for query in listed(own.value("Metrics")):
        metric = named(named(named(query).value("MetricStat")).value("Metric"))
        yield metric.value("Namespace"), metric.value("MetricName"), list(listed(metric.value("Dimensions")))


def _about(dimensions: list[Value], names: frozenset[str], asking: Subject) -> bool | Unknown:
    if not dimensions:
        return True
    doubt: Unknown | None = None
    for dimension in dimensions:
        value = dimension if isinstance(dimension, Unknown) else named(dimension).value("Value")
        if resource_of(value) in names:
            return True
        if isinstance(value, Unknown):
            doubt = doubt or value
            continue
        for own in (asking.at(name) for name in ("FunctionName", "QueueName", "Name")):
            if value == own:
                return True
            if isinstance(own, Unknown) and resource_of(value) == "":
                doubt = doubt or own
    return False if doubt is None else doubt
