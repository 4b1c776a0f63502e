"""CloudWatch, CloudTrail and Config: what watches over an account."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step


def _logging(making: Making) -> None:
    """A trail records once it is told to; what it records is another call."""
    properties = making.properties
    if str(properties.get("IsLogging")).lower() == "true":
        making.tried("IsLogging", "start_logging", Name=making.ref)
        told = making.call("get_trail_status", Name=making.ref)
        making.compare({"IsLogging": True}, told)
    selectors = {name: properties[name] for name in _SELECTORS if properties.get(name)}
    if selectors:
        place = next(iter(selectors))
        sent = making.fit("put_event_selectors", selectors)
        making.tried(place, "put_event_selectors", TrailName=making.ref, **sent)
        making.compare(sent, making.call("get_event_selectors", TrailName=making.ref))


_SELECTORS = ("EventSelectors", "AdvancedEventSelectors")


def _recorder(making: Making) -> None:
    properties = {"Name": "default", **making.properties}
    sent = making.fit("put_configuration_recorder", {"ConfigurationRecorder": properties})
    making.ref = properties["Name"]
    making.call("put_configuration_recorder", **sent)
    told = making.call("describe_configuration_recorders", ConfigurationRecorderNames=[making.ref])
    making.compare(sent, {"ConfigurationRecorder": told["ConfigurationRecorders"][0]})


def _rule(making: Making) -> None:
    sent = making.fit("put_config_rule", {"ConfigRule": making.properties})
    making.call("put_config_rule", **sent)
    told = making.call("describe_config_rules", ConfigRuleNames=[making.properties["ConfigRuleName"]])["ConfigRules"]
    making.answer = {"ConfigRule": told[0]}
    making.compare(sent, making.answer)


RECIPES = {
    "AWS::CloudWatch::Alarm": Recipe(
        "cloudwatch",
        Step("put_metric_alarm"),
        "${AlarmName}",
        "arn:aws:cloudwatch:${Region}:${Account}:alarm:${AlarmName}",
        named="AlarmName",
        reads=(Read("describe_alarms", {"AlarmNames": ["${AlarmName}"]}, "MetricAlarms.0", {"Tags": ""}),),
    ),
    "AWS::CloudWatch::Dashboard": Recipe(
        "cloudwatch", Step("put_dashboard"), "${DashboardName}", named="DashboardName"
    ),
    "AWS::CloudTrail::Trail": Recipe(
        "cloudtrail",
        Step("create_trail", renamed={"TrailName": "Name", "KMSKeyId": "KmsKeyId", "Tags": "TagsList"}),
        "${TrailName}",
        "${.TrailARN}",
        named="TrailName",
        after=(_logging,),
        apart=frozenset(("IsLogging", *_SELECTORS)),
        reads=(
            Read(
                "get_trail",
                {"Name": "${TrailName}"},
                "Trail",
                {"EnableLogFileValidation": "LogFileValidationEnabled", "TagsList": ""},
            ),
        ),
        dispensable=("CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn", "SnsTopicName"),
    ),
    "AWS::Config::ConfigurationRecorder": Recipe("config", _recorder, "${Ref}"),
    "AWS::Config::ConfigRule": Recipe(
        "config",
        _rule,
        "${ConfigRuleName}",
        "${.ConfigRule.ConfigRuleArn}",
        named="ConfigRuleName",
        attributes={"ConfigRuleId": "${.ConfigRule.ConfigRuleId}"},
    ),
    "AWS::Config::DeliveryChannel": Recipe(
        "config",
        Step("put_delivery_channel", into="DeliveryChannel"),
        "${Name}",
        named="Name",
        reads=(
            Read(
                "describe_delivery_channels",
                {"DeliveryChannelNames": ["${Ref}"]},
                "DeliveryChannels.0",
                under="DeliveryChannel",
            ),
        ),
    ),
}
