"""What a function writes about itself, and whether it may."""

from collections.abc import Iterator

from hauberk.facts.log_writers import log_writers
from hauberk.model.compute import Function
from hauberk.model.policies import IdentityStatement, Statement, pattern_text
from hauberk.model.resource import Resource
from hauberk.model.subject import listed, named
from hauberk.model.values import Absent, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_among, unless_helper
from hauberk.practices.control import control
from hauberk.practices.least_privilege.powers import matches
from hauberk.study.study import Study

JSON_LOGGERS = ("POWERTOOLS_LOG_LEVEL", "POWERTOOLS_LOGGER_")
"""How variables begin that set up a logger which writes JSON (Powertools for AWS Lambda, "Logger", 2026-11)."""
_WRITE = "logs:putlogevents"
_STREAM = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/some-function:log-stream:some-stream"
"""What a function writes to: nothing of the name is known, so that only what is about every group fits it."""
_OUTSIDE = "outside"
_UNDENIED = "deny it for the log groups that are meant, not for the function's own."


@control("role-cannot-write-logs", practice=4, severity=MEDIUM, subject=Function)
def role_cannot_write_logs(function: Function, study: Study) -> Verdict:
    """A function's role may not write logs.

    Without ``logs:PutLogEvents`` the function runs, and nothing of what it does or what goes wrong is ever seen.

    A policy of AWS's counts by its document, as it was on the day of Hauberk's data; a policy of your own that isn't in
    the application may allow anything, so that it isn't known whether the role may write. A statement that denies it
    for every log group, without a condition, wins over all that allow it.

    Attack: an attack on the function leaves no trace to find afterwards.

    Safe when: the function sends its logs elsewhere by an extension.

    Fix: attach AWSLambdaBasicExecutionRole, or allow logs:CreateLogStream and logs:PutLogEvents on its log group.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
    """
    role = study.named(function.role)
    if role is None:
        if isinstance(function.role, Unknown):
            return unknown(function.role)
        return unknown(Reason(_OUTSIDE, "its role isn't part of the application"), function.role.says("this one"))
    if role.type != "AWS::IAM::Role":
        return unknown(Reason(_OUTSIDE, "its role isn't part of the application"))
    attached = list(listed(role.properties.within(function.world).value("ManagedPolicyArns")))
    allowed = any(_of_aws(arn) in log_writers() for arn in attached)
    doubts = (_doubt_of(arn, study) for arn in attached)
    doubt: Value | Reason | None = next((found for found in doubts if found is not None), None)
    for statement in _statements(role, function, study):
        covers = _covers(statement)
        if isinstance(covers, Value):
            doubt = doubt or covers
        elif covers and statement.allows:
            allowed = True
        elif covers and _denies_always(statement):
            return violated(
                statement.says("this denies writing logs"), function.says("so that this writes none"), help=_UNDENIED
            )
    if allowed:
        return satisfied()
    if doubt is not None:
        return unknown(doubt)
    return violated(function.role.says("nothing in this role allows writing logs"))


def _of_aws(arn: Value) -> str:
    """The name of a policy that AWS manages; empty for any other."""
    pieces = (pattern_text(arn) or "").split(":", 5)
    return pieces[5].rpartition("/")[2] if len(pieces) == 6 and pieces[4] == "aws" else ""


def _doubt_of(arn: Value, study: Study) -> Value | Reason | None:
    """Why it isn't known what a managed policy allows, if so: it is somebody's own, and isn't in the application."""
    if study.named(arn) is not None or _of_aws(arn):
        return None
    if isinstance(arn, Unknown):
        return arn
    return Reason(_OUTSIDE, f"{pattern_text(arn) or 'one of its policies'} isn't part of the application")


def _covers(statement: Statement) -> bool | Value:
    """Whether a statement is about writing logs, by its actions; what isn't known where that can't be told."""
    if statement.undecided is not None:
        return statement.undecided
    exclusive = not isinstance(statement.not_action, Absent)
    doubt: Value | None = None
    for value in listed(statement.not_action) if exclusive else statement.actions:
        text = pattern_text(value)
        if text is not None and isinstance(value, Known):
            if matches(text.lower(), _WRITE):
                return not exclusive
        elif text is None or matches(text.lower().replace("?", "*"), _WRITE):
            doubt = doubt or value
    return exclusive if doubt is None else doubt


def _denies_always(statement: Statement) -> bool:
    """Whether a statement denies, whatever the log group and without a condition."""
    if statement.effect != Known("Deny") or not isinstance(statement.condition, Absent):
        return False
    return any(matches(_arn(value).lower(), _STREAM) for value in listed(statement.resources))


def _arn(value: Value) -> str:
    """An ARN pattern in which pseudo parameters fit anything, and other holes fit nothing."""
    if isinstance(value, Pattern):
        parts = (part if isinstance(part, str) else "*" if _is_pseudo(part) else "-" for part in value.parts)
        return "".join(parts)
    return pattern_text(value) or ""


def _is_pseudo(part: Reference | Unknown) -> bool:
    return isinstance(part, Reference) and part.pseudo


def _statements(role: Resource, function: Function, study: Study) -> Iterator[Statement]:
    """The statements of a role's own policies and of those that are attached to it, in the function's world."""
    attached = study.graph.users(role.id, "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
    named = (study.named(arn) for arn in listed(role.properties.within(function.world).value("ManagedPolicyArns")))
    for holder in (role, *attached, *(policy for policy in named if policy is not None)):
        for seed in IdentityStatement.of(holder):
            seen = seed.see(function.world)
            if isinstance(seen, Statement):
                yield seen


@control("logs-without-structure", practice=4, severity=LOW, subject=Function)
def logs_without_structure(function: Function, study: Study) -> Verdict:
    """A function logs plain text.

    Plain lines have to be parsed by guesswork before anyone can ask them a question, and one line break in an input
    forges an entry. JSON logs have fields, a level and the request's id.

    Attack: an input with a line break writes a log line of the attacker's own, which hides what they did.

    Safe when: the code's own logger already writes JSON, as that of Powertools does.

    Fix: set LoggingConfig.LogFormat to JSON.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
    """
    if helper := unless_helper(function):
        return helper
    if any(name.startswith(JSON_LOGGERS) for name in named(function.environment).names()):
        return not_applicable("it has Powertools' logger, as its variables say, which writes JSON")
    return must_be_among(function.log_format, ("JSON",), "what Lambda and the function write is plain text")


CONTROLS = (role_cannot_write_logs, logs_without_structure)
