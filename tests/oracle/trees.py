"""Applications as plain trees that can be compared, and the differences between two of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hauberk.model.application import Application
from hauberk.model.guards import Fact, Guard, when
from hauberk.model.resource import Resource
from hauberk.model.values import (
    Absent,
    Fields,
    Items,
    Known,
    OneOf,
    Pattern,
    Reference,
    Unknown,
    Value,
    alternatives,
    fields_of,
    items_of,
)
from hauberk.model.world import TooManyWorldsError, World, explore
from tests.oracle.packaging import unpackaged
from tests.oracle.translate import PARTITION, REGION, REPOSITORY_URL

FIXED = {"AWS::Region": REGION, "AWS::Partition": PARTITION}
HERE: Guard = frozenset().union(*(when(Fact(name, value)) for name, value in FIXED.items()))
ATTRIBUTES = ("DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "CreationPolicy")
HASHED = (
    "AWS::Lambda::Version",
    "AWS::Lambda::LayerVersion",
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGatewayV2::Deployment",
)
NAMED_BY = {
    "AWS::ApiGateway::DomainName": ("DomainName",),
    "AWS::ApiGateway::DomainNameV2": ("DomainName",),
    "AWS::ApiGateway::DomainNameAccessAssociation": ("AccessAssociationSource",),
    "AWS::ApiGatewayV2::DomainName": ("DomainName",),
    "AWS::Route53::RecordSetGroup": ("HostedZoneId", "HostedZoneName"),
}
"""Resources whose id ends in a hash of a property."""
_UNORDERED = """
    Action ApiStages AttributeDefinitions BinaryMediaTypes FieldsResolvers LambdaConfigurations ManagedPolicyArns
    NotAction NotResource
    Policies PolicyNames RecordSets Resource SecurityGroupIds SourceAccessConfigurations StageKeys Statement SubnetIds
    Tags binaryMediaTypes depends_on tags
"""
UNORDERED = frozenset(_UNORDERED.split())
_HASH = re.compile(r"[0-9a-f]{10}\Z")
_HASHED = re.compile(r"RestApi deployment id: [0-9a-f]{40}\Z")


_HANDS_ON = re.compile(
    r"\s*export function request\(ctx\) {\s*return {};\s*}\s*"
    r"export function response\(ctx\) {\s*return ctx.prev.result;\s*}\s*"
)
"""The code that SAM writes for a pipeline resolver that has none: it hands the pipeline's result on."""


class Difference(NamedTuple):
    """``place`` counts alike differences together; ``path`` says where exactly."""

    place: str
    path: str
    ours: Any
    theirs: Any


MISSING = "(nothing)"


def stems(application: Application, written: frozenset[str]) -> dict[str, str]:
    """For each id that ends in a hash of its content, the id without it."""
    found: dict[str, str] = {}
    for resource in application.of(*HASHED):
        if resource.id not in written and _HASH.search(resource.id):
            found[resource.id] = resource.id[:-10]
    for kind, names in NAMED_BY.items():
        for resource in application.of(kind):
            if resource.id not in written and _HASH.search(resource.id):
                named = (Dump({}).value(resource.properties.value(name), None) for name in names)
                content = next((tree for tree in named if tree != MISSING), "")
                if kind == "AWS::Route53::RecordSetGroup":
                    names_of = (
                        fields_of(record).value("Name") for record in items_of(resource.properties.value("RecordSets"))
                    )
                    content = f"{content}, {sorted(str(Dump({}).value(name, None)) for name in names_of)}"
                found[resource.id] = f"{resource.id[:-10]}({content})"
    return found


class Dump:
    """Values of one application as plain trees, with pseudo parameters fixed and hashes taken off ids."""

    def __init__(self, renames: Mapping[str, str]) -> None:
        self.renames = renames

    def resource(self, resource: Resource, world: World) -> dict[str, Any]:
        """What is compared of one resource, in one world."""
        attributes = resource.attributes.within(world)
        tree: dict[str, Any] = {"presence": self.value(resource.presence, world), "type": resource.type}
        if tree["presence"] == "false":
            return tree
        tree["depends_on"] = [self.renames.get(name, name) for name in resource.depends_on]
        for name in ATTRIBUTES:
            tree[name] = self.value(attributes.value(name), world)
        properties = unpackaged(self.value(Known(resource.properties), world))
        return {**tree, **_softened(resource.type, properties)}

    def value(self, value: Value, world: World | None) -> Any:
        """A value as strings, lists and mappings; what has no scalar form is a mapping with a ``$`` key."""
        if world is not None:
            value = world.pick(value)
        match value:
            case Known(Fields() as fields):
                pairs = ((name, self.value(child, world)) for name, child in fields.items())
                return {name: child for name, child in pairs if child not in (None, MISSING)}
            case Known(Items() as items):
                return [tree for tree in (self.value(item, world) for item in items) if tree is not None]
            case Known(scalar):
                return None if scalar is None else self._text(scalar)
            case Absent():
                return MISSING
            case Reference(name, "") if name in FIXED:
                return FIXED[name]
            case Reference():
                return {"$": self._name(value)}
            case Pattern(parts):
                return self._glued(parts)
            case Unknown(reason):
                return {"$unknown": reason.code}
            case OneOf():
                return {"$if": sorted([str(sorted(g)), str(self.value(v, None))] for g, v in alternatives(value))}
        raise AssertionError(value)

    def _text(self, scalar: object) -> str:
        if isinstance(scalar, bool):
            return "true" if scalar else "false"
        if isinstance(scalar, float) and scalar.is_integer():
            return str(int(scalar))
        text = str(scalar)
        return text.lower() if text in ("True", "False") else text

    def _name(self, value: Reference) -> str:
        name = self.renames.get(value.resource, value.resource)
        return f"{name}.{value.attribute}" if value.attribute else name

    def _glued(self, parts: tuple[str | Reference | Unknown, ...]) -> Any:
        texts = [
            part
            if isinstance(part, str)
            else FIXED.get(part.resource, "${" + self._name(part) + "}")
            if isinstance(part, Reference)
            else "${?" + part.reason.code + "}"
            for part in parts
        ]
        return "".join(texts)


def _softened(kind: str, tree: dict[str, Any]) -> dict[str, Any]:
    """Without the rest of what carries no meaning."""
    if kind == "AWS::ApiGateway::RestApi":
        for path in _mappings(_below(tree, "Body", "paths")):
            _describe_simply(path.get("options"))
    if kind == "AWS::ApiGateway::Deployment" and _HASHED.match(str(tree.get("Description"))):
        del tree["Description"]
    if kind == "AWS::CloudFormation::Stack" and tree.get("TemplateURL", REPOSITORY_URL) == REPOSITORY_URL:
        tree.pop("TemplateURL", None)
        tree.pop("Location", None)
    if kind == "AWS::AppSync::Resolver" and _HANDS_ON.fullmatch(str(tree.get("Code"))):
        del tree["Code"]
    return tree


def _describe_simply(options: Any) -> None:
    """The answer to a preflight request, whose headers the translator describes in Swagger's words where a path has a
    condition, and else, in OpenAPI 3, in a schema within a schema for each property that touches the definition."""
    if _below(options, "summary") != "CORS support":
        return
    for name in ("consumes", "produces"):
        options.pop(name, None)
    headers = _below(options, "responses", "200", "headers")
    for name in headers:
        while "schema" in headers[name]:
            headers[name] = headers[name]["schema"]


def _below(tree: Any, *names: str) -> Any:
    for name in names:
        tree = tree.get(name, {}) if isinstance(tree, dict) else {}
    return tree


def _mappings(tree: Any) -> list[dict[str, Any]]:
    return [child for child in tree.values() if isinstance(child, dict)] if isinstance(tree, dict) else []


def compare(ours: Application, theirs: Application, wanted: Any = None) -> Iterator[Difference]:
    """Every difference between two readings. ``wanted`` says which resource types count."""
    written = frozenset(ours.resources) & frozenset(r.written for r in ours.resources.values() if not r.maker)
    left, right = stems(ours, written), stems(theirs, written)
    a = {left.get(name, name): resource for name, resource in ours.resources.items()}
    b = {right.get(name, name): resource for name, resource in theirs.resources.items()}
    for name in dict.fromkeys([*b, *a]):
        mine, other = _there(a.get(name)), _there(b.get(name))
        if mine is None and other is None:
            continue
        kind = (other or mine).type  # type: ignore[union-attr]
        if wanted is not None and not wanted(kind):
            continue
        if mine is None:
            yield Difference(f"{kind}: we have none", name, MISSING, kind)
        elif other is None:
            yield Difference(f"{kind}: only we have it", name, kind, MISSING)
        else:
            yield from _pair(name, kind, mine, other, Dump(left), Dump(right))


def _there(resource: Resource | None) -> Resource | None:
    """A resource that is in no deployment counts as none."""
    return None if resource is None or resource.presence == Known(False) else resource


def _pair(name: str, kind: str, mine: Resource, other: Resource, left: Dump, right: Dump) -> Iterator[Difference]:
    seen: set[str] = set()
    try:
        for _, (x, y) in explore(lambda world: (left.resource(mine, world), right.resource(other, world)), (HERE,)):
            for found in differences(x, y, kind, name):
                if found.path not in seen:
                    seen.add(found.path)
                    yield found
    except TooManyWorldsError:
        yield Difference(f"{kind}: too many worlds", name, "", "")


def differences(ours: Any, theirs: Any, place: str, path: str, key: str = "") -> Iterator[Difference]:
    """The places where two trees differ."""
    if ours == theirs:
        return
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in dict.fromkeys([*theirs, *ours]):
            mine, other = ours.get(name, MISSING), theirs.get(name, MISSING)
            yield from differences(mine, other, f"{place}.{name}", f"{path}.{name}", name)
        return
    if isinstance(ours, list) and isinstance(theirs, list):
        if key in UNORDERED:
            ours, theirs = sorted(ours, key=_order), sorted(theirs, key=_order)
        if len(ours) == len(theirs):
            for index, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
                yield from differences(mine, other, f"{place}[]", f"{path}[{index}]")
            return
        if _listed(ours) == _listed(theirs) != None:  # noqa: E711
            return
        both = [item for item in ours if item in theirs]
        ours, theirs = [i for i in ours if i not in both], [i for i in theirs if i not in both]
    elif _listed(ours) == _listed(theirs) != None:  # noqa: E711
        return
    yield Difference(place, path, ours, theirs)


def _order(tree: Any, key: str = "") -> str:
    """A text to sort trees by, the same in whichever order the lists within them stand."""
    match tree:
        case dict():
            return f"{{{', '.join(f'{name}: {_order(child, name)}' for name, child in sorted(tree.items()))}}}"
        case list():
            parts = [_order(child) for child in tree]
            return f"[{', '.join(sorted(parts) if key in UNORDERED else parts)}]"
    return repr(tree)


def _listed(tree: Any) -> list[str] | None:
    """A list parameter, which the translator leaves as text with commas, alone or as the only entry of a list."""
    if isinstance(tree, list) and all(isinstance(item, str) for item in tree):
        return list(tree) if len(tree) != 1 else _listed(tree[0]) or list(tree)
    return [piece.strip() for piece in tree.split(",")] if isinstance(tree, str) and "," in tree else None
