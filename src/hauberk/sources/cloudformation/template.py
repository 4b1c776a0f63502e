"""One CloudFormation or SAM template, taken apart into its sections and its declared resources."""

from collections.abc import Mapping
from typing import NamedTuple

from hauberk.model.joining import combine
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.span import Span
from hauberk.model.values import Absent, Fields, Items, Known, Reason, Unknown, Value, fields_of
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document, Node, Scalar, Sequence
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.sources.cloudformation.entries import Scoped
from hauberk.sources.cloudformation.intrinsics import Resolver
from hauberk.sources.cloudformation.loops import LOOP, both_hold
from hauberk.sources.cloudformation.parameters import Parameter
from hauberk.sources.cloudformation.policy_texts import with_read_policies
from hauberk.sources.cloudformation.sections import Sections, sections_of

SAM_TRANSFORM = "AWS::Serverless-2016-10-31"
MAX_RESOURCES = 5_000
"""Resources of one template after loops; CloudFormation's own quota is 500 (quotas page, 2026-11)."""


class Template(NamedTuple):
    """A template's sections, resolved lazily. ``resources`` are as written: SAM types aren't derived yet."""

    document: Document
    parameters: Mapping[str, Parameter]
    resolver: Resolver
    resources: dict[str, Resource]
    outputs: Fields
    globals: Fields
    transforms: tuple[str, ...]
    problems: tuple[ReadingError, ...]

    @property
    def is_sam(self) -> bool:
        """Whether SAM's types are to be expanded: AWS asks for the transform, a fragment may leave it out."""
        return SAM_TRANSFORM in self.transforms or any(
            resource.type.startswith("AWS::Serverless::") for resource in self.resources.values()
        )


def looks_like_template(root: Node) -> bool:
    """Whether a document is a CloudFormation or SAM template.

    It has AWS's version or transform, or Resources whose types have AWS's form.
    """
    if not isinstance(root, MappingNode):
        return False
    if "AWSTemplateFormatVersion" in root.entries:
        return True
    transform = root.get("Transform")
    names = transform.items if isinstance(transform, Sequence) else [transform]
    if any(isinstance(name, Scalar) and name.text.startswith("AWS::") for name in names):
        return True
    resources = root.get("Resources")
    if not isinstance(resources, MappingNode):
        return False
    for name, (_, node) in resources.entries.items():
        if LOOP.match(name):
            return True
        kind = node.get("Type") if isinstance(node, MappingNode) else None
        if isinstance(kind, Scalar) and kind.text.startswith(("AWS::", "Custom::", "Alexa::")):
            return True
    return False


def open_template(
    document: Document,
    resolver: Resolver,
    parameters: Mapping[str, Parameter],
    prefix: str,
    presence: Value = PRESENT,
    sections: Sections | None = None,
) -> Template:
    """The sections of a template whose ``resolver`` stands ready.

    Raises :class:`ReadingError` (``not-a-template``, ``too-many-resources``).
    """
    sections = sections or sections_of(document.root, resolver.included)
    problems: list[ReadingError] = [*document.problems, *sections.problems]
    resources: dict[str, Resource] = {}
    section = sections.node("Resources")
    if section is not None and not isinstance(section, MappingNode):
        raise ReadingError("not-a-template", "Resources isn't a mapping", section.span)
    entries = resolver.entries(section) if section is not None else {}
    if len(entries) > MAX_RESOURCES:
        raise ReadingError(
            "too-many-resources", f"more than {MAX_RESOURCES:,} resources", section.span if section else None
        )
    for name, entry in entries.items():
        try:
            resources[name] = _resource(name, entry, resolver, prefix, presence)
        except ReadingError as error:
            problems.append(error)
    resolver.conditions.names()
    outputs = _section(sections, "Outputs", resolver)
    return Template(
        document=document,
        parameters=parameters,
        resolver=resolver,
        resources=resources,
        outputs=outputs,
        globals=_section(sections, "Globals", resolver),
        transforms=sections.transforms,
        problems=(*problems, *resolver.problems),
    )


def _resource(name: str, entry: Scoped, resolver: Resolver, prefix: str, presence: Value) -> Resource:
    """One declared resource. Raises :class:`ReadingError` (``malformed``, or why its type isn't known)."""
    value = resolver.resolve(entry.node, entry.scope.present, entry.span)
    if not isinstance(value, Known) or not isinstance(value.value, Fields):
        code, text = value.reason if isinstance(value, Unknown) else ("malformed", "it isn't a mapping")
        raise ReadingError(code, f"resource {name}: {text}", entry.node.span)
    attributes = value.value
    kind = attributes.value("Type")
    if not isinstance(kind, Known) or not isinstance(kind.value, str):
        code, text = kind.reason if isinstance(kind, Unknown) else ("malformed", "it has no type")
        raise ReadingError(code, f"resource {name}: {text}", entry.node.span)
    properties = _owned(attributes.value("Properties"), entry.span)
    condition = attributes.value("Condition")
    if isinstance(condition, Known) and isinstance(condition.value, str):
        presence = _both(presence, resolver.conditions.value(condition.value))
    presence = _both(presence, entry.scope.presence)
    metadata = fields_of(attributes.value("Metadata"))
    label = metadata.value("aws:cdk:path")
    return Resource(
        id=prefix + name,
        type=kind.value,
        properties=with_read_policies(kind.value, properties, entry.node.source),
        head=entry.span,
        presence=presence,
        attributes=attributes,
        written=prefix + name,
        label=_path_of(label.value) if isinstance(label, Known) and isinstance(label.value, str) else "",
        depends_on=tuple(prefix + needed for needed in _names(attributes.value("DependsOn"))),
    )


def _both(left: Value, right: Value) -> Value:
    if left == PRESENT:
        return right
    return left if right == PRESENT else combine((left, right), both_hold)


def _owned(properties: Value, head: Span | None) -> Fields:
    """The properties with the resource's own name as the place to point at for what is missing."""
    match properties:
        case Known(Fields() as fields):
            owned = fields.merged({})
            owned.head = head or fields.head
            return owned
        case Absent() | Known(None):
            return Fields({}, head=head)
        case Unknown():
            return Fields({}, head=head, rest=properties)
    reason = Reason("wrong-type", "the properties aren't a mapping here")
    return Fields({}, head=head, rest=Unknown(reason, properties.trail))


def _path_of(label: str) -> str:
    return label.removesuffix("/Resource")


def _names(value: Value) -> list[str]:
    match value:
        case Known(str() as name):
            return [name]
        case Known(Items() as items):
            return [item.value for item in items if isinstance(item, Known) and isinstance(item.value, str)]
    return []


def _section(sections: Sections, name: str, resolver: Resolver) -> Fields:
    """A section as fields; what is missing from it is a problem of the template too."""
    entry = sections.entries.get(name)
    if entry is None:
        return Fields({})
    value = resolver.resolve(entry.node, key=entry.span)
    if isinstance(value, Unknown):
        value = Known(Fields({}, head=entry.span, rest=value), value.trail)
    fields = fields_of(value)
    if fields.rest is not None:
        code, text = fields.rest.reason
        resolver.problems.append(ReadingError(code, f"{name}: {text}", fields.rest.span))
    return fields
