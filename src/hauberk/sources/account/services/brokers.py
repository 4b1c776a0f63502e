"""MSK and Amazon MQ: clusters of Kafka with their policies, and brokers.

Operations and members from the API references of Amazon MSK and Amazon MQ, properties from the CloudFormation Template
Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import Form, policy_of, told
from hauberk.sources.account.services.shaping import capital, given, inner, listed, only, pick, text, texts

KAFKA, BROKER = "AWS::MSK::Cluster", "AWS::AmazonMQ::Broker"
POLICY = Form("AWS::MSK::ClusterPolicy", "ClusterArn", "Policy")
_OF_BROKER = (
    "AutoMinorVersionUpgrade",
    "EncryptionOptions",
    "Logs",
    "PubliclyAccessible",
    "SecurityGroups",
    "SubnetIds",
)


def _clusters(answers: Answers) -> Iterator[Mapping[str, Any]]:
    """Those with brokers of their own: what is serverless has no such settings, and is always encrypted."""
    for one in listed(answers.data("kafka", "ListClustersV2"), "ClusterInfoList"):
        if text(one, "ClusterArn") and isinstance(one.get("Provisioned"), Mapping):
            yield one


def _each_cluster(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"ClusterArn": text(one, "ClusterArn")} for one in _clusters(answers))


def _each_broker(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("mq", "ListBrokers"), "BrokerSummaries")
    return ({"BrokerId": id_} for one in found if (id_ := text(one, "BrokerId")))


READS = (
    Read("kafka", "ListClustersV2", (KAFKA,)),
    Read(
        "kafka",
        "GetClusterPolicy",
        (POLICY.type,),
        each=_each_cluster,
        after=("kafka:ListClustersV2",),
        absent=frozenset(("NotFoundException",)),
    ),
    Read("mq", "ListBrokers", (BROKER,)),
    Read(
        "mq",
        "DescribeBroker",
        tuple(f"{BROKER}.{name}" for name in _OF_BROKER),
        each=_each_broker,
        after=("mq:ListBrokers",),
        absent=frozenset(("NotFoundException",)),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The clusters of Kafka, each followed by its policy, and the brokers."""
    managed = managed_keys(answers)
    for one in _clusters(answers):
        arn, name = text(one, "ClusterArn"), text(one, "ClusterName")
        cluster = Made(KAFKA, arn, name, {"ClusterName": name, **_kafka(one, managed)}, returns={"": arn, "Arn": arn})
        yield cluster
        answer = answers.of("kafka", "GetClusterPolicy", ClusterArn=arn)
        yield from policy_of(
            cluster, answer, answers.data("kafka", "GetClusterPolicy", ClusterArn=arn).get("Policy"), POLICY
        )
    for one in listed(answers.data("mq", "ListBrokers"), "BrokerSummaries"):
        id_, name = text(one, "BrokerId"), text(one, "BrokerName")
        answer = answers.of("mq", "DescribeBroker", BrokerId=id_)
        if id_ and not isinstance(answer, Missing):
            arn = (
                text(one, "BrokerArn") or f"arn:{place.partition}:mq:{place.region}:{place.account}:broker:{name}:{id_}"
            )
            properties = {"BrokerName": name, **told(answer, _OF_BROKER, lambda content: _broker(content, managed))}
            yield Made(BROKER, arn, name, properties, returns={"": id_, "Arn": arn, "Id": id_})


def _kafka(one: Mapping[str, Any], managed: ManagedKeys) -> dict[str, Any]:
    said = inner(one, "Provisioned")
    encryption = inner(said, "EncryptionInfo")
    key = managed.named(inner(encryption, "EncryptionAtRest").get("DataVolumeKMSKeyId"))
    logs = inner(said, "LoggingInfo", "BrokerLogs")
    switched = {kind: log for kind, log in logs.items() if isinstance(log, Mapping) and log.get("Enabled") is True}
    return given(
        {
            "BrokerNodeGroupInfo": only(
                said.get("BrokerNodeGroupInfo"), "ClientSubnets", "ConnectivityInfo", "InstanceType", "SecurityGroups"
            ),
            **only(said, "ClientAuthentication"),
            "EncryptionInfo": given(
                {
                    "EncryptionAtRest": given({"DataVolumeKMSKeyId": key}),
                    **only(encryption, "EncryptionInTransit"),
                }
            ),
            "LoggingInfo": given({"BrokerLogs": switched}),
        }
    )


def _broker(content: Mapping[str, Any], managed: ManagedKeys) -> Mapping[str, Any]:
    encryption = inner(content, "EncryptionOptions")
    key = managed.named(encryption.get("KmsKeyId"))
    return {
        **only(content, "AutoMinorVersionUpgrade", "PubliclyAccessible"),
        "EncryptionOptions": given({**pick(encryption, UseAwsOwnedKey="UseAwsOwnedKey"), "KmsKeyId": key}),
        "Logs": capital(only(content.get("Logs"), "Audit", "General")),
        "SecurityGroups": texts(content, "SecurityGroups"),
        "SubnetIds": texts(content, "SubnetIds"),
    }
