"""What a service's answers say that there is, before it is a resource of the model."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from hauberk.sources.account.calls import Unread


class Made(NamedTuple):
    """A resource as AWS tells of it.

    ``type`` and ``properties`` are in CloudFormation's vocabulary; the latter are plain data (as of JSON), in which an
    :class:`Unread` stands for what couldn't be read. ``id`` is its ARN, or a name in that form where AWS gives none;
    ``name`` is what people call it. ``returns`` are the texts by which others name it: what ``Ref`` gives (under
    ``""``) and its attributes, as CloudFormation has them. ``links`` says which properties name other resources, by
    their dotted path and that resource's id (``{"FunctionName": "arn:…", "Dimensions.0.Value": "arn:…"}``), where the
    text alone doesn't; ``.Attribute`` behind a ``#`` says that it is an attribute. ``account`` is what CloudFormation
    has no word for; ``region`` is set where it isn't the one that was asked. ``beside`` has the names (ids, attributes,
    or texts with these in them) of what a global resource stands beside: it is told of in the application of each
    region that has one of these, since questions about that one hang on it too. ``mentions`` are the ids of resources
    that a text names among other words, as a composite alarm's rule does. Where ``unread`` is set nothing else is known
    of it than what is said here.
    """

    type: str
    id: str
    name: str
    properties: Mapping[str, Any]
    returns: Mapping[str, str] = {}
    links: Mapping[str, str] = {}
    account: Mapping[str, Any] = {}
    tags: Mapping[str, str] = {}
    unread: Unread | None = None
    region: str = ""
    beside: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
