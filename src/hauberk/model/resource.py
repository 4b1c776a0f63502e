"""A resource as declared, before anyone asks what it is."""

from typing import Any

from hauberk.model.span import Span
from hauberk.model.values import NO_FIELDS, Fields, Known, Value

PRESENT: Value = Known(True)


class Resource:
    """One resource of an application, in CloudFormation's vocabulary whatever it was written in.

    CloudFormation's resource schema is the one public and complete description of what AWS can deploy, hence
    ``type`` (``AWS::Lambda::Function``) and ``properties`` are in its terms. ``id`` is unique in the application;
    a nested stack's resources carry its id in front (``Network/Vpc``). ``head`` is where the resource's name stands.
    ``presence`` is a boolean value: whether the resource exists, by branch. ``written`` is the resource that a person
    wrote where AWS or the CDK derived this one from it, else ``id``; ``maker`` says who did (``sam``, ``cdk``, or
    empty). ``label`` is the name to show (the CDK's construct path where there is one). Nobody changes a resource, and
    two are equal only if they are one.
    """

    __slots__ = (
        "attributes",
        "depends_on",
        "head",
        "id",
        "label",
        "maker",
        "presence",
        "properties",
        "type",
        "written",
    )

    def __init__(
        self,
        id: str,  # noqa: A002 - the word for it
        type: str,  # noqa: A002 - CloudFormation's word
        properties: Fields,
        head: Span | None = None,
        presence: Value = PRESENT,
        attributes: Fields = NO_FIELDS,
        written: str = "",
        maker: str = "",
        label: str = "",
        depends_on: tuple[str, ...] = (),
    ) -> None:
        self.id = id
        self.type = type
        self.properties = properties
        self.head = head
        self.presence = presence
        self.attributes = attributes
        self.written = written
        self.maker = maker
        self.label = label
        self.depends_on = depends_on

    def changed(self, **changes: Any) -> "Resource":
        """A copy with some attributes replaced."""
        return Resource(**{**{name: getattr(self, name) for name in self.__slots__}, **changes})

    @property
    def name(self) -> str:
        """What to call the resource in front of a person."""
        return self.label or self.id
