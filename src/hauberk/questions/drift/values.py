"""Values of two sides in one form, so that what is the same is equal, whatever it was written in."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from hauberk.iam.language.text import Glob, Hole
from hauberk.iam.regions import partition_of
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, named, presence
from hauberk.model.tokens import token_of, tokens_in
from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.questions.drift.sides import Half
from hauberk.study.arns import Arns, owner

Plain: TypeAlias = Any
"""Texts, lists and mappings of such; ``None`` for what isn't there."""
UNREAD = frozenset(("access-denied", "throttled", "not-supported", "connection", "invalid", "interrupted", "not-asked"))
"""Reasons that say that a call had no answer (:mod:`hauberk.sources.account.calls`)."""
_MADE = regex(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[a-z]+-[0-9a-f]{8,17}")
"""Names that AWS makes, of which no two are alike: of keys, networks and what is in them (EC2 user guide, "Resource
IDs", KMS developer guide, "Key identifiers", 2026-11)."""
_LONGEST = 100
"""Characters of a value that is told in a sentence; of a longer one the beginning and the end, which tells an ARN."""
_ACCOUNT = "Account."
_OPEN = "@"
"""What stands before the id of a resource of which only the template tells."""


class Said(NamedTuple):
    """What a side says at one place: its form, the value with its span, and the form in which a reference is the
    resource's id, whichever of its names it gives."""

    plain: Plain
    value: Value
    linked: Plain


class NotKnownError(Exception):
    """A value that can't be compared, with the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


class Form:
    """The form of one side's values. ``place`` are account, region and partition, where an account tells them."""

    def __init__(self, half: Half, account: str, region: str) -> None:
        self._half = half
        self._made = {
            name: id_ for id_ in half.application.resources if _MADE.fullmatch(name := id_.rpartition("/")[2])
        }
        self._pseudo = {"AWS::AccountId": account, "AWS::Region": region, "AWS::Partition": partition_of(region)}

    def said(self, resource: Resource, path: str) -> list[Said]:
        """What a resource says at a dotted path in each of its worlds; more than one where parameters decide.

        Raises :class:`NotKnownError`.
        """
        application = self._half.application

        def ask(world: World) -> Said:
            value = _at(Subject(resource, world), path)
            arns = Arns(application, world)
            return Said(self._plain(value, world, arns), value, self._plain(value, world, arns, linked=True))

        found: list[Said] = []
        try:
            for _, one in explore(ask, presence(resource), refuses=application.refuses):
                if all(one.plain != other.plain for other in found):
                    found.append(one)
        except TooManyWorldsError:
            raise NotKnownError(Reason("too-many-branches", "it depends on too many parameters")) from None
        return found

    def _plain(self, value: Value, world: World, arns: Arns, *, linked: bool = False) -> Plain:
        match world.pick(value):
            case Absent() | Known(None):
                return None
            case Unknown(reason):
                raise NotKnownError(reason)
            case Known(Fields() as fields):
                if fields.rest is not None:
                    raise NotKnownError(fields.rest.reason)
                found = {name: self._plain(one, world, arns, linked=linked) for name, one in fields.items()}
                return {name: one for name, one in found.items() if one is not None} or None
            case Known(Items() as items):
                return [self._plain(one, world, arns, linked=linked) for one in items]
            case Reference(resource) as one if linked and not one.pseudo:
                return f"{_OPEN}{resource}"
            case Known(str() as name) if linked and name in self._made:
                return f"{_OPEN}{self._made[name]}"
            case Known(bool() as flag):
                return str(flag).lower()
            case Known(int() | float() as number):
                return str(int(number)) if number == int(number) else str(number)
            case Known(str() | Reference() | Pattern()) | Reference() | Pattern() as text:
                written = arns.text(text)
                if written is None:
                    raise NotKnownError(Reason("unknown-value", "a part of it isn't known"))
                return self._text(written)
            case other:
                return str(other)

    def _text(self, text: Glob) -> str:
        return "".join(self._piece(part) for part in text.parts)

    def _piece(self, part: object) -> str:
        match part:
            case str():
                return part
            case Hole(name=name, own=False):
                return self._pseudo.get(name) or f"${{{name}}}"
            case Hole(name=name) as hole:
                id_ = owner(hole, self._half.application.resources)[0] or name
                return id_ if id_.startswith("arn:") else f"{_OPEN}{id_}"
        return "*"


def _at(subject: Subject, path: str) -> Value:
    """What stands at a path of a resource's properties, or of what CloudFormation has no word for."""
    if path.startswith(_ACCOUNT):
        return named(subject.resource.attributes.value("Account")).value(path.removeprefix(_ACCOUNT))
    value: Value = Known(subject.properties)
    for name in path.split("."):
        if isinstance(value, Unknown):
            return value  # the part isn't known for the same reason as the whole
        value = subject.world.pick(named(value).value(name)) if _has_parts(value) else Absent()
    return value


def _has_parts(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, Fields)


def unordered(plain: Plain) -> Plain:
    """A list whose order says nothing."""
    return sorted(plain, key=lambda one: json.dumps(one, sort_keys=True)) if isinstance(plain, list) else plain


def defaulted(plain: Plain, default: Plain) -> Plain:
    """What isn't written as what AWS then uses; an empty list is as none."""
    return default if plain is None or (plain == [] and default is None) else plain


def concealed(plains: Iterable[Plain]) -> bool:
    """Whether values can't be compared, since something in one of them was concealed under a key that the others
    weren't."""
    keys = {frozenset(_keys(plain)) for plain in plains}
    return any(keys) and (len(keys) > 1 or any(len(some) > 1 for some in keys))


def _keys(plain: Plain) -> Iterator[str]:
    if isinstance(plain, str):
        yield from (place.token.key for place in tokens_in(plain))
        return
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    for one in inner:
        yield from _keys(one)


def is_open(plain: Plain) -> bool:
    """Whether a value of a template has something in it that only its deployment tells."""
    if isinstance(plain, str):
        return _OPEN in plain or "${" in plain
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    return any(map(is_open, inner))


def shaped(plain: Plain, like: Plain) -> Plain:
    """A value without those members that another one doesn't have: what AWS adds to what a template says."""
    if isinstance(plain, dict) and isinstance(like, dict):
        return {name: shaped(one, like[name]) for name, one in plain.items() if name in like}
    if isinstance(plain, list) and isinstance(like, list) and len(plain) == len(like):
        return [shaped(one, other) for one, other in zip(plain, like, strict=True)]
    return plain


def told(plain: Plain, names: "dict[str, str] | None" = None) -> str:
    """A value in a sentence; nothing for what isn't there."""
    if plain is None or plain == []:
        return ""
    if isinstance(plain, str):
        token = token_of(plain)
        if token is not None:
            return f"a {token.kind}"
        text = (names or {}).get(plain.removeprefix("@"), plain.removeprefix("@"))
    elif isinstance(plain, list):
        text = ", ".join(told(one, names) for one in plain)
        if all(_is_rule(one) for one in plain):
            return text if len(plain) <= _RULES else f"{', '.join(told(one, names) for one in plain[:_RULES])} …"
    elif _is_rule(plain):
        return _rule(plain, names)
    else:
        text = json.dumps(plain, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[1 - _LONGEST // 2 :]}"


def _is_rule(plain: Plain) -> bool:
    return isinstance(plain, dict) and "IpProtocol" in plain


def _rule(rule: "dict[str, Plain]", names: "dict[str, str] | None") -> str:
    """A rule of a security group: ``tcp 22 of 0.0.0.0/0``."""
    protocol, first, last = (str(rule.get(name, "")) for name in ("IpProtocol", "FromPort", "ToPort"))
    ports = first if first == last else f"{first}-{last}"
    what = "everything" if protocol == "-1" else f"{protocol} {ports}".strip()
    source = next((rule[name] for name in _SOURCES if rule.get(name)), None)
    return what if source is None else f"{what} of {told(source, names)}"


_SOURCES = (
    *("CidrIp", "CidrIpv6", "SourceSecurityGroupId", "DestinationSecurityGroupId"),
    *("SourcePrefixListId", "DestinationPrefixListId", "SourceSecurityGroupName"),
)
_RULES = 4
"""Rules of a security group that are told in a sentence."""
