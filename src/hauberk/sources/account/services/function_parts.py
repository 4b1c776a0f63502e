"""What belongs to a function: its versions, aliases and URLs, what becomes of its asynchronous invocations, and the
mappings that feed it.

Properties from the CloudFormation Template Reference, "AWS Lambda resource type reference" (2026-11).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.services.function_reads import INVOKE
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import given, inner, listed, only, text


def parts(name: str, arn: str, answers: Answers) -> Iterator[Made]:
    """The aliases of a function, its URLs, and what becomes of its asynchronous invocations."""
    yield from _parts(answers, name, arn, "ListAliases", "Aliases", "AWS::Lambda::Alias", _alias)
    yield from _parts(answers, name, arn, "ListFunctionUrlConfigs", "FunctionUrlConfigs", "AWS::Lambda::Url", _url)
    invoke = "ListFunctionEventInvokeConfigs"
    yield from _parts(answers, name, arn, invoke, "FunctionEventInvokeConfigs", INVOKE, _invoke)


def _parts(answers: Answers, name: str, arn: str, operation: str, member: str, type_: str, make: Any) -> Iterator[Made]:
    """What a list says that belongs to a function, or something of its type of which nothing is known but whose."""
    match answers.of("lambda", operation, FunctionName=name):
        case Data(content):
            for one in listed(content, member):
                made = make(one, name, arn)
                if made is not None:
                    yield made
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(type_, arn, name, unread, _OWNER.get(type_, "FunctionName"))


_OWNER = {"AWS::Lambda::Url": "TargetFunctionArn"}


def version(one: Mapping[str, Any], name: str, arn: str) -> Made:
    """A published version of a function."""
    number = text(one, "Version")
    own = text(one, "FunctionArn")
    properties = given({"FunctionName": arn, "Description": one.get("Description")})
    return Made("AWS::Lambda::Version", own, f"{name}:{number}", properties, returns={"": own, "FunctionArn": own})


def _alias(one: Mapping[str, Any], name: str, arn: str) -> Made | None:
    own = text(one, "AliasArn")
    number = text(one, "FunctionVersion")
    properties = {"FunctionName": arn, **only(one, "Name", "Description", "FunctionVersion")}
    weights = inner(one, "RoutingConfig", "AdditionalVersionWeights")
    if weights:
        shares = [{"FunctionVersion": each, "FunctionWeight": weight} for each, weight in weights.items()]
        properties["RoutingConfig"] = {"AdditionalVersionWeights": shares}
    links = {"FunctionVersion": f"{arn}:{number}#Version"} if number.isdecimal() else {}
    named = f"{name}:{text(one, 'Name')}"
    return (
        Made("AWS::Lambda::Alias", own, named, properties, returns={"": own, "AliasArn": own}, links=links)
        if own
        else None
    )


def _url(one: Mapping[str, Any], name: str, arn: str) -> Made | None:
    target = text(one, "FunctionArn")
    properties = {"TargetFunctionArn": arn, **only(one, "AuthType", "Cors", "InvokeMode")}
    if target.startswith(f"{arn}:"):
        properties["Qualifier"] = target.removeprefix(f"{arn}:")
    address = text(one, "FunctionUrl")
    return Made(
        "AWS::Lambda::Url",
        f"{target or arn}#Url",
        f"URL of {name}",
        properties,
        returns={"FunctionUrl": address},
        account={"FunctionUrl": address, **only(one, "CreationTime", "LastModifiedTime")},
    )


def _invoke(one: Mapping[str, Any], name: str, arn: str) -> Made | None:
    target = text(one, "FunctionArn")
    qualifier = target.removeprefix(f"{arn}:") if target.startswith(f"{arn}:") else "$LATEST"
    more = only(one, "MaximumRetryAttempts", "MaximumEventAgeInSeconds")
    ends = {end: only(way, "Destination") for end, way in inner(one, "DestinationConfig").items()}
    properties = {"FunctionName": arn, "Qualifier": qualifier, **more, **given({"DestinationConfig": given(ends)})}
    id_ = f"{arn}:{qualifier}#EventInvokeConfig"
    return Made(
        INVOKE,
        id_,
        f"asynchronous invocation of {name}",
        properties,
        links={"FunctionName": arn},
    )


def mapping(one: Mapping[str, Any], uuid: str, place: Place) -> Made:
    """What a source of events is to a function that Lambda polls it for."""
    arn = text(one, "EventSourceMappingArn") or (
        f"arn:{place.partition}:lambda:{place.region}:{place.account}:event-source-mapping:{uuid}"
    )
    properties = only(
        one,
        "EventSourceArn",
        "BatchSize",
        "MaximumBatchingWindowInSeconds",
        "ParallelizationFactor",
        "StartingPosition",
        "FilterCriteria",
        "FunctionResponseTypes",
        "ScalingConfig",
        "DestinationConfig",
        "SourceAccessConfigurations",
        "SelfManagedEventSource",
        "Topics",
        "Queues",
        "MaximumRecordAgeInSeconds",
        "MaximumRetryAttempts",
        "BisectBatchOnFunctionError",
        "TumblingWindowInSeconds",
    )
    properties["FunctionName"] = one.get("FunctionArn")
    properties["Enabled"] = text(one, "State") not in ("Disabled", "Disabling")
    return Made("AWS::Lambda::EventSourceMapping", arn, f"mapping {uuid[:8]}", properties, returns={"": uuid})
