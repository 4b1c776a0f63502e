"""What a function's triggers, destinations, network, traces, logs and keys ask of its role, by
:mod:`hauberk.iam.lambda_needs`."""

from collections.abc import Iterator

from hauberk.iam.lambda_needs import Need, On, When, Who, uses
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, glob
from hauberk.model.compute import EventSourceMapping
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Subject, listed, named
from hauberk.model.values import Absent, Known, Value
from hauberk.study.logs import GROUP, log_group
from hauberk.study.needs.keys import key_arn, keys_for
from hauberk.study.needs.names import Names
from hauberk.study.needs.needed import Evidence, Needed, Origin
from hauberk.study.needs.reasons import is_open

_POLLED = {
    "sqs": "event-source-sqs",
    "kinesis": "event-source-kinesis",
    "dynamodb": "event-source-dynamodb",
    "kafka": "event-source-msk",
    "mq": "event-source-mq",
    "rds": "event-source-documentdb",
}
_SENT = {"sqs": "sqs", "sns": "sns", "lambda": "lambda", "events": "events", "s3": "s3"}
_SECRETS = (
    "BASIC_AUTH",
    "SASL_SCRAM_512_AUTH",
    "SASL_SCRAM_256_AUTH",
    "CLIENT_CERTIFICATE_TLS_AUTH",
    "SERVER_ROOT_CA_CERTIFICATE",
)
_ROTATION = "AWS::SecretsManager::RotationSchedule"
_INVOKE = "AWS::Lambda::EventInvokeConfig"
_CONSUMER = ":consumer/"
_STREAMS = "Lambda names the log streams"
_WHY = {
    On.EVERYTHING: "AWS documents it on everything",
    On.OBJECTS: "objects are named when they are written",
    On.SHAPE: "AWS documents it in this form",
    On.SOURCE: "the template doesn't say which it is",
}
_INSIGHTS = "layer:LambdaInsightsExtension"


def infrastructure(names: Names) -> Iterator[Needed]:
    """Everything that the template has the function need, but for its code."""
    yield from _logs(names)
    function = names.function
    if names.study and function.tracing == Known("Active"):
        yield from _use("tracing", names, None, function.tracing.span)
    if not isinstance(function.subnets, Absent) and function.at("VpcConfig") != Known(None):
        yield from _use("network", names, None, function.at("VpcConfig").span)
    key = key_arn(function.kms_key, names)
    if key is not None and names.variables:
        yield from _use("environment", names, None, function.kms_key.span, key=key)
    durable = function.at("DurableConfig")
    if not isinstance(durable, Absent) and durable != Known(None):
        yield from _use("durable", names, None, durable.span)
    for mapping in names.mappings:
        yield from _polled(mapping, names)
    yield from _sent_on(function.dead_letter_target, "dead-letter", names)
    for config in names.study.users(function, _INVOKE):
        subject = Subject(config, function.world)
        own = names.study.function_of(subject.at("FunctionName"))
        if own is None or own.id != function.resource.id:
            continue  # the function is where another's records go
        for outcome in ("OnFailure", "OnSuccess"):
            yield from _sent_on(subject.at(f"DestinationConfig.{outcome}.Destination"), "destination", names)
    for schedule in names.study.around(function, _ROTATION):
        secret = names.arns.text(Subject(schedule, function.world).at("SecretId"))
        if secret is not None:
            yield from _use("invoked-by-secretsmanager", names, secret, schedule.head)
    for layer in listed(function.at("Layers")):
        text = names.arns.text(layer)
        if text is not None and _INSIGHTS in str(text):
            yield from _use("insights", names, None, layer.span)
    for system in listed(function.at("FileSystemConfigs")):
        arn = names.arns.text(named(system).value("Arn"))
        if arn is not None:
            yield from _use("file-system", names, _file_system(arn, names), system.span)


def _file_system(point: Glob, names: Names) -> Glob:
    """The file system of an access point."""
    for resource in names.study.there(names.function, "AWS::EFS::AccessPoint"):
        if names.arns.arn(resource) == point:
            system = names.study.named(Subject(resource, names.function.world).at("FileSystemId"))
            found = names.arns.arn(system) if system is not None else None
            if found is not None:
                return found
    start = ("arn:", Hole("AWS::Partition"), ":elasticfilesystem:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"))
    return glob(*start, ":file-system/", ANY)


def _has_policy(system: Glob | None, names: Names) -> bool:
    for resource in names.study.there(names.function, "AWS::EFS::FileSystem"):
        if names.arns.arn(resource) == system:
            return not isinstance(Subject(resource, names.function.world).at("FileSystemPolicy"), Absent)
    return True


# -- logs


def _logs(names: Names) -> Iterator[Needed]:
    function = names.function
    group = log_group(function, names.study)
    made = isinstance(group, Resource) and group.type == GROUP
    start = ("arn:", Hole("AWS::Partition"), ":logs:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"), ":log-group:")
    if isinstance(group, Resource):
        name = names.arns.name(group)
    elif isinstance(group, Value):
        name = names.arns.text(group) or EVERYTHING
    elif function.is_bare:  # what it is called nobody knows
        name = glob("/aws/lambda/", ANY)
    else:
        name = glob("/aws/lambda/", *names.arns.name(function.resource).parts)
    span = (group.head if isinstance(group, Resource) else None) or function.head
    evidence = (Evidence(span),) if span is not None else ()
    resource = (glob(*start, *name.parts, ":", ANY),)
    why = "no template tells what the function is called" if function.is_bare else _STREAMS
    for need in uses()["logs"].needs:
        if need.who is Who.EXECUTION_ROLE and not (need.when is When.NO_LOG_GROUP and made):
            for action in need.actions:
                yield Needed(action, resource, Origin.INFRASTRUCTURE, evidence, why=why)


# -- sources and destinations


def _polled(mapping: EventSourceMapping, names: Names) -> Iterator[Needed]:
    source = names.arns.text(mapping.source)
    consumer: Glob | None = None
    named_here = names.study.named(mapping.source)
    if named_here is not None and named_here.type == "AWS::Kinesis::StreamConsumer":
        consumer, source = source, names.arns.text(Subject(named_here, names.function.world).at("StreamARN"))
    service = _service(source)
    id_ = _POLLED.get(service, "")
    span = mapping.source.span or mapping.head
    if source is None or not id_:
        if not isinstance(mapping.at("SelfManagedEventSource"), Absent):
            yield from _use("event-source-kafka", names, None, mapping.head, secrets=_secrets(mapping, names))
        elif source is not None and id_ == "":
            yield from _unnamed(mapping, source, names, span)
    else:
        yield from _use(id_, names, source, span, secrets=_secrets(mapping, names), consumer=consumer)
    yield from _sent_on(mapping.on_failure, "destination", names)


def _unnamed(mapping: EventSourceMapping, source: Glob, names: Names, span: Span | None) -> Iterator[Needed]:
    """A source that a parameter names: SAM's type of the event tells what it is, by what the mapping says of it."""
    if isinstance(mapping.at("StartingPosition"), Absent) and len(source.parts) == 1:
        yield from _use("event-source-sqs", names, source, span)


def _secrets(mapping: EventSourceMapping, names: Names) -> tuple[Glob, ...]:
    found = []
    for access in listed(mapping.at("SourceAccessConfigurations")):
        kind = named(access).value("Type")
        if isinstance(kind, Known) and kind.value in _SECRETS:
            text = names.arns.text(named(access).value("URI"))
            if text is not None:
                found.append(text)
    return tuple(found)


def _sent_on(target: Value, how: str, names: Names) -> Iterator[Needed]:
    if isinstance(target, Absent) or target == Known(None):
        return
    arn = names.arns.text(target)
    kind = _SENT.get(_service(arn), "")
    id_ = f"{how}-{kind}"
    if arn is not None and id_ in uses():
        yield from _use(id_, names, arn, target.span)


def _service(arn: Glob | None) -> str:
    """The service in an ARN."""
    if arn is None:
        return ""
    text = "".join(part if isinstance(part, str) else "*" for part in arn.parts)
    pieces = text.split(":")
    return pieces[2] if len(pieces) > 5 and pieces[0] == "arn" else ""


def _use(
    id_: str,
    names: Names,
    source: Glob | None,
    span: Span | None,
    *,
    key: Glob | None = None,
    secrets: tuple[Glob, ...] = (),
    consumer: Glob | None = None,
) -> Iterator[Needed]:
    evidence = (Evidence(span),) if span is not None else ()
    for need in uses()[id_].needs:
        if need.who is not Who.EXECUTION_ROLE:
            continue
        resources = _resources(need, names, source, key, secrets, consumer)
        if not resources:
            continue
        for action in need.actions[:1] if need.one else need.actions:
            why = _WHY.get(need.on, "") if any(map(is_open, resources)) else ""
            yield Needed(action, resources, Origin.INFRASTRUCTURE, evidence, (), why)


def _resources(
    need: Need,
    names: Names,
    source: Glob | None,
    key: Glob | None,
    secrets: tuple[Glob, ...],
    consumer: Glob | None,
) -> tuple[Glob, ...]:
    if need.when is When.FILE_SYSTEM_POLICY and not _has_policy(source, names):
        return ()
    if need.when in (When.OTHER_ACCOUNT, When.IAM, When.NETWORK, When.LAMBDA_SETS_POLICY):
        return ()
    if need.when is When.CUSTOMER_KEY:
        found = (key,) if key is not None else keys_for((source,) if source is not None else (), names)
        return found if key is None else (key,)
    match need.on:
        case On.SOURCE:
            return (source,) if source is not None else ()
        case On.OBJECTS:
            return (glob(*source.parts, "/", ANY),) if source is not None else ()
        case On.EVERYTHING:
            return (EVERYTHING,)
        case On.SECRET:
            return secrets or ((source,) if source is not None and _service(source) == "secretsmanager" else ())
        case On.CONSUMER:
            if consumer is not None:
                return (consumer,)
            return (source,) if source is not None and _CONSUMER in str(source) else ()
        case On.SHAPE:
            return (_shape(need.arn, names),)
    return ()


def _shape(form: str, names: Names) -> Glob:
    """A form of the catalogue in which partition, region, account and the function are its own."""
    parts: list[Part] = []
    known = {"Partition": "AWS::Partition", "Region": "AWS::Region", "Account": "AWS::AccountId"}
    at = 0
    while True:
        start = form.find("${", at)
        if start < 0:
            parts.append(form[at:])
            break
        end = form.index("}", start)
        parts.append(form[at:start])
        name = form[start + 2 : end]
        if name == "FunctionName":
            parts += names.arns.name(names.function.resource).parts
        else:
            parts.append(Hole(known[name]) if name in known else ANY)
        at = end + 1
    return glob(*parts)
