"""Settings of functions that make attacks easier or dearer."""

from hauberk.model.compute import EnvironmentVariable, Function, Permission
from hauberk.model.subject import Subject, Text
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import plain, unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study
from hauberk.study.triggers import How

API_PATIENCE, HTTP_API_PATIENCE = 29, 30
"""Seconds after which a REST or WebSocket API, and an HTTP API, answers in a function's place, by default (API Gateway
quotas, 2026-11)."""
DEBUGGING: dict[str, tuple[str, ...]] = {
    "AWS_LAMBDA_LOG_LEVEL": ("debug", "trace"),
    "DEBUG": ("1", "true", "*", "yes", "on"),
    "DJANGO_DEBUG": ("1", "true"),
    "FLASK_DEBUG": ("1", "true"),
    "FLASK_ENV": ("development",),
    "LOG_LEVEL": ("debug", "trace"),
    "LOGLEVEL": ("debug", "trace"),
    "NODE_ENV": ("development",),
    "NODE_OPTIONS": ("--inspect", "--inspect-brk"),
    "POWERTOOLS_DEV": ("1", "true"),
    "POWERTOOLS_LOGGER_LOG_EVENT": ("1", "true"),
    "POWERTOOLS_LOG_LEVEL": ("debug", "trace"),
    "PYTHONDEVMODE": ("1",),
}
"""Variables with which frameworks and run-times show more than they should, and the values that do it (documentation
of Flask, Django, Node.js, Python and Powertools for AWS Lambda, 2026-11)."""


@control("debug-mode-in-environment", practice=13, severity=MEDIUM, subject=EnvironmentVariable)
def debug_mode_in_environment(variable: EnvironmentVariable, study: Study) -> Verdict:
    """A function runs in debug mode.

    Debug modes log whole events, answer with stack traces and switch checks off.

    Attack: an error page shows the attacker the code, the versions and the query; the log holds everyone's tokens.

    Safe when: the stack is for development and sees no real data; make the value depend on the stage.

    Fix: remove the variable, or set it by stage.

    References:
    - https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/security.html
    - https://docs.powertools.aws.dev/lambda/python/latest/core/logger/
    """
    switch = DEBUGGING.get(variable.variable.upper())
    if switch is None:
        return not_applicable("it switches no debug mode on")
    known, value = plain(variable.value)
    if not known:
        return unknown(variable.value)
    if str(value).lower() in switch:
        return violated(variable.value.says(_shows(variable.variable)))
    return satisfied()


def _shows(variable: str) -> str:
    """What a function does with a variable's debug mode."""
    if variable.upper().endswith("LOG_EVENT"):
        return "every event is written into the log, with whatever its sender put into it"
    if "LOG" in variable.upper():
        return "the log holds details of requests and of their answers that only debugging needs"
    return f"{variable} makes the function show more than it should"


@control("timeout-too-long-for-api", practice=13, severity=LOW, subject=Function)
def timeout_too_long_for_api(function: Function, study: Study) -> Verdict:
    """A function works on after its caller has gone.

    API Gateway waits for 29 seconds, an HTTP API for 30. What a function does after that is paid for and seen by
    nobody, and every request that hangs holds an execution of the pool.

    Attack: a few requests that make the function wait hold its concurrency for minutes each.

    Safe when: the same function also works on a queue, or the API's own timeout was raised.

    Fix: set Timeout below 29 seconds, and better to twice of what the function usually takes.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
    """
    if helper := unless_helper(function):
        return helper
    found = study.triggers(function)
    if not found or any(t.how is not How.SYNCHRONOUS or t.kind != "API Gateway" for t in found):
        return not_applicable("not only an API triggers it")
    known, seconds = plain(function.timeout)
    if not known:
        return unknown(function.timeout)
    patience = HTTP_API_PATIENCE if _behind_http_api(function, study) else API_PATIENCE
    if isinstance(seconds, (int, float)) and seconds > patience:
        says = f"the API answers for it after {patience} s, while it works on for up to {seconds:g} s"
        return violated(function.timeout.says(says))
    return satisfied()


def _behind_http_api(function: Function, study: Study) -> bool:
    """Whether an HTTP or WebSocket API invokes a function, as far as its permissions tell."""
    permissions = (Permission(one, function.world) for one in study.around(function, *Permission.TYPES))
    apis = (study.named(permission.source_arn) for permission in permissions)
    return any(api is not None and api.type == "AWS::ApiGatewayV2::Api" for api in apis)


class AccessPoint(Subject):
    """A way into a file system."""

    TYPES = ("AWS::EFS::AccessPoint",)
    __slots__ = ()

    path = Text("RootDirectory.Path", "/")
    user = Text("PosixUser.Uid")


@control("file-system-access-as-root", practice=13, severity=MEDIUM, subject=AccessPoint)
def file_system_access_as_root(point: AccessPoint, study: Study) -> Verdict:
    """A function enters a file system as root.

    An access point without a user, or with user 0, or at the root of the file system, gives a function everything that
    is on it.

    Attack: a function that was taken over reads and changes the files of all others.

    Safe when: the file system belongs to this function alone.

    Fix: set PosixUser with a user of its own, and a RootDirectory below the root.

    References:
    - https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-4
    """
    for value in (point.user, point.path):
        if isinstance(value, Unknown):
            return unknown(value)
    if isinstance(point.user, Absent):
        return violated(point.says("it enforces no user: a client may come as root"))
    if point.user == Known("0"):
        return violated(point.user.says("it enters as root"))
    if plain(point.path) == (True, "/"):
        return violated(point.path.says("it enters at the root of the file system"))
    return satisfied()


CONTROLS = (debug_mode_in_environment, timeout_too_long_for_api, file_system_access_as_root)
