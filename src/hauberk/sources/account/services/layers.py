"""Lambda: the layers that an account publishes, and which signatures its functions' code needs.

Operations and members from the Lambda API Reference, properties from the CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import account_of, permissions_in, unknown_part
from hauberk.sources.account.services.shaping import given, listed, only, text

LAYER, PERMISSION = "AWS::Lambda::LayerVersion", "AWS::Lambda::LayerVersionPermission"
SIGNING = "AWS::Lambda::CodeSigningConfig"
_GONE = frozenset(("ResourceNotFoundException",))


def _layers(answers: Answers) -> Iterator[Mapping[str, Any]]:
    return (one for one in listed(answers.data("lambda", "ListLayers"), "Layers") if text(one, "LayerName"))


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"LayerName": text(one, "LayerName")} for one in _layers(answers))


def _versions(answers: Answers, layer: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for one in listed(answers.data("lambda", "ListLayerVersions", LayerName=layer), "LayerVersions"):
        number = one.get("Version")
        if isinstance(number, int) and not isinstance(number, bool) and text(one, "LayerVersionArn"):
            yield number, one


def _each_version(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for layer in _each(answers):
        for number, _ in _versions(answers, layer["LayerName"]):
            yield {**layer, "VersionNumber": number}


READS = (
    Read("lambda", "ListLayers", (LAYER,)),
    Read("lambda", "ListLayerVersions", (LAYER,), each=_each, after=("lambda:ListLayers",), absent=_GONE),
    Read(
        "lambda",
        "GetLayerVersionPolicy",
        (PERMISSION,),
        each=_each_version,
        after=("lambda:ListLayerVersions",),
        absent=_GONE,
    ),
    Read("lambda", "ListCodeSigningConfigs", (SIGNING,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The versions of layers, each followed by whom it lets use it, and the configurations of code signing."""
    for layer in _layers(answers):
        name = text(layer, "LayerName")
        arn = text(layer, "LayerArn") or f"arn:{place.partition}:lambda:{place.region}:{place.account}:layer:{name}"
        match answers.of("lambda", "ListLayerVersions", LayerName=name):
            case Unread() as unread:
                yield Made(LAYER, arn, name, {"LayerName": name}, unread=unread)
                yield unknown_part(PERMISSION, arn, name, unread, "LayerVersionArn")
        for number, one in _versions(answers, name):
            own = text(one, "LayerVersionArn")
            properties = {
                "LayerName": name,
                **only(one, "CompatibleArchitectures", "CompatibleRuntimes", "Description", "LicenseInfo"),
            }
            yield Made(LAYER, own, f"{name}:{number}", properties, returns={"": own, "LayerVersionArn": own})
            yield from _permissions(name, number, own, answers)
    for one in listed(answers.data("lambda", "ListCodeSigningConfigs"), "CodeSigningConfigs"):
        if arn := text(one, "CodeSigningConfigArn"):
            id_ = text(one, "CodeSigningConfigId")
            own_properties = only(one, "AllowedPublishers", "CodeSigningPolicies", "Description")
            returns = {"": arn, "CodeSigningConfigArn": arn, "CodeSigningConfigId": id_}
            yield Made(SIGNING, arn, id_ or arn, own_properties, returns=returns)


def _permissions(name: str, number: int, arn: str, answers: Answers) -> Iterator[Made]:
    """The statements of a version's policy, as ``AddLayerVersionPermission`` makes them."""
    label = f"{name}:{number}"
    match answers.of("lambda", "GetLayerVersionPolicy", LayerName=name, VersionNumber=number):
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(PERMISSION, arn, label, unread, "LayerVersionArn")
        case Data(content):
            make = partial(_permission, arn=arn)
            yield from permissions_in(content.get("Policy"), PERMISSION, arn, label, "LayerVersionArn", make)


def _permission(statement: Mapping[str, Any], arn: str) -> dict[str, Any]:
    """``Principal`` is the account or everyone; an organization stands in the condition."""
    principal = statement.get("Principal")
    if isinstance(principal, Mapping):
        principal = principal.get("AWS", principal)
    found = {"LayerVersionArn": arn, "Action": statement.get("Action"), "Principal": account_of(principal)}
    conditions = statement.get("Condition")
    for tests in conditions.values() if isinstance(conditions, Mapping) else ():
        for key, value in tests.items() if isinstance(tests, Mapping) else ():
            if isinstance(key, str) and key.lower() == "aws:principalorgid":
                found["OrganizationId"] = value[0] if isinstance(value, list) and len(value) == 1 else value
    return given(found)
