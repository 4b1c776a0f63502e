"""Which log group a function writes to.

Lambda writes to ``/aws/lambda/<function name>`` unless ``LoggingConfig`` names another group (Lambda developer guide,
"Configuring CloudWatch log groups", 2026-11).
"""

from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Known, Pattern, Reference, Value
from hauberk.study.study import Study

PREFIX = "/aws/lambda/"
GROUP = "AWS::Logs::LogGroup"
RETENTION = "Custom::LogRetention"
"""With this the AWS CDK has a helper make the log group of a function, or take it over if it is there, and set how long
it keeps what (aws-cdk-lib, "aws_logs.LogRetention", 2026-11)."""


def log_group(function: Function, study: Study) -> Resource | Value | None:
    """The group as a resource of the application or what a helper makes it by, as a value that leads outside of it, or
    ``None`` if nobody makes it."""
    written = function.log_group
    if not isinstance(written, Absent):
        named = study.named(written)
        if named is not None and named.type == GROUP:
            return named
        return next((g for g in study.there(function, GROUP) if _name(g, function) == written), written)
    for group in study.there(function, GROUP, RETENTION):
        if _is_of(_name(group, function), function):
            return group
    return None


def _name(group: Resource, function: Function) -> Value:
    return function.world.pick(group.properties.value("LogGroupName"))


def _is_of(name: Value, function: Function) -> bool:
    own = function.function_name
    match name:
        case Known(str() as text):
            return isinstance(own, Known) and text == f"{PREFIX}{own.value}"
        case Pattern(parts):
            if parts[0] != PREFIX:
                return isinstance(own, Pattern) and parts == (PREFIX + str(own.parts[0]), *own.parts[1:])
            rest = parts[1:]
            if rest == (Reference(function.resource.id),):
                return True
            return isinstance(own, Pattern) and rest == own.parts
    return False
