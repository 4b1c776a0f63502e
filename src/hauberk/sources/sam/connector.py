"""``AWS::Serverless::Connector`` and the attribute ``Connectors``: what one resource is granted on another.

Grants are data (``connectors.json``); the rest from the AWS SAM developer guide, "Managing resource permissions with
AWS SAM connectors" (2026-11). Connectors come last, since they are about what other resources have become.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.values import Fields, Items, Known, Reference, Trail, Value, fields_of, items_of
from hauberk.sources.sam.build import certain, entries_of, here, nothing, tree
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.policies import fill

TYPE = "AWS::Serverless::Connector"
_SAM = {
    "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
}
_ARN_BY_REF = frozenset(
    (
        "AWS::AppSync::DataSource",
        "AWS::AppSync::GraphQLApi",
        "AWS::SNS::Topic",
        "AWS::StepFunctions::StateMachine",
    )
)
_ROLES = {
    "AWS::AppSync::DataSource": "ServiceRoleArn",
    "AWS::Lambda::Function": "Role",
    "AWS::StepFunctions::StateMachine": "RoleArn",
}
_APIS = ("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api")
_MAPPING = "AWS::Lambda::EventSourceMapping"


@cache
def grants() -> Mapping[str, Mapping[str, Any]]:
    """What is granted, by the types of source and destination."""
    text = bundled(__file__, "connectors.json")
    found: Mapping[str, Mapping[str, Any]] = json.loads(text)["grants"]
    return found


class End(NamedTuple):
    """One end of a connector. ``resource`` is what the template has there; ``holes`` are what a grant may name."""

    type: str
    resource: Resource | None
    holes: Mapping[str, Value]
    role: Value | None


def derive(context: Context) -> None:
    """Makes the policies and permissions of every connector."""
    for name, source, properties in list(_connectors(context)):
        made = connect(context, name, source, properties)
        _replace_needs(context, name, made)


def _connectors(context: Context) -> Iterator[tuple[str, Resource, Fields]]:
    """Every connector: its id, the resource it is written as or in, and its properties with ``Source``."""
    for name, resource in context.template.resources.items():
        embedded = fields_of(resource.attributes.value("Connectors"))
        for key in embedded.names():
            written = fields_of(embedded.value(key))
            properties = fields_of(written.value("Properties"))
            own = fields_of(properties.value("SourceReference"))
            head = embedded.key(key)
            place = (head,) if head else here(resource)
            origin = tree({"Id": name, **{part: own.value(part) for part in own.names()}}, place)
            yield name + key, _embedded(context, resource, written), properties.merged({"Source": origin})
    for name, resource in context.declared(TYPE):
        yield name, resource, resource.properties


def _embedded(context: Context, host: Resource, written: Fields) -> Resource:
    """An embedded connector as a resource: with attributes of its own, and its host's condition left behind."""
    name = certain(written.value("Condition"))
    presence = context.template.resolver.conditions.value(name) if isinstance(name, str) else PRESENT
    needs = [str(certain(needed)) for needed in entries_of(written.value("DependsOn"))]
    depends_on = tuple(context.prefix + needed for needed in needs)
    head = written.head or host.head
    return host.changed(head=head, presence=presence, attributes=written, depends_on=depends_on)


def connect(context: Context, name: str, source: Resource, properties: Fields) -> list[str]:
    """Makes what one connector grants; gives the logical ids."""
    written = properties.value("Destination")
    several = isinstance(written, Known) and isinstance(written.value, Items)
    asked = [str(certain(item)) for item in items_of(properties.value("Permissions"))]
    start = fields_of(properties.value("Source"))
    made: list[str] = []
    for index, goal in enumerate(items_of(written) if several else [written]):
        destination = fields_of(goal)
        ends = {"Source": _end(context, start, destination), "Destination": _end(context, destination, start)}
        grant = grants().get(ends["Source"].type, {}).get(ends["Destination"].type)
        if grant is not None:
            suffix = f"Destination{index}" if several else ""
            maker = _Maker(context, name, source, ends, grant, asked, suffix, goal.trail or here(source))
            made.extend(maker.derive())
    return made


def _end(context: Context, written: Fields, other: Fields) -> End:
    id_ = certain(written.value("Id"))
    qualifier = written.value("Qualifier")
    if not isinstance(id_, str):
        kind = str(certain(written.value("Type")) or "")
        names = {"Arn": "Arn", "ResourceId": "ResourceId", "Name": "Name", "Qualifier": "Qualifier", "Url": "QueueUrl"}
        given = {hole: written.value(name) for hole, name in names.items() if not nothing(written.value(name))}
        role = written.value("RoleName")
        return End(_SAM.get(kind, kind), None, given, None if nothing(role) else role)
    resource = context.made.get(context.prefix + context.template.resolver.renames.get(id_, id_))
    if resource is None:
        return End("", None, {}, None)
    trail = written.value("Id").trail
    by_ref = resource.type in _ARN_BY_REF
    holes = {
        "Arn": context.ref(id_, trail) if by_ref else context.get_att(id_, "Arn", trail),
        "Name": context.get_att(id_, "Name", trail),
        "Url": context.ref(id_, trail),
        "ResourceId": context.ref(id_, trail) if resource.type in _APIS else context.get_att(id_, "ApiId", trail),
        "Qualifier": Known("*", trail) if nothing(qualifier) else qualifier,
    }
    return End(resource.type, resource, holes, _role(context, resource, other, trail))


def _role(context: Context, resource: Resource, other: Fields, trail: Trail) -> Value | None:
    """The name of the role that a resource works with."""
    role = resource.properties.value(_ROLES[resource.type]) if resource.type in _ROLES else None
    if resource.type == "AWS::Events::Rule":
        for target in items_of(resource.properties.value("Targets")):
            fields = fields_of(target)
            arn = fields.value("Arn")
            named = isinstance(arn, Reference) and arn.resource == f"{context.prefix}{certain(other.value('Id'))}"
            if named or (not nothing(other.value("Arn")) and arn == other.value("Arn")):
                role = fields.value("RoleArn")
                break
    return context.ref(role.resource.removeprefix(context.prefix), trail) if isinstance(role, Reference) else None


class _Maker(NamedTuple):
    context: Context
    name: str
    source: Resource
    ends: Mapping[str, End]
    grant: Mapping[str, Any]
    asked: list[str]
    suffix: str
    trail: Trail

    @property
    def holder(self) -> End:
        """The end that the grant is attached to."""
        return self.ends[str(self.grant["on"]).capitalize()]

    def derive(self) -> list[str]:
        """Makes the grant; gives the logical ids of what was made."""
        match self.grant["kind"]:
            case "permission":
                return [self._permission(name) for name in self.grant["access"] if name in self.asked]
            case "queue":
                content = {"Queues": [self.holder.holes.get("Url")], "PolicyDocument": self._document()}
                return [self._add("QueuePolicy", "AWS::SQS::QueuePolicy", content)]
            case "topic":
                content = {"Topics": [self.holder.holes.get("Arn")], "PolicyDocument": self._document()}
                return [self._add("TopicPolicy", "AWS::SNS::TopicPolicy", content)]
        content = {"PolicyDocument": self._document(), "Roles": [self.holder.role] if self.holder.role else []}
        made = self._add("Policy", "AWS::IAM::ManagedPolicy", content)
        self._order(made)
        return [made]

    def _permission(self, access: str) -> str:
        content = {"FunctionName": self.holder.holes.get("Arn"), **self._filled(self.grant["access"][access])}
        return self._add(f"{access}LambdaPermission", "AWS::Lambda::Permission", content)

    def _document(self) -> dict[str, Any]:
        access = self.grant["access"]
        statements = [statement for name in access if name in self.asked for statement in access[name]]
        return {"Version": "2012-10-17", "Statement": self._filled(statements)}

    def _filled(self, content: Any) -> Any:
        match content:
            case dict():
                return {name: self._filled(child) for name, child in content.items()}
            case list():
                return [self._filled(child) for child in content]
            case str() if "${" in content:
                holes = {
                    f"{side}.{name}": value for side, end in self.ends.items() for name, value in end.holes.items()
                }
                return fill(self.context, content, holes, self.trail)
        return content

    def _add(self, word: str, kind: str, content: dict[str, Any]) -> str:
        name = f"{self.name}{word}{self.suffix}"
        entries = {key: tree(child, self.trail) for key, child in content.items() if child is not None}
        needs = self.context.needs(self.source)
        self.context.add(name, kind, entries, self.source, head=self.trail[0] if self.trail else None, depends_on=needs)
        return name

    def _order(self, made: str) -> None:
        """What has to wait for the policy."""
        source, destination = self.ends["Source"].resource, self.ends["Destination"].resource
        context = self.context
        waiting: list[Resource] = []
        if self.grant.get("before") == "source" and source is not None:
            waiting = [context.made[source.id]]
        elif self.grant.get("before") == "mapping" and source is not None and destination is not None:
            waiting = [r for r in context.made.values() if r.type == _MAPPING and _joins(r, source, destination)]
            waiting = waiting if len(waiting) == 1 else []
        for resource in waiting:
            context.change(resource, {}, [context.prefix + made])


def _joins(mapping: Resource, source: Resource, function: Resource) -> bool:
    ends = mapping.properties.value("EventSourceArn"), mapping.properties.value("FunctionName")
    return [end.resource if isinstance(end, Reference) else None for end in ends] == [source.id, function.id]


def _replace_needs(context: Context, name: str, made: list[str]) -> None:
    """Whatever waits for the connector waits for what it has become."""
    gone = context.prefix + name
    for resource in list(context.made.values()):
        if gone in resource.depends_on:
            kept = [id_ for id_ in resource.depends_on if id_ != gone]
            needed = tuple(dict.fromkeys((*kept, *(context.prefix + id_ for id_ in made))))
            context.made[resource.id] = resource.changed(depends_on=needed)
