"""SNS."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step


def _fifo(making: Making) -> None:
    """The name of a FIFO topic ends so."""
    properties = making.properties
    fifo = str(properties.get("FifoTopic")).lower() == "true"
    if fifo and not str(properties.get("TopicName", "")).endswith(".fifo"):
        properties["TopicName"] = f"{making.made_up_name()}.fifo"
    elif not fifo:
        properties.pop("FifoTopic", None)


def _subscribers(making: Making) -> None:
    for one in making.properties.get("Subscription") or ():
        making.tried("Subscription", "subscribe", TopicArn=making.ref, **making.fit("subscribe", one))


def _policy(making: Making) -> None:
    document = making.properties["PolicyDocument"]
    for topic in making.properties["Topics"]:
        making.call("set_topic_attributes", TopicArn=topic, AttributeName="Policy", AttributeValue=text(document))
        told = making.call("get_topic_attributes", TopicArn=topic)["Attributes"]
        making.compare({"PolicyDocument": document}, {"PolicyDocument": told.get("Policy")})
    making.ref = making.made_up_name()


RECIPES = {
    "AWS::SNS::Topic": Recipe(
        "sns",
        Step("create_topic", rest="Attributes", renamed={"TopicName": "Name"}),
        "${.TopicArn}",
        "${.TopicArn}",
        named="TopicName",
        attributes={"TopicArn": "${Ref}", "TopicName": "${TopicName}"},
        before=(_fifo,),
        after=(_subscribers,),
        reads=(
            Read("get_topic_attributes", {"TopicArn": "${Ref}"}, "Attributes", under="Attributes"),
            Read("list_tags_for_resource", {"ResourceArn": "${Ref}"}),
        ),
        hidden=frozenset(("Name",)),
        apart=frozenset(("Subscription",)),
    ),
    "AWS::SNS::TopicPolicy": Recipe("sns", _policy, "${Ref}"),
    "AWS::SNS::TopicInlinePolicy": Recipe(
        "sns",
        Step("set_topic_attributes", by={"AttributeName": "Policy"}, renamed={"PolicyDocument": "AttributeValue"}),
        "${TopicArn}",
        reads=(Read("get_topic_attributes", {"TopicArn": "${TopicArn}"}, "Attributes.Policy", under="AttributeValue"),),
    ),
    "AWS::SNS::Subscription": Recipe(
        "sns",
        Step("subscribe", rest="Attributes", by={"ReturnSubscriptionArn": True}),
        "${.SubscriptionArn}",
        "${.SubscriptionArn}",
        ignored=frozenset(("Region",)),
        reads=(
            Read("get_subscription_attributes", {"SubscriptionArn": "${Ref}"}, "Attributes"),
            Read("get_subscription_attributes", {"SubscriptionArn": "${Ref}"}, "Attributes", under="Attributes"),
        ),
    ),
}
