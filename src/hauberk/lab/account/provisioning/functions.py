"""Lambda."""

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from hauberk.lab.account.provisioning.code import PACKAGE, sent
from hauberk.lab.account.provisioning.loss import ADAPTED, FORGOTTEN, NOT_EMULATED
from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_FUNCTION = {"FunctionName": "${Ref}"}
_PROVISIONED = {"ProvisionedConcurrentExecutions": "RequestedProvisionedConcurrentExecutions"}
_QUALIFIED = {"FunctionName": "${FunctionName}", "Qualifier": "${.Version}"}


def _code(making: Making) -> None:
    properties = making.properties
    properties["Code"] = sent(properties.get("Code"), str(properties.get("Runtime", "")))


def _layers(making: Making) -> None:
    """Layers of other accounts, which the emulator looks for in this one."""
    layers = making.properties.get("Layers")
    if isinstance(layers, list):
        own = [one for one in layers if str(one).split(":")[4:5] == [making.account.id]]
        for index, one in enumerate(layers):
            if one not in own:
                making.lose(f"Layers[{index}]", NOT_EMULATED, f"the emulator has no layers of other accounts: {one}")
        making.properties["Layers"] = own


def _layers_told(making: Making) -> None:
    told = making.call("get_function_configuration", FunctionName=making.ref).get("Layers", [])
    making.compare({"Layers": making.properties.get("Layers", [])}, {"Layers": [one["Arn"] for one in told]})


def _role(making: Making) -> None:
    """A role of this account that the template takes for granted: Lambda asks that there is one.

    It gets no permissions, so that nothing is granted which nobody wrote.
    """
    parts = str(making.properties.get("Role", "")).split(":", 5)
    if len(parts) < 6 or parts[4] != making.account.id or not parts[5].startswith("role/"):
        return
    path, _, name = parts[5].removeprefix("role").rpartition("/")
    try:
        making.call("get_role", "iam", RoleName=name)
    except ClientError:
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        document = text({"Version": "2012-10-17", "Statement": [trust]})
        making.call("create_role", "iam", RoleName=name, Path=f"{path}/", AssumeRolePolicyDocument=document)
        making.lose(
            "Role", ADAPTED, f"the template takes the role {name} for granted; one without permissions was made"
        )


def _target(making: Making) -> None:
    """The alias of a function, which a template may write behind its name."""
    properties = making.properties
    properties["TargetFunctionArn"], qualifier = split(str(properties.get("TargetFunctionArn", "")))
    if qualifier:
        properties.setdefault("Qualifier", qualifier)


def _content(making: Making) -> None:
    making.properties["Content"] = {"ZipFile": PACKAGE}


def _routing(making: Making) -> None:
    """Weights are a list in a template, and by version in the API."""
    weights = making.properties.get("RoutingConfig", {}).get("AdditionalVersionWeights")
    if isinstance(weights, list):
        by_version = {str(one["FunctionVersion"]): one["FunctionWeight"] for one in weights}
        making.properties["RoutingConfig"] = {"AdditionalVersionWeights": by_version}


def _permission(making: Making) -> None:
    """A statement of the policy of a function, or of one of its qualifiers."""
    function, qualifier = split(str(making.properties.get("FunctionName", "")))
    parameters = making.fit("add_permission", {**making.properties, "FunctionName": function})
    making.ref = making.made_up_name()
    making.answer = making.call("add_permission", **parameters, StatementId=making.ref, Qualifier=qualifier or None)
    told = making.call("get_policy", FunctionName=function, Qualifier=qualifier or None)
    for statement in json.loads(told["Policy"])["Statement"]:
        if statement.get("Sid") == making.ref:
            making.compare(_statement(parameters), _flat(statement))
            return
    making.lose("", FORGOTTEN, "the policy doesn't have the statement")


def split(function: str) -> tuple[str, str]:
    """The name of a function, and the version or alias behind it. An ARN has six colons before that."""
    if function.startswith("arn:"):
        parts = function.split(":")
        return ":".join(parts[:7]), ":".join(parts[7:])
    name, _, qualifier = function.partition(":")
    return name, qualifier


_CONDITIONS = {
    "SourceArn": "AWS:SourceArn",
    "SourceAccount": "AWS:SourceAccount",
    "PrincipalOrgID": "aws:PrincipalOrgID",
    "FunctionUrlAuthType": "lambda:FunctionUrlAuthType",
    "InvokedViaFunctionUrl": "lambda:InvokedViaFunctionUrl",
    "EventSourceToken": "lambda:EventSourceToken",
}


def _statement(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What a permission says, by the names that its statement has for it."""
    return {_CONDITIONS.get(name, name): value for name, value in parameters.items() if name != "FunctionName"}


def _flat(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Principal, action and conditions of a statement side by side."""
    principal = statement.get("Principal")
    if isinstance(principal, Mapping):
        principal = next(iter(principal.values()))
    conditions = {key: value for tests in statement.get("Condition", {}).values() for key, value in tests.items()}
    return {"Principal": principal, "Action": statement.get("Action"), **conditions}


def _layer_permission(making: Making) -> None:
    layer, _, version = str(making.properties.pop("LayerVersionArn", "")).rpartition(":")
    making.ref = making.made_up_name()
    making.call(
        "add_layer_version_permission",
        LayerName=layer,
        VersionNumber=int(version),
        StatementId=making.ref,
        **making.fit("add_layer_version_permission", making.properties),
    )
    told = making.call("get_layer_version_policy", LayerName=layer, VersionNumber=int(version))
    statements: list[dict[str, Any]] = json.loads(told["Policy"])["Statement"]
    statement = next((one for one in statements if one.get("Sid") == making.ref), {})
    making.compare({"Action": making.properties.get("Action")}, statement)


RECIPES = {
    "AWS::Lambda::Function": Recipe(
        "lambda",
        Step("create_function"),
        "${.FunctionName}",
        "${.FunctionArn}",
        named="FunctionName",
        before=(_code, _layers, _role),
        after=(
            _layers_told,
            Step(
                "put_function_concurrency",
                ("ReservedConcurrentExecutions",),
                _FUNCTION,
                reads=(Read("get_function_concurrency", _FUNCTION),),
            ),
            Step(
                "put_runtime_management_config",
                ("RuntimeManagementConfig",),
                _FUNCTION,
                whole=True,
                reads=(Read("get_runtime_management_config", _FUNCTION),),
            ),
            Step(
                "put_function_recursion_config",
                ("RecursiveLoop",),
                _FUNCTION,
                reads=(Read("get_function_recursion_config", _FUNCTION),),
            ),
        ),
        reads=(
            Read("get_function_configuration", _FUNCTION),
            Read("get_function_code_signing_config", _FUNCTION),
            Read("get_function", _FUNCTION, "Tags", under="Tags"),
        ),
        hidden=frozenset(("Code", "Layers")),
        dispensable=("Layers", "VpcConfig", "FileSystemConfigs", "CodeSigningConfigArn"),
    ),
    "AWS::Lambda::Version": Recipe(
        "lambda",
        Step("publish_version"),
        "${.FunctionArn}",
        "${.FunctionArn}",
        after=(
            Step(
                "put_provisioned_concurrency_config",
                ("ProvisionedConcurrencyConfig",),
                _QUALIFIED,
                whole=True,
                reads=(Read("get_provisioned_concurrency_config", _QUALIFIED, renamed=_PROVISIONED),),
            ),
        ),
        ignored=frozenset(("CodeSha256", "RuntimePolicy", "FunctionScalingConfig")),
        reads=(Read("get_function_configuration", _QUALIFIED, renamed={"FunctionName": ""}),),
    ),
    "AWS::Lambda::Alias": Recipe(
        "lambda",
        Step("create_alias"),
        "${.AliasArn}",
        "${.AliasArn}",
        before=(_routing,),
        after=(
            Step(
                "put_provisioned_concurrency_config",
                ("ProvisionedConcurrencyConfig",),
                {"FunctionName": "${FunctionName}", "Qualifier": "${Name}"},
                whole=True,
                reads=(
                    Read(
                        "get_provisioned_concurrency_config",
                        {"FunctionName": "${FunctionName}", "Qualifier": "${Name}"},
                        renamed=_PROVISIONED,
                    ),
                ),
            ),
        ),
        reads=(
            Read("get_alias", {"FunctionName": "${FunctionName}", "Name": "${Name}"}, renamed={"FunctionName": ""}),
        ),
    ),
    "AWS::Lambda::Url": Recipe(
        "lambda",
        Step("create_function_url_config", renamed={"TargetFunctionArn": "FunctionName"}),
        "${.FunctionArn}",
        before=(_target,),
        reads=(
            Read(
                "get_function_url_config",
                {"FunctionName": "${TargetFunctionArn}", "Qualifier": "${Qualifier}"},
                renamed={"FunctionName": "", "Qualifier": ""},
            ),
        ),
    ),
    "AWS::Lambda::Permission": Recipe("lambda", _permission, "${Ref}"),
    "AWS::Lambda::EventSourceMapping": Recipe(
        "lambda",
        Step("create_event_source_mapping"),
        "${.UUID}",
        "arn:aws:lambda:${Region}:${Account}:event-source-mapping:${.UUID}",
        attributes={"Id": "${.UUID}"},
        reads=(
            Read("get_event_source_mapping", {"UUID": "${.UUID}"}, renamed={"FunctionName": "", "Enabled": ""}),
            Read("list_tags", {"Resource": "${Arn}"}),
        ),
    ),
    "AWS::Lambda::EventInvokeConfig": Recipe(
        "lambda",
        Step("put_function_event_invoke_config"),
        "${Id}",
        reads=(
            Read(
                "get_function_event_invoke_config",
                {"FunctionName": "${FunctionName}", "Qualifier": "${Qualifier}"},
                renamed={"FunctionName": "", "Qualifier": ""},
            ),
        ),
    ),
    "AWS::Lambda::LayerVersion": Recipe(
        "lambda",
        Step("publish_layer_version"),
        "${.LayerVersionArn}",
        "${.LayerVersionArn}",
        named="LayerName",
        before=(_content,),
        reads=(Read("get_layer_version", {"LayerName": "${LayerName}", "VersionNumber": "${.Version}"}),),
        hidden=frozenset(("Content", "LayerName")),
    ),
    "AWS::Lambda::LayerVersionPermission": Recipe("lambda", _layer_permission, "${Ref}"),
    "AWS::Lambda::CodeSigningConfig": Recipe(
        "lambda",
        Step("create_code_signing_config"),
        "${.CodeSigningConfig.CodeSigningConfigArn}",
        "${.CodeSigningConfig.CodeSigningConfigArn}",
        reads=(Read("get_code_signing_config", {"CodeSigningConfigArn": "${Ref}"}, "CodeSigningConfig", {"Tags": ""}),),
    ),
}
