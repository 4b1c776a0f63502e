"""Devices and voice: rules of IoT, and Alexa skills."""

from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.policies import fill

SOURCE = "arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/${Rule}"


def rule(event: Event) -> None:
    """``IoTRule``: a topic rule, and the permission for IoT to invoke the function."""
    context = event.maker.context
    arn = fill(context, SOURCE, {"Rule": context.ref(event.id)}, event.trail)
    event.permit("iot.amazonaws.com", SourceAccount=context.ref("AWS::AccountId", event.trail), SourceArn=arn)
    payload = {
        "RuleDisabled": False,
        "Actions": [{"Lambda": {"FunctionArn": event.maker.target_arn()}}],
        **event.taken("Sql", "AwsIotSqlVersion"),
    }
    event.make("AWS::IoT::TopicRule", {"TopicRulePayload": payload, "Tags": event.maker.passed_tags()})


def skill(event: Event) -> None:
    """``AlexaSkill``: the permission for Alexa to invoke the function, of any skill where none is named."""
    event.permit("alexa-appkit.amazon.com", EventSourceToken=event.value("SkillId"))
