"""The JSON Schema of what a function takes, proposed by how its code uses its event."""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from hauberk.code.flow.taint import Site
from hauberk.code.usage.drafts import draft_4
from hauberk.code.usage.proposal import DRAFT, EVENT, PARTS, Part, Proposal, is_used
from hauberk.code.usage.used import Used
from hauberk.model.api import Route
from hauberk.model.application import Application
from hauberk.model.compute import Coded, Function
from hauberk.model.guards import Guard
from hauberk.model.ledger import Gap
from hauberk.model.resource import Resource
from hauberk.model.subject import resource_of
from hauberk.model.values import Absent, Known, Reason
from hauberk.model.world import World
from hauberk.questions.files import InputError
from hauberk.questions.proposed import Proposed, Schema, Way
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.bare.claims import Claims, claims_of
from hauberk.scan.discover import Candidate, Discovery, discover
from hauberk.scan.nearest import nearest
from hauberk.scan.placing import Placing
from hauberk.scan.sniff import may_be_template
from hauberk.sources.cloudformation.reader import read_application
from hauberk.sources.pins import pins_beside
from hauberk.study.code.using import use_of
from hauberk.study.study import Study

MAX_LISTED = 20
"""Names that a complaint lists."""
_BY_AWS = frozenset(("S3", "schedule", "schedule that recurs", "CloudFormation", "Cognito", "CloudWatch Logs"))
"""Triggers whose events AWS writes all of."""
_REQUESTING = frozenset(("API Gateway", "function URL", "load balancer", "VPC Lattice", "CloudFront"))
"""Triggers whose events are requests."""
_ENVELOPES = frozenset(
    (
        *("Records", "requestContext", "httpMethod", "authorizationToken", "methodArn", "routeArn", "ResponseURL"),
        *("LogicalResourceId", "RequestType", "getObjectContext", "awslogs", "rmqMessagesByQueue", "messages"),
        *("invocationId", "deliveryStreamArn", "triggerSource", "userPoolId", "ClientRequestToken", "SecretId"),
        *("rawPath", "routeKey", "identitySource", "configurationItem", "invokingEvent", "eventSourceArn"),
        *("CodePipeline.job", "sessionState", "currentIntent", "protocolVersion", "info", "headers"),
    )
)
"""Fields by which the events of services are known, whose form AWS says (Lambda developer guide, pages on each event
source, 2026-11)."""
_TEXTS = tuple(root[:-1] for part in PARTS for root in part.roots if root[-1] == "{}")
"""What code may read as JSON, and reads as text where it doesn't."""
_TITLES = {
    "body": "Body of requests to {}",
    "record": "Body of messages to {}",
    "message": "Message to {}",
    "data": "Data of records to {}",
    "detail": "Detail of events to {}",
    "arguments": "Arguments of {}",
    "queryStringParameters": "Query string of requests to {}",
    "pathParameters": "Path parameters of requests to {}",
    "event": "Event of {}",
}


class Wish(NamedTuple):
    """What is asked: a function by its logical id, of the templates below a path."""

    function: str
    path: str = "."
    draft: str = "2020-12"
    pins: Mapping[str, str] = {}
    environment: str = "default"
    exclude: tuple[str, ...] = ()
    base: str = ""
    shown: str = ""


class _Found(NamedTuple):
    root: Root
    application: Application
    resource: Resource
    guard: Guard


def proposed(wish: Wish) -> Proposed:
    """The schema of what a function takes. Raises :class:`InputError` if there is no such function, or several."""
    found, gaps = _function(wish)
    study = Study(found.application, date.today(), found.root)
    function = Function(found.resource, World(found.guard))
    placing = Placing(found.root.opened, lambda: found.application.hidden)

    def line(site: Site) -> str:
        if not site.path:
            return ""
        if not site.at.end:
            return found.root.show(site.path)
        span = study.span(site.path, site.at.start, max(site.at.end, site.at.start))
        number, _ = placing.line_of(span)
        return f"{span.path}:{number}" if number else span.path

    use = use_of(function, study)
    kinds = sorted({one.kind for one in study.triggers(function)})
    ways = _ways(found.application, found.resource.id)
    hidden = frozenset(found.application.hidden.texts)
    if isinstance(use, Reason):
        why = (f"{found.resource.id}: {use.text}", *(one.text for one in gaps))
        return Proposed(found.resource.id, found.application.id, None, "", (), ways, bool(ways), why, True, hidden)
    proposal = Proposal(use, line)
    parts = [part for part in PARTS if is_used(use, part)]
    if not parts and _is_own(use, kinds):
        parts = [EVENT]
    schemas = {part.name: proposal.of(part) for part in parts}
    notes = [*_notes(use, proposal, line, kinds, bool(parts)), *_of_template(ways)]
    schema = _document(schemas, found.resource.id, wish.draft) if schemas else None
    return Proposed(
        found.resource.id,
        found.application.id,
        schema,
        parts[0].name if parts else "",
        _parameters(schemas),
        ways,
        any(one.type == "AWS::ApiGateway::RestApi" for one in found.application.resources.values())
        and "API Gateway" in kinds,
        tuple(dict.fromkeys((*notes, *(one.text for one in gaps)))),
        bool(use.lost) or bool(gaps),
        hidden,
    )


def _function(wish: Wish) -> tuple[_Found, list[Gap]]:
    """The function of an id."""
    if not os.path.exists(wish.path):
        raise InputError(f"there is no file or folder {wish.path!r}")
    candidates = discover((wish.path,), wish.exclude, wish.base, shown=wish.shown)
    gaps: list[Gap] = list(candidates.gaps)
    found: list[_Found] = []
    names: dict[str, None] = {}
    nested: set[str] = set()
    for root, application in _applications(candidates, wish, gaps):
        nested |= set(application.nested)
        for seed in Coded.seeds(application):
            names[seed.id] = None
            if seed.id == wish.function and all(one.application is not application for one in found):
                found.append(_Found(root, application, seed.resource, seed.guard))
    found = [one for one in found if one.application.id not in nested] or found
    if not found:
        if not names:
            raise InputError(f"there is no function below {wish.path!r}")
        near = nearest(wish.function, names)
        listed = ", ".join(sorted(names)[:MAX_LISTED])
        more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
        raise InputError(f"there is no function {wish.function!r}" + (near or f"; there are {listed}{more}"))
    if len(found) > 1:
        paths = ", ".join(sorted(one.application.id for one in found))
        raise InputError(f"several templates have a function {wish.function!r}: name one of {paths}")
    return found[0], [one for one in gaps if one.path == found[0].application.id]


def _applications(found: Discovery, wish: Wish, gaps: list[Gap]) -> Iterator[tuple[Root, Application]]:
    """The applications of templates, then those in code that no template tells of."""
    claims: list[Claims] = []
    for candidate in found.candidates:
        read = _application(candidate, wish, gaps)
        if read is not None:
            root, application = read
            if found.code:
                claims.append(claims_of(application, Study(application, date.today(), root), root))
            yield root, application
    if found.code:
        from hauberk.scan.bare.reading import read_all

        for bare in read_all(found.code, claims, gaps):
            yield bare.root, bare.application


def _application(candidate: Candidate, wish: Wish, gaps: list[Gap]) -> tuple[Root, Application] | None:
    root = Root(candidate.folder, candidate.shown)
    try:
        if not candidate.asked and not may_be_template(root, candidate.path):
            return None
        beside = pins_beside(root, candidate.path, wish.environment)
        return root, read_application(root, candidate.path, {**beside, **wish.pins}, beside=beside)
    except ReadingError as error:
        if error.code != "not-a-template" or candidate.asked:
            gaps.append(Gap(root.show(candidate.path), error.code, error.text))
        return None


def _is_own(use: Used, kinds: list[str]) -> bool:
    """Whether a function's event is its callers' own, no envelope of a service."""
    if _REQUESTING.intersection(kinds):
        return False
    if kinds and all(kind in _BY_AWS for kind in kinds):
        return False
    if any(path[0] == "event" and path[1] in _ENVELOPES for path in use.reads):
        return False
    return is_used(use, EVENT)


def _document(schemas: dict[str, Schema], function: str, draft: str) -> Schema:
    """One document: the first part's schema, with the others as definitions."""
    (main, schema), *others = schemas.items()
    document: Schema = {"$schema": DRAFT, "title": _TITLES[main].format(function), **schema}
    if others:
        document["$defs"] = {name: {"title": _TITLES[name].format(function), **one} for name, one in others}
    return draft_4(document) if draft == "4" else document


def _parameters(schemas: dict[str, Schema]) -> tuple[str, ...]:
    places = {"queryStringParameters": "querystring", "pathParameters": "path"}
    return tuple(
        f"method.request.{places[part]}.{name}"
        for part, schema in schemas.items()
        if part in places
        for name in schema.get("required", ())
    )


def _notes(use: Used, proposal: Proposal, line: Callable[[Site], str], kinds: list[str], any_part: bool) -> list[str]:
    notes = [f"{line(one.site)}: {one.text}".removeprefix(": ") for one in use.lost]
    notes += list(proposal.notes)
    for path, (by, site) in use.declared.items():
        if path in use.limits and use.limits[path].declared:
            notes.append(f"{line(site)}: {by} validates {_told(path)} already; the schema begins with that")
    for (path, pattern), site in use.untold.items():
        notes.append(f"{line(site)}: {_told(path)} has to fit {pattern}, which JSON Schema can't say exactly")
    if use.routes > 1:
        notes.append(f"{use.routes} routes share the handler: a field is required if all that read a body need it")
    if not any_part and kinds and all(kind in _BY_AWS for kind in kinds):
        notes.append(f"its events are written by AWS ({', '.join(kinds)}): there is nothing to validate by a schema")
    elif not any_part and any(path[0] == "event" and path[1:2] and path[1] in _ENVELOPES for path in use.reads):
        notes.append("the code reads of its event what AWS writes, and nothing that a schema could describe")
    elif not any_part and (texts := [use.reads[path] for path in _TEXTS if path in use.reads]):
        notes.append(f"{line(texts[0])}: what callers say is read as text, not as JSON: no schema could describe it")
    elif not any_part:
        notes.append("the code reads nothing of its event that a schema could describe")
    return notes


def _told(path: tuple[str, ...]) -> str:
    return ".".join(part for part in path if part != "{}").replace(".*", "[]")


def _ways(application: Application, function: str) -> tuple[Way, ...]:
    """The routes of REST APIs that lead to a function."""
    found: dict[tuple[str, str, str], Way] = {}
    for seed in Route.seeds(application):
        route = seed.see(World(seed.guard))
        if not isinstance(route, Route) or route.form == "route" or "V2" in route.resource.type:
            continue
        uri = route.at("Integration.Uri" if route.form == "method" else "x-amazon-apigateway-integration.uri")
        if resource_of(uri) != function:
            continue
        model = route.at("RequestModels" if route.form == "method" else "x-amazon-apigateway-request-validator")
        method = route.at("HttpMethod") if route.form == "method" else Known(route.label.partition(" ")[0])
        name = str(method.value) if isinstance(method, Known) else "ANY"
        api = resource_of(route.at("RestApiId")) if route.form == "method" else route.resource.id
        way = Way(route.path or route.name, name, api, not isinstance(model, Absent))
        found.setdefault((way.api, way.path, way.method), way)
    return tuple(found.values())


def _of_template(ways: tuple[Way, ...]) -> list[str]:
    checked = [f"{one.method} {one.path}" for one in ways if one.validated]
    return (
        [f"API Gateway validates requests by what the template says already: {', '.join(checked)}"] if checked else []
    )


__all__ = ["InputError", "Part", "Proposed", "Way", "Wish", "proposed"]
