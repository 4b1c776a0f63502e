"""One CloudFormation or SAM template, taken apart into its sections and its declared resources."""

from collections.abc import Mapping
from dataclasses import dataclass

from hauberk.model.resource import PRESENT, Resource
from hauberk.model.span import Span
from hauberk.model.values import Fields, Items, Known, Value, combine, fields_of
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document, Node, Scalar, Sequence
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.sources.cloudformation.intrinsics import Resolver
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

SAM_TRANSFORM = "AWS::Serverless-2016-10-31"
MAX_RESOURCES = 5_000
"""Resources of one template after loops; CloudFormation's own quota is 500 (quotas page, 2026-11)."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A template's sections, resolved lazily. ``resources`` are as written: SAM types aren't derived yet."""

    document: Document
    parameters: Mapping[str, Parameter]
    resolver: Resolver
    resources: dict[str, Resource]
    outputs: Fields
    globals: Fields
    metadata: Fields
    transforms: tuple[str, ...]
    problems: tuple[ReadingError, ...]

    @property
    def is_sam(self) -> bool:
        """Whether SAM's types are to be expanded: AWS asks for the transform, a fragment may leave it out."""
        return SAM_TRANSFORM in self.transforms or any(
            resource.type.startswith("AWS::Serverless::") for resource in self.resources.values()
        )


def looks_like_template(root: Node) -> bool:
    """Whether a document is a CloudFormation or SAM template: a mapping whose Resources have types of AWS's form."""
    if not isinstance(root, MappingNode):
        return False
    if "AWSTemplateFormatVersion" in root.entries:
        return True
    resources = root.get("Resources")
    if not isinstance(resources, MappingNode):
        return False
    for _, node in resources.items():
        kind = node.get("Type") if isinstance(node, MappingNode) else None
        if isinstance(kind, Scalar) and kind.text.startswith(("AWS::", "Custom::", "Alexa::")):
            return True
    return False


def open_template(
    document: Document, resolver: Resolver, parameters: Mapping[str, Parameter], prefix: str, presence: Value = PRESENT
) -> Template:
    """The sections of a template whose ``resolver`` stands ready.

    Raises :class:`ReadingError` (``not-a-template``, ``too-many-resources``).
    """
    root = document.root
    if not isinstance(root, MappingNode):
        raise ReadingError("not-a-template", "a template is a mapping", root.span)
    problems: list[ReadingError] = list(document.problems)
    resources: dict[str, Resource] = {}
    section = root.get("Resources")
    if section is not None and not isinstance(section, MappingNode):
        raise ReadingError("not-a-template", "Resources isn't a mapping", section.span)
    entries = resolver.entries(section) if isinstance(section, MappingNode) else {}
    if len(entries) > MAX_RESOURCES:
        raise ReadingError(
            "too-many-resources", f"more than {MAX_RESOURCES:,} resources", section.span if section else None
        )
    for name, entry in entries.items():
        if not isinstance(entry.node, MappingNode):
            problems.append(ReadingError("malformed", f"resource {name} isn't a mapping", entry.node.span))
            continue
        made = _resource(
            name, resolver.resolve(entry.node, entry.scope, entry.key), entry.key, resolver, prefix, presence
        )
        if made is None:
            problems.append(ReadingError("malformed", f"resource {name} has no type", entry.node.span))
        else:
            resources[name] = made
    return Template(
        document=document,
        parameters=parameters,
        resolver=resolver,
        resources=resources,
        outputs=_section(root, "Outputs", resolver),
        globals=_section(root, "Globals", resolver),
        metadata=_section(root, "Metadata", resolver),
        transforms=_transforms(root.get("Transform")),
        problems=tuple(problems),
    )


def _resource(
    name: str, value: Value, head: Span | None, resolver: Resolver, prefix: str, presence: Value
) -> Resource | None:
    attributes = fields_of(value)
    kind = attributes.value("Type")
    if not isinstance(kind, Known) or not isinstance(kind.value, str):
        return None
    properties = attributes.value("Properties")
    condition = attributes.value("Condition")
    if isinstance(condition, Known) and isinstance(condition.value, str):
        own = resolver.conditions.value(condition.value)
        presence = combine((presence, own), _and) if presence is not PRESENT else own
    metadata = fields_of(attributes.value("Metadata"))
    label = metadata.value("aws:cdk:path")
    return Resource(
        id=prefix + name,
        type=kind.value,
        properties=_owned(properties, head),
        head=head,
        presence=presence,
        attributes=attributes,
        written=prefix + name,
        label=_path_of(label.value) if isinstance(label, Known) and isinstance(label.value, str) else "",
        depends_on=tuple(prefix + needed for needed in _names(attributes.value("DependsOn"))),
    )


def _and(values: tuple[Value, ...]) -> Value:
    return Known(all(isinstance(value, Known) and value.value is True for value in values))


def _owned(properties: Value, head: Span | None) -> Fields:
    """The properties with the resource's own name as the place to point at for what is missing."""
    fields = fields_of(properties)
    if fields.head is None or head is None:
        return fields if fields else Fields({}, head=head)
    owned = fields.merged({})
    owned.head = head
    return owned


def _path_of(label: str) -> str:
    return label.removesuffix("/Resource")


def _names(value: Value) -> list[str]:
    match value:
        case Known(str() as name):
            return [name]
        case Known(Items() as items):
            return [scalar_text(item.value) for item in items if isinstance(item, Known)]
    return []


def _section(root: MappingNode, name: str, resolver: Resolver) -> Fields:
    entry = root.entries.get(name)
    return fields_of(resolver.resolve(entry[1], key=entry[0].span)) if entry else Fields({})


def _transforms(node: Node | None) -> tuple[str, ...]:
    match node:
        case Scalar():
            return (node.text,)
        case Sequence():
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return ()
