"""A Lambda application: everything that one deployment makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.values import Fields, Value


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """A parameter of the deployment. ``default`` is absent where there is none."""

    name: str
    type: str
    head: Span | None
    default: Value
    no_echo: bool
    used: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was found and not read: a file, a part of a template, a resource. Never the same as "clean"."""

    path: str
    code: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Application:
    """One application. ``id`` is its main file; ``format`` what it was written in, in words for a person.

    ``files`` are what it was read from, ``nested`` the templates of its nested stacks among them.
    """

    id: str
    format: str
    resources: Mapping[str, Resource]
    inputs: tuple[Input, ...] = ()
    unread: tuple[Unread, ...] = ()
    files: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()
    outputs: Fields | None = None
    by_type: dict[str, list[Resource]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for resource in self.resources.values():
            self.by_type.setdefault(resource.type, []).append(resource)

    def of(self, *types: str) -> Iterator[Resource]:
        """The resources of some types, in the order of the source."""
        found = [self.by_type[type_] for type_ in dict.fromkeys(types) if type_ in self.by_type]
        if len(found) > 1:
            wanted = frozenset(types)
            return (resource for resource in self.resources.values() if resource.type in wanted)
        return iter(found[0] if found else ())
