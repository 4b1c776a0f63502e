"""What is asked of Lambda: functions with their versions, aliases, URLs, policies and settings, and mappings.

Operations and members from the Lambda API Reference (2026-11).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hauberk.sources.account.calls import NOT_ASKED, Answers, Unread
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import TARGETS
from hauberk.sources.account.services.shaping import listed, text

FUNCTION, PERMISSION = "AWS::Lambda::Function", "AWS::Lambda::Permission"
INVOKE = "AWS::Lambda::EventInvokeConfig"
ARCHIVE = f"{FUNCTION}.Code.ZipFile"
"""The fact that code itself is: only whoever asks for it by an option gets it."""
_LIST = "lambda:ListFunctions"
_ALL_VERSIONS = {"FunctionVersion": "ALL"}
_EVERY_VERSION = f"{_LIST} (all versions)"
_GONE = frozenset(("ResourceNotFoundException",))
"""A function without a policy, and one that was deleted meanwhile, are told alike; neither lets anyone in."""


def functions(answers: Answers) -> list[Mapping[str, Any]]:
    """The functions of a region, as they are listed."""
    return listed(answers.data("lambda", "ListFunctions"), "Functions")


def versions(answers: Answers) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The published versions by the name of their function."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in listed(answers.data("lambda", "ListFunctions", **_ALL_VERSIONS), "Functions"):
        if text(one, "Version") not in ("", "$LATEST"):
            found.setdefault(text(one, "FunctionName"), []).append(one)
    return found


def all_versions(answers: Answers) -> Unread | None:
    """Why it isn't known which versions were published; nothing where it is, or where nobody asked."""
    answer = answers.of("lambda", "ListFunctions", **_ALL_VERSIONS)
    return answer if isinstance(answer, Unread) and answer != NOT_ASKED else None


def _each_name(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return _named(functions(answers))


def _named(some: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return ({"FunctionName": name} for one in some if (name := text(one, "FunctionName")))


def _each_image(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return _named(one for one in functions(answers) if is_image(one))


def _each_archive(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each function whose runtime AWS updates: that of an image is in the image."""
    return _named(one for one in functions(answers) if not is_image(one))


def is_image(one: Mapping[str, Any]) -> bool:
    """Whether a function's code is an image, rather than an archive."""
    return one.get("PackageType") == "Image"


def _each_qualified(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each function, alias and published version: a policy of its own may hang on any of them."""
    published = versions(answers)
    for arguments in _each_name(answers):
        yield arguments
        for alias in listed(answers.data("lambda", "ListAliases", **arguments), "Aliases"):
            if name := text(alias, "Name"):
                yield {**arguments, "Qualifier": name}
        for version in published.get(arguments["FunctionName"], ()):
            yield {**arguments, "Qualifier": text(version, "Version")}


def _of_each(operation: str, *facts: str, absent: frozenset[str] = frozenset()) -> Read:
    return Read("lambda", operation, facts, each=_each_name, after=(_LIST,), absent=absent)


def each_signing(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each configuration of code signing: it knows its functions, of which there are more."""
    for one in listed(answers.data("lambda", "ListCodeSigningConfigs"), "CodeSigningConfigs"):
        if arn := text(one, "CodeSigningConfigArn"):
            yield {"CodeSigningConfigArn": arn}


def _concealed(where: str) -> tuple[str, ...]:
    """What isn't kept of a configuration as it is: the variables, and what errors say of values."""
    errors = ("Environment", "ImageConfigResponse", "RuntimeVersionConfig")
    return (f"{where}.Environment.Variables.*", *(f"{where}.{name}.Error.Message" for name in errors))


_WHOLE = _of_each(
    "GetFunction", f"{FUNCTION}.ReservedConcurrentExecutions", f"{FUNCTION}.Tags", ARCHIVE, absent=_GONE
)._replace(conceals=(*_concealed("Configuration"), "Code.Error.Message", "Code.Location"))
READS = (
    Read("lambda", "ListFunctions", (FUNCTION,), conceals=_concealed("Functions[]")),
    Read(
        "lambda",
        "ListFunctions",
        ("AWS::Lambda::Version",),
        _ALL_VERSIONS,
        conceals=_concealed("Functions[]"),
        variant="all versions",
    ),
    _WHOLE,
    _WHOLE._replace(facts=(f"{FUNCTION}.Code",), each=_each_image, variant="that is an image"),
    Read("lambda", "ListEventSourceMappings", ("AWS::Lambda::EventSourceMapping",)),
    Read("lambda", "GetAccountSettings", (f"{FUNCTION}.ReservedConcurrentExecutions",)),
    _of_each("ListAliases", "AWS::Lambda::Alias", absent=_GONE),
    _of_each("ListFunctionUrlConfigs", "AWS::Lambda::Url", absent=_GONE),
    _of_each("ListFunctionEventInvokeConfigs", INVOKE, absent=_GONE)._replace(leads={INVOKE: TARGETS}),
    Read(
        "lambda",
        "ListFunctionsByCodeSigningConfig",
        (f"{FUNCTION}.CodeSigningConfigArn",),
        each=each_signing,
        after=("lambda:ListCodeSigningConfigs",),
        absent=_GONE,
    ),
    _of_each("GetRuntimeManagementConfig", f"{FUNCTION}.RuntimeManagementConfig", absent=_GONE)._replace(
        each=_each_archive
    ),
    _of_each("GetFunctionRecursionConfig", f"{FUNCTION}.RecursiveLoop", absent=_GONE),
    Read(
        "lambda",
        "GetPolicy",
        (PERMISSION,),
        each=_each_qualified,
        after=(_LIST, "lambda:ListAliases", _EVERY_VERSION),
        absent=_GONE,
    ),
)
