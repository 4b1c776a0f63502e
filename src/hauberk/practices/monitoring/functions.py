"""What a function writes about itself, and whether it may."""

from collections.abc import Iterator

from hauberk.model.compute import Function
from hauberk.model.policies import IdentityStatement, Statement, pattern_text
from hauberk.model.resource import Resource
from hauberk.model.subject import listed, named
from hauberk.model.values import Absent, Reason, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_among, unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study

WRITING_POLICIES = (
    "AWSLambdaBasicDurableExecutionRolePolicy",
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaDynamoDBExecutionRole",
    "AWSLambdaKinesisExecutionRole",
    "AWSLambdaMSKExecutionRole",
    "AWSLambdaSQSQueueExecutionRole",
    "AWSLambdaVPCAccessExecutionRole",
    "AdministratorAccess",
    "CloudWatchFullAccess",
    "CloudWatchFullAccessV2",
    "CloudWatchLambdaApplicationSignalsExecutionRolePolicy",
    "CloudWatchLambdaInsightsExecutionRolePolicy",
    "CloudWatchLogsFullAccess",
    "PowerUserAccess",
)
"""Policies that AWS manages with which a function may write its logs (AWS managed policy reference, 2026-11)."""
JSON_LOGGERS = ("POWERTOOLS_LOG_LEVEL", "POWERTOOLS_LOGGER_")
"""How variables begin that set up a logger which writes JSON (Powertools for AWS Lambda, "Logger", 2026-11)."""
_WRITING = ("*", "logs:*", "logs:put*", "logs:putlogevents")


@control("role-cannot-write-logs", practice=4, severity=MEDIUM, subject=Function)
def role_cannot_write_logs(function: Function, study: Study) -> Verdict:
    """A function's role may not write logs.

    Without ``logs:PutLogEvents`` the function runs, and nothing of what it does or what goes wrong is ever seen.

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
        return unknown(Reason("outside", "its role isn't part of the application"), function.role.says("this one"))
    if role.type != "AWS::IAM::Role":
        return unknown(Reason("outside", "its role isn't part of the application"))
    doubt: Unknown | None = None
    for arn in listed(role.properties.within(function.world).value("ManagedPolicyArns")):
        text = pattern_text(arn)
        if text is None:
            policy = study.named(arn)
            doubt = doubt or (arn if isinstance(arn, Unknown) and policy is None else None)
        elif text.rpartition("/")[2] in WRITING_POLICIES:
            return satisfied()
    for statement in _statements(role, function, study):
        if not statement.allows:
            continue
        for value in statement.actions:
            text = pattern_text(value)
            if text is not None and text.lower() in _WRITING:
                return satisfied()
            if isinstance(value, Unknown):
                doubt = doubt or value
        if not isinstance(statement.not_action, Absent):
            return satisfied()
    if doubt is not None:
        return unknown(doubt)
    return violated(function.role.says("nothing in this role allows writing logs"))


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
