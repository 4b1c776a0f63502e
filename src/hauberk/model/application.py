"""A Lambda application: everything that one deployment makes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from hauberk.model.guards import Guard, entails
from hauberk.model.resource import Resource
from hauberk.model.secrets import NOTHING_HIDDEN, Hidden
from hauberk.model.span import Span
from hauberk.model.values import Fields, Reason, Value


class Input(NamedTuple):
    """A parameter of the deployment. ``default`` is absent where there is none; ``refused`` says why what it is given
    can't be deployed, if so."""

    name: str
    type: str
    head: Span | None
    default: Value
    no_echo: bool
    description: str = ""
    allowed: tuple[str, ...] = ()
    refused: str = ""
    configured: str = ""
    """What the deployment configuration beside the template gives it, in plain text."""


class Unread(NamedTuple):
    """Something that was found and not read: a file, a part of a template, a resource. Never the same as "clean"."""

    path: str
    code: str
    text: str
    span: Span | None = None


class CodeFolder(NamedTuple):
    """A folder of code that no template tells of, as a path of what is scanned. ``apart`` are folders in it that belong
    to other applications; ``searched`` says whether its files are looked into, which another one may do already, and
    ``files`` are the only ones that are, if there are some."""

    path: str
    apart: tuple[str, ...] = ()
    searched: bool = True
    files: tuple[str, ...] = ()


class Application:
    """One application. ``id`` is its main file; ``format`` what it was written in, in words for a person.

    ``files`` are what it was read from, ``nested`` the templates of its nested stacks among them. ``confided`` is where
    the values are written that NoEcho parameters of nested stacks are given. ``refused`` are combinations of parameters
    that the templates' own rules refuse to deploy, ``broken`` the rules that refuse whatever isn't fixed. ``code`` is
    the folder of an application that was found without a template, by the handlers in its code. ``unlisted`` are the
    types of resources of a live account of which it isn't known which there are, with the reason; ``unread_parts`` are
    those of which it isn't known which belong to a single resource, by its id. ``loose`` are those of which it isn't
    known of all where they lead: by their type, the types of what they may lead to. ``some`` says that only some of its
    functions were read, and what belongs to these is asked about.
    """

    __slots__ = (
        "_by_type",
        "_find_hidden",
        "_hidden",
        "broken",
        "code",
        "confided",
        "files",
        "format",
        "id",
        "inputs",
        "loose",
        "nested",
        "outputs",
        "refused",
        "resources",
        "some",
        "unlisted",
        "unread",
        "unread_parts",
    )

    def __init__(
        self,
        id: str,  # noqa: A002 - the word for it
        format: str,  # noqa: A002
        resources: Mapping[str, Resource],
        inputs: tuple[Input, ...] = (),
        unread: tuple[Unread, ...] = (),
        files: tuple[str, ...] = (),
        nested: tuple[str, ...] = (),
        outputs: Fields | None = None,
        find_hidden: Callable[[], Hidden] | None = None,
        confided: frozenset[Span] = frozenset(),
        refused: tuple[Guard, ...] = (),
        broken: tuple[str, ...] = (),
        code: CodeFolder | None = None,
        unlisted: Mapping[str, Reason] | None = None,
        unread_parts: Mapping[str, Mapping[str, Reason]] | None = None,
        loose: Mapping[str, Mapping[str, Reason]] | None = None,
        some: bool = False,
    ) -> None:
        self.id = id
        self.format = format
        self.resources = resources
        self.inputs = inputs
        self.unread = unread
        self.files = files
        self.nested = nested
        self.outputs = outputs
        self.confided = confided
        self.refused = refused
        self.broken = broken
        self.code = code
        self.unlisted = unlisted or {}
        self.unread_parts = unread_parts or {}
        self.loose = loose or {}
        self.some = some
        self._find_hidden = find_hidden
        self._hidden: Hidden | None = None
        self._by_type: dict[str, list[Resource]] = {}
        for resource in resources.values():
            self._by_type.setdefault(resource.type, []).append(resource)

    @property
    def hidden(self) -> Hidden:
        """What nobody is shown of its files, looked for when something of them is first shown."""
        if self._hidden is None:
            self._hidden = self._find_hidden() if self._find_hidden is not None else NOTHING_HIDDEN
        return self._hidden

    def refuses(self, guard: Guard) -> bool:
        """Whether no deployment has what a guard says, since a rule of the template refuses it."""
        return any(entails(guard, one) for one in self.refused)

    def has(self, types: Iterable[str]) -> bool:
        """Whether there is a resource of one of some types."""
        return not self._by_type.keys().isdisjoint(types)

    def of(self, *types: str) -> Iterator[Resource]:
        """The resources of some types, in the order of the source."""
        by_type = self._by_type
        found = [type_ for type_ in types if type_ in by_type]
        if len(found) > 1:
            return (resource for resource in self.resources.values() if resource.type in found)
        return iter(by_type[found[0]] if found else ())
