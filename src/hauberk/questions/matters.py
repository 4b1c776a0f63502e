"""What a question is about: a policy by itself, or what some resources of a template hold."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from hauberk.iam.language.policy import Kind, Policy
from hauberk.model.guards import Guard
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.questions.documents import completed, policy_in
from hauberk.questions.files import Files, InputError, named
from hauberk.questions.holding import Holding
from hauberk.questions.requests import of_aws

if TYPE_CHECKING:
    from hauberk.model.resource import Resource
    from hauberk.questions.templates import Template

T = TypeVar("T")


class Matter(NamedTuple):
    """One thing that a question is about."""

    name: str
    read: Callable[[World], Holding | None]
    """What it holds in a world; ``None`` where it isn't there."""
    alone: bool = True
    """Whether it is a policy by itself, rather than a template's resource."""


Choose: TypeAlias = "Callable[[Template, str], Iterator[Matter]]"
"""What of a template a question is about: what a logical id means, or without one everything."""


def matters(files: Files, argument: str, choose: Choose, kind: Kind | None = None) -> tuple[Matter, ...]:
    """What an argument means: a policy in a file, one of AWS by its ARN, a template or a resource of it.

    Raises :class:`InputError`.
    """
    where = named(argument)
    if argument.startswith("arn:"):
        found = of_aws(argument, kind or Kind.IDENTITY)
        if found is None:
            raise InputError(f"{argument} is no policy that AWS manages; give a file with its document")
        return (_alone(found),)
    if not where.part and not files.is_template(where.file):
        return (_alone(policy_in(files, where.file, kind)),)
    from hauberk.questions.templates import Template

    return tuple(choose(Template(files, where.file), where.part))


def everything(template: "Template", id_: str) -> Iterator[Matter]:
    """What a resource may do and who may use it, of a function its role's too; without an id of all resources.

    Raises :class:`InputError`.
    """
    if not id_:
        for resource in template.all():
            yield of_resource(template, resource)
        return
    resource = template.resource(id_)
    if not template.holds(resource):
        raise InputError(f"{template.file}: {id_} is of type {resource.type}, which has no policy")
    yield of_resource(template, resource)
    if template.has_role(resource):
        yield Matter(f"{id_}'s role", partial(template.principal, id_), alone=False)


def of_resource(template: "Template", resource: "Resource") -> Matter:
    """What a resource of a template holds."""
    return Matter(resource.id, partial(template.holding, resource), alone=False)


def _alone(policy: Policy) -> Matter:
    policy = completed(policy)
    resource = any(one.principals or not one.except_principals for one in policy.statements)
    holding = Holding(policy.name, own=policy) if resource else Holding(policy.name, identity=(policy,))
    return Matter(policy.name, lambda _: holding)


def in_worlds(ask: Callable[[World], T | None], files: Files) -> list[tuple[Guard, T]]:
    """An answer in every world that it depends on and that its templates let be deployed, with the world's guard.

    Raises :class:`InputError`.
    """
    try:
        return [(guard, answer) for guard, answer in explore(ask, refuses=files.refuses) if answer is not None]
    except TooManyWorldsError:
        raise InputError("the policies differ by too many parameters; fix some with --parameters") from None
