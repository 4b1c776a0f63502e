"""The customer managed keys that a template shows for the resources that a call is about."""

from collections.abc import Iterable, Iterator

from hauberk.code.sdk.operation import Operation
from hauberk.iam.catalogue import Action
from hauberk.iam.language.text import EVERYTHING, Glob, glob
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Known, Value
from hauberk.study.arns import rest_of
from hauberk.study.encryption import AWS_MANAGED, KEYS, keys_of
from hauberk.study.needs.given import GivenNames, given
from hauberk.study.needs.names import Names
from hauberk.study.needs.places import Place, place
from hauberk.study.needs.reasons import reason

_KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")
_ALIAS = "AWS::KMS::Alias"


def named_by(arns: Iterable[Glob], names: Names, types: Iterable[str]) -> Iterator[Resource]:
    """The resources of the application that some ARNs are of, or are in."""
    wanted = tuple(arns)
    for resource in names.study.there(names.function, *types):
        own = names.arns.arn(resource)
        if own is None:
            continue
        for arn in wanted:
            rest = rest_of(arn, own)
            if rest is not None and (not rest.parts or str(rest.parts[0])[:1] in "/:*"):
                yield resource
                break


def keys_for(arns: Iterable[Glob], names: Names) -> tuple[Glob, ...]:
    """The ARNs of the keys that encrypt what some ARNs are of."""
    found: dict[Glob, None] = {}
    for resource in named_by(arns, names, KEYS):
        for value in keys_of(Subject(resource, names.function.world)):
            key = key_arn(value, names)
            if key is not None:
                found[key] = None
    return tuple(found)


def key_arn(value: Value, names: Names) -> Glob | None:
    """The ARN of the customer managed key that a value names; ``None`` for a key of AWS's own, or one that isn't
    known."""
    if isinstance(value, Absent) or value == Known(None):
        return None
    named = names.study.named(value)
    if named is not None and named.type == _ALIAS:
        return key_arn(Subject(named, names.function.world).at("TargetKeyId"), names)
    if named is not None and named.type in _KEYS:
        return names.arns.arn(named)
    text = names.arns.text(value)
    if text is None:
        return None
    first = text.parts[0] if text.parts else ""
    if isinstance(first, str) and first.startswith(AWS_MANAGED):
        return None
    if isinstance(first, str) and first.startswith("alias/"):
        return key_of_alias(text, names)
    return text if not isinstance(first, str) or first.startswith("arn:") else None


def key_of_alias(name: Glob, names: Names) -> Glob | None:
    """The key of an alias of the application, ``alias/…``."""
    for alias in names.study.there(names.function, _ALIAS):
        if names.arns.name(alias) == name:
            return key_arn(Subject(alias, names.function.world).at("TargetKeyId"), names)
    return None


def asked_key(action: Action, operation: Operation, names: Names) -> Place:
    """A key that a call names by its id, its ARN or an alias of the application."""
    found: dict[Glob, None] = {}
    given_key = operation.get("KeyId")
    why = reason("KeyId", given_key, names) if given_key is not None else "the call gives no KeyId"
    for one in names.of(given_key):
        first = one.parts[0] if one.parts else ""
        named: Glob | None = one
        if isinstance(first, str) and (first.startswith("alias/") or ":alias/" in first):
            named = key_of_alias(glob(first[first.index("alias/") :], *one.parts[1:]), names)
            if named is None:
                why = "which key an alias is of can't be told"
        made = Operation("kms", "decrypt", (("KeyId", given(named or EVERYTHING)),), through=operation.through)
        found.update(dict.fromkeys(place(action, made, GivenNames(names)).resources))
    return Place(tuple(found), why)
