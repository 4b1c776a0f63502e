"""``AWS::Serverless::CapacityProvider``: instances that run functions, and the role with which Lambda operates them.

Facts from the AWS SAM developer guide, "AWS::Serverless::CapacityProvider" (2026-11).
"""

from typing import Any

from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Value, fields_of
from hauberk.sources.sam.build import (
    all_of,
    any_branch_absent,
    certain,
    each,
    filled,
    here,
    is_absent,
    joined,
    nothing,
    pairs,
    tree,
)
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.functions.maker import CREATED_BY
from hauberk.sources.sam.policies import managed_arn

TYPE = "AWS::Serverless::CapacityProvider"
AS_WRITTEN = ("CapacityProviderName", "KmsKeyArn", "LoggingConfig", "ManagedResourceTags", "VpcConfig")
METRIC = "LambdaCapacityProviderAverageCPUUtilization"


def derive(context: Context) -> None:
    """Makes the resources of every capacity provider of the template."""
    for name, source in context.declared(TYPE):
        _derive(context, name, source)


def _derive(context: Context, name: str, source: Resource) -> None:
    properties, trail = source.properties, here(source)
    role = properties.value("OperatorRole")
    arn = filled(role, context.get_att(name + "OperatorRole", "Arn", trail))
    tags = joined(tree([CREATED_BY], trail), pairs(properties.value("Tags"), trail))
    entries = {key: properties.value(key) for key in AS_WRITTEN if key in properties.names()}
    entries["PermissionsConfig"] = tree({"CapacityProviderOperatorRoleArn": arn}, trail)
    entries["InstanceRequirements"] = each(properties.value("InstanceRequirements"), _instances)
    entries["CapacityProviderScalingConfig"] = each(properties.value("ScalingConfig"), _scaling)
    entries["Tags"] = tags
    context.add(name, "AWS::Lambda::CapacityProvider", entries, source, depends_on=context.needs(source))
    if any_branch_absent(role):
        passes = str(certain(properties.value("PropagateTags"))).lower() == "true"
        _role(context, name, source, tags if passes else tree([CREATED_BY], trail), role)


def _role(context: Context, name: str, source: Resource, tags: Value, written: Value) -> None:
    trail = here(source)
    trust = {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["lambda.amazonaws.com"]}}
    content: dict[str, Any] = {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
        "ManagedPolicyArns": [managed_arn("AWSLambdaManagedEC2ResourceOperator")],
        "Tags": tags,
    }
    entries = {key: tree(child, trail) for key, child in content.items()}
    presence = all_of(source.presence, is_absent(written)) if not nothing(written) else None
    context.add(name + "OperatorRole", "AWS::IAM::Role", entries, source, presence=presence)


def _instances(value: Value) -> Value:
    config = fields_of(value)
    named = (
        ("Architectures", "Architectures"),
        ("AllowedInstanceTypes", "AllowedTypes"),
        ("ExcludedInstanceTypes", "ExcludedTypes"),
    )
    return tree({made: config.value(name) for made, name in named}, value.trail) if config.names() else value


def _scaling(value: Value) -> Value:
    if isinstance(value, Absent):
        return value
    config = fields_of(value)
    target = config.value("AverageCPUUtilization")
    policies = [{"PredefinedMetricType": METRIC, "TargetValue": target}]
    content = {
        "MaxVCpuCount": config.value("MaxVCpuCount"),
        "ScalingMode": "Auto" if nothing(target) else "Manual",
        "ScalingPolicies": Absent() if nothing(target) else policies,
    }
    return tree(content, value.trail)
