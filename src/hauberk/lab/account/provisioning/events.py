"""EventBridge."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step


def _targets(making: Making) -> None:
    bus, targets = making.properties.get("EventBusName"), making.properties.get("Targets")
    if targets:
        sent = making.fit("put_targets", {"Targets": targets})
        making.tried("Targets", "put_targets", Rule=making.ref, EventBusName=bus, **sent)
        making.compare(sent, making.call("list_targets_by_rule", Rule=making.ref, EventBusName=bus))


def _bus_policy(making: Making) -> None:
    """A statement of a bus's policy, as a whole or by its parts."""
    properties = making.properties
    making.ref = str(properties.get("StatementId") or making.made_up_name())
    statement = properties.get("Statement")
    if statement:
        policy = {"Version": "2012-10-17", "Statement": [{"Sid": making.ref, **statement}]}
        making.call("put_permission", **making.fit("put_permission", {
            "EventBusName": properties.get("EventBusName", "default"), "Policy": policy
        }))  # fmt: skip
        return
    making.call("put_permission", **making.fit("put_permission", properties))


RECIPES = {
    "AWS::Events::Rule": Recipe(
        "events",
        Step("put_rule"),
        "${Name}",
        "${.RuleArn}",
        named="Name",
        after=(_targets,),
        reads=(
            Read(
                "describe_rule",
                {"Name": "${Name}", "EventBusName": "${EventBusName}"},
                renamed={"EventBusName": ""},  # it was found on that bus, and is told by name alone
            ),
            Read("list_tags_for_resource", {"ResourceARN": "${Arn}"}),
        ),
        apart=frozenset(("Targets",)),
    ),
    "AWS::Events::EventBus": Recipe(
        "events",
        Step("create_event_bus"),
        "${Name}",
        "${.EventBusArn}",
        attributes={"Name": "${Name}"},
        reads=(
            Read("describe_event_bus", {"Name": "${Name}"}),
            Read("list_tags_for_resource", {"ResourceARN": "${Arn}"}),
        ),
        apart=frozenset(("Policy",)),
    ),
    "AWS::Events::EventBusPolicy": Recipe("events", _bus_policy, "${Ref}"),
    "AWS::Events::Archive": Recipe(
        "events",
        Step("create_archive", renamed={"SourceArn": "EventSourceArn"}),
        "${ArchiveName}",
        "${.ArchiveArn}",
        named="ArchiveName",
        reads=(Read("describe_archive", {"ArchiveName": "${ArchiveName}"}),),
    ),
    "AWS::Events::Connection": Recipe(
        "events",
        Step("create_connection"),
        "${Name}",
        "${.ConnectionArn}",
        named="Name",
        reads=(Read("describe_connection", {"Name": "${Name}"}, renamed={"AuthParameters": ""}),),
    ),
    "AWS::Events::ApiDestination": Recipe(
        "events",
        Step("create_api_destination"),
        "${Name}",
        "${.ApiDestinationArn}",
        named="Name",
        reads=(Read("describe_api_destination", {"Name": "${Name}"}),),
    ),
    "AWS::IoT::Authorizer": Recipe(
        "iot",
        Step("create_authorizer"),
        "${AuthorizerName}",
        "${.authorizerArn}",
        named="AuthorizerName",
        reads=(Read("describe_authorizer", {"authorizerName": "${AuthorizerName}"}, "authorizerDescription"),),
    ),
}
