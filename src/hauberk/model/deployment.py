"""The application as one subject, and its parameters."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from hauberk.model.application import Application, Input
from hauberk.model.guards import ALWAYS
from hauberk.model.region import Region
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Part, Seed, Subject
from hauberk.model.values import Fields, Value, alternatives
from hauberk.model.world import World

KIND = "application"


def whole_of(application: Application) -> Resource:
    """Something to stand for the application: its place is that of its region in an account, of its first function, or
    of its first resource."""
    first = (application.of(*types) for types in (Region.TYPES, ("AWS::Lambda::Function",)))
    candidates = chain(*first, application.resources.values())
    head = next((resource.head for resource in candidates if resource.head), None)
    return Resource(id=application.id, type=KIND, properties=Fields({}), head=head)


class Deployment(Subject):
    """Everything that one deployment makes: for questions about what is missing as a whole."""

    KIND = KIND
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """The application itself, if it has a function or anything else."""
        if application.resources:
            yield cls.whole(application)

    @classmethod
    def whole(cls, application: Application) -> Seed:
        """The application itself, whatever is in it."""
        whole = whole_of(application)
        return Seed(application.id, ALWAYS, whole, lambda world: cls(whole, world))


class Parameter(Part):
    """A parameter of the deployment."""

    KIND = "parameter"
    __slots__ = ("input",)

    def __init__(self, resource: Resource, world: World, given: Input) -> None:
        super().__init__(resource, world, given.name, given.default)
        self.input = given

    @property
    def id(self) -> str:
        """The parameter's name."""
        return f"Parameters/{self.input.name}"

    @property
    def name(self) -> str:
        """What to call the parameter."""
        return f"parameter {self.input.name}"

    @property
    def head(self) -> Span | None:
        """The line that introduces the parameter."""
        return self.input.head

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every parameter, in the order of the source."""
        whole = whole_of(application)
        for given in application.inputs:
            see = partial(cls._seen, whole, given)
            yield Seed(f"Parameters/{given.name}", ALWAYS, whole, see)

    @classmethod
    def _seen(cls, whole: Resource, given: Input, world: World) -> "Parameter":
        return cls(whole, world, given)


class Output(Part):
    """An output of the deployment."""

    KIND = "output"
    __slots__ = ("output",)

    def __init__(self, resource: Resource, world: World, name: str, value: Value) -> None:
        super().__init__(resource, world, name, value)
        self.output = name

    @property
    def id(self) -> str:
        """The output's name, set apart from resources."""
        return f"Outputs/{self.output}"

    @property
    def name(self) -> str:
        """What to call the output."""
        return f"output {self.output}"

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every output, in the order of the source."""
        if not application.outputs or not application.resources:
            return
        whole = whole_of(application)
        for name, entry in application.outputs.items():
            for guard, value in alternatives(entry):
                yield Seed(f"Outputs/{name}", guard, whole, partial(cls._of, whole, name, value))

    @classmethod
    def _of(cls, whole: Resource, name: str, value: Value, world: World) -> "Output":
        return cls(whole, world, name, value)
