"""What belongs to a function: its versions, aliases and URLs, what becomes of its asynchronous invocations, and the
mappings that feed it.

Properties from the CloudFormation Template Reference, "AWS Lambda resource type reference" (2026-11).
"""

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.services.function_reads import INVOKE
from hauberk.sources.account.services.function_versions import served_by
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import given, inner, listed, only, text

Make = Callable[[Mapping[str, Any]], Made | None]


def parts(name: str, arn: str, served: Container[str], answers: Answers) -> Iterator[Made]:
    """The aliases of a function, its URLs, and what becomes of its asynchronous invocations.

    ``served`` are the ids of the versions that are functions of their own. An alias that leads to one says so by a
    link; what is set for such a version, or for such an alias, is about that one rather than about the function.
    """
    apart = _apart(name, arn, served, answers)

    def owner(target: str) -> str:
        return target if target in served or target in apart else arn

    def alias(one: Mapping[str, Any]) -> Made | None:
        return _alias(one, name, arn, served)

    def url(one: Mapping[str, Any]) -> Made:
        return _url(one, name, arn, owner(text(one, "FunctionArn")))

    def invoke(one: Mapping[str, Any]) -> Made:
        return _invoke(one, name, arn, owner(text(one, "FunctionArn")))

    yield from _parts(answers, name, arn, "ListAliases", "Aliases", "AWS::Lambda::Alias", alias)
    yield from _parts(answers, name, arn, "ListFunctionUrlConfigs", "FunctionUrlConfigs", "AWS::Lambda::Url", url)
    invocations = "ListFunctionEventInvokeConfigs"
    yield from _parts(answers, name, arn, invocations, "FunctionEventInvokeConfigs", INVOKE, invoke)


def _apart(name: str, arn: str, served: Container[str], answers: Answers) -> frozenset[str]:
    """The ARNs of the aliases that lead to a version that is a function of its own."""
    answer = answers.of("lambda", "ListAliases", FunctionName=name)
    aliases = listed(answer.content, "Aliases") if isinstance(answer, Data) else ()
    return frozenset(
        text(one, "AliasArn") for one in aliases if any(f"{arn}:{number}" in served for number in served_by(one))
    )


def _parts(
    answers: Answers, name: str, arn: str, operation: str, member: str, type_: str, make: Make
) -> Iterator[Made]:
    """What a list says that belongs to a function, or something of its type of which nothing is known but whose."""
    match answers.of("lambda", operation, FunctionName=name):
        case Data(content):
            for one in listed(content, member):
                made = make(one)
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


def _alias(one: Mapping[str, Any], name: str, arn: str, served: Container[str]) -> Made | None:
    own = text(one, "AliasArn")
    number = text(one, "FunctionVersion")
    properties = {"FunctionName": arn, **only(one, "Name", "Description", "FunctionVersion")}
    links: dict[str, str] = {}
    if number.isdecimal():
        links["FunctionVersion"] = f"{arn}:{number}" if f"{arn}:{number}" in served else f"{arn}:{number}#Version"
    weights = inner(one, "RoutingConfig", "AdditionalVersionWeights")
    if weights:
        shares = [{"FunctionVersion": each, "FunctionWeight": weight} for each, weight in weights.items()]
        properties["RoutingConfig"] = {"AdditionalVersionWeights": shares}
        for index, each in enumerate(weights):
            if f"{arn}:{each}" in served:
                links[f"RoutingConfig.AdditionalVersionWeights.{index}.FunctionVersion"] = f"{arn}:{each}"
    named = f"{name}:{text(one, 'Name')}"
    return (
        Made("AWS::Lambda::Alias", own, named, properties, returns={"": own, "AliasArn": own}, links=links)
        if own
        else None
    )


def _url(one: Mapping[str, Any], name: str, arn: str, owner: str) -> Made:
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
        links={} if owner == arn else {"TargetFunctionArn": owner},
        account={"FunctionUrl": address, **only(one, "CreationTime", "LastModifiedTime")},
    )


def _invoke(one: Mapping[str, Any], name: str, arn: str, owner: str) -> Made:
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
        links={"FunctionName": owner},
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
