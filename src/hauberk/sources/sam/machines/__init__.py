"""``AWS::Serverless::StateMachine``: the machine, its role, its versions, and what its events need.

Facts from the AWS SAM developer guide, "AWS::Serverless::StateMachine" (2026-11), and from what AWS makes of templates.
"""

from typing import Any

from hauberk.model.values import Fields, Value, fields_of
from hauberk.sources.sam.build import (
    certain,
    filled,
    here,
    is_empty,
    joined,
    likely,
    nothing,
    pairs,
    tree,
    without_nothing,
)
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.functions.maker import Maker
from hauberk.sources.sam.machines import events
from hauberk.sources.sam.machines.definition import definition
from hauberk.sources.sam.policies import managed_arn, read_policies

TYPE = "AWS::Serverless::StateMachine"
_MARK = {"Key": "stateMachine:createdBy", "Value": "SAM"}
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["states.amazonaws.com"]}}
    ],
}


def derive(context: Context) -> None:
    """Makes the resources of every state machine of the template."""
    for name, source in context.declared(TYPE):
        invocation = ("states:StartExecution", "StartExecutionPolicy")
        maker = Maker(context, name, source, source.properties, context.ref(name, here(source)), invocation)
        _machine(maker)
        if nothing(maker.value("Role")):
            _role(maker)
        if not nothing(maker.value("AutoPublishAlias")):
            _published(maker)
        events.derive(maker)


def _tags(maker: Maker) -> Value:
    if maker.passes_tags and not is_empty(maker.value("Tags")):
        return pairs(maker.value("Tags"), maker.trail)
    return joined(tree([_MARK], maker.trail), pairs(maker.value("Tags"), maker.trail))


def _machine(maker: Maker) -> None:
    own = maker.value("Role")
    content: dict[str, Any] = {
        **definition(maker),
        "RoleArn": maker.context.get_att(maker.name + "Role", "Arn", maker.trail) if nothing(own) else own,
        "StateMachineName": maker.value("Name"),
        "StateMachineType": maker.value("Type"),
        "LoggingConfiguration": maker.value("Logging"),
        "TracingConfiguration": maker.value("Tracing"),
        "Tags": _tags(maker),
    }
    needs = maker.context.needs(maker.source)
    maker.add(maker.name, "AWS::StepFunctions::StateMachine", content, maker.trail, depends_on=needs)


def _role(maker: Maker) -> None:
    role = maker.name + "Role"
    granted = read_policies(maker.context, maker.value("Policies"), role)
    managed = list(granted.managed)
    traced = fields_of(maker.value("Tracing")).value("Enabled")
    if certain(traced) is True:
        arn = tree(managed_arn("AWSXrayWriteOnlyAccess"), traced.trail)
        managed.extend([] if arn in managed else [arn])
    written = maker.value("Policies").span
    inline = without_nothing(granted.inline)
    content = {
        "AssumeRolePolicyDocument": _TRUST,
        "ManagedPolicyArns": managed,
        "Policies": tree(inline, (written,) if written else maker.trail) if inline else None,
        "Path": maker.value("RolePath"),
        "PermissionsBoundary": maker.value("PermissionsBoundary"),
        "Tags": _tags(maker),
    }
    maker.add(role, "AWS::IAM::Role", content, maker.trail)


def _published(maker: Maker) -> None:
    written = maker.value("AutoPublishAlias")
    trail = written.trail
    own = maker.source.attributes
    kept = {name: filled(own.value(name), tree("Retain", trail)) for name in ("DeletionPolicy", "UpdateReplacePolicy")}
    context = maker.context
    content: dict[str, Any] = {
        "StateMachineArn": context.ref(maker.name, trail),
        "StateMachineRevisionId": context.get_att(maker.name, "StateMachineRevisionId", trail),
    }
    kind = "AWS::StepFunctions::StateMachineVersion"
    maker.make("Version", kind, content, trail, attributes=own.merged(kept))
    preference = fields_of(maker.value("DeploymentPreference"))
    asked: dict[str, Any] = {name: preference.value(name) for name in preference.names()} or {"Type": "ALL_AT_ONCE"}
    asked["StateMachineVersionArn"] = context.ref(maker.name + "Version", trail)
    suffix = f"Alias{likely(written)}"
    content = {"Name": written, "DeploymentPreference": asked}
    maker.make(suffix, "AWS::StepFunctions::StateMachineAlias", content, trail)
    if certain(maker.value("UseAliasAsEventTarget")) is True:
        maker.target = context.ref(maker.name + suffix, trail)


__all__ = ["TYPE", "Fields", "derive"]
