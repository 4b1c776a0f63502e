"""Which resources an action is on, by the parameters of the call, from ``places.toml``."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from hauberk.code.flow.values import NOTHING, Record, Sequence, join
from hauberk.code.flow.values import Value as CodeValue
from hauberk.code.sdk.operation import Operation
from hauberk.facts.bundled import bundled
from hauberk.iam.catalogue import Action, ResourceType, facts
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, glob
from hauberk.study.needs.names import MAX_NAMES, Names

_HOLE = re.compile(r"\$\{([^}]*)\}")
_COMMON = ("Partition", "Region", "Account")
_URL = re.compile(r"^https?://")


class _Table(NamedTuple):
    holes: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str]
    never: frozenset[str]
    either: tuple[frozenset[str], ...]
    instead: Mapping[str, str]


@cache
def _table() -> _Table:
    raw = tomllib.loads(bundled(__file__, "places.toml"))
    return _Table(
        {name: tuple(one) for name, one in raw["holes"].items()},
        raw["defaults"],
        frozenset(raw["never"]),
        tuple(map(frozenset, raw["either"])),
        raw["instead"],
    )


class Place(NamedTuple):
    """Where an action acts; ``why`` says why that is no narrower, if it isn't."""

    resources: tuple[Glob, ...]
    why: str = ""


class _Told(NamedTuple):
    type: str
    required: bool
    arns: tuple[Glob, ...]
    told: bool
    """Whether a parameter tells the last of its parts, that which tells it from others."""


def place(action: Action, operation: Operation, names: Names) -> Place:
    """The resources of an action that a call asks for."""
    prefix = action.name.partition(":")[0]
    service = facts(prefix)
    table = _table()
    found: list[_Told] = []
    for one in action.resources:
        if service is None or f"{prefix}:{one.name}" in table.never:
            continue
        found.append(_told(prefix, service.resources[one.name], one.required, operation, names))
    if not found:
        return Place((EVERYTHING,), "the action has no type of resource")
    found = list(_chosen(prefix, found))
    if not found:
        return Place((EVERYTHING,), "the call names no resource")
    arns = tuple(dict.fromkeys(arn for one in found for arn in one.arns))
    untold = [one.type for one in found if not one.told]
    return Place(arns, f"which {untold[0]} it is can't be told" if untold else "")


def _chosen(prefix: str, found: list[_Told]) -> Iterator[_Told]:
    table = _table()
    told = {f"{prefix}:{one.type}" for one in found if one.told}
    replaced = {table.instead[name] for name in told if name in table.instead}
    several = len(found) > 1
    for one in found:
        name = f"{prefix}:{one.type}"
        group = next((some for some in table.either if name in some), None)
        if name in replaced:
            continue
        if group is not None and group & told and name not in told:
            continue
        if group is not None and not group & told and name != _first(prefix, found, group):
            continue
        if one.told or one.required or not several:
            yield one


def _first(prefix: str, found: list[_Told], group: frozenset[str]) -> str:
    return next(name for one in found if (name := f"{prefix}:{one.type}") in group)


def _told(prefix: str, type_: ResourceType, required: bool, operation: Operation, names: Names) -> _Told:
    holes = [name for name in _HOLE.findall(type_.arn) if name not in _COMMON]
    choices: list[tuple[Glob, ...]] = []
    whole: list[Glob] = []
    told = not holes
    for number, hole in enumerate(holes):
        given = _given(prefix, type_, hole, operation, names)
        last = number == len(holes) - 1
        if given is None:
            choices.append((EVERYTHING,))
            continue
        told = told or last or _is_own(type_, hole)
        plain: list[Glob] = []
        for parameter, one in given:
            arn = _arn_in(one, parameter)
            if arn is not None and (last or len(holes) == 1 or _covers(arn, type_)):
                whole.append(arn)
            else:
                plain.append(_name_in(one, prefix, hole))
        choices.append(tuple(dict.fromkeys(plain)))
    arns: list[Glob] = []
    if all(choices):
        number = 1
        for some in choices:
            number *= len(some)
        if number > MAX_NAMES:
            choices = [(EVERYTHING,)] * len(choices)
        for parts in product(*choices):
            arns.append(_filled(type_.arn, dict(zip(holes, parts, strict=True)), operation, names))
    return _Told(type_.name, required, tuple(dict.fromkeys((*whole, *arns))), told)


def _is_own(type_: ResourceType, hole: str) -> bool:
    """Whether the parts after a hole only tell versions or runs of the same thing."""
    return type_.name in ("task-definition", "object") and not hole.endswith("Number")


def _given(
    prefix: str, type_: ResourceType, hole: str, operation: Operation, names: Names
) -> "list[tuple[str, Glob]] | None":
    table = _table().holes
    ways = table.get(f"{prefix}.{type_.name}") or table.get(f"{prefix}.{hole}") or table.get(hole) or (hole,)
    for way in ways:
        value = below(operation, way)
        if value is not None and value.atoms:
            return [(way, one) for one in names.of(value)]
    default = _table().defaults.get(f"{prefix}.{hole}")
    return [("", glob(default))] if default is not None and operation.more is None else None


def below(operation: Operation, way: str) -> CodeValue | None:
    """A parameter, or what stands at a path below one, through lists."""
    first, *rest = way.split(".")
    value = operation.get(first)
    for name in rest:
        if value is None:
            return None
        found = NOTHING
        pending = list(value.atoms)
        while pending:
            atom = pending.pop(0)
            if isinstance(atom, Sequence):
                pending += atom.every().atoms
            elif isinstance(atom, Record):
                inner = Operation("", "", atom.fields).get(name)
                if inner is not None:
                    found = join(found, inner)
        value = found
    if value is None:
        return None
    items = NOTHING
    for atom in value.atoms:
        items = join(items, atom.every() if isinstance(atom, Sequence) else CodeValue((atom,)))
    return items


def _arn_in(name: Glob, parameter: str) -> Glob | None:
    """An ARN that a parameter is given. What isn't known is one where only ARNs are taken."""
    if not name.parts:
        return None
    first = name.parts[0]
    if isinstance(first, str) and first.startswith("arn:"):
        return name
    if len(name.parts) == 1 and isinstance(first, Hole) and parameter.lower().endswith("arn"):
        return name
    return None


def _covers(arn: Glob, type_: ResourceType) -> bool:
    """Whether an ARN is of a type's own form, by what stands before the first slash or colon of the resource."""
    own = _rest(type_.arn)
    text = "".join(part if isinstance(part, str) else "*" for part in arn.parts)
    return _rest(text).startswith(re.split(r"[/:]", own)[0]) and not own.startswith("$")


def _rest(arn: str) -> str:
    return arn.split(":", 5)[-1]


def _name_in(one: Glob, prefix: str, hole: str) -> Glob:
    """The name in an ARN, an address or a path."""
    parts = one.parts
    first = parts[0] if parts else ""
    if prefix == "sqs" and isinstance(first, str) and _URL.match(first):
        return _after(parts, "/", 2)
    if isinstance(first, str) and first.startswith("arn:"):
        return _after(parts, ":", 5, then="/:")
    if prefix == "ssm" and isinstance(first, str) and first.startswith("/"):
        return glob(first[1:], *parts[1:])
    if prefix == "secretsmanager" and hole == "SecretId" and not one.everything:
        return glob(*parts, "-", *([_one()] * 6))
    if prefix == "ses" and hole == "IdentityName":
        return _address(one)
    return one


def _one() -> Part:
    from hauberk.iam.language.text import ONE

    return ONE


def _address(one: Glob) -> Glob:
    """The address in ``Name <address>``."""
    text = one.literal
    if text is not None and "<" in text:
        return glob(text.rpartition("<")[2].rstrip(">"))
    return one


def _after(parts: tuple[Part, ...], mark: str, number: int, then: str = "") -> Glob:
    """What follows a number of marks, counting those after ``//``; of a resource of an ARN what follows its type."""
    left = number
    start = parts
    first = start[0]
    if isinstance(first, str) and "//" in first:
        start = (first.partition("//")[2], *start[1:])
        left = number
    for index, part in enumerate(start):
        if not isinstance(part, str):
            continue
        pieces = part.split(mark)
        if len(pieces) - 1 >= left:
            rest = (mark.join(pieces[left:]), *start[index + 1 :])
            found = glob(*rest)
            if then and found.parts and isinstance(found.parts[0], str):
                cut = re.split(f"[{then}]", found.parts[0], maxsplit=1)
                return glob(cut[-1], *found.parts[1:])
            return found
        left -= len(pieces) - 1
    return EVERYTHING


def _filled(form: str, holes: Mapping[str, Glob], operation: Operation, names: Names) -> Glob:
    found: list[Part] = []
    at = 0
    for match in _HOLE.finditer(form):
        found.append(form[at : match.start()])
        found.extend(_part(match[1], holes, operation, names))
        at = match.end()
    found.append(form[at:])
    return glob(*found)


def _part(hole: str, holes: Mapping[str, Glob], operation: Operation, names: Names) -> tuple[Part, ...]:
    match hole:
        case "Partition":
            return (Hole("AWS::Partition"),)
        case "Account":
            return (Hole("AWS::AccountId"),)
        case "Region":
            region = operation.through.region
            known = names.of(region) if region is not None else (Glob((Hole("AWS::Region"),)),)
            return known[0].parts if len(known) == 1 else (ANY,)
    return holes[hole].parts


__all__ = ["Place", "below", "place"]
