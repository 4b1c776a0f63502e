"""DynamoDB: tables with their streams, encryption, recovery and policies.

Operations and members from the Amazon DynamoDB API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import told
from hauberk.sources.account.services.shaping import document, given, inner, listed, only, text, texts

TABLE = "AWS::DynamoDB::Table"
_LIST = "dynamodb:ListTables"
_GONE = frozenset(("ResourceNotFoundException", "TableNotFoundException"))
_SETTINGS = (
    "BillingMode",
    "DeletionProtectionEnabled",
    "KeySchema",
    "SSESpecification",
    "StreamSpecification",
)


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"TableName": name} for name in texts(answers.data("dynamodb", "ListTables"), "TableNames"))


def _table(answers: Answers, name: str) -> Mapping[str, Any]:
    return inner(answers.data("dynamodb", "DescribeTable", TableName=name), "Table")


def _each_with_policy(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each table, and each stream: either may have a policy."""
    for arguments in _each(answers):
        table = _table(answers, arguments["TableName"])
        for member in ("TableArn", "LatestStreamArn"):
            if arn := text(table, member):
                yield {"ResourceArn": arn}


READS = (
    Read("dynamodb", "ListTables", (TABLE,)),
    Read(
        "dynamodb",
        "DescribeTable",
        tuple(f"{TABLE}.{name}" for name in _SETTINGS),
        each=_each,
        after=(_LIST,),
        absent=_GONE,
    ),
    Read(
        "dynamodb",
        "DescribeContinuousBackups",
        (f"{TABLE}.PointInTimeRecoverySpecification",),
        each=_each,
        after=(_LIST,),
        absent=_GONE,
    ),
    Read(
        "dynamodb",
        "DescribeKinesisStreamingDestination",
        (f"{TABLE}.KinesisStreamSpecification",),
        each=_each,
        after=(_LIST,),
        absent=_GONE,
    ),
    Read(
        "dynamodb",
        "GetResourcePolicy",
        (f"{TABLE}.ResourcePolicy", f"{TABLE}.StreamSpecification"),
        each=_each_with_policy,
        after=("dynamodb:DescribeTable",),
        absent=_GONE | {"PolicyNotFoundException"},
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The tables."""
    managed = managed_keys(answers)
    for arguments in _each(answers):
        name = arguments["TableName"]
        answer = answers.of("dynamodb", "DescribeTable", TableName=name)
        if isinstance(answer, Missing):
            continue
        said = _table(answers, name)
        arn = text(said, "TableArn") or f"arn:{place.partition}:dynamodb:{place.region}:{place.account}:table/{name}"
        stream = text(said, "LatestStreamArn")
        properties = {
            "TableName": name,
            **told(answer, _SETTINGS, lambda content: _settings(content, managed)),
            **_parts(name, arn, answers),
        }
        if stream and isinstance(properties.get("StreamSpecification"), dict):
            policy = _policy(stream, answers)
            properties["StreamSpecification"] |= given({"ResourcePolicy": policy})
        returns = {"": name, "Arn": arn, **given({"StreamArn": stream})}
        yield Made(TABLE, arn, name, properties, returns=returns)


def _settings(content: Mapping[str, Any], managed: ManagedKeys) -> Mapping[str, Any]:
    table = inner(content, "Table")
    encryption = inner(table, "SSEDescription")
    stream = inner(table, "StreamSpecification")
    found = {
        **only(table, "DeletionProtectionEnabled", "KeySchema"),
        "BillingMode": text(table, "BillingModeSummary", "BillingMode"),
        "StreamSpecification": only(stream, "StreamViewType") if stream.get("StreamEnabled") else {},
    }
    if text(encryption, "Status") in ("ENABLED", "ENABLING", "UPDATING"):
        key = managed.named(encryption.get("KMSMasterKeyArn"))
        found["SSESpecification"] = given({"SSEEnabled": True, **only(encryption, "SSEType"), "KMSMasterKeyId": key})
    return found


def _parts(name: str, arn: str, answers: Answers) -> dict[str, Any]:
    backups = answers.of("dynamodb", "DescribeContinuousBackups", TableName=name)
    streaming = answers.of("dynamodb", "DescribeKinesisStreamingDestination", TableName=name)
    return {
        **told(backups, ("PointInTimeRecoverySpecification",), _recovery),
        **told(streaming, ("KinesisStreamSpecification",), _streaming),
        **given({"ResourcePolicy": _policy(arn, answers)}),
    }


def _recovery(content: Mapping[str, Any]) -> Mapping[str, Any]:
    said = inner(content, "ContinuousBackupsDescription", "PointInTimeRecoveryDescription")
    on = text(said, "PointInTimeRecoveryStatus") == "ENABLED"
    own = {"PointInTimeRecoveryEnabled": on, **only(said, "RecoveryPeriodInDays")}
    return {"PointInTimeRecoverySpecification": own}


def _streaming(content: Mapping[str, Any]) -> Mapping[str, Any]:
    for one in listed(content, "KinesisDataStreamDestinations"):
        if text(one, "DestinationStatus") in ("ACTIVE", "ENABLING", "UPDATING"):
            return {"KinesisStreamSpecification": only(one, "StreamArn")}
    return {}


def _policy(arn: str, answers: Answers) -> Any:
    match answers.of("dynamodb", "GetResourcePolicy", ResourceArn=arn):
        case Data(content):
            return {"PolicyDocument": document(content.get("Policy"))}
        case Unread() as unread:
            return unread
    return None
