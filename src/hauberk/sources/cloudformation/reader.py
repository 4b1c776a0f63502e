"""From a template file to an application: parameters, nested stacks and the serverless types included."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hauberk.model.application import Application, Input, Unread
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.values import (
    NO_FIELDS,
    Absent,
    Fields,
    Known,
    Pattern,
    Reason,
    Reference,
    Unknown,
    Value,
    fields_of,
    walk,
)
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar
from hauberk.sources.cloudformation.intrinsics import Resolver
from hauberk.sources.cloudformation.parameters import read_parameters
from hauberk.sources.cloudformation.template import Template, looks_like_template, open_template

STACK_TYPES = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
MAX_STACKS = 200
"""Nested stacks followed in one application."""
MAX_STACK_DEPTH = 10


@dataclass(slots=True)
class _Run:
    """What one reading of an application gathers on its way."""

    root: Root
    budget: Budget
    resources: dict[str, Resource] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    stacks: int = 0

    def give_up(self, path: str, error: ReadingError) -> None:
        self.unread.append(Unread(self.root.show(path), error.code, error.text, error.span))


def read_application(
    root: Root, path: str, pins: Mapping[str, str] | None = None, budget: Budget = DEFAULT_BUDGET
) -> Application:
    """The application whose main template is ``path`` of ``root``. ``pins`` fixes parameters by name.

    Raises :class:`ReadingError` when the main template itself can't be read (``not-a-template`` when it is another
    kind of document); trouble in its parts is in the application's ``unread``.
    """
    run = _Run(root, budget)
    given: dict[str, Value] = {name: Known(text) for name, text in (pins or {}).items()}
    template = _read_stack(run, path, "", given, PRESENT, ())
    parameters = template.parameters
    return Application(
        id=root.show(path),
        format="AWS SAM" if template.is_sam else "CloudFormation",
        resources=run.resources,
        inputs=tuple(Input(p.name, p.type, p.head, p.default, p.no_echo) for p in parameters.values()),
        unread=tuple(run.unread),
        files=tuple(run.files),
        outputs=template.outputs,
    )


def _read_stack(
    run: _Run, path: str, prefix: str, given: Mapping[str, Value], presence: Value, above: tuple[str, ...]
) -> Template:
    """Reads one stack and, through its nested stacks, everything below it into ``run``."""
    document = read_document(run.root.read(path, run.budget), run.budget)
    run.files.append(run.root.show(path))
    if not looks_like_template(document.root):
        raise ReadingError("not-a-template", "it isn't a CloudFormation template")
    assert isinstance(document.root, MappingNode)
    parameters = read_parameters(document.root.get("Parameters"), given, nested=bool(prefix))
    children: dict[str, Template | None] = {}
    resolver = Resolver(
        parameters,
        document.root.get("Mappings"),
        document.root.get("Conditions"),
        prefix,
        outputs=lambda stack, name: _output(children.get(stack), name),
        include=lambda argument: _include(run, path, argument),
    )
    template = open_template(document, resolver, parameters, prefix, presence)
    for problem in template.problems:
        run.give_up(path, problem)
    resources = template.resources
    if template.is_sam:
        from hauberk.sources.sam import expand

        resources = expand(template, prefix)
    for resource in resources.values():
        run.resources[resource.id] = resource
    for name, resource in template.resources.items():
        if resource.type in STACK_TYPES:
            children[name] = _nested(run, path, resource, (*above, path))
    return template


def _output(child: Template | None, name: str) -> Value | None:
    if child is None:
        return None
    output = fields_of(child.outputs.value(name))
    return output.value("Value") if output is not NO_FIELDS else None


def _nested(run: _Run, path: str, resource: Resource, above: tuple[str, ...]) -> Template | None:
    """The template of a nested stack, where it is a file inside the root."""
    location = resource.properties.value(STACK_TYPES[resource.type])
    match location:
        case Known(str() as where):
            pass
        case Known(Fields() as published):
            version = published.value("ApplicationId")
            name = version.value if isinstance(version, Known) else "an application"
            return _skip(
                run, path, resource, "published-application", f"{name} is in the Serverless Application Repository"
            )
        case _:
            return _skip(run, path, resource, "computed-location", "its template's location is computed")
    if where.startswith(("http://", "https://", "s3://")):
        return _skip(run, path, resource, "remote-template", f"its template is at {where}, and a scan fetches nothing")
    try:
        child = run.root.join(path, where)
        if child in above:
            raise ReadingError("nested-loop", f"{where} contains itself")
        if len(above) > MAX_STACK_DEPTH or run.stacks >= MAX_STACKS:
            raise ReadingError(
                "too-many-stacks", f"more than {MAX_STACKS} nested stacks, or deeper than {MAX_STACK_DEPTH}"
            )
        run.stacks += 1
        given = dict(fields_of(resource.properties.value("Parameters")).items())
        return _read_stack(run, child, f"{resource.id}/", given, resource.presence, above)
    except ReadingError as error:
        return _skip(run, path, resource, error.code, f"{where}: {error.text}")


def _skip(run: _Run, path: str, resource: Resource, code: str, text: str) -> None:
    run.unread.append(
        Unread(run.root.show(path), code, f"nested stack {resource.id} wasn't read: {text}", resource.head)
    )


def _include(run: _Run, path: str, argument: Node) -> Node | Unknown:
    """The tree that ``AWS::Include`` names, where it is a file inside the root; other macros run at AWS only."""
    trail = (argument.span,)
    name = argument.get("Name") if isinstance(argument, MappingNode) else None
    if not isinstance(name, Scalar) or name.text != "AWS::Include":
        shown = name.text if isinstance(name, Scalar) else "a macro"
        return Unknown(Reason("macro", f"{shown} runs at deployment"), trail)
    assert isinstance(argument, MappingNode)
    parameters = argument.get("Parameters")
    location = parameters.get("Location") if isinstance(parameters, MappingNode) else None
    if not isinstance(location, Scalar) or location.tag or location.text.startswith(("s3://", "http://", "https://")):
        return Unknown(Reason("include", "the included file isn't a file here"), trail)
    try:
        child = run.root.join(path, location.text)
        document = read_document(run.root.read(child, run.budget), run.budget)
    except ReadingError as error:
        run.unread.append(Unread(run.root.show(path), error.code, f"{location.text}: {error.text}", location.span))
        return Unknown(Reason("include", f"{location.text} wasn't read: {error.text}"), trail)
    run.files.append(run.root.show(child))
    return document.root


def dependencies(resource: Resource) -> tuple[str, ...]:
    """The ids of the resources that this one refers to, in the order of the source."""
    found: dict[str, None] = dict.fromkeys(resource.depends_on)
    for _, value in walk(Known(resource.properties)):
        match value:
            case Reference() if not value.pseudo:
                found[value.resource] = None
            case Pattern(parts):
                found.update((part.resource, None) for part in parts if isinstance(part, Reference) and not part.pseudo)
            case Absent():
                continue
    return tuple(found)
