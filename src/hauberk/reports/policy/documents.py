"""What functions need, as policies: of IAM, of AWS SAM, of CloudFormation."""

import json as standard
from collections.abc import Iterator, Sequence
from typing import Any

from hauberk.questions.circles import parted
from hauberk.questions.least import TOO_LONG, Fit, Least, OfApplication, OfFunction
from hauberk.questions.parts import (
    VERSION,
    Grant,
    TooLongError,
    grants,
    inline,
    managed_parts,
    size,
    statement,
)
from hauberk.reports import door
from hauberk.study.needs.needed import Needed, Origin

_NOT_GIVEN = ("kms:", "secretsmanager:", "elasticfilesystem:")


_OF_GRANTS = frozenset(("role-outside", "undecided"))
"""Doubts about what is granted, which say nothing of what is needed."""


def iam_json(found: Least) -> str:
    """A policy for each function, by its id; a list of policies where one is longer than a managed policy may be. What
    only the deployment knows stands as ``${…}``, as ``Fn::Sub`` takes it: fill it in before the policy goes to IAM."""
    policies: dict[str, Any] = {}
    for of in found.applications:
        for function in of.functions:
            made = [_document(one) for one in _managed(grants(function.needed, of.spelled))]
            policies[function.id] = made[0] if len(made) == 1 else made
    return standard.dumps(policies, indent=2) + "\n"


def _document(found: Sequence[Grant]) -> dict[str, Any]:
    return {"Version": VERSION, "Statement": [statement(one) for one in found]}


def _managed(found: Sequence[Grant]) -> Sequence[Sequence[Grant]]:
    """As managed policies; as one where it can't be divided, which the answer has told."""
    try:
        return managed_parts(found)
    except TooLongError:
        return (found,)


def sam(found: Least) -> str:
    """The property ``Policies`` of each function, without what SAM gives by itself: for logs, triggers, networks,
    traces and destinations, but not for keys and secrets. Policy templates of SAM stand where they fit exactly, unless
    they are longer than a role's inline policies may be. What is too long without them too stands in managed policies
    beside the function. So does what can't stand in ``Policies``: all of a function whose role SAM doesn't make, for
    then it takes none, and what names a resource that waits for the function."""
    lines: list[str] = []
    for of in found.applications:
        lines += [f"# {door.line(of.path)}", "Resources:"]
        for function in of.functions:
            lines += _remarks(function, "  ")
            if not function.made:
                lines += _attached(function, function.needed, of)
                continue
            lines += [f"  {function.id}:", "    Properties:"]
            own = [one for one in function.needed if not _is_given(one)]
            inside, apart = parted(own, function.waiting)
            fits, left = of.fitting(inside)
            made = grants(left, of.spelled)
            besides = size(grants(apart, of.spelled)) if apart else 0
            if _inline(made, fits, of) + besides > inline().limit:
                fits, made = (), grants(inside, of.spelled)
            if size(made) + besides > inline().limit:
                if apart:
                    lines += ["      Policies: []", *_attached(function, own, of)]
                else:
                    lines += _beside(function, _managed(made))
                continue
            lines.append("      Policies:" if fits or made else "      Policies: []")
            for fit in fits:
                lines += [f"        - {fit.template}:", f"            {fit.parameter}: {_scalar(fit.value)}"]
            if made:
                lines += [f'        - Version: "{VERSION}"', "          Statement:", *_yaml(made, 12)]
            if apart:
                lines.append(f"  # apart, since what it names waits for {function.id}")
                lines += _attached(function, apart, of)
    return "\n".join(lines) + "\n"


def _inline(made: Sequence[Grant], fits: Sequence[Fit], of: OfApplication) -> int:
    """The characters of inline policies: SAM makes one of each policy template, and one of the others' statements."""
    documents = [grants(fit.needed, of.spelled) for fit in fits]
    return sum(map(size, [*documents, made]))


def _beside(function: OfFunction, policies: Sequence[Sequence[Grant]]) -> Iterator[str]:
    """Managed policies that a function names."""
    yield "      Policies:"
    yield from (f"        - !Ref {_id(function, number)}" for number in _numbers(policies))
    for number, one in zip(_numbers(policies), policies, strict=True):
        yield from _resource(_id(function, number), "ManagedPolicy", [], one)


def _is_given(one: Needed) -> bool:
    return one.origin is Origin.INFRASTRUCTURE and not one.action.startswith(_NOT_GIVEN)


def cloudformation(found: Least) -> str:
    """A policy for the role of each function, as a resource; managed policies where it is longer than inline ones may
    be."""
    lines: list[str] = []
    for of in found.applications:
        lines += [f"# {door.line(of.path)}", "Resources:"]
        for function in of.functions:
            lines += _remarks(function, "  ")
            lines += _attached(function, function.needed, of)
    return "\n".join(lines) + "\n"


def _attached(function: OfFunction, needed: Sequence[Needed], of: OfApplication) -> Iterator[str]:
    """Policies of a function's role, as resources. Where the role isn't of the application they are managed policies
    that are attached to nobody yet."""
    policy = grants(needed, of.spelled)
    role = [f"      Roles: [!Ref {function.role}]"] if function.role else []
    if not role:
        yield f"  # the role of {function.id} isn't one of this application: attach the policy to it"
    elif size(policy) <= inline().limit:
        name = f"      PolicyName: {function.id}LeastPrivilege"
        yield from _resource(_id(function), "Policy", [name, *role], policy)
        return
    policies = _managed(policy)
    for number, one in zip(_numbers(policies), policies, strict=True):
        yield from _resource(_id(function, number if len(policies) > 1 or role else 0), "ManagedPolicy", role, one)


def _remarks(function: OfFunction, before: str) -> Iterator[str]:
    """What has to be known of a policy beside what stands in it."""
    yield from (f"{before}# {remark}" for remark in remarks(function))


def remarks(function: OfFunction) -> Iterator[str]:
    """That its role can't have a policy, and what may be missing in it: lines of which nobody can tell what they
    need."""
    for doubt in function.unknown:
        if doubt.code in _OF_GRANTS:
            continue
        where = f" ({doubt.place})" if doubt.place.line else ""
        told = doubt.text if doubt.code == TOO_LONG else f"unknown: {doubt.text}{where}"
        yield door.line(told)


def _resource(id_: str, kind: str, properties: Sequence[str], found: Sequence[Grant]) -> Iterator[str]:
    yield from (f"  {id_}:", f"    Type: AWS::IAM::{kind}", "    Properties:", *properties)
    yield from ("      PolicyDocument:", f'        Version: "{VERSION}"', "        Statement:")
    yield from _yaml(found, 10)


def _numbers(found: Sequence[object]) -> Sequence[int]:
    return range(1, len(found) + 1)


def _id(function: OfFunction, number: int = 0) -> str:
    return "".join(filter(str.isalnum, function.id)) + "LeastPrivilege" + (str(number) if number else "")


def _yaml(made: Sequence[Grant], indent: int) -> Iterator[str]:
    """Statements as YAML; texts with holes are ``!Sub``, and those that YAML could take for something else quoted."""
    space = " " * indent
    for one in made:
        start = "- "
        for name, value in statement(one).items():
            yield from _entry(name, value, space + start, indent + 2)
            start = "  "


def _entry(name: str, value: Any, before: str, indent: int) -> Iterator[str]:
    match value:
        case list():
            yield f"{before}{name}:"
            for one in value:
                yield f"{' ' * (indent + 2)}- {_scalar(one)}"
        case dict():
            yield f"{before}{_key(name)}:"
            for inner, one in value.items():
                yield from _entry(inner, one, " " * (indent + 2), indent + 2)
        case _:
            yield f"{before}{_key(name)}: {_scalar(value)}"


def _key(name: str) -> str:
    return f'"{name}"' if ":" in name else name


def _scalar(text: str) -> str:
    only = text.startswith("${") and text.endswith("}") and text.count("${") == 1
    if only and "::" not in text:
        name, dot, attribute = text[2:-1].partition(".")
        return f"!GetAtt {name}.{attribute}" if dot else f"!Ref {name}"
    if "${" in text:
        return f"!Sub {standard.dumps(text)}"
    return standard.dumps(text) if any(mark in text for mark in "*&!%#`{}[],?|>@\"'") or text != text.strip() else text
