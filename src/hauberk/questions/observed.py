"""Calls that were seen: events of CloudTrail, as it delivers them and as Lake and Athena export them, and policies that
a client's monitor has put together (iamlive).

Sources: CloudTrail user guide, "CloudTrail record contents" and "Log file examples"; Lambda developer guide, "Defining
Lambda function permissions with an execution role": the name of a function's session is its own (2026-11).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hauberk.iam.catalogue.operations import permissions
from hauberk.iam.language.parse import pattern
from hauberk.iam.language.text import EVERYTHING, Glob
from hauberk.model.compute import Function
from hauberk.model.regex import regex
from hauberk.model.span import Span
from hauberk.model.values import Known
from hauberk.questions import exports
from hauberk.questions.files import Files
from hauberk.reading.budget import DEFAULT_BUDGET
from hauberk.reading.compressed import unpacked
from hauberk.reading.errors import ReadingError
from hauberk.reading.json import read_json
from hauberk.reading.nodes import Mapping as Object
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.reading.source import Source
from hauberk.study.arns import Arns
from hauberk.study.needs.needed import Evidence, Needed, Origin, merged
from hauberk.study.study import Study

_BUDGET = DEFAULT_BUDGET._replace(bytes=64 * 1024 * 1024, nodes=10_000_000)
"""Of one file, unpacked: what CloudTrail delivers for five minutes is seldom more than a few megabytes."""
_SERVICES: Mapping[str, str] = {
    "monitoring": "cloudwatch",
    "states": "stepfunctions",
    "email": "ses",
    "tagging": "resourcegroupstaggingapi",
    "elasticloadbalancing": "elbv2",
    "elasticfilesystem": "efs",
    "cassandra": "keyspaces",
    "aoss": "opensearchserverless",
    "es": "opensearch",
    "autoscaling-plans": "autoscaling-plans",
}
"""Services whose events have another name than boto3's client."""
_VERSION = regex(r"\d{8}(v\d+)?$")
_ASSUMED = regex(r":assumed-role/[^/]+/([^/]+)$")


class Seen(NamedTuple):
    """An action that was asked for. ``session`` is who asked; empty where that isn't told."""

    session: str
    action: str
    resources: tuple[Glob, ...]
    span: Span


def observed(names: tuple[str, ...]) -> tuple[Seen, ...]:
    """Everything that some files have seen. Raises :class:`InputError`."""
    files = Files()
    found: dict[Seen, None] = {}
    for name in names:
        root, path = files.root(name)
        try:
            data = unpacked(root.glance(path, _BUDGET), _BUDGET)
            for node in _roots(root.show(path), data):
                found.update(dict.fromkeys(_of(node)))
        except ReadingError as error:
            raise files.refusal(root.show(path), [error]) from None
    return tuple(found)


def _roots(shown: str, data: bytes) -> list[Node]:
    """One document, one a line, or a table with one in each row."""
    try:
        return [read_json(Source(shown, data), _BUDGET).root]
    except ReadingError:
        if exports.is_export(data):
            return [read_json(Source(shown, event.encode()), _BUDGET).root for event in exports.events(data)]
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [read_json(Source(shown, line), _BUDGET).root for line in lines]


def _of(node: Node) -> Iterator[Seen]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _of(item)
        return
    if not isinstance(node, Object):
        return
    records = node.get("Records") or node.get("Events")
    if records is not None:
        yield from _of(records)
        return
    statements = node.get("Statement")
    if statements is not None:
        yield from _of_policy(statements)
        return
    inner = node.get("CloudTrailEvent") or node.get("eventData") or node.get("detail")
    if isinstance(inner, Scalar) and isinstance(inner.value, str):
        yield from _of(read_json(Source(node.source.path, inner.text.encode())).root)
        return
    yield from _of(inner) if inner is not None else _event(node)


def _of_policy(statements: Node) -> Iterator[Seen]:
    """What a monitor has put together as a policy."""
    for statement in statements.items if isinstance(statements, Sequence) else (statements,):
        actions, resources = _field(statement, "Action"), _field(statement, "Resource")
        arns = tuple(_glob(text) for text in _texts(resources)) or (EVERYTHING,)
        for action in _texts(actions):
            yield Seen("", action, arns, _span(statement))


def _event(event: Node) -> Iterator[Seen]:
    source, name = _text(_field(event, "eventSource")), _text(_field(event, "eventName"))
    if not source or not name:
        return
    who = _field(event, "userIdentity")
    if isinstance(who, Scalar) and isinstance(who.value, str) and who.text.startswith("{"):
        who = read_json(Source(event.source.path, who.text.encode())).root
    session = _ASSUMED.search(_text(_field(who, "arn")))
    prefix = source.removesuffix(".amazonaws.com")
    known = permissions(_SERVICES.get(prefix, prefix), _VERSION.sub("", name))
    if known is None or session is None:
        return
    resources = _field(event, "resources")
    items = resources.items if isinstance(resources, Sequence) else ()
    arns = tuple(_glob(text) for item in items if (text := _text(_field(item, "ARN"))))
    for need in known.actions:
        if not need.optional:
            yield Seen(session[1], need.action, arns or (EVERYTHING,), _span(event))


def _field(node: Node | None, name: str) -> Node | None:
    """A field in whichever case: exports of Athena have small letters."""
    if not isinstance(node, Object):
        return None
    return node.get(name) or node.get(name.lower())


def _texts(node: Node | None) -> list[str]:
    if isinstance(node, Sequence):
        return [text for item in node.items if (text := _text(item))]
    return [_text(node)] if _text(node) else []


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) and isinstance(node.value, str) else ""


def _glob(text: str) -> Glob:
    return pattern(Known(text)) or EVERYTHING


def _span(node: Node) -> Span:
    return Span(node.source.path, node.start, node.end)


def with_observed(
    needed: tuple[Needed, ...], function: Function, study: Study, seen: tuple[Seen, ...]
) -> tuple[Needed, ...]:
    """What a function needs, with what it was seen to ask for: each permission marked by how it is known."""
    if not seen:
        return needed
    own = [one for one in seen if not one.session or _is_of(one.session, function, study)]
    actions = {one.action for one in own}
    known = {one.action for one in needed}
    marked = [
        one._replace(origin=Origin.BOTH) if one.origin is Origin.STATIC and one.action in actions else one
        for one in needed
    ]
    fresh = [
        Needed(one.action, one.resources, Origin.OBSERVED, (Evidence(one.span),))
        for one in own
        if one.action not in known
    ]
    return merged([*marked, *fresh])


def _is_of(session: str, function: Function, study: Study) -> bool:
    """Whether a session is of a function: its name, or the name that CloudFormation makes of stack and logical id."""
    name = Arns(study.application, function.world).name(function.resource)
    if not name.holes:
        return name.literal == session
    written = "".join(part if isinstance(part, str) else "\0" for part in name.parts)
    if written == "\0":
        return re.search(rf"(^|-){re.escape(function.resource.id)}-[A-Za-z0-9]+$", session) is not None
    return re.fullmatch(".*".join(map(re.escape, written.split("\0"))), session) is not None
