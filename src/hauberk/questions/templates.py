"""Templates as places to find policies: a resource by its logical id, and what it holds in one world."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from hauberk.iam.algebra.concrete import hole_text
from hauberk.iam.algebra.concrete import spelt as engine_text
from hauberk.iam.language.text import Glob, Hole
from hauberk.model.api import REST
from hauberk.model.compute import Function
from hauberk.model.policies import HOLDERS
from hauberk.model.policies import Role as Roles
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.questions.files import Files, InputError
from hauberk.questions.holding import Holding
from hauberk.scan.nearest import nearest
from hauberk.study.arns import Arns
from hauberk.study.filling import filled
from hauberk.study.policies import documents, whole
from hauberk.study.principals import GROUP, ROLE, USER, Guarded, Principal, role_of
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.iam.escalation.account import Account
    from hauberk.model.application import Application

PRINCIPALS = (ROLE, USER, GROUP)
_IDENTITY_POLICIES = tuple(
    type_
    for type_, holders in HOLDERS.items()
    if type_ not in PRINCIPALS and all(holder.role is Roles.IDENTITY for holder in holders)
)
"""The types whose resources are policies of principals."""


_POLICIES_OF_RESOURCES = (
    *(
        type_
        for type_, holders in HOLDERS.items()
        if type_ not in Guarded.TYPES and any(holder.role is Roles.RESOURCE for holder in holders)
    ),
    "AWS::Lambda::LayerVersionPermission",
    "AWS::Lambda::Permission",
)
"""The types whose resources are policies of other resources."""


class Template:
    """A template, and what its resources hold."""

    def __init__(self, files: Files, file: str) -> None:
        if not files.is_template(file):
            raise InputError(f"{files.show(file)}: it is no template, so it has no resources to name")
        self.file = files.show(file)
        self.application = files.application(file)
        self.study = Study(self.application, date.today())

    @classmethod
    def of(cls, application: "Application", study: Study) -> "Template":
        """An application that was read already, be it of an account."""
        found = cls.__new__(cls)
        found.file, found.application, found.study = application.id, application, study
        return found

    def resource(self, id_: str) -> Resource:
        """A resource by its logical id. Raises :class:`InputError`."""
        found = self.application.resources.get(id_)
        if found is None:
            hint = nearest(id_, self.application.resources)
            raise InputError(f"{self.file}: there is no resource {id_!r} in it{hint}")
        return found

    def principal(self, id_: str, world: World) -> Holding | None:
        """A role, user or group, or the role of a function; ``None`` where it isn't there.

        Raises :class:`InputError`.
        """
        resource = self.resource(id_)
        if not world.holds(resource.presence):
            return None
        if resource.type in Function.TYPES:
            role = role_of(Function(resource, world), self.study)
            if role is None:
                raise InputError(
                    f"{self.file}: the role of {id_} isn't one of this template; ask about its own policies"
                )
            resource = role.resource
        if resource.type not in PRINCIPALS:
            raise InputError(f"{self.file}: {id_} is of type {resource.type}, not a role, user, group or function")
        return self.holding(resource, world)

    def holding(self, resource: Resource, world: World) -> Holding | None:
        """What a resource holds; ``None`` where it isn't there."""
        if not world.holds(resource.presence):
            return None
        arns = Arns(self.application, world)
        arn = arns.arn(resource)
        if resource.type in PRINCIPALS:
            found = self.study.identity(Principal(resource, world))
            return Holding(
                resource.id,
                resource.type,
                arn,
                identity=tuple(one.policy for one in found.attached),
                boundary=found.boundary.policy if found.boundary else None,
                own=found.trust.policy if found.trust else None,
            )
        if resource.type in _IDENTITY_POLICIES:
            written = documents(Subject(resource, world), self.study)
            return Holding(resource.id, resource.type, arn, identity=tuple(one.policy for one in written))
        own = self.study.resource_policies(Subject(resource, world))
        invoked = arns.invoked(resource) if resource.type == REST else None
        return Holding(resource.id, resource.type, arn, invoked, own=whole(own, resource.name))

    def account(self, world: World) -> "Account":
        """The account that it makes."""
        from hauberk.study.escalation import account

        return account(self.study, world)

    def arn_of(self, id_: str) -> str:
        """The ARN that the principal of a logical id, or a function's role, has in that account; empty for none."""
        resource = self.application.resources.get(id_)
        role = (
            role_of(Function(resource, World()), self.study) if resource and resource.type in Function.TYPES else None
        )
        resource = role.resource if role else resource
        if resource is None or resource.type not in PRINCIPALS:
            return ""
        found = Arns(self.application, World()).arn(resource)
        return "" if found is None else engine_text(filled(found))

    # -- which resources hold something

    def all(self) -> Iterator[Resource]:
        """Its principals, its resources that may have a policy of their own, and its policies of others' resources."""
        yield from self.application.of(*PRINCIPALS, *Guarded.TYPES)
        yield from self._of_others()

    def guarded(self) -> Iterator[Resource]:
        """Its resources that may have a policy of their own, its roles, and its policies of others' resources."""
        yield from self.application.of(ROLE, *Guarded.TYPES)
        yield from self._of_others()

    def _of_others(self) -> Iterator[Resource]:
        """The policies that it writes for resources of others: a bucket by its name, another stack's queue."""
        written = tuple(self.application.of(*_POLICIES_OF_RESOURCES))
        attached = self._attached() if written else frozenset()
        return (one for one in written if one.id not in attached)

    def _attached(self) -> frozenset[str]:
        """The resources whose policies are those of its own resources, under whatever parameters."""
        found: set[str] = set()
        for resource in self.application.of(*Guarded.TYPES):
            ask = partial(self._policies_of, resource)
            with suppress(TooManyWorldsError):  # the policy is then told twice
                found.update(id_ for _, ids in explore(ask) for id_ in ids)
        return frozenset(found)

    def _policies_of(self, resource: Resource, world: World) -> tuple[str, ...]:
        if not world.holds(resource.presence):
            return ()
        return tuple(one.resource.id for one in self.study.resource_policies(Subject(resource, world)))

    def may_be_used(self, resource: Resource) -> bool:
        """Whether a resource may have a policy of who may use it, or is one of another's."""
        if resource.type in (*Guarded.TYPES, *_POLICIES_OF_RESOURCES):
            return True
        return any(holder.role in (Roles.RESOURCE, Roles.TRUST) for holder in HOLDERS.get(resource.type, ()))

    def holds(self, resource: Resource) -> bool:
        """Whether a resource may hold any policy."""
        return resource.type in (*PRINCIPALS, *_IDENTITY_POLICIES) or self.may_be_used(resource)

    def has_role(self, resource: Resource) -> bool:
        """Whether a resource is a function whose role is of this template."""
        return resource.type in Function.TYPES and role_of(Function(resource, World()), self.study) is not None


class Templates:
    """Templates, each read once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, Template] = {}

    def of(self, file: str) -> Template:
        """A file's. Raises :class:`InputError`."""
        found = self._read.get(file)
        if found is None:
            found = self._read[file] = Template(self._files, file)
        return found


def spelt(glob: Glob, holes: dict[str, str]) -> str:
    """A text whose unknown parts have the texts of ``holes``, or names that tell what they are, which it takes up."""
    return "".join(
        holes.setdefault(part.name, hole_text(part)) if isinstance(part, Hole) else str(Glob((part,)))
        for part in glob.parts
    )
