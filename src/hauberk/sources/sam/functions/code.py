"""The function itself: ``AWS::Lambda::Function`` from the properties that SAM takes."""

from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Fields, Known, Value, alternatives, fields_of
from hauberk.sources.sam.build import certain, each, filled, is_conditional, nothing, tree
from hauberk.sources.sam.functions.maker import Maker
from hauberk.sources.sam.functions.role import role_of
from hauberk.sources.sam.functions.versions import alias_id
from hauberk.sources.sam.policies import managed_arn

_AS_WRITTEN = """
    Architectures CodeSigningConfigArn Description DurableConfig Environment EphemeralStorage
    FileSystemConfigs FunctionName FunctionScalingConfig Handler ImageConfig KmsKeyArn Layers LoggingConfig MemorySize
    PackageType PublishToLatestPublished RecursiveLoop ReservedConcurrentExecutions Runtime RuntimeManagementConfig
    SnapStart TenancyConfig Timeout VpcConfig
"""
AS_WRITTEN = tuple(_AS_WRITTEN.split())
"""Properties that mean the same in SAM and in CloudFormation."""

SEND = {"SQS": "sqs:SendMessage", "SNS": "sns:Publish"}


def function(maker: Maker) -> Resource:
    """The ``AWS::Lambda::Function``; a local ``CodeUri`` is its ``Code``, as in CloudFormation before packaging."""
    properties = maker.properties
    entries = {name: properties.value(name) for name in AS_WRITTEN if name in properties.names()}
    entries["Code"] = _code(maker)
    entries["Role"] = role_of(maker)
    entries["Tags"] = maker.tags() or Absent(maker.trail)
    if "CapacityProviderConfig" in properties.names():
        entries["CapacityProviderConfig"] = each(maker.value("CapacityProviderConfig"), _capacity)
    if alias_id(maker.name, maker.source):
        entries["Description"] = _description(maker)
    if "Tracing" in properties.names():
        tracing = maker.value("Tracing")
        seen = is_conditional(tracing)
        entries["TracingConfig"] = tree({"Mode": tracing}, maker.trail) if seen else each(tracing, _tracing)
    if "DeadLetterQueue" in properties.names():
        entries["DeadLetterConfig"] = each(maker.value("DeadLetterQueue"), _dead_letter)
    keys = {name: key for name in properties.names() if (key := properties.key(name))}
    for made, written in (("Tracing", "TracingConfig"), ("DeadLetterQueue", "DeadLetterConfig"), ("CodeUri", "Code")):
        if made in keys:
            keys[written] = keys[made]
    fields = Fields(entries, head=maker.source.head, keys=keys, rest=properties.rest)
    needed = maker.context.needs(maker.source)
    return maker.context.add(maker.name, "AWS::Lambda::Function", fields, maker.source, depends_on=needed)


def _off(tracing: Value) -> bool:
    match tracing:
        case Absent() | Known(None | "" | "Disabled"):
            return True
        case Known(Fields() as fields):
            return not fields
    return False


def _tracing(value: Value) -> Value:
    if _off(value):
        return Absent(value.trail)
    return tree({"Mode": value}, value.trail)


def _capacity(value: Value) -> Value:
    config = fields_of(value)
    if not config.names():
        return value
    named = (
        ("CapacityProviderArn", "Arn"),
        ("PerExecutionEnvironmentMaxConcurrency", "PerExecutionEnvironmentMaxConcurrency"),
        ("ExecutionEnvironmentMemoryGiBPerVCpu", "ExecutionEnvironmentMemoryGiBPerVCpu"),
    )
    instances = {made: config.value(name) for made, name in named}
    return tree({"LambdaManagedInstancesCapacityProviderConfig": instances}, value.trail)


def _description(maker: Maker) -> Value:
    """A hash given for the code is written into the description, so that the function changes with it."""
    own, digest = maker.value("Description"), maker.value("AutoPublishCodeSha256")
    if nothing(digest):
        return own
    return digest if nothing(own) else maker.context.glue([own, " ", digest], own.trail)


def _dead_letter(value: Value) -> Value:
    target = fields_of(value)
    return tree({"TargetArn": target.value("TargetArn")}, value.trail) if target.names() else value


def _code(maker: Maker) -> Value:
    key = maker.value("SourceKMSKeyArn")
    image, inline, uri = (maker.value(name) for name in ("ImageUri", "InlineCode", "CodeUri"))
    if not nothing(image):
        made = each(image, lambda value: _only("ImageUri", value))
    elif not nothing(inline):
        made = filled(each(inline, lambda value: _only("ZipFile", value)), each(uri, location))
    else:
        made = each(uri, location)
    if nothing(key):
        return made
    return each(made, lambda value: _with_key(value, key) if fields_of(value).names() else value)


def _only(name: str, value: Value) -> Value:
    return value if isinstance(value, Absent) else tree({name: value}, value.trail)


def _with_key(value: Value, key: Value) -> Value:
    return Known(fields_of(value).merged({"SourceKMSKeyArn": key}), value.trail)


def location(value: Value) -> Value:
    """Where code lies: in S3, or else as written (a local folder, or not known yet)."""
    match value:
        case Known(str() as text) if text.startswith("s3://"):
            bucket, _, rest = text.removeprefix("s3://").partition("/")
            key, _, version = rest.partition("?versionId=")
            content = {"S3Bucket": bucket, "S3Key": key}
            return tree({**content, "S3ObjectVersion": version} if version else content, value.trail)
        case Known(Fields() as fields):
            named = (("S3Bucket", "Bucket"), ("S3Key", "Key"), ("S3ObjectVersion", "Version"))
            return tree({made: fields.value(name) for made, name in named}, value.trail)
    return value


def needs(maker: Maker) -> None:
    """What the function's own properties need of its role."""
    trail = maker.trail
    durable = not nothing(maker.value("DurableConfig"))
    basic = "AWSLambdaBasicDurableExecutionRolePolicy" if durable else "AWSLambdaBasicExecutionRole"
    maker.managed.insert(0, Known(managed_arn(basic), trail))
    if "VpcConfig" in maker.properties.names():
        network = maker.value("VpcConfig")
        maker.managed.append(Known(managed_arn("AWSLambdaVPCAccessExecutionRole"), network.trail or trail))
    tracing = maker.value("Tracing")
    if is_conditional(tracing):
        maker.managed.append(Known(managed_arn("AWSXrayWriteOnlyAccess"), trail))
    elif not nothing(tracing):
        maker.managed.append(each(tracing, _tracing_policy))
    for _, value in alternatives(maker.value("DeadLetterQueue")):
        queue = fields_of(value)
        action = SEND.get(str(certain(queue.value("Type"))))
        if action:
            maker.allow("DeadLetterQueuePolicy", action, queue.value("TargetArn"), value.trail, Version="2012-10-17")


def _tracing_policy(value: Value) -> Value:
    if _off(value):
        return Absent(value.trail)
    return Known(managed_arn("AWSXrayWriteOnlyAccess"), value.trail)
