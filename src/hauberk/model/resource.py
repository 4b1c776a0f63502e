"""A resource as declared, before anyone asks what it is."""

from dataclasses import dataclass, field

from hauberk.model.span import Span
from hauberk.model.values import NO_FIELDS, Fields, Known, Value

PRESENT: Value = Known(True)


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """One resource of an application, in CloudFormation's vocabulary whatever it was written in.

    CloudFormation's resource schema is the one public and complete description of what AWS can deploy, hence
    ``type`` (``AWS::Lambda::Function``) and ``properties`` are in its terms. ``id`` is unique in the application;
    a nested stack's resources carry its id in front (``Network/Vpc``). ``head`` is where the resource's name stands.
    ``presence`` is a boolean value: whether the resource exists, by branch. ``written`` is the resource that a person
    wrote where AWS or the CDK derived this one from it, else ``id``; ``maker`` says who did (``sam``, ``cdk``, or
    empty). ``label`` is the name to show (the CDK's construct path where there is one).
    """

    id: str
    type: str
    properties: Fields
    head: Span | None = None
    presence: Value = PRESENT
    attributes: Fields = NO_FIELDS
    written: str = ""
    maker: str = ""
    label: str = ""
    depends_on: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """What to call the resource in front of a person."""
        return self.label or self.id
