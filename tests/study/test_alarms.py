"""Whether an alarm watches a metric: surely, surely not, or nobody can tell."""

from pathlib import Path

import pytest

from hauberk.model.values import Unknown
from hauberk.study.alarms import watched
from tests.study.applications import function, studied

TEMPLATE = """
Parameters: {{ Given: {{ Type: String }} }}
Resources:
  Orders: {{ Type: AWS::Lambda::Function, Properties: {{ FunctionName: {name} }} }}
  Bills: {{ Type: AWS::Lambda::Function }}
  Live: {{ Type: AWS::Lambda::Alias, Properties: {{ FunctionName: !Ref Orders, Name: live }} }}
  Alarm: {{ Type: AWS::CloudWatch::Alarm, Properties: {{ {alarm} }} }}
"""
ERRORS = "Namespace: AWS/Lambda, MetricName: Errors"
QUERY = "{ Id: errors, MetricStat: { Metric: { " + ERRORS + ", Dimensions: [{ Value: !Ref Orders }] } } }"


@pytest.mark.parametrize(
    ("name", "alarm", "expected"),
    [
        ("orders", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: !Ref Orders }}]", True),
        ("orders", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: orders }}]", True),
        ("orders", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: !Ref Live }}]", True),
        ("orders", ERRORS, True),
        ("orders", f"Metrics: [{QUERY}]", True),
        ("!Sub '${AWS::StackName}-x'", f"{ERRORS}, Dimensions: [{{ Value: !Sub '${{AWS::StackName}}-x' }}]", True),
        ("orders", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: !Ref Bills }}]", False),
        ("orders", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: bills }}]", False),
        ("orders", "Namespace: AWS/Lambda, MetricName: Duration, Dimensions: [{ Value: !Ref Orders }]", False),
        ("orders", "Namespace: AWS/SQS, MetricName: Errors, Dimensions: [{ Value: !Ref Orders }]", False),
        ("orders", "Namespace: AWS/Lambda, MetricName: Duration, Dimensions: [{ Value: !Ref Given }]", False),
        ("!Ref Given", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: !Ref Bills }}]", False),
        ("orders", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: !Ref Given }}]", None),
        ("!Ref Given", f"{ERRORS}, Dimensions: [{{ Name: FunctionName, Value: orders }}]", None),
        ("orders", "Namespace: !Ref Given, MetricName: Errors, Dimensions: [{ Value: !Ref Orders }]", None),
        ("orders", "Namespace: AWS/Lambda, MetricName: !Ref Given, Dimensions: [{ Value: !Ref Orders }]", None),
        ("orders", f"{ERRORS}, Dimensions: !Ref Given", None),
    ],
)
def test_what_an_alarm_watches(tmp_path: Path, name: str, alarm: str, expected: bool | None) -> None:
    study = studied(tmp_path, TEMPLATE.format(name=name, alarm=alarm))
    answer = watched(function(study), study, "AWS/Lambda", "Errors", study.graph.names_of("Orders"))
    assert (None if isinstance(answer, Unknown) else answer) is expected


LAMBDA = 'FROM SCHEMA("AWS/Lambda", FunctionName)'


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"SELECT SUM(Errors) {LAMBDA}", True),
        (f'select max("Errors") {LAMBDA} GROUP BY FunctionName ORDER BY MAX() DESC LIMIT 5', True),
        ('SELECT SUM(Errors) FROM "AWS/Lambda"', True),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = 'orders'", True),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE \"FunctionName\"='${{Orders}}' GROUP BY FunctionName", True),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = 'bills'", False),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = '${{Bills}}'", False),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = '${{Given}}'", None),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = '${{Given}}-orders'", None),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName != 'bills'", None),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = 'orders' AND Resource = 'orders'", None),
        (f"SELECT SUM(Throttles) {LAMBDA}", False),
        ('SELECT SUM(Errors) FROM SCHEMA("AWS/SQS", QueueName)', False),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = '$9$' ${{Given}}", None),
        (f"SELECT SUM(Errors) {LAMBDA} WHERE FunctionName = '$9$'", False),
        ("errors / invocations", False),
        ("SELECT", False),
    ],
)
def test_what_an_alarm_on_a_query_watches(tmp_path: Path, query: str, expected: bool | None) -> None:
    quoted = query.replace("'", "''")
    alarm = f"Metrics: [{{ Id: all, Expression: !Sub '{quoted}' }}]"
    study = studied(tmp_path, TEMPLATE.format(name="orders", alarm=alarm))
    answer = watched(function(study), study, "AWS/Lambda", "Errors", study.graph.names_of("Orders"))
    assert (None if isinstance(answer, Unknown) else answer) is expected
