"""What is told of an account: ways to gain permissions, each with its requests, and ways that nobody can decide on."""

from typing import NamedTuple

from hauberk.iam.request import Request

ADMINISTRATOR = "administrator"
"""The target of a path of several methods that ends with all permissions, where no principal has them already."""
EVERY_METHOD = "*"
"""The method of what is undecided for all of them."""


class Taken(NamedTuple):
    """A step of a path: an action, and a request that is allowed."""

    principal: str
    action: str
    resource: str
    witness: Request

    def of(self, old: str, new: str) -> "Taken":
        """The same step with one ARN in place of another that all policies treat alike."""
        request = self.witness
        context = {key: tuple(new if one == old else one for one in values) for key, values in request.context.items()}
        resource = new if self.resource == old else self.resource
        return self._replace(resource=resource, witness=request._replace(resource=resource, context=context))


class Path(NamedTuple):
    """A way to gain permissions."""

    principal: str
    method: str
    """The method's id; of several in a row joined by " > "."""
    actions: tuple[str, ...]
    target: str
    """What is gained: the ARN of a principal, group, policy or resource, or :data:`ADMINISTRATOR`."""
    steps: tuple[Taken, ...]
    also: tuple[str, ...] = ()
    """Targets that the method reaches in the same way and that have no path of their own: those with nothing that a
    target with a path lacks, and, of very many, those that come after the best."""
    administrator: bool = False
    """Whether it ends with all permissions."""

    @property
    def witness(self) -> Request:
        """The request by which the path begins."""
        return self.steps[0].witness


class Undecided(NamedTuple):
    """A way of which it isn't known whether it is open."""

    principal: str
    method: str
    """Its id, or :data:`EVERY_METHOD`."""
    target: str
    reason: str


class Result(NamedTuple):
    """What was found."""

    paths: tuple[Path, ...]
    undecided: tuple[Undecided, ...]
