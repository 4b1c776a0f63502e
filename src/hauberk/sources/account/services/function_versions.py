"""The published versions of a function that something leads to and that aren't what was deployed last.

A version keeps the code and the configuration that it was published with ("Manage Lambda function versions", Lambda
developer guide, 2026-11), so whoever calls an alias runs these, whatever $LATEST has become since. Each such version is
a function of its own here: what is asked of functions is asked of what runs. A version that equals $LATEST isn't told
twice, and one that nothing leads to isn't told at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hauberk.model.told import SERVED_BY, VERSION
from hauberk.sources.account.calls import NOT_ASKED, Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services.function_reads import FUNCTION, all_versions
from hauberk.sources.account.services.function_settings import configured
from hauberk.sources.account.services.shaping import document, inner, listed, only, text

_OTHER_CODE = Unread(
    "code-not-downloaded", "its code isn't what was deployed last, and that of published versions isn't downloaded"
)
_OTHER_UPDATES = Unread("not-asked", "how its runtime is updated is asked of what was deployed last alone")
_AS_THE_FUNCTION = ("ReservedConcurrentExecutions",)
"""What holds for all versions together, and decides what a control says of one."""


def served_versions(
    latest: Mapping[str, Any],
    function: Made,
    published: Sequence[Mapping[str, Any]],
    polled: Iterable[Mapping[str, Any]],
    answers: Answers,
) -> Iterator[Made]:
    """The versions of a function that something leads to and that differ from it, each as a function of its own.

    ``latest`` and ``published`` are its configurations, ``polled`` the mappings that feed a version of it. What leads
    where, or what a version is, may not have been read: then a function stands there of which nothing is known.
    """
    name, arn = function.name, function.id
    aliases = answers.of("lambda", "ListAliases", FunctionName=name)
    leading = _leading(name, arn, published, polled, answers)
    unread = all_versions(answers)
    others = {text(one, "Version"): one for one in published if _differs(one, latest, name)}
    for number, by in leading.items():
        if unread is not None:
            yield _unknown(number, name, arn, by, unread)
        elif number in others:
            yield _served(others[number], latest, function, by)
    if isinstance(aliases, Unread) and aliases != NOT_ASKED and (unread or not others.keys() <= leading.keys()):
        yield _unknown("*", name, arn, [f"{arn}#Alias"], aliases)


def polled_versions(answers: Answers) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The mappings that feed a published version, by the ARN of its function."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in listed(answers.data("lambda", "ListEventSourceMappings"), "EventSourceMappings"):
        arn, _, number = text(one, "FunctionArn").rpartition(":")
        if number.isdecimal():
            found.setdefault(arn, []).append(one)
    return found


def served_by(alias: Mapping[str, Any]) -> tuple[str, ...]:
    """The numbers of the versions that an alias leads to: first the one that has most of the calls, as a rule."""
    numbers = (text(alias, "FunctionVersion"), *inner(alias, "RoutingConfig", "AdditionalVersionWeights"))
    return tuple(number for number in dict.fromkeys(numbers) if number.isdecimal())


def _leading(
    name: str,
    arn: str,
    published: Sequence[Mapping[str, Any]],
    polled: Iterable[Mapping[str, Any]],
    answers: Answers,
) -> Mapping[str, Sequence[str]]:
    """What leads to versions, by their numbers: the ARNs of aliases and mappings, and permissions of their own."""
    found: dict[str, list[str]] = {}
    aliases = answers.of("lambda", "ListAliases", FunctionName=name)
    for alias in listed(aliases.content, "Aliases") if isinstance(aliases, Data) else ():
        for number in served_by(alias):
            found.setdefault(number, []).append(text(alias, "AliasArn"))
    for one in polled:
        number = text(one, "FunctionArn").removeprefix(f"{arn}:")
        found.setdefault(number, []).append(text(one, "EventSourceMappingArn") or text(one, "UUID"))
    for one in published:
        number = text(one, "Version")
        policy = answers.of("lambda", "GetPolicy", FunctionName=name, Qualifier=number)
        if isinstance(policy, Data) and listed(document(policy.content.get("Policy")), "Statement"):
            found.setdefault(number, []).append("a permission of its own")
    return found


def _differs(one: Mapping[str, Any], latest: Mapping[str, Any], name: str) -> bool:
    """Whether a version has another code or configuration than what was deployed last; a description is neither."""
    return text(one, "CodeSha256") != text(latest, "CodeSha256") or _compared(one, name) != _compared(latest, name)


def _compared(one: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {key: value for key, value in configured(one, name).items() if key != "Description"}


def _served(one: Mapping[str, Any], latest: Mapping[str, Any], function: Made, by: Sequence[str]) -> Made:
    own, number = text(one, "FunctionArn"), text(one, "Version")
    properties = configured(one, function.name)
    properties |= {key: function.properties[key] for key in _AS_THE_FUNCTION if key in function.properties}
    same = text(one, "CodeSha256") == text(latest, "CodeSha256") != ""
    code = function.properties.get("Code") if same else _OTHER_CODE
    if code is not None:
        properties["Code"] = code
    if "RuntimeManagementConfig" in function.properties:
        properties["RuntimeManagementConfig"] = _OTHER_UPDATES
    return Made(
        FUNCTION,
        own,
        f"{function.name}:{number}",
        properties,
        returns={"Arn": own},
        tags=function.tags,
        account={VERSION: number, SERVED_BY: list(by), **only(one, "LastModified", "CodeSha256", "CodeSize", "State")},
    )


def _unknown(number: str, name: str, arn: str, by: Sequence[str], unread: Unread) -> Made:
    """A version that may be anything: what couldn't be read is whether it differs, and in what."""
    account = {VERSION: number, SERVED_BY: list(by)}
    return Made(FUNCTION, f"{arn}:{number}", f"{name}:{number}", {"FunctionName": name}, account=account, unread=unread)
