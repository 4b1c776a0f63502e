"""What a function's configuration says, of what was deployed last as of each published version.

Properties from the CloudFormation Template Reference, "AWS::Lambda::Function" (2026-11).
"""

from collections.abc import Mapping
from typing import Any

from hauberk.sources.account.services.shaping import given, listed, only


def configured(one: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The properties that a configuration in a list of functions tells; what belongs to the function as a whole, such
    as its concurrency, takes calls of its own."""
    return {
        **only(
            one,
            "FunctionName",
            "Description",
            "Runtime",
            "Handler",
            "Role",
            "Timeout",
            "MemorySize",
            "PackageType",
            "Architectures",
            "EphemeralStorage",
            "DeadLetterConfig",
            "Environment",
            "FileSystemConfigs",
            "TracingConfig",
        ),
        **given(
            {
                "KmsKeyArn": one.get("KMSKeyArn"),
                "Layers": [layer["Arn"] for layer in listed(one, "Layers") if "Arn" in layer],
                "VpcConfig": only(one.get("VpcConfig"), "SubnetIds", "SecurityGroupIds", "Ipv6AllowedForDualStack"),
                "SnapStart": only(one.get("SnapStart"), "ApplyOn"),
                "ImageConfig": _image(one),
                "LoggingConfig": _logging(one, name),
            }
        ),
    }


def _image(one: Mapping[str, Any]) -> dict[str, Any]:
    told = one.get("ImageConfigResponse")
    return only(
        told.get("ImageConfig") if isinstance(told, Mapping) else None, "EntryPoint", "Command", "WorkingDirectory"
    )


def _logging(one: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What was set. AWS tells the group that a function has without being told, too."""
    told = only(one.get("LoggingConfig"), "LogFormat", "ApplicationLogLevel", "SystemLogLevel", "LogGroup")
    if told.get("LogGroup") == f"/aws/lambda/{name}":
        del told["LogGroup"]
    return told
