"""Asynchronous invocation: retries, and where events go afterwards, with the queues and topics SAM makes for that."""

from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Fields, Known, Value, alternatives, fields_of
from hauberk.sources.sam.build import all_of, certain, filled, is_absent, nothing, tree
from hauberk.sources.sam.functions.maker import Maker
from hauberk.sources.sam.functions.versions import alias_id

KINDS = {"SQS": ("AWS::SQS::Queue", "Queue"), "SNS": ("AWS::SNS::Topic", "Topic")}
SIDES = ("OnSuccess", "OnFailure")
ACTIONS = {
    "SQS": "sqs:SendMessage",
    "SNS": "sns:publish",
    "Lambda": "lambda:InvokeFunction",
    "EventBridge": "events:PutEvents",
}


def _destinations(source: Resource) -> Fields:
    return fields_of(fields_of(source.properties.value("EventInvokeConfig")).value("DestinationConfig"))


def names(name: str, source: Resource) -> dict[str, str]:
    """What templates call the made queues and topics, and their ids."""
    found: dict[str, str] = {}
    destinations = _destinations(source)
    for side in SIDES:
        kind = str(certain(fields_of(destinations.value(side)).value("Type")))
        if kind in KINDS:
            found[f"{name}.Destination{KINDS[kind][1]}"] = f"{name}EventInvokeConfig{side}{KINDS[kind][1]}"
    return found


def derive(maker: Maker) -> None:
    """Makes the configuration and its destinations."""
    written = maker.value("EventInvokeConfig")
    config = fields_of(written)
    if nothing(written) or not config.names():
        return
    trail = (written.span,) if written.span else maker.trail
    destinations = fields_of(config.value("DestinationConfig"))
    made = {side: _destination(maker, side, destinations.value(side)) for side in SIDES if side in destinations}
    content = {
        "FunctionName": maker.arn(),
        "Qualifier": filled(maker.value("AutoPublishAlias"), Known("$LATEST", trail)),
        "MaximumEventAgeInSeconds": config.value("MaximumEventAgeInSeconds"),
        "MaximumRetryAttempts": config.value("MaximumRetryAttempts"),
        "DestinationConfig": tree(made, config.value("DestinationConfig").trail),
    }
    alias = alias_id(maker.name, maker.source)
    kind = "AWS::Lambda::EventInvokeConfig"
    maker.make("EventInvokeConfig", kind, content, trail, depends_on=[alias] if alias else [])


def _destination(maker: Maker, side: str, written: Value) -> Value:
    config = fields_of(written)
    kind = str(certain(config.value("Type")))
    given = config.value("Destination")
    trail = (written.span,) if written.span else maker.trail
    where = given
    if kind in KINDS and any(isinstance(choice, Absent) for _, choice in alternatives(given)):
        made, word = KINDS[kind]
        suffix = f"EventInvokeConfig{side}{word}"
        presence = all_of(maker.source.presence, is_absent(given))
        maker.make(suffix, made, {"Tags": maker.passed_tags()}, trail, presence=presence)
        where = filled(
            given,
            maker.context.get_att(maker.name + suffix, "Arn", trail)
            if kind == "SQS"
            else maker.context.ref(maker.name + suffix, trail),
        )
    if kind == "S3Bucket":
        objects = maker.context.glue([where, "/*"], trail)
        statements = [
            {"Effect": "Allow", "Action": "s3:PutObject", "Resource": objects},
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": where},
        ]
        maker.grant(f"{maker.name}EventInvokeConfig{side}S3Policy", statements, trail)
    elif kind in ACTIONS:
        maker.allow(f"{maker.name}EventInvokeConfig{side}{kind}Policy", ACTIONS[kind], where, trail)
    return tree({"Destination": where}, trail)
