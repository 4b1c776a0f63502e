"""Gradual deployment: the CodeDeploy application, its role, and a deployment group for each function that asks for one.

Facts from the AWS SAM developer guide, "DeploymentPreference" and "Deploying serverless applications gradually"
(2026-11).
"""

from typing import Any

from hauberk.model.joining import concat
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.values import Absent, Fields, Items, Known, Value, alternatives, fields_of, items_of
from hauberk.sources.sam.build import (
    all_of,
    any_of,
    certain,
    choose,
    each,
    filled,
    here,
    is_conditional,
    joined,
    negated,
    nothing,
    tree,
)
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.functions.maker import Maker
from hauberk.sources.sam.policies import managed_arn

APPLICATION = "ServerlessDeploymentApplication"
ROLE = "CodeDeployServiceRole"
OFF = ("false", "no", "off", "0")
_BUILT_IN = (
    "AllAtOnce Canary10Percent5Minutes Canary10Percent10Minutes Canary10Percent15Minutes Canary10Percent30Minutes "
    "Linear10PercentEvery1Minute Linear10PercentEvery2Minutes Linear10PercentEvery3Minutes "
    "Linear10PercentEvery10Minutes"
)
BUILT_IN = frozenset(_BUILT_IN.split())
"""Configurations that CodeDeploy brings; any other name is one of the account's own."""
ROLLBACK = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]


def preference(maker: Maker) -> Fields:
    """What the function asks for; empty where it asks for nothing or switches it off."""
    written = maker.value("DeploymentPreference")
    config = next((fields_of(choice) for _, choice in alternatives(written) if fields_of(choice).names()), Fields({}))
    return Fields({}) if certain(_enabled(config)) is False else config


def _enabled(config: Fields) -> Value:
    written = config.value("Enabled")
    if is_conditional(written):
        return PRESENT
    return each(written, lambda value: Known(str(certain(value)).lower() not in OFF, value.trail))


def attributes(maker: Maker) -> Fields:
    """The attributes of the function's alias: how CodeDeploy moves it from version to version."""
    config = preference(maker)
    own = maker.source.attributes
    if not config.names():
        return own
    hooks = fields_of(config.value("Hooks"))
    update = {
        "ApplicationName": maker.context.ref(APPLICATION),
        "DeploymentGroupName": maker.context.ref(maker.name + "DeploymentGroup"),
        "BeforeAllowTrafficHook": hooks.value("PreTraffic"),
        "AfterAllowTrafficHook": hooks.value("PostTraffic"),
    }
    trail = maker.value("DeploymentPreference").trail
    made = choose(_enabled(config), tree({"CodeDeployLambdaAliasUpdate": update}, trail), Absent(trail))
    return own.merged({"UpdatePolicy": made})


def derive(makers: list[Maker]) -> None:
    """Makes the groups of the functions that deploy gradually, and what these share."""
    asking = [maker for maker in makers if preference(maker).names()]
    if not asking:
        return
    context, first = asking[0].context, asking[0]
    trail = here(first.source)
    presences = [_presence(maker) for maker in asking]
    shared = any_of(*presences)
    passed = [tags for maker in asking if (tags := maker.passed_tags()) is not None]
    marks: dict[str, Any] = {"Tags": _once(joined(*passed))} if passed else {}
    platform = {"ComputePlatform": "Lambda", **marks}
    _add(context, APPLICATION, "AWS::CodeDeploy::Application", platform, first.source, shared)
    needing = [
        presence for maker, presence in zip(asking, presences, strict=True) if nothing(preference(maker).value("Role"))
    ]
    if needing:
        trust = {
            "Effect": "Allow",
            "Action": ["sts:AssumeRole"],
            "Principal": {"Service": ["codedeploy.amazonaws.com"]},
        }
        content = {
            "AssumeRolePolicyDocument": tree({"Version": "2012-10-17", "Statement": [trust]}, trail),
            "ManagedPolicyArns": tree([managed_arn("AWSCodeDeployRoleForLambda")], trail),
            **marks,
        }
        needed = any_of(*needing)
        _add(context, ROLE, "AWS::IAM::Role", content, first.source, needed)
    for maker, presence in zip(asking, presences, strict=True):
        _group(maker, preference(maker), presence)


def _once(tags: Value) -> Value:
    """Tags of several functions, the last with a key counting."""
    by_key = {certain(fields_of(tag).value("Key")): tag for tag in items_of(tags)}
    return tree(list(by_key.values()), tags.trail) if by_key else tags


def _add(context: Context, name: str, kind: str, content: dict[str, Any], source: Resource, presence: Value) -> None:
    entries = {key: tree(child, here(source)) for key, child in content.items()}
    context.add(name, kind, entries, source, presence=presence, attributes=Fields({}))


def _presence(maker: Maker) -> Value:
    """The group's own condition: the function's only where ``PassthroughCondition`` says so."""
    config = preference(maker)
    passed = each(
        config.value("PassthroughCondition"), lambda v: Known(str(certain(v)).lower() in ("true", "yes", "on"))
    )
    return all_of(_enabled(config), any_of(negated(passed), maker.source.presence))


def _group(maker: Maker, config: Fields, presence: Value) -> None:
    context = maker.context
    written = maker.value("DeploymentPreference")
    trail = (written.span,) if written.span else maker.trail
    alarms = config.value("Alarms")
    content = {
        "ApplicationName": context.ref(APPLICATION, trail),
        "AutoRollbackConfiguration": {"Enabled": True, "Events": ROLLBACK},
        "DeploymentConfigName": each(config.value("Type"), _configuration),
        "DeploymentStyle": {"DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL"},
        "ServiceRoleArn": filled(config.value("Role"), context.get_att(ROLE, "Arn", trail)),
        "AlarmConfiguration": each(alarms, _alarms),
        "TriggerConfigurations": config.value("TriggerConfigurations"),
        "Tags": maker.passed_tags(),
    }
    kind = "AWS::CodeDeploy::DeploymentGroup"
    maker.make("DeploymentGroup", kind, content, trail, presence=presence, attributes=Fields({}))


def _configuration(value: Value) -> Value:
    if certain(value) in BUILT_IN:
        return concat(["CodeDeployDefault.Lambda", value], value.trail)
    return value


def _alarms(value: Value) -> Value:
    if isinstance(value, Known) and isinstance(value.value, Items):
        names = [tree({"Name": name}, name.trail) for name in value.value]
        return tree({"Enabled": True, "Alarms": names}, value.trail) if names else Absent(value.trail)
    return value
