"""Templates as places to find policies: a resource by its logical id, and what it holds in one world."""

from datetime import date
from typing import NamedTuple

from hauberk.iam.algebra.concrete import hole_text
from hauberk.iam.language.policy import Policy
from hauberk.iam.language.text import Glob, Hole
from hauberk.iam.request import Policies
from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.world import World
from hauberk.questions.files import Files, InputError
from hauberk.scan.nearest import nearest
from hauberk.study.arns import Arns
from hauberk.study.policies import Attached, whole
from hauberk.study.principals import GROUP, ROLE, USER, Principal, role_of
from hauberk.study.study import Study

PRINCIPALS = (ROLE, USER, GROUP)


class Holding(NamedTuple):
    """What a resource of a template holds, in one world."""

    resource: Resource
    arn: Glob | None
    attached: tuple[Attached, ...] = ()
    """The policies that say what a principal may do."""
    boundary: Attached | None = None
    own: tuple[Attached, ...] = ()
    """The policies that say who may use a resource, or become a role."""

    @property
    def identity(self) -> tuple[Policy, ...]:
        """What a principal may do, by its own policies."""
        return tuple(one.policy for one in self.attached)

    @property
    def resource_policy(self) -> Policy | None:
        """The policy of the resource itself, as the one that AWS decides by."""
        return whole(self.own, self.resource.name)

    @property
    def policies(self) -> Policies:
        """All of them, as a request is decided by them."""
        limit = self.boundary.policy if self.boundary else None
        return Policies(identity=self.identity, boundary=limit, resource=self.resource_policy)


class Template:
    """A template, and what its resources hold."""

    def __init__(self, files: Files, file: str) -> None:
        if not files.is_template(file):
            raise InputError(f"{files.show(file)}: it is no template, so it has no resources to name")
        self.file = files.show(file)
        self.application = files.application(file)
        self.study = Study(self.application, date.today())

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

    def guarded(self, id_: str, world: World) -> Holding | None:
        """A resource with a policy of its own; ``None`` where it isn't there. Raises :class:`InputError`."""
        resource = self.resource(id_)
        return self.holding(resource, world) if world.holds(resource.presence) else None

    def holding(self, resource: Resource, world: World) -> Holding:
        """What a resource holds."""
        arn = Arns(self.application, world).arn(resource)
        if resource.type in PRINCIPALS:
            found = self.study.identity(Principal(resource, world))
            own = (found.trust,) if found.trust else ()
            return Holding(resource, arn, found.attached, found.boundary, own)
        return Holding(resource, arn, own=self.study.resource_policies(Subject(resource, world)))


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
