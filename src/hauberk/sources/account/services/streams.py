"""Kinesis and Firehose: streams with their encryption, policies and consumers, and delivery streams.

Operations and members from the API references of Kinesis Data Streams and Amazon Data Firehose, properties from the
CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import Form, policy_of, told, unknown_part
from hauberk.sources.account.services.shaping import given, inner, listed, only, pick, text, texts

STREAM, CONSUMER, DELIVERY = (
    "AWS::Kinesis::Stream",
    "AWS::Kinesis::StreamConsumer",
    "AWS::KinesisFirehose::DeliveryStream",
)
POLICY = Form("AWS::Kinesis::ResourcePolicy", "ResourceArn", "ResourcePolicy")
_GONE = frozenset(("ResourceNotFoundException",))
_LIST, _DELIVERIES = "kinesis:ListStreams", "firehose:ListDeliveryStreams"
_SETTINGS = ("RetentionPeriodHours", "StreamEncryption", "StreamModeDetails")
_OF_DELIVERY = (
    "DeliveryStreamEncryptionConfigurationInput",
    "DeliveryStreamType",
    "ExtendedS3DestinationConfiguration",
    "HttpEndpointDestinationConfiguration",
    "KinesisStreamSourceConfiguration",
    "MSKSourceConfiguration",
    "RedshiftDestinationConfiguration",
    "S3DestinationConfiguration",
    "SplunkDestinationConfiguration",
)
_MOST = {"Limit": 10_000}
"""Firehose pages by name, and gives ten at a time unless asked for more; an account may have 5,000."""


def _streams(answers: Answers) -> Iterator[tuple[str, str]]:
    """Name and ARN of each stream."""
    for one in listed(answers.data("kinesis", "ListStreams"), "StreamSummaries"):
        if (name := text(one, "StreamName")) and (arn := text(one, "StreamARN")):
            yield name, arn


def _each_arn(member: str) -> Any:
    def each(answers: Answers) -> Iterable[Mapping[str, Any]]:
        return ({member: arn} for _, arn in _streams(answers))

    return each


def _each_delivery(answers: Answers) -> Iterable[Mapping[str, Any]]:
    names = texts(answers.data("firehose", "ListDeliveryStreams", **_MOST), "DeliveryStreamNames")
    return ({"DeliveryStreamName": name} for name in names)


_ABOUT = "DeliveryStreamDescription.Destinations[]"
READS = (
    Read("kinesis", "ListStreams", (STREAM,)),
    Read(
        "kinesis",
        "DescribeStreamSummary",
        tuple(f"{STREAM}.{name}" for name in _SETTINGS),
        each=_each_arn("StreamARN"),
        after=(_LIST,),
        absent=_GONE,
    ),
    Read("kinesis", "GetResourcePolicy", (POLICY.type,), each=_each_arn("ResourceARN"), after=(_LIST,), absent=_GONE),
    Read("kinesis", "ListStreamConsumers", (CONSUMER,), each=_each_arn("StreamARN"), after=(_LIST,), absent=_GONE),
    Read("firehose", "ListDeliveryStreams", (DELIVERY,), arguments=_MOST),
    Read(
        "firehose",
        "DescribeDeliveryStream",
        tuple(f"{DELIVERY}.{name}" for name in _OF_DELIVERY),
        each=_each_delivery,
        after=(_DELIVERIES,),
        absent=_GONE,
        conceals=(
            f"{_ABOUT}.HttpEndpointDestinationDescription.EndpointConfiguration.Url",
            f"{_ABOUT}.HttpEndpointDestinationDescription.RequestConfiguration.CommonAttributes[].AttributeName",
            f"{_ABOUT}.HttpEndpointDestinationDescription.RequestConfiguration.CommonAttributes[].AttributeValue",
            f"{_ABOUT}.RedshiftDestinationDescription.Username",
            f"{_ABOUT}.SnowflakeDestinationDescription.AccountUrl",
            f"{_ABOUT}.SnowflakeDestinationDescription.ContentColumnName",
            f"{_ABOUT}.SnowflakeDestinationDescription.Database",
            f"{_ABOUT}.SnowflakeDestinationDescription.MetaDataColumnName",
            f"{_ABOUT}.SnowflakeDestinationDescription.Schema",
            f"{_ABOUT}.SnowflakeDestinationDescription.SnowflakeRoleConfiguration.SnowflakeRole",
            f"{_ABOUT}.SnowflakeDestinationDescription.SnowflakeVpcConfiguration.PrivateLinkVpceId",
            f"{_ABOUT}.SnowflakeDestinationDescription.Table",
            f"{_ABOUT}.SnowflakeDestinationDescription.User",
        ),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The streams, each with its policy and its consumers, and the delivery streams."""
    managed = managed_keys(answers)
    for name, arn in _streams(answers):
        answer = answers.of("kinesis", "DescribeStreamSummary", StreamARN=arn)
        if isinstance(answer, Missing):
            continue
        properties = {"Name": name, **told(answer, _SETTINGS, lambda content: _settings(content, managed))}
        stream = Made(STREAM, arn, name, properties, returns={"": name, "Arn": arn})
        yield stream
        policy = answers.of("kinesis", "GetResourcePolicy", ResourceARN=arn)
        written = answers.data("kinesis", "GetResourcePolicy", ResourceARN=arn).get("Policy")
        for made in policy_of(stream, policy, written, POLICY):
            yield made._replace(properties={**made.properties, "ResourceArn": arn})
        yield from _consumers(stream, answers)
    for arguments in _each_delivery(answers):
        made_of = _delivery(arguments["DeliveryStreamName"], answers, place, managed)
        if made_of is not None:
            yield made_of


def _settings(content: Mapping[str, Any], managed: ManagedKeys) -> Mapping[str, Any]:
    said = inner(content, "StreamDescriptionSummary")
    found: dict[str, Any] = only(said, "RetentionPeriodHours", "StreamModeDetails")
    if text(said, "EncryptionType") == "KMS":
        found["StreamEncryption"] = given({"EncryptionType": "KMS", "KeyId": managed.named(said.get("KeyId"))})
    return found


def _consumers(stream: Made, answers: Answers) -> Iterator[Made]:
    match answers.of("kinesis", "ListStreamConsumers", StreamARN=stream.id):
        case Data(content):
            for one in listed(content, "Consumers"):
                if arn := text(one, "ConsumerARN"):
                    name = text(one, "ConsumerName")
                    properties = {"ConsumerName": name, "StreamARN": stream.id}
                    yield Made(CONSUMER, arn, name, properties, returns={"": arn, "ConsumerARN": arn})
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(CONSUMER, stream.id, stream.name, unread, "StreamARN")


def _delivery(name: str, answers: Answers, place: Place, managed: ManagedKeys) -> Made | None:
    answer = answers.of("firehose", "DescribeDeliveryStream", DeliveryStreamName=name)
    if isinstance(answer, Missing):
        return None
    said = inner(
        answers.data("firehose", "DescribeDeliveryStream", DeliveryStreamName=name), "DeliveryStreamDescription"
    )
    arn = text(said, "DeliveryStreamARN") or (
        f"arn:{place.partition}:firehose:{place.region}:{place.account}:deliverystream/{name}"
    )
    properties = {
        "DeliveryStreamName": name,
        **told(answer, _OF_DELIVERY, lambda content: _described(content, managed)),
    }
    return Made(DELIVERY, arn, name, properties, returns={"": name, "Arn": arn})


def _described(content: Mapping[str, Any], managed: ManagedKeys) -> Mapping[str, Any]:
    said = inner(content, "DeliveryStreamDescription")
    found: dict[str, Any] = only(said, "DeliveryStreamType")
    encryption = inner(said, "DeliveryStreamEncryptionConfiguration")
    if text(encryption, "Status") in ("ENABLED", "ENABLING"):
        key = managed.named(encryption.get("KeyARN"))
        found["DeliveryStreamEncryptionConfigurationInput"] = given({**only(encryption, "KeyType"), "KeyARN": key})
    source = inner(said, "Source")
    found["KinesisStreamSourceConfiguration"] = only(
        source.get("KinesisStreamSourceDescription"), "KinesisStreamARN", "RoleARN"
    )
    found["MSKSourceConfiguration"] = only(source.get("MSKSourceDescription"), "MSKClusterARN", "TopicName")
    for one in listed(said, "Destinations"):
        found |= given(_destination(one))
    return found


def _destination(one: Mapping[str, Any]) -> dict[str, Any]:
    bucket = ("BucketARN", "EncryptionConfiguration", "Prefix", "ProcessingConfiguration", "RoleARN")
    extended, endpoint = (
        inner(one, "ExtendedS3DestinationDescription"),
        inner(one, "HttpEndpointDestinationDescription"),
    )
    return {
        "ExtendedS3DestinationConfiguration": only(extended, *bucket),
        "S3DestinationConfiguration": {} if extended else only(one.get("S3DestinationDescription"), *bucket),
        "HttpEndpointDestinationConfiguration": given(
            {
                "EndpointConfiguration": only(endpoint.get("EndpointConfiguration"), "Name", "Url"),
                "S3Configuration": only(endpoint.get("S3DestinationDescription"), *bucket),
                **only(endpoint, "RoleARN", "ProcessingConfiguration"),
            }
        ),
        "RedshiftDestinationConfiguration": only(
            one.get("RedshiftDestinationDescription"), "ClusterJDBCURL", "RoleARN", "CopyCommand"
        ),
        "SplunkDestinationConfiguration": pick(
            one.get("SplunkDestinationDescription"), HECEndpoint="HECEndpoint", HECEndpointType="HECEndpointType"
        ),
    }
