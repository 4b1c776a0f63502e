"""A call to AWS, and what came of it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from hauberk.model.values import Reason

Arguments: TypeAlias = tuple[tuple[str, Any], ...]
"""The parameters of a call by their names in the API, sorted: something that can be a key."""

GLOBAL = "global"
"""The region of services that have none, such as IAM, CloudFront and Organizations."""


class Call(NamedTuple):
    """One question to AWS: all pages of one operation. ``service`` is as the SDK calls it (``lambda``), ``operation``
    as the API does (``GetPolicy``)."""

    service: str
    operation: str
    region: str
    arguments: Arguments = ()

    @property
    def api(self) -> str:
        """The operation with its service: ``lambda:GetPolicy``."""
        return f"{self.service}:{self.operation}"

    @property
    def parameters(self) -> dict[str, Any]:
        """The arguments as the SDK takes them."""
        return {name: thawed(value) for name, value in self.arguments}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.api}({told})"


class Data(NamedTuple):
    """What AWS answered: the members of the response in the API's own words, the pages put together."""

    content: Mapping[str, Any]


class Missing(NamedTuple):
    """AWS says that there is no such thing, by an error whose meaning that is."""

    code: str


class Unread(NamedTuple):
    """It isn't known, and why: never the same as missing.

    Codes: ``access-denied`` (with the ``permission`` that was missing), ``throttled`` (still, after all attempts),
    ``not-ready`` (AWS was still at it when the patience was at an end), ``not-supported`` (by this partition, region or
    endpoint), ``connection``, ``invalid`` (an answer that nobody can make sense of, or an error with no other name
    here), ``interrupted``, ``not-asked`` (no control that was selected needs it).
    """

    code: str
    text: str
    permission: str = ""

    @property
    def reason(self) -> Reason:
        """The same as a value's reason."""
        return _reason(self.code, self.text)


@lru_cache(maxsize=1024)  # thousands of functions lack the same for the same reason
def _reason(code: str, text: str) -> Reason:
    return Reason(code, text)


Answer: TypeAlias = Data | Missing | Unread

NOT_ASKED = Unread("not-asked", "it wasn't read: no control that the audit asked needs it")


class Structure(tuple[tuple[str, Any], ...]):
    """A structure among arguments, such as a filter, as pairs: something that can be part of a key."""

    __slots__ = ()


def call(service: str, operation: str, region: str, **arguments: Any) -> Call:
    """A call with its arguments in order; lists and structures among them as what can be a key."""
    return Call(service, operation, region, tuple(sorted((name, frozen(value)) for name, value in arguments.items())))


def frozen(value: Any) -> Any:
    """Data as what can be part of a key."""
    match value:
        case Structure():
            return value
        case dict():
            return Structure(sorted((name, frozen(inner)) for name, inner in value.items()))
        case list() | tuple():
            return tuple(map(frozen, value))
    return value


def thawed(value: Any) -> Any:
    """The data that was frozen."""
    match value:
        case Structure():
            return {name: thawed(inner) for name, inner in value}
        case tuple():
            return [thawed(inner) for inner in value]
    return value


class Answers:
    """The answers that there are, in one region or of what is global."""

    def __init__(self, answers: Mapping[Call, Answer], region: str) -> None:
        self._answers = answers
        self.region = region

    def of(self, service: str, operation: str, **arguments: Any) -> Answer:
        """What came of a call; :data:`NOT_ASKED` if nobody made it."""
        return self._answers.get(call(service, operation, self.region, **arguments), NOT_ASKED)

    def made(self, service: str, operation: str) -> Iterator[tuple[Call, Answer]]:
        """Every call of an operation that was made here, with what came of it."""
        for call_, answer in self._answers.items():
            if call_[:3] == (service, operation, self.region):
                yield call_, answer

    def data(self, service: str, operation: str, **arguments: Any) -> Mapping[str, Any]:
        """The content of an answer; nothing where there is none, for whatever reason."""
        found = self.of(service, operation, **arguments)
        return found.content if isinstance(found, Data) else {}
