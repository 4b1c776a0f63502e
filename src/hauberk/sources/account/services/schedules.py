"""EventBridge Scheduler and Pipes: schedules with their targets, and what pipes lead from where to where.

Operations and members from the API references of EventBridge Scheduler and EventBridge Pipes, properties from the
CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import TARGETS, told
from hauberk.sources.account.services.shaping import given, inner, listed, only, text

SCHEDULE, PIPE = "AWS::Scheduler::Schedule", "AWS::Pipes::Pipe"
_OF_SCHEDULE = (
    "FlexibleTimeWindow",
    "KmsKeyArn",
    "ScheduleExpression",
    "ScheduleExpressionTimezone",
    "State",
    "Target",
)
_OF_PIPE = ("DesiredState", "Enrichment", "LogConfiguration", "RoleArn", "Source", "SourceParameters", "Target")


def _each_schedule(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("scheduler", "ListSchedules"), "Schedules"):
        if name := text(one, "Name"):
            yield {"Name": name, **given({"GroupName": text(one, "GroupName")})}


def _each_pipe(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return (
        {"Name": name} for one in listed(answers.data("pipes", "ListPipes"), "Pipes") if (name := text(one, "Name"))
    )


_HTTP = ("HeaderParameters.*", "PathParameterValues[]", "QueryStringParameters.*")
_SENSITIVE = (
    "Description",
    *(f"EnrichmentParameters.HttpParameters.{name}" for name in _HTTP),
    "EnrichmentParameters.InputTemplate",
    "SourceParameters.ActiveMQBrokerParameters.QueueName",
    "SourceParameters.FilterCriteria.Filters[].Pattern",
    "SourceParameters.ManagedStreamingKafkaParameters.ConsumerGroupID",
    "SourceParameters.ManagedStreamingKafkaParameters.TopicName",
    "SourceParameters.RabbitMQBrokerParameters.QueueName",
    "SourceParameters.RabbitMQBrokerParameters.VirtualHost",
    "SourceParameters.SelfManagedKafkaParameters.AdditionalBootstrapServers[]",
    "SourceParameters.SelfManagedKafkaParameters.ConsumerGroupID",
    "SourceParameters.SelfManagedKafkaParameters.TopicName",
    "SourceParameters.SelfManagedKafkaParameters.Vpc.SecurityGroup[]",
    "SourceParameters.SelfManagedKafkaParameters.Vpc.Subnets[]",
    "Tags.*",
    "TargetParameters.EcsTaskParameters.CapacityProviderStrategy[].capacityProvider",
    "TargetParameters.EcsTaskParameters.NetworkConfiguration.awsvpcConfiguration.SecurityGroups[]",
    "TargetParameters.EcsTaskParameters.NetworkConfiguration.awsvpcConfiguration.Subnets[]",
    "TargetParameters.EcsTaskParameters.PlacementConstraints[].expression",
    "TargetParameters.EcsTaskParameters.PlacementStrategy[].field",
    "TargetParameters.EcsTaskParameters.ReferenceId",
    "TargetParameters.EcsTaskParameters.Tags[].Value",
    "TargetParameters.EventBridgeEventBusParameters.DetailType",
    "TargetParameters.EventBridgeEventBusParameters.EndpointId",
    "TargetParameters.EventBridgeEventBusParameters.Source",
    *(f"TargetParameters.HttpParameters.{name}" for name in _HTTP),
    "TargetParameters.InputTemplate",
    "TargetParameters.KinesisStreamParameters.PartitionKey",
    "TargetParameters.RedshiftDataParameters.Database",
    "TargetParameters.RedshiftDataParameters.DbUser",
    "TargetParameters.RedshiftDataParameters.Sqls[]",
    "TargetParameters.RedshiftDataParameters.StatementName",
    "TargetParameters.SageMakerPipelineParameters.PipelineParameterList[].Name",
    "TargetParameters.SageMakerPipelineParameters.PipelineParameterList[].Value",
    "TargetParameters.SqsQueueParameters.MessageDeduplicationId",
    "TargetParameters.SqsQueueParameters.MessageGroupId",
)
"""What Pipes calls sensitive; none of it is a question of any control."""

READS = (
    Read("scheduler", "ListSchedules", (SCHEDULE,)),
    Read(
        "scheduler",
        "GetSchedule",
        tuple(f"{SCHEDULE}.{name}" for name in _OF_SCHEDULE),
        each=_each_schedule,
        after=("scheduler:ListSchedules",),
        absent=frozenset(("ResourceNotFoundException",)),
        leads={f"{SCHEDULE}.Target": TARGETS},
    ),
    Read("pipes", "ListPipes", (PIPE,)),
    Read(
        "pipes",
        "DescribePipe",
        tuple(f"{PIPE}.{name}" for name in _OF_PIPE),
        each=_each_pipe,
        after=("pipes:ListPipes",),
        absent=frozenset(("NotFoundException",)),
        conceals=_SENSITIVE,
        leads={f"{PIPE}.Target": TARGETS, f"{PIPE}.SourceParameters": ("AWS::SQS::Queue",)},
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The schedules and the pipes."""
    for one in listed(answers.data("scheduler", "ListSchedules"), "Schedules"):
        name, group = text(one, "Name"), text(one, "GroupName")
        arn = text(one, "Arn") or (
            f"arn:{place.partition}:scheduler:{place.region}:{place.account}:schedule/{group or 'default'}/{name}"
        )
        arguments = {"Name": name, **given({"GroupName": group})}
        answer = answers.of("scheduler", "GetSchedule", **arguments)
        if name and not isinstance(answer, Missing):
            properties = {**arguments, **told(answer, _OF_SCHEDULE, lambda content: only(content, *_OF_SCHEDULE))}
            yield Made(SCHEDULE, arn, name, properties, returns={"": name, "Arn": arn})
    for one in listed(answers.data("pipes", "ListPipes"), "Pipes"):
        name = text(one, "Name")
        arn = text(one, "Arn") or f"arn:{place.partition}:pipes:{place.region}:{place.account}:pipe/{name}"
        answer = answers.of("pipes", "DescribePipe", Name=name)
        if name and not isinstance(answer, Missing):
            properties = {**only(one, "Name"), **told(answer, _OF_PIPE, _pipe)}
            yield Made(PIPE, arn, name, properties, returns={"": name, "Arn": arn})


_STREAMS = ("DynamoDBStreamParameters", "KinesisStreamParameters")


def _pipe(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where a pipe leads from and to. Of the parameters of its source only those of streams are kept, which tell where
    failures go; the others name brokers and what is read there."""
    source = inner(content, "SourceParameters")
    return {
        **only(content, *(name for name in _OF_PIPE if name != "SourceParameters")),
        "SourceParameters": only(source, *_STREAMS),
    }
