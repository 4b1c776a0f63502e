"""Definitions of APIs and state machines that stand in a file of their own.

``aws cloudformation package``, ``sam package`` and ``cdk deploy`` upload such files as they are, and AWS reads them
from there: functions and parameters of the template aren't resolved in them (AWS CLI reference, "cloudformation
package"; CloudFormation Template Reference, "S3Location"; AWS SAM developer guide, "DefinitionUri", 2026-11). Of a
state machine only ``DefinitionSubstitutions`` are filled in.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from hauberk.model.application import Unread
from hauberk.model.assets import asset_of
from hauberk.model.joining import combine, retrail
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import presence
from hauberk.model.values import Absent, Fields, Items, Known, Reason, Unknown, Value, fields_of
from hauberk.reading.budget import Budget
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from hauberk.sources.cloudformation.assets import Upload, uploaded_to
from hauberk.sources.cloudformation.calls import function_of
from hauberk.sources.cloudformation.includes import REMOTE


class Place(NamedTuple):
    """The property that says where a definition is, and the one that holds a definition as it is written."""

    stored: str
    written: str


PLACES = {
    "AWS::ApiGateway::RestApi": Place("BodyS3Location", "Body"),
    "AWS::ApiGatewayV2::Api": Place("BodyS3Location", "Body"),
    "AWS::StepFunctions::StateMachine": Place("DefinitionS3Location", "DefinitionString"),
}
UNREAD = "definition"
"""The reason for which a definition isn't known: it isn't a file here, or can't be read."""


class Definitions:
    """The files that the resources of one template take their definitions from, each read once."""

    def __init__(self, root: Root, path: str, budget: Budget, uploads: Callable[[], tuple[Upload, ...]]) -> None:
        self.unread: list[Unread] = []
        self._root = root
        self._path = path
        self._budget = budget
        self._uploads = uploads
        self._read: dict[str, Document | ReadingError] = {}

    @property
    def roots(self) -> list[Node]:
        """The trees of the files that were read."""
        return [read.root for read in self._read.values() if isinstance(read, Document)]

    @property
    def files(self) -> list[str]:
        """Those files."""
        return [self._root.show(path) for path, read in self._read.items() if isinstance(read, Document)]

    def filled(self, resource: Resource) -> Resource:
        """A resource with the definition that its file holds. What isn't read is added to :attr:`unread`."""
        place = PLACES.get(resource.type)
        if place is None or place.stored not in resource.properties.names() or not presence(resource):
            return resource
        stored, own = (resource.properties.value(name) for name in place)
        definition = combine((stored,), partial(self._taken, resource, place), stored.trail)
        if not isinstance(own, Absent):
            definition = combine((own, definition), lambda row: row[1] if isinstance(row[0], Absent) else row[0])
        return resource.changed(properties=resource.properties.merged({place.written: definition}))

    def _taken(self, resource: Resource, place: Place, row: tuple[Value, ...]) -> Value:
        where = row[0]
        if isinstance(where, Absent):
            return where
        try:
            path = self._path_of(resource, place, where)
            document = self._document(path)
        except ReadingError as error:
            text = f"the definition of {resource.id}: {error.text}"
            self.unread.append(Unread(self._root.show(self._path), error.code, text, where.span or resource.head))
            return Unknown(Reason(UNREAD, f"the definition isn't read: {error.text}"), where.trail)
        if place.written == "Body":
            return retrail(_value(document.root, where.span), where.trail)
        return Known(document.source.text, (*where.trail, document.root.span))

    def _path_of(self, resource: Resource, place: Place, where: Value) -> str:
        """The file, as a path of the root. Raises :class:`ReadingError` when it is nowhere in the root."""
        said = asset_of(resource, place.stored)
        if said:
            return self._root.join(self._path, said)
        if isinstance(where, Known) and isinstance(where.value, str) and not where.value.startswith(REMOTE):
            return self._root.join(self._path, where.value)
        key = fields_of(where).value("Key")
        uploaded = uploaded_to(Known(f"/{key.value}"), self._uploads()) if isinstance(key, Known) else ""
        if uploaded:
            return uploaded
        raise ReadingError("remote-definition", "it is in S3, and a scan fetches nothing")

    def _document(self, path: str) -> Document:
        """A file's tree. Raises :class:`ReadingError`."""
        if path not in self._read:
            try:
                document = self._read[path] = read_document(self._root.read(path, self._budget), self._budget)
                if not isinstance(document.root, Mapping):
                    raise ReadingError("not-a-definition", "a definition is a mapping")
            except ReadingError as error:
                self._read[path] = ReadingError(error.code, f"{path}: {error.text}", error.span)
            else:
                shown = self._root.show(path)
                self.unread.extend(Unread(shown, one.code, one.text, one.span) for one in document.problems)
        read = self._read[path]
        if isinstance(read, ReadingError):
            raise read
        return read


def _value(node: Node, head: Span | None = None) -> Value:
    """A node as it is written; what would be a function in a template is unknown. ``head`` is where its key stands."""
    name, _ = function_of(node)
    if name and name != "Condition":
        reason = Reason("unresolved", f"{name} isn't resolved in a file that is uploaded as it is")
        return Unknown(reason, (node.span,))
    match node:
        case Scalar():
            return Known(node.value, (node.span,))
        case Sequence():
            return Known(Items([(item, None) for item in node.items], _entry, head), (node.span,))
        case Mapping():
            entries = {name: (child, key.span) for name, (key, child) in node.entries.items()}
            keys = {name: key for name, (key, _) in node.entries.items()}
            return Known(Fields(entries, _entry, head or node.span, keys), (node.span,))
    raise AssertionError(node)


def _entry(entry: object) -> Value:
    assert isinstance(entry, tuple)
    return _value(*entry)
