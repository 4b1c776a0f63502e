"""The findings of AWS's own services in an account, each told once.

Security Hub keeps copies of what Config, Inspector, GuardDuty and Access Analyzer find, and its own controls are rules
of Config: a copy is known by the ids that the services give. Where Hauberk asks the same of the same resource
(``coverage.toml`` says so), a finding belongs to that entry.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.foreign import ACCESS_ANALYZER, CONFIG, SECURITY_HUB, TYPES, Foreign
from hauberk.model.ledger import Entry
from hauberk.model.resource import Resource
from hauberk.model.subject import listed, resource_of
from hauberk.model.values import Fields, Known, Pattern, Reference, Value
from hauberk.model.verdict import State
from hauberk.practices.equivalents import same_question

ACCOUNT = "Account::Region"
_OPEN = (
    "bucket-with-public-acl",
    "public-function-permission",
    "public-layer",
    "public-resource-policy",
    "role-trusts-everyone",
    "role-trusts-whole-account",
)
"""Controls that ask of single policies whom they let in, as an analyzer does."""


class Found(NamedTuple):
    """The findings of an application's resources, and notes: what wasn't read, and what is about other resources."""

    findings: tuple[Foreign, ...]
    notes: tuple[str, ...]


def foreign_of(application: Application, entries: Sequence[Entry]) -> Found:
    """What AWS's services found in an account's application, with the entries that say the same."""
    places = _Places(application)
    told_of: set[tuple[str, str]] = set()
    elsewhere: dict[str, int] = {}
    found: list[Foreign] = []
    by_subject = _by_subject(application, entries)
    for type_, service in TYPES.items():
        for resource in application.of(type_):
            if "Rule" not in resource.properties:
                continue  # it stands for what couldn't be read
            one = _foreign(resource, service, application, places)
            if one is None:
                elsewhere[service] = elsewhere.get(service, 0) + 1
                continue
            marks = {(mark, one.subject) for mark in _marks(resource, application)}
            if marks & told_of:
                continue
            told_of |= marks
            found.append(one._replace(told_by=tuple(_same(one, resource, by_subject))))
    return Found(tuple(found), tuple(_notes(application, elsewhere)))


class _Places:
    """Which resource is meant, by an ARN or by what a service calls it."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._by_name: dict[tuple[str, str], str] = {}
        self._region = next(application.of(ACCOUNT), None)
        for resource in application.resources.values():
            if resource.type.startswith("Account::"):
                continue
            for name in (resource.id, resource.name, *_ids(resource)):
                self._by_name.setdefault((resource.type, name), resource.id)

    def of(self, value: Value, type_: str) -> Resource | None:
        """The resource that a finding is about; the region where it is about the account."""
        resources = self._application.resources
        direct = resources.get(resource_of(value))
        if direct is not None:
            return direct
        text = _text(value, self._application)
        account = self._application.id.partition("/")[0]
        if type_ == "AWS::::Account" or text in (account, f"AWS::::Account:{account}"):
            return self._region
        return resources.get(text) or resources.get(self._by_name.get((type_, text), ""))


def _ids(resource: Resource) -> Iterator[str]:
    """The ids that an account gives a resource besides its name, such as a role's."""
    match resource.attributes.value("Account"):
        case Known(Fields() as fields):
            for name in fields.names():
                if name.endswith("Id") and isinstance(value := fields.value(name), Known):
                    yield str(value.value)


def _foreign(resource: Resource, service: str, application: Application, places: _Places) -> Foreign | None:
    def text(name: str) -> str:
        return _text(resource.properties.value(name), application)

    about = places.of(resource.properties.value("Resource"), text("ResourceType"))
    if about is None:
        return None
    rule, product = text("Rule"), text("Product")
    return Foreign(
        service=f"{service} ({product})" if product not in ("", "Security Hub", "Security Hub CSPM") else service,
        id=resource.id.partition("#SecurityHub")[0],
        rule=text("RuleName") or rule,
        title=text("Title"),
        severity=text("Severity"),
        application=application.id,
        subject=about.id,
        name=about.name,
        since=text("Since"),
        controls=_asked(service, rule),
    )


def _asked(service: str, rule: str) -> tuple[str, ...]:
    """Hauberk's controls that ask what a rule asks."""
    if service == SECURITY_HUB:
        return same_question("security_hub", rule)
    if service == CONFIG:
        return same_question("config", rule)
    return _OPEN if service == ACCESS_ANALYZER and rule == "ExternalAccess" else ()


def _marks(resource: Resource, application: Application) -> Iterator[str]:
    """By what copies of a finding are known."""
    yield resource.id
    for value in listed(resource.properties.value("Related")):
        if mark := _text(value, application):
            yield mark


def _by_subject(application: Application, entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """The findings by the resource that they are about, parts of it and what belongs to it included."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.state is not State.VIOLATED:
            continue
        for id_ in dict.fromkeys((entry.subject, _owner(application, entry.subject), *entry.functions)):
            found.setdefault(id_, []).append(entry)
    return found


def _owner(application: Application, subject: str) -> str:
    """The resource that a subject is a part of: the longest beginning that is a resource's id."""
    while subject and subject not in application.resources:
        subject = subject[: max(subject.rfind("/"), subject.rfind("#"), 0)]
    return subject


def _same(one: Foreign, resource: Resource, by_subject: Mapping[str, list[Entry]]) -> Iterator[str]:
    """The entries that say what a finding says: of the same control and resource, or about the finding itself."""
    for entry in by_subject.get(resource.id, ()):
        yield entry.fingerprint
    for entry in by_subject.get(one.subject, ()):
        if entry.control in one.controls:
            yield entry.fingerprint


def _notes(application: Application, elsewhere: Mapping[str, int]) -> Iterator[str]:
    for type_, service in TYPES.items():
        reason = application.unlisted.get(type_)
        if reason is not None and reason.code != "not-asked":
            yield f"{application.id}: the findings of {service} weren't read: {reason.text}"
    for service, number in elsewhere.items():
        what = "1 finding of {} is" if number == 1 else f"{number} findings of {{}} are"
        yield f"{application.id}: {what.format(service)} about resources that weren't read"
    policies = [one for one in application.of("AWS::Organizations::Policy") if "Content" in one.properties]
    if policies:
        names = ", ".join(sorted(one.name for one in policies))
        yield (
            f"{application.id}: the organization's policies {names} bound the account; what they deny isn't taken into"
            " account, so that less may be possible than is told"
        )
    elif any(application.of("Account::Organization")):
        yield f"{application.id}: the account is one of an organization, whose policies it may not read"


def _text(value: Value, application: Application) -> str:
    """A text as AWS wrote it, whatever of it has become a reference; empty for what is none."""
    match value:
        case Known(str() as text):
            return text
        case Reference():
            return _named(value, application)
        case Pattern(parts):
            return "".join(
                part if isinstance(part, str) else _named(part, application) if isinstance(part, Reference) else ""
                for part in parts
            )
    return ""


def _named(reference: Reference, application: Application) -> str:
    account, _, region = application.id.partition("/")
    home = next(application.of(ACCOUNT), None)
    partition = home.id.split(":")[1] if home is not None else "aws"
    own = {"AWS::AccountId": account, "AWS::Region": region, "AWS::Partition": partition}
    return own.get(reference.resource, reference.resource)
