"""What the resources of an application will be called: their ARNs and names, as far as the template tells them.

A policy names a resource by ``!GetAtt Queue.Arn``, by its literal ARN, or by pieces of both. All come to one text here:
``arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:<Queue>``, where ``<Queue>`` is the queue's own name, or what
the template says of it (``orders-<Stage>``).
"""

from collections.abc import Callable, Container, Iterator
from itertools import chain
from typing import TypeAlias

from hauberk.facts.arn_forms import ARN, FORMS, NAME, UNIQUE, Form
from hauberk.iam.language.parse import text as text_of
from hauberk.iam.language.patterns import WITH_WILDCARDS, read
from hauberk.iam.language.policy import Policy, Statement, Test
from hauberk.iam.language.text import Glob, Hole, Part, glob
from hauberk.model.application import Application
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Known, Value
from hauberk.model.world import World

MAX_PARTS = 256
"""Parts of one text; past them a name is a hole. Names that are made of names could grow without end."""

MAX_CHAIN = 16
"""Names that are made of others' names, one in the other."""

Resolve: TypeAlias = Callable[[Hole], "tuple[Part, ...] | None"]

_HOLE = regex(r"\$\{([^}]*)\}")
_FUNCTION = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"
_PARTIAL = regex(r"(\d{12}):function:")
_ARN_PARTS = 6
PARTITION = Hole("AWS::Partition")


class Arns:
    """The texts that name an application's resources, in one world.

    What a name depends on is picked in that world, once it is asked for.
    """

    def __init__(self, application: Application, world: World) -> None:
        self._resources = application.resources
        self._place = application.id
        self._world = world
        self._active: set[tuple[str, str]] = set()
        self._names: dict[str, Glob] = {}

    def arn(self, resource: Resource) -> Glob | None:
        """A resource's ARN, or ``None`` if ARNs of its type aren't known."""
        form = FORMS.get(resource.type)
        return None if form is None else self._filled(resource, form, form.arn)

    def name(self, resource: Resource) -> Glob:
        """A resource's name: what the template says of it, else a hole of the resource's own."""
        found = self._names.get(resource.id)
        if found is None:
            form = FORMS.get(resource.type)
            written = self._apart(resource, form.named_by, self.text) if form is not None and form.named_by else None
            found = self._names[resource.id] = written or Glob((Hole(resource.id, own=True),))
        return found

    def invoked(self, api: Resource) -> Glob:
        """The beginning of what calls of a REST API act on, before ``/stage/GET/path``: not what manages it."""
        start = ("arn:", Hole("AWS::Partition"), ":execute-api:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"))
        return glob(*start, ":", *self.name(api).parts)

    def ref(self, resource: Resource) -> Glob:
        """What ``Ref`` of a resource gives."""
        form = FORMS.get(resource.type)
        return Glob((Hole(resource.id, own=True),)) if form is None else self._filled(resource, form, form.ref)

    def text(self, value: Value) -> Glob | None:
        """A value as a text in which references to resources are what they will be; ``None`` for what isn't known."""
        if isinstance(value, Absent) or value == Known(None):
            return None
        found = text_of(self._world.pick(value))
        return None if found is None else expanded(found, self.resolve)

    def function(self, value: Value) -> Glob | None:
        """The ARN that the name of a function means, with its version or alias if there is one.

        Lambda takes the ARN, the name, or ``account:function:name``, each with ``:qualifier`` (Lambda API reference,
        "AddPermission", 2026-11).
        """
        named = self.text(value)
        if named is None or not named.parts:
            return None
        first = named.parts[0] if isinstance(named.parts[0], str) else ""
        if first.startswith("arn:"):
            return named
        base = glob(*_pieces(_FUNCTION))
        partial = _PARTIAL.match(first)
        if partial:
            base = glob(*(partial[1] if part == Hole("AWS::AccountId") else part for part in base.parts))
            return glob(*base.parts, first[partial.end() :], *named.parts[1:])
        return glob(*base.parts, *named.parts)

    def resolve(self, hole: Hole) -> tuple[Part, ...] | None:
        """What stands in for a hole that refers to a resource; ``None`` for the hole itself."""
        if not hole.own:
            return None
        id_, attribute = owner(hole, self._resources)
        resource = self._resources.get(id_)
        form = FORMS.get(resource.type) if resource is not None else None
        if resource is None:
            return None
        if attribute == "Arn" and (form is None or attribute not in form.attributes):
            deployed = self._deployed(resource)
            return None if deployed is None else deployed.parts
        if form is None:
            return None
        if not attribute:
            return self._filled(resource, form, form.ref).parts
        template = form.attributes.get(attribute)
        return None if template is None else self._filled(resource, form, template).parts

    def _filled(self, resource: Resource, form: Form, template: str) -> Glob:
        found: list[Part] = []
        for piece in _pieces(template):
            if isinstance(piece, str) or piece.name.startswith("AWS::"):
                found.append(piece)
            else:
                found.extend(self._part(resource, form, piece.name))
        filled = glob(*found)
        if template == form.arn and any(hole.name.startswith("arn:") and not hole.own for hole in filled.holes):
            return self._deployed(resource) or filled
        return filled

    def _deployed(self, resource: Resource) -> Glob | None:
        """The ARN of a resource of an account, which is its id: ``None`` in a template."""
        parts = resource.id.split(":", 5)
        if parts[0] != "arn" or len(parts) < _ARN_PARTS:
            return None
        account, _, own_region = self._place.partition("/")
        _, _, service, region, owner, rest = parts
        return glob(
            *("arn:", PARTITION, f":{service}:", Hole("AWS::Region") if region and region == own_region else region),
            *(":", Hole("AWS::AccountId") if owner == account else owner, f":{rest}"),
        )

    def _part(self, resource: Resource, form: Form, what: str) -> tuple[Part, ...]:
        if "${" + what + "}" == NAME:
            return self.name(resource).parts
        if "${" + what + "}" == ARN:
            return self._filled(resource, form, form.arn).parts
        subject = Subject(resource, self._world)
        match what[0], what[1:]:
            case "=", rest:
                path, _, default = rest.partition("|")
                value = subject.at(path)
                found = Glob((default,)) if isinstance(value, Absent) else self.text(value)
                return (found or Glob((_of(resource, path),))).parts
            case "/", _:
                name = self.name(resource).parts
                slashed = isinstance(name[0], str) and name[0].startswith("/") if name else False
                return name if slashed else ("/", *name)
            case "@", path:
                return (self._apart(resource, path, self.function) or Glob((_of(resource, path),))).parts
        if what.startswith("Bus"):
            return self._bus(resource, subject.at("EventBusName"), what[3:])
        return (_of(resource, what),)

    def _apart(self, resource: Resource, path: str, read: Callable[[Value], Glob | None]) -> Glob | None:
        """A property as ``read`` has it; ``None`` where resources name each other in a circle, or in a long chain."""
        place = resource.id, path
        if place in self._active or len(self._active) >= MAX_CHAIN:
            return None
        self._active.add(place)
        try:
            found = read(Subject(resource, self._world).at(path))
        finally:
            self._active.discard(place)
        return found if found is not None and len(found.parts) <= MAX_PARTS else None

    def _bus(self, resource: Resource, value: Value, after: str) -> tuple[Part, ...]:
        """The name of a rule's event bus and what follows it; nothing for the default one."""
        if isinstance(value, Absent) or value in (Known(None), Known("default")):
            return ()
        bus = self.text(value)
        if bus is None:
            return (_of(resource, "EventBusName"), after)
        for index, part in enumerate(bus.parts):
            if isinstance(part, str) and ":event-bus/" in part:
                return (part.rpartition(":event-bus/")[2], *bus.parts[index + 1 :], after)
        return (*bus.parts, after)


def owner(hole: Hole, resources: Container[str]) -> tuple[str, str]:
    """The id of the resource that a hole is named by, and the attribute behind it; both are empty where there is none.
    Ids of an account have dots in them, as a bucket's name may have."""
    id_ = hole.name
    while id_ and id_ not in resources:
        id_ = id_.rpartition(".")[0]
    return id_, hole.name[len(id_) + 1 :] if id_ else ""


def _of(resource: Resource, what: str) -> Hole:
    return Hole(f"{resource.id}.{what}", own=what in UNIQUE)


def _pieces(template: str) -> Iterator[str | Hole]:
    at = 0
    for found in _HOLE.finditer(template):
        if found.start() > at:
            yield template[at : found.start()]
        yield Hole(found[1])
        at = found.end()
    if at < len(template):
        yield template[at:]


def expanded(text: Glob, resolve: Resolve, *, wild: bool = False) -> Glob:
    """A text with its holes filled, as far as ``resolve`` knows what stands there; with ``wild`` in a place where stars
    are wildcards, such as that at the end of a log group's ARN."""
    if not text.holes:
        return text
    found: list[Part] = []
    for part in text.parts:
        inner = resolve(part) if isinstance(part, Hole) else None
        if inner is None:
            found.append(part)
        elif wild:
            found.extend(chain.from_iterable(_with_wildcards(one) for one in inner))
        else:
            found.extend(inner)
    return glob(*found)


def _with_wildcards(part: Part) -> Iterator[Part]:
    return read(part, variables=False, wild=True) if isinstance(part, str) else iter((part,))


def expand(policy: Policy, resolve: Resolve) -> Policy:
    """A policy with the holes of its texts filled. To be done once: what is filled in may be called as a hole was."""
    return policy._replace(statements=tuple(_expanded(statement, resolve) for statement in policy.statements))


def _expanded(statement: Statement, resolve: Resolve) -> Statement:
    return statement._replace(
        resources=tuple(expanded(text, resolve, wild=True) for text in statement.resources),
        principals=tuple(one._replace(id=expanded(one.id, resolve)) for one in statement.principals),
        tests=tuple(_expanded_test(test, resolve) for test in statement.tests),
    )


def _expanded_test(test: Test, resolve: Resolve) -> Test:
    wild = test.operator.operator.family in WITH_WILDCARDS
    return test._replace(values=tuple(expanded(text, resolve, wild=wild) for text in test.values))


def in_aws(text: Glob) -> Glob:
    """A text in AWS's commercial partition, which templates often write out beside others that leave it open."""
    return glob(*("aws" if part == PARTITION else part for part in text.parts))


def rest_of(text: Glob, start: Glob) -> Glob | None:
    """What follows one text in another, or ``None`` if it doesn't begin so."""
    *before, last = start.parts or ("",)
    if list(text.parts[: len(before)]) != before or len(text.parts) < len(start.parts):
        return None
    found = text.parts[len(before)]
    if isinstance(last, str) and isinstance(found, str):
        return glob(found[len(last) :], *text.parts[len(before) + 1 :]) if found.startswith(last) else None
    return Glob(text.parts[len(before) + 1 :]) if last == found else None
