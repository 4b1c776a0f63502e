"""SQS."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Recipe

_NO_ATTRIBUTES = ("QueueName", "Tags")


def _queue(making: Making) -> None:
    """The name of a FIFO queue ends so; only then may it say that it is one."""
    properties = making.properties
    if str(properties.get("FifoQueue")).lower() == "true":
        properties["FifoQueue"] = "true"
        if not str(properties.get("QueueName", "")).endswith(".fifo"):
            properties["QueueName"] = f"{making.made_up_name()}.fifo"
    else:
        properties.pop("FifoQueue", None)
    properties.setdefault("QueueName", making.made_up_name())
    attributes = {name: text(value) for name, value in properties.items() if name not in _NO_ATTRIBUTES}
    tags = making.fit("tag_queue", {"Tags": properties.get("Tags", [])})["Tags"]
    making.answer = making.call(
        "create_queue", QueueName=properties["QueueName"], Attributes=attributes or None, tags=tags or None
    )


def _policy(making: Making) -> None:
    for queue in making.properties["Queues"]:
        making.call(
            "set_queue_attributes", QueueUrl=queue, Attributes={"Policy": text(making.properties["PolicyDocument"])}
        )
        told = making.call("get_queue_attributes", QueueUrl=queue, AttributeNames=["Policy"])
        making.compare({"Policy": making.properties["PolicyDocument"]}, told.get("Attributes"))
    making.ref = making.made_up_name()


def _check(making: Making) -> None:
    told = making.call("get_queue_attributes", QueueUrl=making.ref, AttributeNames=["All"])["Attributes"]
    making.arn = told["QueueArn"]
    making.compare({name: one for name, one in making.properties.items() if name not in _NO_ATTRIBUTES}, told)
    if making.properties.get("Tags"):
        making.compare({"Tags": making.properties["Tags"]}, making.call("list_queue_tags", QueueUrl=making.ref))


RECIPES = {
    "AWS::SQS::Queue": Recipe(
        "sqs",
        _queue,
        "${.QueueUrl}",
        attributes={"QueueName": "${QueueName}", "QueueUrl": "${Ref}"},
        after=(_check,),
    ),
    "AWS::SQS::QueuePolicy": Recipe("sqs", _policy, "${Id}"),
}
