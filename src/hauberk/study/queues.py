"""Who reads a queue, and who sends to it what failed."""

from hauberk.model.compute import EventSourceMapping
from hauberk.model.subject import Subject, listed, named, resource_of
from hauberk.study.study import Study

# Where a resource says what becomes of its failures (CloudFormation Template Reference, 2026-11).
FAILURES = {
    "AWS::Events::EventBus": "DeadLetterConfig.Arn",
    "AWS::Lambda::EventInvokeConfig": "DestinationConfig.OnFailure.Destination",
    "AWS::Lambda::EventSourceMapping": "DestinationConfig.OnFailure.Destination",
    "AWS::Lambda::Function": "DeadLetterConfig.TargetArn",
    "AWS::Scheduler::Schedule": "Target.DeadLetterConfig.Arn",
    "AWS::SNS::Subscription": "RedrivePolicy.deadLetterTargetArn",
    "AWS::SQS::Queue": "RedrivePolicy.deadLetterTargetArn",
}
RULE = "AWS::Events::Rule"
PIPE = "AWS::Pipes::Pipe"
_PIPES_STREAMS = ("DynamoDBStreamParameters", "KinesisStreamParameters")


def readers(queue: Subject, study: Study) -> list[EventSourceMapping]:
    """The event source mappings that read a queue, without those that only send their failures to it."""
    users = study.users(queue, *EventSourceMapping.TYPES)
    mappings = (EventSourceMapping(one, queue.world) for one in users)
    own = queue.resource.id
    return [one for one in mappings if resource_of(one.source) == own or resource_of(one.on_failure) != own]


def takes_failures(queue: Subject, study: Study) -> bool:
    """Whether something of the application sends its failures to a queue."""
    for user in study.users(queue, *FAILURES):
        if resource_of(Subject(user, queue.world).at(FAILURES[user.type])) == queue.resource.id:
            return True
    for pipe in study.users(queue, PIPE):
        for stream in _PIPES_STREAMS:
            target = Subject(pipe, queue.world).at(f"SourceParameters.{stream}.DeadLetterConfig.Arn")
            if resource_of(target) == queue.resource.id:
                return True
    for rule in study.users(queue, RULE):
        for target in listed(Subject(rule, queue.world).at("Targets")):
            if resource_of(named(named(target).value("DeadLetterConfig")).value("Arn")) == queue.resource.id:
                return True
    return False
