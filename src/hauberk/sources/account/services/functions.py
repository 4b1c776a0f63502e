"""Functions as Lambda tells them, each followed by what belongs to it, and the mappings of a region.

Properties from the CloudFormation Template Reference, "AWS Lambda resource type reference" (2026-11).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.services.function_parts import mapping, parts, version
from hauberk.sources.account.services.function_policies import policies
from hauberk.sources.account.services.function_reads import (
    FUNCTION,
    READS,
    each_signing,
    functions,
    is_image,
    versions,
)
from hauberk.sources.account.services.function_settings import configured
from hauberk.sources.account.services.function_versions import polled_versions, served_versions
from hauberk.sources.account.services.shaping import given, listed, only, tags, text

_NOT_DOWNLOADED = Unread("code-not-downloaded", "its code wasn't downloaded; --code does that")


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """Functions, each followed by what belongs to it, and the mappings."""
    signing, published, polled = _signing(answers), versions(answers), polled_versions(answers)
    for one in functions(answers):
        name, arn = text(one, "FunctionName"), text(one, "FunctionArn")
        if name and arn:
            signed = signing.get(arn) if isinstance(signing, Mapping) else signing
            function, own = _function(one, name, arn, signed, answers), published.get(name, ())
            served = {each.id: each for each in served_versions(one, function, own, polled.get(arn, ()), answers)}
            yield function
            yield from (version(each, name, arn) for each in own if text(each, "FunctionArn") not in served)
            yield from served.values()
            yield from parts(name, arn, served, answers)
            yield from policies(name, arn, own, answers)
    for one in listed(answers.data("lambda", "ListEventSourceMappings"), "EventSourceMappings"):
        if uuid := text(one, "UUID"):
            yield mapping(one, uuid, place)


def _signing(answers: Answers) -> Mapping[str, str] | Unread:
    """The configuration of code signing by the ARN of its function. Where one doesn't tell its functions, it may be
    that of any."""
    whole = answers.of("lambda", "ListCodeSigningConfigs")
    if isinstance(whole, Unread):
        return whole
    found: dict[str, str] = {}
    for arguments in each_signing(answers):
        answer = answers.of("lambda", "ListFunctionsByCodeSigningConfig", **arguments)
        if isinstance(answer, Unread):
            return answer
        if isinstance(answer, Data):
            functions = answer.content.get("FunctionArns")
            for arn in functions if isinstance(functions, list) else ():
                found[_unqualified(str(arn))] = arguments["CodeSigningConfigArn"]
    return found


def _unqualified(arn: str) -> str:
    return ":".join(arn.split(":")[:7])


def _function(one: Mapping[str, Any], name: str, arn: str, signing: str | Unread | None, answers: Answers) -> Made:
    whole = answers.of("lambda", "GetFunction", FunctionName=name)
    more = whole.content if isinstance(whole, Data) else {}
    properties = configured(one, name) | given(
        {
            "Code": _code(one, whole, more),
            "ReservedConcurrentExecutions": _part(whole, more.get("Concurrency"), "ReservedConcurrentExecutions"),
            "CodeSigningConfigArn": signing,
            "RecursiveLoop": _answered(
                answers, "GetFunctionRecursionConfig", name, lambda told: told.get("RecursiveLoop")
            ),
            "RuntimeManagementConfig": None
            if is_image(one)
            else _answered(
                answers,
                "GetRuntimeManagementConfig",
                name,
                lambda told: only(told, "UpdateRuntimeOn", "RuntimeVersionArn"),
            ),
        }
    )
    return Made(
        FUNCTION,
        arn,
        name,
        properties,
        returns={"": name, "Arn": arn},
        tags=tags(more.get("Tags")),
        account=only(one, "LastModified", "CodeSha256", "CodeSize", "State"),
    )


def _answered(answers: Answers, operation: str, name: str, take: Any) -> Any:
    """What an answer about a function says, nothing where AWS has nothing, or why it isn't known."""
    match answers.of("lambda", operation, FunctionName=name):
        case Data(content):
            return take(content)
        case Unread() as unread:
            return unread
    return None


def _part(answer: Answer, content: Any, name: str) -> Any:
    if isinstance(answer, Unread):
        return answer
    return content.get(name) if isinstance(content, Mapping) else None


def _code(one: Mapping[str, Any], answer: Answer, more: Mapping[str, Any]) -> Any:
    """The address of an image, or the archive that was brought for this run."""
    brought = more.get("Brought")
    if isinstance(brought, Mapping):
        path = text(brought, "Path")
        return path or Unread("code-not-downloaded", text(brought, "Reason"))
    if is_image(one):
        image = only(more.get("Code"), "ImageUri")
        return image or (answer if isinstance(answer, Unread) else None)
    return _NOT_DOWNLOADED


__all__ = ["READS", "resources"]
