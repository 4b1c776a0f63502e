"""What each thing that a Lambda function uses asks of whom, from ``lambda_needs.toml``, which explains its words."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar

from hauberk.facts.bundled import bundled
from hauberk.facts.tables import loads


class NeedsError(ValueError):
    """The file of needs has a word that its vocabulary hasn't."""


class Who(StrEnum):
    """Who needs something."""

    EXECUTION_ROLE = "execution-role"
    DEPLOYER = "deployer"
    SOURCE_ROLE = "source-role"
    CALLER = "caller"
    SERVICE = "service"


class On(StrEnum):
    """What something is needed on."""

    SOURCE = "source"
    OBJECTS = "objects"
    CONSUMER = "consumer"
    TOPIC = "topic"
    GROUP = "group"
    FUNCTION = "function"
    KEY = "key"
    SECRET = "secret"  # noqa: S105 - a word of the file
    EVERYTHING = "everything"
    SHAPE = "shape"


class When(StrEnum):
    """In which case something is needed."""

    ALWAYS = ""
    CUSTOMER_KEY = "customer-key"
    SECRET = "secret"  # noqa: S105
    IAM = "iam"
    NETWORK = "network"
    OTHER_ACCOUNT = "other-account"
    NO_LOG_GROUP = "no-log-group"
    CONSUMER = "consumer"
    WRITES = "writes"
    FILE_SYSTEM_POLICY = "file-system-policy"
    LAMBDA_SETS_POLICY = "lambda-sets-policy"


class Need(NamedTuple):
    """One thing that someone needs."""

    who: Who
    actions: tuple[str, ...]
    on: On
    when: When
    one: bool
    """Whether one of the actions is enough."""
    service: str
    """The principal of the service, or that the source's role trusts."""
    arn: str
    """The ARN, with the catalogue's holes, where ``on`` is a shape."""
    guards: tuple[str, ...]
    """Keys of a resource's policy that together keep out what isn't this source."""
    note: str


class Use(NamedTuple):
    """One thing that a function uses."""

    id: str
    title: str
    needs: tuple[Need, ...]
    managed: str
    """The name of the policy that AWS offers for it."""
    sources: tuple[str, ...]
    """Addresses of AWS's documentation, as it was on the file's date."""

    def actions(self, who: Who) -> frozenset[str]:
        """All that ``who`` may need for it, whatever the case."""
        return frozenset(action for need in self.needs if need.who is who for action in need.actions)


_DOCUMENTATION = "https://docs.aws.amazon.com/"
_KEYS = frozenset(Need._fields)
_Word = TypeVar("_Word", bound=StrEnum)


@cache
def uses() -> Mapping[str, Use]:
    """Every use by its id."""
    return read(bundled(__file__, "lambda_needs.toml"))


def read(text: str) -> Mapping[str, Use]:
    """The uses of a file; ``NeedsError`` names what its vocabulary hasn't."""
    found: dict[str, Use] = {}
    for raw in loads(text)["uses"]:
        use = _use(raw)
        if use.id in found:
            raise NeedsError(f"{use.id}: there are two uses with this id")
        found[use.id] = use
    return found


def _use(raw: Mapping[str, Any]) -> Use:
    id_ = str(raw.get("id"))
    _only(raw, frozenset({"id", "title", "needs", "managed", "pages"}), id_)
    if not (raw.get("title") and raw.get("pages")):
        raise NeedsError(f"{id_}: a use has a title and pages")
    needs = tuple(_need(need, id_) for need in raw["needs"])
    return Use(id_, raw["title"], needs, raw.get("managed", ""), tuple(_DOCUMENTATION + page for page in raw["pages"]))


def _need(raw: Mapping[str, Any], where: str) -> Need:
    _only(raw, _KEYS, where)
    need = Need(
        _word(Who, raw.get("who"), where),
        tuple(raw.get("actions", ())),
        _word(On, raw.get("on"), where),
        _word(When, raw.get("when", ""), where),
        raw.get("one", False),
        raw.get("service", ""),
        raw.get("arn", ""),
        tuple(raw.get("guards", ())),
        raw.get("note", ""),
    )
    if not need.actions:
        raise NeedsError(f"{where}: a need has actions")
    if (need.on is On.SHAPE) != bool(need.arn):
        raise NeedsError(f"{where}: an arn belongs to a shape")
    if (need.who in (Who.SERVICE, Who.SOURCE_ROLE)) != bool(need.service):
        raise NeedsError(f"{where}: a service belongs to a service or to the role of a source")
    if (need.who is Who.SERVICE) != bool(need.guards):
        raise NeedsError(f"{where}: guards belong to a service")
    return need


def _only(table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(table.keys() - known)
    if unknown:
        raise NeedsError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _word(words: type[_Word], text: Any, where: str) -> _Word:
    try:
        return words(text)
    except ValueError:
        known = ", ".join(word for word in words if word)
        raise NeedsError(f"{where}: unknown {words.__name__.lower()} {text!r}; known are {known}") from None
