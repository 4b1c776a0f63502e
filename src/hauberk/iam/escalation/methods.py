"""Published ways to gain more permissions than one has, from ``methods.toml``, which explains its vocabulary."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Any, NamedTuple, TypeVar

from hauberk.facts.bundled import bundled
from hauberk.model.regex import regex


class MethodError(ValueError):
    """The file of methods has a word or a form that its vocabulary hasn't."""


class Family(StrEnum):
    """The kinds of methods."""

    PASS_ROLE = "pass-role"  # noqa: S105 - the name of a family
    EXISTING_ROLE = "existing-role"
    SELF_ESCALATION = "self-escalation"
    PRINCIPAL_ACCESS = "principal-access"


class Target(StrEnum):
    """What a method gains from."""

    SELF = "self"
    ROLE = "role"
    USER = "user"
    GROUP = "group"
    POLICY = "policy"
    SERVICE_RESOURCE = "service-resource"


class Gain(StrEnum):
    """What a method gains."""

    ACTS_AS_TARGET = "acts-as-target"
    USES_TARGET = "uses-target"
    CHOSEN_PERMISSIONS = "chosen-permissions"
    ATTACHED_PERMISSIONS = "attached-permissions"
    TARGET_PERMISSIONS = "target-permissions"
    LIMITS_REMOVED = "limits-removed"
    RESOURCE_ACCESS = "resource-access"
    TARGET_GETS_CHOSEN = "target-gets-chosen"
    TARGET_GETS_ATTACHED = "target-gets-attached"
    TARGET_LOSES_BOUNDARY = "target-loses-boundary"
    TARGET_CHANGES_TAG = "target-changes-tag"
    SELF_CHANGES_TAG = "self-changes-tag"
    ACTS_AS_TAGGED_TARGET = "acts-as-tagged-target"


PREPARING = frozenset(
    (Gain.TARGET_GETS_CHOSEN, Gain.TARGET_GETS_ATTACHED, Gain.TARGET_LOSES_BOUNDARY, Gain.TARGET_CHANGES_TAG)
)
"""What gives the attacker nothing by itself, and more to gain from the target."""
TAGGING = frozenset((Gain.SELF_CHANGES_TAG, Gain.ACTS_AS_TAGGED_TARGET))
"""What opens a condition that asks for a tag of whoever makes a request."""


class Basis(StrEnum):
    """What a method is known from."""

    PUBLISHED = "published"
    DOCUMENTED = "documented"


class On(StrEnum):
    """What a request is about."""

    SELF = "self"
    TARGET = "target"
    NEW = "new"
    EXISTING = "existing"
    ANY = "any"
    EVERYTHING = "everything"
    GROUP_OF_SELF = "group-of-self"
    POLICY_OF_SELF = "policy-of-self"
    POLICY_OF_TARGET = "policy-of-target"
    PROFILE_OF_TARGET = "profile-of-target"
    FIXED = "fixed"


class Fact(StrEnum):
    """What a method needs to be true beside its requests."""

    SELF_IS_USER = "self-is-user"
    SELF_IS_ROLE = "self-is-role"
    SELF_HAS_BOUNDARY = "self-has-boundary"
    SELF_HAS_SERVICE_CONTROL_POLICY = "self-has-service-control-policy"
    SELF_IS_DENIED = "self-is-denied"
    SELF_ATTACHES_SOME = "self-attaches-some"
    SELF_MANAGES = "self-manages"
    TARGET_TRUSTS_SERVICE = "target-trusts-service"
    TARGET_TRUSTS_FEDERATION = "target-trusts-federation"
    TARGET_HAS_INSTANCE_PROFILE = "target-has-instance-profile"
    TARGET_HAS_BOUNDARY = "target-has-boundary"
    TARGET_IS_POLICY_OF_SELF = "target-is-policy-of-self"
    TARGET_IS_BOUNDARY_OF_SELF = "target-is-boundary-of-self"
    TARGET_HAS_OTHER_VERSION = "target-has-other-version"
    TARGET_HAS_ACCESS_KEY = "target-has-access-key"
    TARGET_HAS_SERVICE_CREDENTIAL = "target-has-service-credential"
    TARGET_HAS_PASSWORD = "target-has-password"  # noqa: S105 - the name of a fact
    TARGET_HAS_NO_PASSWORD = "target-has-no-password"  # noqa: S105
    TARGET_HAS_MFA = "target-has-mfa"
    TARGET_HAS_NO_MFA = "target-has-no-mfa"
    TARGET_IS_SERVICE_CONTROL_POLICY = "target-is-service-control-policy"
    TARGET_HAS_ACCESS_CONTROL_LISTS = "target-has-access-control-lists"
    EXISTING_RUNS_AS_TARGET = "existing-runs-as-target"
    EXISTING_RUNS_BY_ITSELF = "existing-runs-by-itself"
    EXISTING_TAKES_COMMANDS = "existing-takes-commands"
    EXISTING_LACKS_CODE_SIGNING = "existing-lacks-code-signing"
    EXISTING_IS_ASSIGNED_TO_SELF = "existing-is-assigned-to-self"


class Resource(NamedTuple):
    """What a request is about. Within a method equal resources are the same one."""

    on: On
    type: str = ""
    """The name of its type in the service authorization reference, where ``on`` leaves it open."""
    arn: str = ""
    """The ARN of a fixed resource, with the catalogue's ``${Partition}``, ``${Region}`` and ``${Account}``."""


class Step(NamedTuple):
    """A request that must be allowed."""

    action: str
    resource: Resource
    context: tuple[tuple[str, str | Resource], ...] = ()
    """Condition keys that the request settles, as a text or as the ARN of a resource."""
    granted: bool = False
    """Whether an earlier step made the resource's own policy, or a grant, allow the request."""


class AnyOf(NamedTuple):
    """Ways of which one is enough."""

    ways: tuple[tuple["Step | AnyOf", ...], ...]


class Requirement(NamedTuple):
    """A fact with the word that it is about, if it takes one: a service, a type of resource, a place of a policy."""

    fact: Fact
    value: str = ""


class Reference(NamedTuple):
    """Where a method is published; the date is that of the version that was read."""

    title: str
    url: str
    date: str


class Method(NamedTuple):
    """One way to gain permissions."""

    id: str
    family: Family
    title: str
    target: Target
    gain: Gain
    steps: tuple[Step | AnyOf, ...]
    requires: tuple[Requirement, ...]
    references: tuple[Reference, ...]
    basis: Basis

    def ways(self) -> Iterator[tuple[Step, ...]]:
        """Each choice of requests that carries the method out, the one that is written first before the others."""
        return _ways(self.steps)

    @property
    def actions(self) -> frozenset[str]:
        """Every action of every way."""
        return frozenset(step.action for way in self.ways() for step in way)


def _ways(steps: tuple[Step | AnyOf, ...]) -> Iterator[tuple[Step, ...]]:
    choices = [
        [(step,)] if isinstance(step, Step) else [way for inner in step.ways for way in _ways(inner)] for step in steps
    ]
    for choice in product(*choices):
        yield tuple(step for part in choice for step in part)


@cache
def methods() -> tuple[Method, ...]:
    """Every method, in the order of the file."""
    return read(bundled(__file__, "methods.toml"))


@cache
def by_gain(*, preparing: bool) -> tuple[Method, ...]:
    """Those that prepare a target for another method, or all others."""
    return tuple(method for method in methods() if (method.gain in PREPARING) is preparing)


@cache
def actions() -> frozenset[str]:
    """Every action of every method."""
    return frozenset(action for method in methods() for action in method.actions)


def read(text: str) -> tuple[Method, ...]:
    """The methods of a file; ``MethodError`` names what its vocabulary hasn't."""
    raw = tomllib.loads(text)
    _only(raw, {"source", "date", "references", "parts", "methods"}, "the file")
    found = tuple(_Reader(raw, method).method() for method in raw.get("methods", ()))
    seen: set[str] = set()
    for method in found:
        if method.id in seen:
            raise MethodError(f"{method.id}: there are two methods with this id")
        seen.add(method.id)
    return found


_TYPED = frozenset({On.NEW, On.EXISTING, On.ANY})
_VALUES: Mapping[Fact, frozenset[str]] = {
    Fact.SELF_IS_DENIED: frozenset(
        {"attached-policy", "inline-policy", "attached-policy-of-group", "inline-policy-of-group"}
    ),
    Fact.SELF_MANAGES: frozenset({"root-access", "identity-center", "organization"}),
    Fact.TARGET_TRUSTS_FEDERATION: frozenset({"saml-provider", "oidc-provider", "identitypool", "trust-anchor"}),
}
"""The values of facts that take one of a few."""
_PATTERNS: Mapping[Fact, re.Pattern[str]] = {
    Fact.TARGET_TRUSTS_SERVICE: regex(r"[a-z0-9.-]+\.amazonaws\.com"),
    **{fact: regex(r"[a-z0-9-]+:[A-Za-z0-9 -]+") for fact in Fact if fact.startswith("existing-")},
}
"""The values of facts that take any service or any type of resource, after the service that its ARNs name."""
_ID = regex(r"[a-z0-9]+(-[a-z0-9]+)*")
_ACTION = regex(r"[a-z0-9-]+:[A-Z][A-Za-z0-9]+")
_DATE = regex(r"\d{4}-\d{2}(-\d{2})?")
_Word = TypeVar("_Word", bound=StrEnum)


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(table.keys() - known)
    if unknown:
        raise MethodError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _word(words: type[_Word], text: Any, where: str) -> _Word:
    try:
        return words(text)
    except ValueError:
        what = words.__name__.lower()
        raise MethodError(f"{where}: unknown {what} {text!r}; known are {', '.join(words)}") from None


class _Reader:
    """Reads one method."""

    def __init__(self, file: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
        self._file = file
        self._raw = raw
        self._id = str(raw.get("id"))
        self._target = _word(Target, raw.get("target"), self._id)

    def method(self) -> Method:
        raw = self._raw
        _only(
            raw,
            {"id", "family", "title", "target", "gain", "pass", "steps", "requires", "basis", "references"},
            self._id,
        )
        if not _ID.fullmatch(self._id):
            raise MethodError(f"{self._id}: an id is of small words and hyphens")
        steps = self._steps(raw.get("steps", ()), "")
        requires = tuple(self._requirement(text) for text in raw.get("requires", ()))
        if "pass" in raw:
            service = raw["pass"]
            steps = (Step("iam:PassRole", Resource(On.TARGET), (("iam:PassedToService", service),)), *steps)
            requires = (self._requirement(f"{Fact.TARGET_TRUSTS_SERVICE} {service}"), *requires)
        references = tuple(self._reference(text) for text in raw.get("references", ()))
        if not (raw.get("title") and raw.get("steps") and references):
            raise MethodError(f"{self._id}: a method has a title, steps and references")
        return Method(
            self._id,
            _word(Family, raw.get("family"), self._id),
            raw["title"],
            self._target,
            _word(Gain, raw.get("gain"), self._id),
            steps,
            requires,
            references,
            _word(Basis, raw.get("basis"), self._id),
        )

    def _steps(self, raw: Any, it: str) -> tuple[Step | AnyOf, ...]:
        return tuple(step for table in raw for step in self._of_table(table, it))

    def _of_table(self, table: Mapping[str, Any], it: str) -> Iterator[Step | AnyOf]:
        """The steps that a table stands for; ``it`` is what a part is about, within a part."""
        if "any_of" in table:
            _only(table, {"any_of"}, self._id)
            ways = tuple(self._steps(way, it) for way in table["any_of"])
            if len(ways) < 2 or not all(ways):
                raise MethodError(f"{self._id}: any_of is a choice of several ways, each with steps")
            yield AnyOf(ways)
        elif "part" in table:
            _only(table, {"part", "it"}, self._id)
            part = self._file.get("parts", {}).get(table["part"])
            if part is None or it:
                raise MethodError(f"{self._id}: there is no part {table['part']!r} here")
            yield from self._steps(part["steps"], _word(On, table.get("it"), self._id))
        else:
            yield from self._requests(table, it)

    def _requests(self, table: Mapping[str, Any], it: str) -> Iterator[Step]:
        _only(table, {"action", "on", "type", "arn", "context", "granted"}, self._id)
        action = str(table.get("action"))
        if not _ACTION.fullmatch(action):
            raise MethodError(f"{self._id}: {action!r} is no action")
        types = table.get("type", "")
        context = tuple((key, self._value(value, it)) for key, value in table.get("context", {}).items())
        for type_ in types if isinstance(types, list) else [types]:
            resource = self._resource(table.get("on"), type_, table.get("arn", ""), it)
            yield Step(action, resource, context, table.get("granted", False))

    def _resource(self, on: Any, type_: str, arn: str, it: str) -> Resource:
        resource = Resource(_word(On, it if it and on == "it" else on, self._id), type_, arn)
        typed = resource.on in _TYPED or (resource.on is On.TARGET and self._target is Target.SERVICE_RESOURCE)
        if typed != bool(type_):
            raise MethodError(f"{self._id}: {resource.on} {'needs a' if typed else 'has no'} type")
        if (resource.on is On.FIXED) != bool(arn):
            raise MethodError(f"{self._id}: an arn belongs to what is fixed")
        return resource

    def _value(self, value: str, it: str) -> str | Resource:
        if not value.startswith("{"):
            return value
        on, _, type_ = value.strip("{}").partition(" ")
        return self._resource(on, type_, "", it)

    def _requirement(self, text: str) -> Requirement:
        name, _, value = text.partition(" ")
        fact = _word(Fact, name, self._id)
        if fact in _VALUES and value not in _VALUES[fact]:
            raise MethodError(f"{self._id}: {fact} is one of {', '.join(sorted(_VALUES[fact]))}")
        if fact in _PATTERNS and not _PATTERNS[fact].fullmatch(value):
            raise MethodError(f"{self._id}: {fact} needs to say of what, not {value!r}")
        if value and fact not in _VALUES and fact not in _PATTERNS:
            raise MethodError(f"{self._id}: {fact} says nothing of {value!r}")
        return Requirement(fact, value)

    def _reference(self, text: str) -> Reference:
        name, _, page = text.partition("/")
        raw = self._file.get("references", {}).get(name)
        if raw is None or bool(page) != ("{}" in raw["url"]):
            raise MethodError(f"{self._id}: there is no reference {text!r}")
        _only(raw, {"title", "url", "date"}, name)
        if not _DATE.fullmatch(raw["date"]):
            raise MethodError(f"{name}: {raw['date']!r} is no date")
        return Reference(raw["title"].replace("{}", page), raw["url"].replace("{}", page), raw["date"])
