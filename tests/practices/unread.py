"""Applications of which not everything was read, as those of a live account may be."""

from collections.abc import Iterator, Mapping

from hauberk.iam.language.text import Hole
from hauberk.model.application import Application
from hauberk.model.values import Fields, Items, Known, OneOf, Pattern, Reason, Reference, Unknown, Value, alternatives
from hauberk.model.world import World
from hauberk.sources.account.naming import joined
from hauberk.study.arns import Arns

Part = str | Reference | Unknown
DENIED = Reason("access-denied", "AWS didn't say which there are")
_IDS = {
    "AWS::EC2::SecurityGroup": "sg-0a1b2c3d4e5f60789",
    "AWS::EC2::Subnet": "subnet-0a1b2c3d4e5f60789",
    "AWS::EC2::VPC": "vpc-0a1b2c3d4e5f60789",
    "AWS::EC2::VPCEndpoint": "vpce-0a1b2c3d4e5f60789",
}
"""What AWS calls things that have no name of their own, in the form that it has (EC2 user guide, "Resource IDs",
2026-11)."""


def without(application: Application, type_: str, unlisted: Mapping[str, Reason] | None = None) -> Application:
    """An application of which no resource of one type was read, so that others name them by texts, as AWS does."""
    gone = {one.id for one in application.resources.values() if one.type == type_}
    names = _Names(application, gone)
    resources = {
        one.id: one.changed(
            properties=names.fields(one.properties), depends_on=tuple(id_ for id_ in one.depends_on if id_ not in gone)
        )
        for one in application.resources.values()
        if one.id not in gone
    }
    return Application(
        application.id,
        application.format,
        resources,
        inputs=application.inputs,
        files=application.files,
        outputs=application.outputs,
        unlisted=unlisted,
    )


class _Names:
    """Values with texts in the place of references to some resources."""

    def __init__(self, application: Application, gone: set[str]) -> None:
        self._arns = Arns(application, World())
        self._resources = application.resources
        self._gone = gone

    def fields(self, given: Fields) -> Fields:
        return Fields({name: self._value(value) for name, value in given.items()}, head=given.head, rest=given.rest)

    def _value(self, value: Value) -> Value:
        match value:
            case Reference() | Pattern() if self._names_any(value):
                parts = value.parts if isinstance(value, Pattern) else (value,)
                written = tuple(joined(piece for part in parts for piece in self._written(part)))
                if len(written) == 1 and not isinstance(written[0], Unknown):
                    only = written[0]
                    return Known(only, value.trail) if isinstance(only, str) else only
                return Pattern(written, value.trail)
            case Known(Fields() as inner):
                return Known(self.fields(inner), value.trail)
            case Known(Items() as items):
                return Known(Items([*map(self._value, items)], head=items.head, rest=items.rest), value.trail)
            case OneOf():
                return OneOf(tuple((guard, self._value(one)) for guard, one in alternatives(value)), value.trail)
        return value

    def _names_any(self, value: Reference | Pattern) -> bool:
        parts = value.parts if isinstance(value, Pattern) else (value,)
        return any(isinstance(part, Reference) and part.resource in self._gone for part in parts)

    def _written(self, part: Part) -> Iterator[Part]:
        if not isinstance(part, Reference) or part.resource not in self._gone:
            yield part
            return
        text = self._arns.text(part)
        for piece in text.parts if text is not None else (part.resource,):
            if isinstance(piece, Hole) and not piece.own:
                yield Reference(piece.name)
            elif isinstance(piece, Hole):
                resource = self._resources.get(piece.name)
                yield _IDS.get(resource.type if resource else "", piece.name.lower())
            else:
                yield piece if isinstance(piece, str) else "*"
