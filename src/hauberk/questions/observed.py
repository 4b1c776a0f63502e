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
from hauberk.questions.recorded import Recorded, recorded
from hauberk.reading.budget import DEFAULT_BUDGET
from hauberk.reading.compressed import unpacked
from hauberk.reading.errors import ReadingError
from hauberk.reading.json import read_json
from hauberk.reading.nodes import Mapping as Object
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.reading.source import Source
from hauberk.study.arns import Arns
from hauberk.study.needs.names import Names
from hauberk.study.needs.needed import Evidence, Needed, Origin, merged
from hauberk.study.needs.places import Place
from hauberk.study.needs.reasons import is_open
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


_REASON = "the log names no narrower resource"


class Seen(NamedTuple):
    """An action that was asked for. ``session`` is who asked; empty where that isn't told. ``record`` is the number of
    the event, or of the statement, in its file; ``call`` is what a policy doesn't tell, and an event does."""

    session: str
    action: str
    resources: tuple[Glob, ...]
    path: str
    record: int
    call: Recorded | None = None

    @property
    def evidence(self) -> Evidence:
        """Where it is recorded."""
        return Evidence(Span(self.path, 0, 0), record=self.record)

    def on(self, names: Names) -> Place:
        """What it was asked for."""
        if self.call is not None:
            return self.call.on(self.action, names)
        return Place(self.resources, _REASON if any(map(is_open, self.resources)) else "")


def observed(names: tuple[str, ...]) -> tuple[Seen, ...]:
    """Everything that some files have seen. Raises :class:`InputError`."""
    files = Files()
    found: dict[object, Seen] = {}
    for name in names:
        root, path = files.root(name)
        shown = root.show(path)
        try:
            data = unpacked(root.glance(path, _BUDGET), _BUDGET)
            records = (node for tree in _roots(shown, data) for node in _records(tree))
            for number, node in enumerate(records, 1):
                for one in _of(node, number):
                    found.setdefault(one._replace(path="", record=0), one)  # of the same again the first record
        except ReadingError as error:
            raise files.refusal(shown, [error]) from None
    return tuple(found.values())


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


def _records(node: Node) -> Iterator[Node]:
    """The events of a tree, or the statements of a policy, in order."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _records(item)
    elif isinstance(node, Object):
        inner = node.get("Records") or node.get("Events") or node.get("Statement")
        if inner is not None:
            yield from _records(inner)
        else:
            yield node


def _of(node: Node, number: int) -> Iterator[Seen]:
    """What a record tells."""
    inner = _field(node, "CloudTrailEvent") or _field(node, "eventData") or _field(node, "detail")
    if _field(node, "Action") is not None:
        yield from _statement(node, number)
    elif inner is not None:
        for one in _records(_parsed(inner) or inner):
            yield from _of(one, number)
    else:
        yield from _event(node, number)


def _statement(statement: Node, number: int) -> Iterator[Seen]:
    """A statement of a policy that a monitor has put together."""
    arns = tuple(_glob(text) for text in _texts(_field(statement, "Resource"))) or (EVERYTHING,)
    for action in _texts(_field(statement, "Action")):
        yield Seen("", action, arns, statement.source.path, number)


def _parsed(node: Node | None) -> Node | None:
    """What stands as JSON in a text; anything else as it is."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.text.lstrip().startswith(("{", "[")):
        return read_json(Source(node.source.path, node.text.encode())).root
    return node


def _event(event: Node, number: int) -> Iterator[Seen]:
    source, name = _text(_field(event, "eventSource")), _text(_field(event, "eventName"))
    if not source or not name:
        return
    who = _text(_field(_parsed(_field(event, "userIdentity")), "arn"))
    session = _ASSUMED.search(who)
    service, operation = client_of(source), _VERSION.sub("", name)
    known = permissions(service, operation)
    if known is None or session is None:
        return
    resources = _field(event, "resources")
    items = resources.items if isinstance(resources, Sequence) else ()
    arns = tuple(_glob(text) for item in items if (text := _text(_field(item, "ARN"))))
    parameters = _parsed(_field(event, "requestParameters"))
    call = recorded(service, operation, parameters, _text(_field(event, "awsRegion")), arns)
    account = _text(_field(event, "recipientAccountId")) or who.split(":")[4]
    call = call._replace(account=account, partition=who.split(":")[1])
    for need in known.actions:
        if not need.optional:
            yield Seen(session[1], need.action, arns, event.source.path, number, call)


def client_of(source: str) -> str:
    """boto3's client for the source of an event: ``stepfunctions`` for ``states.amazonaws.com``."""
    prefix = source.removesuffix(".amazonaws.com")
    return _SERVICES.get(prefix, prefix)


def asked_for(source: str, name: str) -> tuple[str, ...]:
    """The actions that an event asked for, by its source and name (``PutItem``, ``CreateFunction20150331``)."""
    known = permissions(client_of(source), _VERSION.sub("", name))
    return () if known is None else tuple(need.action for need in known.actions if not need.optional)


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


def with_observed(
    needed: tuple[Needed, ...], function: Function, study: Study, seen: tuple[Seen, ...]
) -> tuple[Needed, ...]:
    """What a function needs, with what it was seen to ask for: each permission marked by how it is known."""
    if not seen:
        return needed
    own = [one for one in seen if not one.session or _is_of(one.session, function, study)]
    names = Names(function, study, lambda _: None)
    records: dict[str, list[Seen]] = {}
    for one in own:
        records.setdefault(one.action, []).append(one)
    known = {one.action for one in needed}
    marked = [_marked(one, records[one.action]) if one.action in records else one for one in needed]
    fresh = [_fresh(one, names) for action, all_of in records.items() if action not in known for one in all_of]
    return merged([*marked, *fresh])


def _marked(one: Needed, records: list[Seen]) -> Needed:
    """What the code asks for, and was seen."""
    if one.origin is not Origin.STATIC:
        return one
    return one._replace(origin=Origin.BOTH, evidence=(*one.evidence, records[0].evidence))


def _fresh(one: Seen, names: Names) -> Needed:
    """What was seen, and nothing in the code asks for."""
    found = one.on(names)
    return Needed(one.action, found.resources, Origin.OBSERVED, (one.evidence,), why=found.why)


def _is_of(session: str, function: Function, study: Study) -> bool:
    """Whether a session is of a function: its name, or the name that CloudFormation makes of stack and logical id."""
    name = Arns(study.application, function.world).name(function.resource)
    if not name.holes:
        return name.literal == session
    written = "".join(part if isinstance(part, str) else "\0" for part in name.parts)
    if written == "\0":
        return re.search(rf"(^|-){re.escape(function.resource.id)}-[A-Za-z0-9]+$", session) is not None
    return re.fullmatch(".*".join(map(re.escape, written.split("\0"))), session) is not None
