"""Step Functions: state machines with their definitions, logs and tracing.

Operations and members from the AWS Step Functions API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import TARGETS, told
from hauberk.sources.account.services.shaping import capital, given, inner, listed, only, pick, text

MACHINE = "AWS::StepFunctions::StateMachine"
_PARTS = (
    "DefinitionString",
    "EncryptionConfiguration",
    "LoggingConfiguration",
    "RoleArn",
    "StateMachineType",
    "TracingConfiguration",
)


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    machines = listed(answers.data("stepfunctions", "ListStateMachines"), "stateMachines")
    return ({"stateMachineArn": arn} for one in machines if (arn := text(one, "stateMachineArn")))


READS = (
    Read("stepfunctions", "ListStateMachines", (MACHINE,)),
    Read(
        "stepfunctions",
        "DescribeStateMachine",
        tuple(f"{MACHINE}.{name}" for name in _PARTS),
        each=_each,
        after=("stepfunctions:ListStateMachines",),
        absent=frozenset(("StateMachineDoesNotExist",)),
        conceals=("description", "variableReferences.*[]"),
        leads={f"{MACHINE}.DefinitionString": TARGETS},
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The state machines."""
    for one in listed(answers.data("stepfunctions", "ListStateMachines"), "stateMachines"):
        arn = text(one, "stateMachineArn")
        answer = answers.of("stepfunctions", "DescribeStateMachine", stateMachineArn=arn)
        if arn and not isinstance(answer, Missing):
            name = text(one, "name") or arn.rpartition(":")[2]
            properties = {"StateMachineName": name, **told(answer, _PARTS, _described)}
            yield Made(MACHINE, arn, name, properties, returns={"": arn, "Arn": arn, "Name": name})


def _described(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What AWS tells of a machine. Step Functions answers with logs that are off and tracing that is disabled where
    nobody asked for either."""
    logging = inner(content, "loggingConfiguration")
    groups = [
        {"CloudWatchLogsLogGroup": {"LogGroupArn": group}}
        for one in listed(logging, "destinations")
        if (group := text(one, "cloudWatchLogsLogGroup", "logGroupArn"))
    ]
    encryption = inner(content, "encryptionConfiguration")
    tracing = inner(content, "tracingConfiguration")
    return {
        **pick(content, DefinitionString="definition", RoleArn="roleArn", StateMachineType="type"),
        "LoggingConfiguration": given(
            {**pick(logging, Level="level", IncludeExecutionData="includeExecutionData"), "Destinations": groups}
        ),
        "TracingConfiguration": capital(only(tracing, "enabled")),
        "EncryptionConfiguration": capital(only(encryption, "kmsKeyId", "type")),
    }
