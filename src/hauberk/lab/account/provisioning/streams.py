"""Kinesis."""

from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_STREAM = {"StreamName": "${Ref}"}
_TOLD = "StreamDescriptionSummary"

RECIPES = {
    "AWS::Kinesis::Stream": Recipe(
        "kinesis",
        Step("create_stream", renamed={"Name": "StreamName"}),
        "${Name}",
        "arn:aws:kinesis:${Region}:${Account}:stream/${Name}",
        named="Name",
        after=(
            Step("add_tags_to_stream", ("Tags",), _STREAM, reads=(Read("list_tags_for_stream", _STREAM),)),
            Step(
                "increase_stream_retention_period",
                ("RetentionPeriodHours",),
                _STREAM,
                reads=(Read("describe_stream_summary", _STREAM, _TOLD),),
            ),
            Step(
                "start_stream_encryption",
                ("StreamEncryption",),
                _STREAM,
                whole=True,
                reads=(Read("describe_stream_summary", _STREAM, _TOLD),),
            ),
        ),
        reads=(Read("describe_stream_summary", _STREAM, _TOLD, renamed={"ShardCount": "OpenShardCount"}),),
    ),
    "AWS::Kinesis::StreamConsumer": Recipe(
        "kinesis",
        Step("register_stream_consumer"),
        "${.Consumer.ConsumerARN}",
        "${.Consumer.ConsumerARN}",
        reads=(Read("describe_stream_consumer", {"ConsumerARN": "${Ref}"}, "ConsumerDescription", {"StreamARN": ""}),),
    ),
    "AWS::Kinesis::ResourcePolicy": Recipe(
        "kinesis",
        Step("put_resource_policy", renamed={"ResourcePolicy": "Policy"}),
        "${ResourceArn}",
        reads=(Read("get_resource_policy", {"ResourceARN": "${ResourceArn}"}, renamed={"ResourceARN": ""}),),
    ),
}
