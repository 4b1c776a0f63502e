"""What functions need, as policies: of IAM, of AWS SAM, of CloudFormation."""

import json as standard
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hauberk.questions.circles import parted
from hauberk.questions.least import Least, OfApplication, OfFunction
from hauberk.reports.policy.json import conditions
from hauberk.study.needs.needed import Needed, Origin

VERSION = "2012-10-17"
_NOT_GIVEN = ("kms:", "secretsmanager:", "elasticfilesystem:")


def statements(needed: Iterable[Needed], of: OfApplication) -> list[dict[str, Any]]:
    """Few statements that together say what is needed: those of the same resources and conditions are one."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for one in needed:
        resources = tuple(of.spelled(resource) for resource in one.resources)
        groups.setdefault((resources, one.conditions), []).append(one.action)
    by_actions: dict[tuple[Any, ...], list[str]] = {}
    for (resources, tests), actions in groups.items():
        key = (tuple(dict.fromkeys(actions)), tests)
        by_actions.setdefault(key, []).extend(resources)
    made = []
    for (actions, tests), together in by_actions.items():
        statement: dict[str, Any] = {"Effect": "Allow", "Action": _one_or_all(actions)}
        statement["Resource"] = _one_or_all(tuple(dict.fromkeys(together)))
        if tests:
            statement["Condition"] = conditions(tests)
        made.append(statement)
    return made


def _one_or_all(found: Sequence[str]) -> Any:
    return found[0] if len(found) == 1 else list(found)


def iam_json(found: Least) -> str:
    """A policy for each function, by its id. What only the deployment knows stands as ``${…}``, as ``Fn::Sub`` takes
    it: fill it in before the policy goes to IAM."""
    policies = {
        function.id: {"Version": VERSION, "Statement": statements(function.needed, of)}
        for of in found.applications
        for function in of.functions
    }
    return standard.dumps(policies, indent=2) + "\n"


def sam(found: Least) -> str:
    """The property ``Policies`` of each function, without what SAM gives by itself: for logs, triggers, networks,
    traces and destinations, but not for keys and secrets. Policy templates of SAM stand where they fit exactly. What
    can't stand there is a policy of its own: all of a function whose role SAM doesn't make, for then it takes no
    ``Policies``, and what names a resource that waits for the function."""
    lines: list[str] = []
    for of in found.applications:
        lines += [f"# {of.path}", "Resources:"]
        for function in of.functions:
            if not function.made:
                lines += _attached(function, function.needed, of)
                continue
            own = [one for one in function.needed if not _is_given(one)]
            inside, apart = parted(own, function.waiting)
            lines += [f"  {function.id}:", "    Properties:"]
            fits, left = of.fitting(inside)
            made = statements(left, of)
            lines.append("      Policies:" if fits or made else "      Policies: []")
            for fit in fits:
                lines += [f"        - {fit.template}:", f"            {fit.parameter}: {_scalar(fit.value)}"]
            if made:
                lines += [f'        - Version: "{VERSION}"', "          Statement:", *_yaml(made, 12)]
            if apart:
                lines.append(f"  # apart, since what it names waits for {function.id}")
                lines += _attached(function, apart, of)
    return "\n".join(lines) + "\n"


def _is_given(one: Needed) -> bool:
    return one.origin is Origin.INFRASTRUCTURE and not one.action.startswith(_NOT_GIVEN)


def cloudformation(found: Least) -> str:
    """A policy for the role of each function, as a resource."""
    lines: list[str] = []
    for of in found.applications:
        lines += [f"# {of.path}", "Resources:"]
        for function in of.functions:
            lines += _attached(function, function.needed, of)
    return "\n".join(lines) + "\n"


def _attached(function: OfFunction, needed: Iterable[Needed], of: OfApplication) -> Iterator[str]:
    """A policy of a function's role, as a resource. Where the role isn't of the application it's a managed policy that
    is attached to nobody yet."""
    if not function.role:
        yield f"  # the role of {function.id} isn't one of this application: attach the policy to it"
    yield f"  {_id(function)}:"
    yield f"    Type: AWS::IAM::{'Policy' if function.role else 'ManagedPolicy'}"
    yield "    Properties:"
    if function.role:
        yield f"      PolicyName: {function.id}LeastPrivilege"
        yield f"      Roles: [!Ref {function.role}]"
    yield from ("      PolicyDocument:", f'        Version: "{VERSION}"', "        Statement:")
    yield from _yaml(statements(needed, of), 10)


def _id(function: OfFunction) -> str:
    return "".join(filter(str.isalnum, function.id)) + "LeastPrivilege"


def _yaml(made: Sequence[dict[str, Any]], indent: int) -> Iterator[str]:
    """Statements as YAML; texts with holes are ``!Sub``, and those that YAML could take for something else quoted."""
    space = " " * indent
    for statement in made:
        start = "- "
        for name, value in statement.items():
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
