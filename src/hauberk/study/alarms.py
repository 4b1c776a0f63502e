"""Which alarms watch what."""

from collections.abc import Iterator

from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed, named, resource_of
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.model.world import World
from hauberk.study.study import Study

ALARM = "AWS::CloudWatch::Alarm"


def alarms(asking: Subject, study: Study, namespace: str, metric: str, names: frozenset[str]) -> Iterator[Resource]:
    """The alarms on a metric of one thing, or of all things of its kind. ``names`` are the ids that stand for it."""
    for alarm in study.there(asking, ALARM):
        for space, name, dimensions in _metrics(alarm, asking.world):
            if space == Known(namespace) and name == Known(metric) and _about(dimensions, names, asking):
                yield alarm
                break


def _metrics(alarm: Resource, world: World) -> Iterator[tuple[Value, Value, list[Value]]]:
    """Namespace, name and dimensions of the alarm's metric, or of the metrics of its expression."""
    own = alarm.properties.within(world)
    if not isinstance(own.value("MetricName"), Absent):
        yield own.value("Namespace"), own.value("MetricName"), list(listed(own.value("Dimensions")))
    for query in listed(own.value("Metrics")):
        metric = named(named(named(query).value("MetricStat")).value("Metric"))
        yield metric.value("Namespace"), metric.value("MetricName"), list(listed(metric.value("Dimensions")))


def _about(dimensions: list[Value], names: frozenset[str], asking: Subject) -> bool:
    if not dimensions:
        return True
    for dimension in dimensions:
        value = named(dimension).value("Value")
        if isinstance(value, Unknown) or resource_of(value) in names:
            return True
        if isinstance(value, Known) and any(value == asking.at(name) for name in ("FunctionName", "QueueName", "Name")):
            return True
    return False
