"""Nested stacks and applications: templates that a template deploys, where they are files inside the root.

A nested stack is read when its turn comes or when someone asks for one of its outputs, whichever is first. Stacks that
need each other's outputs go in a circle; CloudFormation refuses them, here their outputs are unknown (``cycle``).
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from hauberk.model.application import Unread
from hauberk.model.assets import asset_of
from hauberk.model.guards import Guard
from hauberk.model.joining import combine
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.subject import presence as presence_of
from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Reason, Unknown, Value, fields_of
from hauberk.reading.budget import Budget
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Node
from hauberk.sources.cloudformation.assets import Upload, manifest_beside, uploaded_to, uploads_of
from hauberk.sources.cloudformation.includes import REMOTE, Includes
from hauberk.sources.cloudformation.intrinsics import Resolver
from hauberk.sources.cloudformation.nesting import Nesting
from hauberk.sources.cloudformation.parameters import read_parameters
from hauberk.sources.cloudformation.sections import sections_of
from hauberk.sources.cloudformation.template import Template, looks_like_template, open_template

if TYPE_CHECKING:
    from hauberk.sources.cloudformation.definitions import Definitions

STACK_TYPES = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
_STORED = frozenset(("BodyS3Location", "DefinitionS3Location"))
MAX_STACKS = 200
"""Nested stacks read in one application."""
MAX_STACK_DEPTH = 10
_READING = 4
"""Reading a stack on the way to another's value takes as many Python frames as this many functions."""


class _Run:
    """What the stacks of one application share."""

    def __init__(self, root: Root, main: str, budget: Budget) -> None:
        self.root = root
        self.budget = budget
        self.nesting = Nesting()
        self.stacks = 0
        self.manifest = manifest_beside(main)
        self._main = main

    @cached_property
    def uploads(self) -> tuple[Upload, ...]:
        """What the asset manifest of the main template has uploaded; it covers the nested stacks too."""
        return uploads_of(self.root, self._main, self.manifest, self.budget) if self.manifest else ()


class Stack:
    """One stack: its template, its resources after SAM's derivation, and the stacks that it nests."""

    def __init__(self, run: _Run, path: str, prefix: str, given: Mapping[str, Value], presence: Value, above: "Chain"):
        document = read_document(run.root.read(path, run.budget), run.budget)
        if not looks_like_template(document.root):
            raise ReadingError("not-a-template", "it isn't a CloudFormation template")
        self._run = run
        self._path = path
        self.prefix = prefix
        self._above = above
        self._includes = Includes(run.root, path, document.source, run.budget)
        self._children: dict[str, Stack | None] = {}
        self._active: set[str] = set()
        self._unread: list[Unread] = []
        self.declared: dict[str, Resource] = {}
        sections = sections_of(document.root, self._includes.tree)
        rules = sections.node("Rules")
        parameters = read_parameters(sections.node("Parameters"), given, prefix)
        if rules is not None:
            from hauberk.sources.cloudformation.rules import narrowed, refused

            parameters = narrowed(parameters, rules)
        resolver = Resolver(
            parameters,
            sections.node("Mappings"),
            sections.node("Conditions"),
            prefix,
            outputs=self._output,
            include=self._includes.tree,
            nesting=run.nesting,
            resources=sections.node("Resources"),
        )
        self.template: Template = open_template(document, resolver, parameters, prefix, presence, sections)
        self.refused: tuple[Guard, ...] = ()
        self.broken: tuple[str, ...] = ()
        if rules is not None:
            self.refused, self.broken = refused(rules, resolver.conditions, presence)
        self.declared = {name: resource for name, resource in self.template.resources.items() if _nests(resource)}
        self.resources: dict[str, Resource] = self.template.resources
        if self.template.is_sam:
            from hauberk.sources.sam import expand

            self.resources = expand(self.template, prefix)
        if run.manifest:
            from hauberk.sources.cloudformation.code_assets import with_asset

            self.resources = {
                name: with_asset(resource, path, lambda: run.uploads) for name, resource in self.resources.items()
            }
        self._definitions = self._stored()
        if self._definitions is not None:
            self.resources = {name: self._definitions.filled(resource) for name, resource in self.resources.items()}
        if any("Target" in resource.properties.names() for resource in self.resources.values()):
            from hauberk.sources.cloudformation.quick_create import quick_created

            self.resources.update((made.id, made) for made in quick_created(self.resources))

    def _stored(self) -> "Definitions | None":
        """The definitions that stand elsewhere, if there are any."""
        if all(_STORED.isdisjoint(resource.properties.names()) for resource in self.resources.values()):
            return None
        from hauberk.sources.cloudformation.definitions import Definitions

        run = self._run
        return Definitions(run.root, self._path, run.budget, lambda: run.uploads)

    @property
    def unread(self) -> list[Unread]:
        """What of the stack couldn't be read, so far."""
        shown = self._run.root.show(self._path)
        problems = [Unread(shown, error.code, error.text, error.span) for error in self.template.problems]
        more = self._definitions.unread if self._definitions else []
        made = [*self._rewritten(shown), *self._strange(shown)]
        return problems + made + self._unread + self._includes.unread + more

    def _rewritten(self, shown: str) -> Iterator[Unread]:
        """The serverless resources that a macro of their own may change, so that not all that SAM makes is known."""
        for name, resource in self.template.resources.items():
            rest = resource.properties.rest
            if rest is not None and rest.reason.code == "macro" and resource.type.startswith("AWS::Serverless::"):
                text = f"{rest.reason.text}: a macro may add to {name}, and what SAM makes of that isn't known"
                yield Unread(shown, rest.reason.code, text, rest.span or resource.head)

    def _strange(self, shown: str) -> Iterator[Unread]:
        """The events of serverless resources that SAM doesn't have: what starts the resource then isn't known."""
        if self.template.is_sam:
            from hauberk.sources.sam import strange_events

            for text, span in strange_events(self.template):
                yield Unread(shown, "event-not-read", text, span)

    @property
    def roots(self) -> list[Node]:
        """The trees of those files."""
        more = self._definitions.roots if self._definitions else []
        return [self.template.document.root, *self._includes.roots, *more]

    @property
    def files(self) -> list[str]:
        """The files that the stack was read from, so far."""
        more = self._definitions.files if self._definitions else []
        return [self._run.root.show(self._path), *self._includes.files, *more]

    def child(self, name: str) -> "Stack | Unknown | None":
        """The nested stack ``name``: ``None`` if it couldn't be read, unknown while it is being read."""
        if name in self._children:
            return self._children[name]
        resource = self.declared.get(name)
        if resource is None:
            return None
        nesting = self._run.nesting
        if name in self._active:
            return Unknown(Reason("cycle", f"nested stack {name} needs an output of its own"))
        if nesting.calls + _READING > MAX_CALLS_WHILE_READING:
            return Unknown(Reason("too-deep", "nested stacks need each other's outputs in too long a chain"))
        self._active.add(name)
        try:
            with nesting.deeper(_READING):
                self._children[name] = self._nested(resource)
        finally:
            self._active.discard(name)
        return self._children[name]

    def _output(self, name: str, output: str) -> Value | None:
        child = self.child(name)
        if child is None or isinstance(child, Unknown):
            return child
        found = child.template.outputs.value(output)
        if isinstance(found, Unknown):
            return found
        value = fields_of(found).value("Value")
        return None if isinstance(value, Absent) else value

    def _nested(self, resource: Resource) -> "Stack | None":
        run = self._run
        where = ""
        try:
            where = asset_of(resource, STACK_TYPES[resource.type])
            path = run.root.join(self._path, where) if where else self._uploaded(resource)
            if not path:
                where = _location(resource)
                path = run.root.join(self._path, where)
            chain = (*self._above, self._path)
            if path in chain:
                raise ReadingError("nested-loop", f"{where} contains itself")
            if len(chain) > MAX_STACK_DEPTH or run.stacks >= MAX_STACKS:
                raise ReadingError(
                    "too-many-stacks", f"more than {MAX_STACKS} nested stacks, or deeper than {MAX_STACK_DEPTH}"
                )
            run.stacks += 1
            given = fields_of(resource.properties.value("Parameters"))
            settled = {name: _settled(value) for name, value in given.items()}
            return Stack(run, path, f"{resource.id}/", settled, resource.presence, chain)
        except ReadingError as error:
            told = not where or repr(where) in error.text
            self._skip(resource, error.code, error.text if told else f"{where}: {error.text}")
            return None

    def _uploaded(self, resource: Resource) -> str:
        """The file that the CDK uploads to where a nested stack's template is taken from; empty if it uploads none."""
        where = resource.properties.value(STACK_TYPES[resource.type])
        remote = isinstance(where, Pattern) or (isinstance(where, Known) and str(where.value).startswith(REMOTE))
        return uploaded_to(where, self._run.uploads) if remote else ""

    def _skip(self, resource: Resource, code: str, text: str) -> None:
        shown = self._run.root.show(self._path)
        self._unread.append(Unread(shown, code, f"nested stack {resource.id}: {text}", resource.head))


Chain = tuple[str, ...]
MAX_CALLS_WHILE_READING = 32


def open_stack(root: Root, path: str, given: Mapping[str, Value], budget: Budget) -> Stack:
    """The main stack of an application. Raises :class:`ReadingError` when its template can't be read."""
    return Stack(_Run(root, path, budget), path, "", given, PRESENT, ())


def _nests(resource: Resource) -> bool:
    """Whether a resource is a nested stack, and there in some world: one that never is has nothing to read."""
    return resource.type in STACK_TYPES and bool(presence_of(resource))


def _location(resource: Resource) -> str:
    """Where a nested stack's template is. Raises :class:`ReadingError` when that is nowhere in the root."""
    match resource.properties.value(STACK_TYPES[resource.type]):
        case Known(str() as where) if where.startswith(REMOTE):
            raise ReadingError("remote-template", f"its template is at {where}, and a scan fetches nothing")
        case Known(str() as where):
            return where
        case Known(Fields() as published):
            id_ = published.value("ApplicationId")
            name = id_.value if isinstance(id_, Known) and isinstance(id_.value, str) else "an application"
            raise ReadingError("published-application", f"{name} is in the Serverless Application Repository")
    raise ReadingError("computed-location", "its template's location is computed")


def _settled(value: Value) -> Value:
    """A parameter's value, resolved through: laziness across stacks could go in circles. Text, or a list of texts."""

    def one(values: tuple[Value, ...]) -> Value:
        match values[0]:
            case Known(Items() as items):
                return Known(Items([_text(item) for item in items.sure], rest=items.rest), values[0].trail)
        return _text(values[0])

    return combine((value,), one)


def _text(value: Value) -> Value:
    def one(values: tuple[Value, ...]) -> Value:
        match values[0]:
            case Known(Items() | Fields()):
                return Unknown(Reason("wrong-type", "a parameter is a text or a list of texts"), values[0].trail)
        return values[0]

    return combine((value,), one)
