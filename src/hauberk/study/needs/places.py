"""Which resources an action is on, by the parameters of the call, from ``places.toml``."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from hauberk.code.flow.values import NOTHING, Record, Sequence, join, literal, unknown
from hauberk.code.flow.values import Value as CodeValue
from hauberk.code.sdk.operation import NAMES, Operation
from hauberk.facts.tables import tables
from hauberk.iam.catalogue import Action, ResourceType, facts
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, glob
from hauberk.model.regex import regex
from hauberk.model.subject import Subject
from hauberk.study.needs.addresses import queue_at
from hauberk.study.needs.names import MAX_NAMES, Names
from hauberk.study.needs.reasons import is_open, reason

_HOLE = regex(r"\$\{([^}]*)\}")
_COMMON = ("Partition", "Region", "Account")
_URL = regex(r"^https?://")


class _Table(NamedTuple):
    holes: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str]
    never: frozenset[str]
    either: tuple[frozenset[str], ...]
    instead: Mapping[str, str]
    always: frozenset[str]
    forms: Mapping[str, "re.Pattern[str]"]
    ends: Mapping[str, str]
    besides: Mapping[str, str]


@cache
def _table() -> _Table:
    raw = tables(__file__, "places.toml")
    return _Table(
        {name: tuple(one) for name, one in raw["holes"].items()},
        raw["defaults"],
        frozenset(raw["never"]),
        tuple(map(frozenset, raw["either"])),
        raw["instead"],
        frozenset(raw["always"]),
        {name: regex(one) for name, one in raw["forms"].items()},
        raw["ends"],
        raw["besides"],
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
    why: str = ""
    """Why a part of it is any text."""


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
    if not found or not any(one.arns for one in found):
        return Place((EVERYTHING,), "the call names no resource")
    arns = tuple(dict.fromkeys(arn for one in found for arn in one.arns))
    behind = [model for arn in arns for model in _behind_profile(arn)] if prefix == "bedrock" else []
    arns = tuple(dict.fromkeys((*arns, *behind)))
    why = _why(found, operation, names) if any(map(is_open, arns)) else ""
    return Place(arns, why or ("the profile infers in several regions" if behind else ""))


def _why(found: list[_Told], operation: Operation, names: Names) -> str:
    """Why it isn't known, or not all of it, what an action is on."""
    untold = next((f"which {one.type} it is can't be told" for one in found if not one.told), "")
    region = operation.through.region
    reasons = [*(one.why for one in found), reason("region", region, names) if region is not None else ""]
    told = "; ".join(dict.fromkeys(one for one in reasons if one))
    return ": ".join(one for one in (untold, told) if one)


_ACROSS = re.compile(r":inference-profile/(us|eu|apac|global|us-gov|jp|au|ca)\.([\w.:-]+)$")


def _behind_profile(arn: Glob) -> Iterator[Glob]:
    """The model behind a profile that infers across regions, in whichever region it is asked: that has to be allowed
    too (Amazon Bedrock user guide, "Prerequisites for inference profiles", 2026-11)."""
    last = arn.parts[-1] if arn.parts else ""
    found = _ACROSS.search(last) if isinstance(last, str) else None
    if found is not None:
        start = ("arn:", Hole("AWS::Partition"), ":bedrock:")
        yield glob(*start, ANY, f"::foundation-model/{found[2]}")


def _chosen(prefix: str, found: list[_Told]) -> Iterator[_Told]:
    table = _table()
    told = {f"{prefix}:{one.type}" for one in found if one.told}
    replaced = {table.instead[name] for name in told if name in table.instead}
    for one in found:
        name = f"{prefix}:{one.type}"
        group = next((some for some in table.either if name in some), None)
        if name in replaced:
            continue
        if group is not None and group & told and name not in told:
            continue
        if group is not None and not group & told and name != _first(prefix, found, group):
            continue
        if one.told or one.required or name in table.always:
            yield one


def _first(prefix: str, found: list[_Told], group: frozenset[str]) -> str:
    return next(name for one in found if (name := f"{prefix}:{one.type}") in group)


def _told(prefix: str, type_: ResourceType, required: bool, operation: Operation, names: Names) -> _Told:
    holes = [name for name in _HOLE.findall(type_.arn) if name not in _COMMON]
    choices: list[tuple[Glob, ...]] = []
    whole: list[Glob] = []
    whys: list[str] = []
    told = not holes
    for number, hole in enumerate(holes):
        given = _given(prefix, type_, hole, operation, names)
        last = number == len(holes) - 1
        whys.append(_why_open(prefix, type_, hole, operation, names))
        if given is None:
            choices.append((EVERYTHING,))
            continue
        told = told or last or _is_own(type_, hole)
        plain: list[Glob] = []
        for parameter, one in given:
            arn = queue_at(one) if prefix == "sqs" else None
            arn = arn or _arn_in(one, parameter)
            form = _table().forms.get(f"{prefix}:{type_.name}")
            if form is not None and not form.match(_plain(one)):
                continue
            if arn is not None and (last or len(holes) == 1 or _covers(arn, type_)):
                whole.append(arn)
            else:
                plain += _names_in(one, prefix, hole, names)
        if not plain and not whole:
            return _Told(type_.name, required, (), False)
        choices.append(tuple(dict.fromkeys(plain)))
    arns: list[Glob] = []
    if all(choices):
        number = 1
        for some in choices:
            number *= len(some)
        if number > MAX_NAMES:
            choices = [(EVERYTHING,)] * len(choices)
        filled = (dict(zip(holes, parts, strict=True)) for parts in product(*choices))
        arns = [_filled(type_.arn, one, operation, names) for one in filled]
    end = _table().ends.get(f"{prefix}:{type_.name}", "")
    found = [_ended(one, end, prefix) for one in (*whole, *arns)]
    besides = _table().besides.get(f"{prefix}:{type_.name}")
    whys.append(f"IAM sees more behind the name of a {type_.name}" if end or besides is not None else "")
    if besides is not None:
        found += [_ended(one, besides, prefix) for one in found]
    return _Told(type_.name, required, tuple(dict.fromkeys(found)), told, "; ".join(filter(None, dict.fromkeys(whys))))


def _plain(one: Glob) -> str:
    """A text whose unknown parts are left out."""
    return "".join(part for part in one.parts if isinstance(part, str))


def _ended(arn: Glob, end: str, prefix: str) -> Glob:
    """An ARN as IAM sees it; of the name of an object only what is written of its beginning and its end is kept."""
    if end == ":*":
        last = arn.parts[-1] if arn.parts else ""
        return arn if last is ANY else glob(*arn.parts, ":", ANY)
    if prefix == "s3" and arn.parts.count(ANY) > 1:
        first = arn.parts.index(ANY)
        end_of_it = len(arn.parts) - arn.parts[::-1].index(ANY)
        if not any(isinstance(part, Hole) for part in arn.parts[first:end_of_it]):
            return glob(*arn.parts[:first], ANY, *arn.parts[end_of_it:])
    return arn


def _is_own(type_: ResourceType, hole: str) -> bool:
    """Whether the parts after a hole only tell versions or runs of the same thing."""
    return type_.name in ("task-definition", "object") and not hole.endswith("Number")


def _ways(prefix: str, type_: ResourceType, hole: str) -> tuple[str, ...]:
    """The parameters that tell a hole of an ARN."""
    table = _table().holes
    return table.get(f"{prefix}.{type_.name}") or table.get(f"{prefix}.{hole}") or table.get(hole) or (hole,)


def _why_open(prefix: str, type_: ResourceType, hole: str, operation: Operation, names: Names) -> str:
    """Why a hole of an ARN may be any text, if it may."""
    ways = _ways(prefix, type_, hole)
    for way in ways:
        value = below(operation, way)
        if value is not None and value.atoms:
            return reason(way.rpartition(".")[2], value, names)
    if any(_may_hold(operation, way) for way in ways) or operation.more is not None:
        return "not all of what the call is given is known"
    return "" if f"{prefix}.{hole}" in _table().defaults else f"the call gives no {ways[0].rpartition('.')[2]}"


def _given(
    prefix: str, type_: ResourceType, hole: str, operation: Operation, names: Names
) -> "list[tuple[str, Glob]] | None":
    ways = _ways(prefix, type_, hole)
    for way in ways:
        value = below(operation, way)
        if value is not None and value.atoms:
            return [(way, one) for one in names.of(value)]
    if any(_may_hold(operation, way) for way in ways):
        return [("", EVERYTHING)]
    default = _table().defaults.get(f"{prefix}.{hole}")
    return [("", glob(default))] if default is not None and operation.more is None else None


def _may_hold(operation: Operation, way: str) -> bool:
    """Whether something may stand at a path below a parameter that isn't known whole."""
    first, _, rest = way.partition(".")
    value = operation.get(first) if rest else None
    if value is None:
        return False
    items = _items(value)
    return any(not isinstance(atom, Record) or atom.rest is not None for atom in items.atoms) or not items.atoms


def below(operation: Operation, way: str) -> CodeValue | None:
    """A parameter, or what stands at a path below one, through lists."""
    whole = next((value for name, value in operation.parameters if name.lower() == way.lower()), None)
    if whole is not None:
        return _items(whole)
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
            elif isinstance(atom, Record) and name == "#":
                found = join(found, _names(atom))
            elif isinstance(atom, Record):
                inner = Operation("", "", atom.fields).get(name)
                if inner is not None:
                    found = join(found, inner)
        value = found
    return _items(value) if value is not None else None


def _items(value: CodeValue) -> CodeValue:
    found = NOTHING
    for atom in value.atoms:
        found = join(found, atom.every() if isinstance(atom, Sequence) else CodeValue((atom,)))
    return found


def _names(record: Record) -> CodeValue:
    """The names of a record's fields."""
    found = record.get(NAMES) or NOTHING
    for name, _ in record.fields:
        if name != NAMES:
            found = join(found, literal(name))
    if record.rest is not None and record.get(NAMES) is None:
        found = join(found, unknown("a name"))
    return found


def _arn_in(name: Glob, parameter: str) -> Glob | None:
    """An ARN that a parameter is given. What isn't known is one where only ARNs are taken."""
    if not name.parts:
        return None
    first = name.parts[0]
    if isinstance(first, str) and first.startswith("arn:"):
        return name
    if len(name.parts) == 1 and isinstance(first, Hole) and _is_arn(parameter, first):
        return name
    return None


def _is_arn(parameter: str, hole: Hole) -> bool:
    """Whether what isn't known is an ARN: only ARNs are taken there, or a parameter of the template is called one."""
    return parameter.lower().endswith("arn") or (not hole.own and hole.name.lower().endswith("arn"))


def _covers(arn: Glob, type_: ResourceType) -> bool:
    """Whether an ARN is of a type's own form, by what stands before the first slash or colon of the resource."""
    own = _rest(type_.arn)
    text = "".join(part if isinstance(part, str) else "*" for part in arn.parts)
    return _rest(text).startswith(re.split(r"[/:]", own)[0]) and not own.startswith("$")


def _rest(arn: str) -> str:
    return arn.split(":", 5)[-1]


def _name_in(one: Glob, prefix: str, hole: str, names: Names) -> Glob:
    """The name in an ARN, an address or a path."""
    parts = one.parts
    first = parts[0] if parts else ""
    if prefix == "sqs" and isinstance(first, str) and _URL.match(first):
        return _after(parts, "/", 2)
    if isinstance(first, str) and first.startswith("arn:"):
        return _after(parts, ":", 5, then="/:")
    if prefix == "ssm" and isinstance(first, str) and first.startswith("/"):
        return glob(first[1:], *parts[1:])
    known = _known(one, prefix, hole, names)
    if known is not None:
        return known
    if prefix == "secretsmanager" and hole == "SecretId" and not one.everything:
        own = _secret(one, names)
        if own is not None:
            return own
        return glob(*parts, "-", *([_one()] * 6))
    return one


def _names_in(one: Glob, prefix: str, hole: str, names: Names) -> list[Glob]:
    if prefix == "ses" and hole == "IdentityName":
        return _identities(_address(one), names)
    return [_name_in(one, prefix, hole, names)]


_BY_NAME = {
    "appconfig.ApplicationId": ("AWS::AppConfig::Application", "Name"),
    "appconfig.EnvironmentId": ("AWS::AppConfig::Environment", "Name"),
    "appconfig.ConfigurationProfileId": ("AWS::AppConfig::ConfigurationProfile", "Name"),
}
"""Ids in ARNs in whose place calls may have the name of a resource."""


def _known(one: Glob, prefix: str, hole: str, names: Names) -> Glob | None:
    """The id of the application's resource that a name is of."""
    type_, property_ = _BY_NAME.get(f"{prefix}.{hole}", ("", ""))
    for resource in names.study.there(names.function, type_) if type_ else ():
        if names.arns.text(Subject(resource, names.function.world).at(property_)) == one:
            return names.arns.ref(resource)
    return None


def _one() -> Part:
    from hauberk.iam.language.text import ONE

    return ONE


def _address(one: Glob) -> Glob:
    """The address in ``Name <address>``."""
    text = one.literal
    if text is not None and "<" in text:
        return glob(text.rpartition("<")[2].rstrip(">"))
    return one


def _secret(name: Glob, names: Names) -> Glob | None:
    """What the ARN of the application's secret of a name ends with."""
    for resource in names.study.there(names.function, "AWS::SecretsManager::Secret"):
        arn = names.arns.arn(resource)
        if arn is not None and names.arns.name(resource) == name:
            return _after(arn.parts, ":", 6)
    return None


def _identities(address: Glob, names: Names) -> list[Glob]:
    """The identities that an address is of: itself or its domain, whichever is verified; the application may tell."""
    text = address.literal
    if text is None or "@" not in text:
        return [address]
    own = {names.arns.name(one).literal for one in names.study.there(names.function, "AWS::SES::EmailIdentity")}
    both = (text, text.rpartition("@")[2])
    return [glob(one) for one in both if one in own] or [glob(one) for one in both]


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
        case "Account" if _is_of_aws(holes):
            return ()
        case "Account":
            return (Hole("AWS::AccountId"),)
        case "Region":
            region = operation.through.region
            known = names.of(region) if region is not None else (Glob((Hole("AWS::Region"),)),)
            return known[0].parts if len(known) == 1 else (ANY,)
    return holes[hole].parts


def _is_of_aws(holes: Mapping[str, Glob]) -> bool:
    """Whether a document of Systems Manager is one that AWS offers."""
    name = holes.get("DocumentName")
    first = name.parts[0] if name is not None and name.parts else ""
    return isinstance(first, str) and first.startswith(("AWS-", "Amazon"))


__all__ = ["Place", "below", "place"]
