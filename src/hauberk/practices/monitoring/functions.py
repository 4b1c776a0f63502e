"""What a function writes about itself, and whether it may."""

from hauberk.model.compute import Function
from hauberk.model.policies import pattern_text
from hauberk.model.subject import listed, named
from hauberk.model.values import Annotation, Reason, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_among, unless_helper
from hauberk.practices.control import control
from hauberk.study.principals import ROLE, Principal
from hauberk.study.study import Study

JSON_LOGGERS = ("POWERTOOLS_LOG_LEVEL", "POWERTOOLS_LOGGER_")
"""How variables begin that set up a logger which writes JSON (Powertools for AWS Lambda, "Logger", 2026-11)."""
WRITING = frozenset(
    (
        "AWSLambdaBasicDurableExecutionRolePolicy",
        "AWSLambdaBasicExecutionRole",
        "AWSLambdaDynamoDBExecutionRole",
        "AWSLambdaKinesisExecutionRole",
        "AWSLambdaMSKExecutionRole",
        "AWSLambdaSQSQueueExecutionRole",
        "AWSLambdaVPCAccessExecutionRole",
        "AdministratorAccess",
        "CloudWatchLogsFullAccess",
    )
)
"""Policies that AWS manages, common with functions, that allow writing every log (AWS managed policy reference,
2026-11).
Of others the documents are asked."""
_OUTSIDE = "outside"
_UNBOUNDED = "allow logs:CreateLogStream and logs:PutLogEvents in the boundary too."
_UNDENIED = "deny it for the log groups that are meant, not for the function's own."


@control("role-cannot-write-logs", practice=4, severity=MEDIUM, subject=Function)
def role_cannot_write_logs(function: Function, study: Study) -> Verdict:
    """A function's role may not write logs.

    Without ``logs:PutLogEvents`` the function runs, and nothing of what it does or what goes wrong is ever seen.

    The role is asked with all that it has: its policies, those of AWS's by their documents as they were on the day of
    Hauberk's data, its boundary, and what is denied. A policy of your own that isn't in the application may allow
    anything, so that it isn't known whether the role may write.

    Attack: an attack on the function leaves no trace to find afterwards.

    Safe when: the function sends its logs elsewhere by an extension.

    Fix: attach AWSLambdaBasicExecutionRole, or allow logs:CreateLogStream and logs:PutLogEvents on its log group.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
    """
    role = study.named(function.role)
    if role is None and isinstance(function.role, Unknown):
        return unknown(function.role)
    if role is None or role.type != ROLE:
        place = () if role is not None else (function.role.says("this one"),)
        return unknown(Reason(_OUTSIDE, "its role isn't part of the application"), *place)
    principal = Principal(role, function.world)
    if not study.limits and any(_writes(arn) for arn in listed(principal.managed)):
        return satisfied()
    from hauberk.study.log_access import LogAccess, Logs, log_access

    answer = log_access(function, principal, study)
    if not isinstance(answer, LogAccess):
        return unknown(Unknown(answer, function.role.trail))
    match answer.logs:
        case Logs.WRITTEN:
            return satisfied()
        case Logs.DENIED:
            denied = Annotation(answer.place, "this denies writing logs")
            return violated(denied, function.says("so that this writes none"), help=_UNDENIED)
        case Logs.BOUNDED:
            return violated(function.role.says("the boundary of this role leaves out writing logs"), help=_UNBOUNDED)
    return violated(function.role.says("nothing in this role allows writing logs"))


def _writes(arn: Value) -> bool:
    """Whether a policy is one of AWS's that let a function write its logs, whatever they are called."""
    pieces = (pattern_text(arn) or "").split(":", 5)
    return len(pieces) == 6 and pieces[4] == "aws" and pieces[5].rpartition("/")[2] in WRITING


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
