"""The ``Policies`` property: managed policies by name or ARN, policy documents and policy templates, mixed freely.

Facts from the AWS SAM developer guide, "AWS::Serverless::Function, Policies" and "AWS SAM policy templates" (2026-11).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.model.joining import combine, concat, one_of, retrail
from hauberk.model.regex import regex
from hauberk.model.values import (
    Absent,
    Fields,
    Items,
    Known,
    Reason,
    Trail,
    Unknown,
    Value,
    alternatives,
    fields_of,
)
from hauberk.sources.sam.build import entries_of, tree, without_nothing
from hauberk.sources.sam.context import Context

MANAGED = "arn:aws:iam::aws:policy/"
_HOLE = regex(r"\$\{([^}]*)\}")


class Granted(NamedTuple):
    """What a role is given: ARNs of managed policies, and inline policies (``PolicyName``, ``PolicyDocument``)."""

    managed: list[Value]
    inline: list[Value]


def read_policies(context: Context, value: Value, role: str) -> Granted:
    """The policies that the property ``value`` gives the role ``role`` (its logical id)."""
    managed: list[Value] = []
    inline: list[Value] = []
    for index, entry in enumerate(entries_of(value)):
        name = f"{role}Policy{index}"
        arn, document = [], []
        for guard, choice in alternatives(entry):
            kind, gone = _kind(choice), Absent(choice.trail or entry.trail)
            arn.append((guard, _arn(choice) if kind == "managed" else gone))
            document.append((guard, _inline(context, choice, name) if kind == "inline" else gone))
        managed.extend(without_nothing([one_of(arn, entry.trail)]))
        inline.extend(without_nothing([one_of(document, entry.trail)]))
    return Granted(managed, inline)


def _kind(value: Value) -> str:
    match value:
        case Absent():
            return "nothing"
        case Known(Fields() | Items()):
            return "inline"
    return "managed"


def _arn(value: Value) -> Value:
    match value:
        case Known(str() as name) if name in managed_policies():
            return Known(managed_arn(name), value.trail)
    return value


def managed_arn(name: str) -> str:
    """The ARN of a policy that AWS manages."""
    return f"{MANAGED}{managed_policies().get(name, '')}{name}"


@cache
def managed_policies() -> Mapping[str, str]:
    """The path of each policy that AWS manages, by its name."""
    found: dict[str, str] = {}
    for path, names in _data("managed_policies.json")["paths"].items():
        found.update(dict.fromkeys(names.split(), path))
    return found


@cache
def policy_templates() -> Mapping[str, Any]:
    """The statements of SAM's policy templates, by name."""
    found: Mapping[str, Any] = _data("policy_templates.json")["templates"]
    return found


def _data(name: str) -> Any:
    return json.loads(bundled(__file__, name))


def _inline(context: Context, value: Value, name: str) -> Value:
    fields = fields_of(value)
    document = value
    if "Statement" not in fields.names():
        template = next(iter(fields.names()), "")
        statements = policy_templates().get(template)
        if statements is None or len(fields.names()) != 1:
            document = Unknown(Reason("malformed", "this isn't a policy that SAM knows"), value.trail)
        else:
            document = expand_template(context, template, statements, fields, value.trail)
    return tree({"PolicyName": name, "PolicyDocument": document}, value.trail)


def expand_template(context: Context, name: str, statements: Any, fields: Fields, trail: Trail) -> Value:
    """A policy template's document with its parameters filled in."""
    given = fields_of(fields.value(name))
    key = fields.key(name)
    here = (key,) if key else trail
    return tree({"Statement": _filled(context, statements, given, here)}, here)


def _filled(context: Context, content: Any, given: Fields, trail: Trail) -> Any:
    match content:
        case dict():
            return {name: _filled(context, child, given, trail) for name, child in content.items()}
        case list():
            return [_filled(context, child, given, trail) for child in content]
        case str() if "${" in content:
            return fill(context, content, {name: given.value(name) for name in given.names()}, trail)
    return content


def fill(context: Context, text: str, holes: Mapping[str, Value], trail: Trail) -> Value:
    """``text`` with its ``${…}`` filled from ``holes``, else with pseudo parameters, references and attributes."""
    pieces: list[Value] = []
    at = 0
    for hole in _HOLE.finditer(text):
        if hole.start() > at:
            pieces.append(Known(text[at : hole.start()]))
        name = hole[1]
        if name in holes:
            pieces.append(holes[name])
        elif "." in name:
            resource, _, attribute = name.partition(".")
            pieces.append(context.get_att(resource, attribute))
        else:
            pieces.append(context.ref(name))
        at = hole.end()
    if at < len(text):
        pieces.append(Known(text[at:]))
    if len(pieces) == 1:
        return retrail(pieces[0], trail)
    return combine(pieces, lambda row: concat(row, trail), trail)
