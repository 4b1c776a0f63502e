"""Which alarms watch what."""

import re
from collections.abc import Iterator, Sequence

from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed, named, resource_of
from hauberk.model.values import Absent, Fields, Known, Pattern, Reason, Reference, Unknown, Value, entry_of
from hauberk.model.world import World
from hauberk.study.study import Study

ALARM = "AWS::CloudWatch::Alarm"
_SELECT = (
    r'\s*SELECT\s+(?:AVG|COUNT|MAX|MIN|SUM)\s*\(\s*"?(?P<metric>\w+)"?\s*\)\s*FROM\s+(?:SCHEMA\s*\(\s*)?'
    r'"?(?P<namespace>[\w/]+)"?(?P<rest>.*)'
)
_WHERE = r"\bWHERE\b(.*?)(?:\bGROUP\b|\bORDER\b|\bLIMIT\b|$)"
_EQUAL = r"""\s*"?(?:FunctionName|QueueName)"?\s*=\s*'([^']*)'\s*"""


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
        selected = _selected(named(query).value("Expression"))
        if selected is not None:
            yield selected
            continue
        metric = named(named(named(query).value("MetricStat")).value("Metric"))
        yield metric.value("Namespace"), metric.value("MetricName"), list(listed(metric.value("Dimensions")))


def _selected(expression: Value) -> tuple[Value, Value, list[Value]] | None:
    """What a query of Metrics Insights is about; ``None`` for what is none, such as metric math.

    A query without WHERE is about everything of its namespace. ("Query components and syntax in CloudWatch Metrics
    Insights", CloudWatch user guide, 2026-11.)
    """
    parts = expression.parts if isinstance(expression, Pattern) else ()
    match expression:
        case Known(str() as text):
            text = text.replace("$", "")
        case Pattern():
            holes = (part.replace("$", "") if isinstance(part, str) else f"${i}$" for i, part in enumerate(parts))
            text = "".join(holes)
        case _:
            return None
    query = re.match(_SELECT, text, re.IGNORECASE | re.DOTALL)
    if query is None:
        return None
    namespace, metric = (Known(query[name], expression.trail) for name in ("namespace", "metric"))
    where = re.search(_WHERE, query["rest"], re.IGNORECASE | re.DOTALL)
    return namespace, metric, [] if where is None else [Known(Fields({"Value": _compared(where[1], parts)}))]


def _compared(tests: str, parts: Sequence[str | Reference | Unknown]) -> Value:
    """The name that the tests of a query ask for; a hole stands as its index between dollar signs."""
    equal = re.fullmatch(_EQUAL, tests)
    hole = re.fullmatch(r"\$(\d+)\$", equal[1]) if equal else None
    part = parts[int(hole[1])] if hole else None
    if isinstance(part, Value):
        return part
    if equal is None or "$" in equal[1]:
        return Unknown(Reason("query", "what the alarm's query selects isn't known"))
    return Known(equal[1])


def _about(dimensions: list[Value], names: frozenset[str], asking: Subject) -> bool | Unknown:
    if not dimensions:
        return True
    doubt: Unknown | None = None
    for dimension in dimensions:
        value = entry_of(dimension, "Value")
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
