"""SNS: topics with their policies, and subscriptions.

Operations and members from the Amazon SNS API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import Form, policy_of, told
from hauberk.sources.account.services.shaping import document, inner, listed, only, text

TOPIC, SUBSCRIPTION = "AWS::SNS::Topic", "AWS::SNS::Subscription"
POLICY = Form("AWS::SNS::TopicPolicy", "Topics", many=True)
_GONE = frozenset(("NotFound", "NotFoundException"))
_PLAIN = ("ContentBasedDeduplication", "DisplayName", "FifoTopic", "TracingConfig")
_OF_TOPIC = (*_PLAIN, "KmsMasterKeyId")
_OF_SUBSCRIPTION = ("FilterPolicy", "RawMessageDelivery", "RedrivePolicy")
_UNCONFIRMED = Unread("not-confirmed", "nobody has confirmed it, and until then AWS tells nothing more of it")


def _each_topic(answers: Answers) -> Iterable[Mapping[str, Any]]:
    topics = listed(answers.data("sns", "ListTopics"), "Topics")
    return ({"TopicArn": arn} for one in topics if (arn := text(one, "TopicArn")))


def _each_subscription(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("sns", "ListSubscriptions"), "Subscriptions")
    return ({"SubscriptionArn": arn} for one in found if _is_confirmed(arn := text(one, "SubscriptionArn")))


READS = (
    Read("sns", "ListTopics", (TOPIC,)),
    Read(
        "sns",
        "GetTopicAttributes",
        (*(f"{TOPIC}.{name}" for name in _OF_TOPIC), POLICY.type),
        each=_each_topic,
        after=("sns:ListTopics",),
        absent=_GONE,
    ),
    Read("sns", "ListSubscriptions", (SUBSCRIPTION,)),
    Read(
        "sns",
        "GetSubscriptionAttributes",
        tuple(f"{SUBSCRIPTION}.{name}" for name in _OF_SUBSCRIPTION),
        each=_each_subscription,
        after=("sns:ListSubscriptions",),
        absent=_GONE,
        leads={f"{SUBSCRIPTION}.RedrivePolicy": ("AWS::SQS::Queue",)},
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The topics, each followed by its policy, and the subscriptions."""
    managed = managed_keys(answers)
    for arguments in _each_topic(answers):
        answer = answers.of("sns", "GetTopicAttributes", **arguments)
        if not isinstance(answer, Missing):
            topic = _topic(arguments["TopicArn"], answers, managed)
            yield topic
            said = inner(answers.data("sns", "GetTopicAttributes", **arguments), "Attributes")
            if not _is_default(said.get("Policy"), topic.id, place):
                yield from policy_of(topic, answer, said.get("Policy"), POLICY)
    for index, one in enumerate(listed(answers.data("sns", "ListSubscriptions"), "Subscriptions")):
        made = _subscription(one, index, answers)
        if made is not None:
            yield made


def _topic(arn: str, answers: Answers, managed: ManagedKeys) -> Made:
    def make(content: Mapping[str, Any]) -> Mapping[str, Any]:
        said = inner(content, "Attributes")
        return {**only(said, *_PLAIN), "KmsMasterKeyId": managed.named(said.get("KmsMasterKeyId"))}

    name = arn.rpartition(":")[2]
    answer = answers.of("sns", "GetTopicAttributes", TopicArn=arn)
    properties = {"TopicName": name, **told(answer, _OF_TOPIC, make)}
    return Made(TOPIC, arn, name, properties, returns={"": arn, "TopicArn": arn, "TopicName": name})


_DEFAULT = "__default_policy_ID"
_BY_DEFAULT = frozenset(
    f"sns:{name}"
    for name in (
        "addpermission",
        "deletetopic",
        "gettopicattributes",
        "listsubscriptionsbytopic",
        "publish",
        "receive",
        "removepermission",
        "settopicattributes",
        "subscribe",
    )
)


def _is_default(written: Any, arn: str, place: Place) -> bool:
    """Whether a policy is the one that SNS gives to a topic without one: the owner may do everything ("Amazon SNS
    access control", Amazon SNS developer guide, 2026-11)."""
    policy = document(written)
    statements = listed(policy, "Statement")
    if text(policy, "Id") != _DEFAULT or len(statements) != 1:
        return False
    one = statements[0]
    actions = one.get("Action")
    return (
        one.get("Effect") == "Allow"
        and one.get("Principal") in ("*", {"AWS": "*"})
        and isinstance(actions, list)
        and all(isinstance(action, str) and action.lower() in _BY_DEFAULT for action in actions)
        and one.get("Resource") == arn
        and one.get("Condition") in [{"StringEquals": {key: place.account}} for key in _OWNER]
        and not one.keys() - {"Sid", "Effect", "Principal", "Action", "Resource", "Condition"}
    )


_OWNER = ("AWS:SourceOwner", "AWS:SourceAccount")


def _is_confirmed(arn: str) -> bool:
    return arn.startswith("arn:")


def _subscription(one: Mapping[str, Any], index: int, answers: Answers) -> Made | None:
    arn, topic, protocol = text(one, "SubscriptionArn"), text(one, "TopicArn"), text(one, "Protocol")
    if not topic:
        return None
    properties: dict[str, Any] = only(one, "Endpoint", "Protocol", "TopicArn")
    if _is_confirmed(arn):
        answer = answers.of("sns", "GetSubscriptionAttributes", SubscriptionArn=arn)
        if isinstance(answer, Missing):
            return None
        properties |= told(answer, _OF_SUBSCRIPTION, _attributes)
    else:
        properties |= dict.fromkeys(_OF_SUBSCRIPTION, _UNCONFIRMED)
    id_ = arn if _is_confirmed(arn) else f"{topic}:unconfirmed-{index}"
    return Made(SUBSCRIPTION, id_, f"{protocol} subscription to {topic.rpartition(':')[2]}", properties, {"": id_})


def _attributes(content: Mapping[str, Any]) -> Mapping[str, Any]:
    said = inner(content, "Attributes")
    policies = {name: document(said[name]) for name in only(said, "FilterPolicy", "RedrivePolicy")}
    return {**only(said, "RawMessageDelivery"), **policies}
