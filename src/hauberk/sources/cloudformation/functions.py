"""Intrinsic functions that work on values alone. Each takes branch-free arguments, whether they came as a list, a trail."""

import base64
import ipaddress
import json
from collections.abc import Callable, Iterator
from typing import TypeAlias

from hauberk.model.guards import Fact, when
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Absent,
    Fields,
    Items,
    Known,
    Pattern,
    Reason,
    Reference,
    Trail,
    Unknown,
    Value,
    combine,
    concat,
    one_of,
    retrail,
)
from hauberk.reading.nodes import Mapping, Node
from hauberk.sources.cloudformation.dynamic import resolve_dynamic
from hauberk.sources.cloudformation.parameters import scalar_text

Function: TypeAlias = Callable[[tuple[Value, ...], bool, Trail], Value]


def _malformed(text: str, trail: Trail) -> Unknown:
    return Unknown(Reason("malformed", text), trail)


def _elements(value: Value) -> list[Value] | None:
    return list(value.value) if isinstance(value, Known) and isinstance(value.value, Items) else None


def join(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::Join``: a list glued with a delimiter."""
    match values:
        case [Known(str() as delimiter), over]:
            elements = _elements(over)
            if elements is None:
                return _hole(over, "a list", trail)
            return combine(elements, lambda row: resolve_dynamic(concat(_glued(row, delimiter), trail)), trail)
    return _malformed("Fn::Join takes a delimiter and a list", trail)


def _glued(row: tuple[Value, ...], delimiter: str) -> Iterator[Value | str]:
    kept = [element for element in row if not isinstance(element, Absent)]
    for index, element in enumerate(kept):
        if index:
            yield delimiter
        yield element


def select(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::Select``: one element by its index."""
    match values:
        case [Known(int() | str() as index), over]:
            if not str(index).isdigit():
                return _malformed("Fn::Select takes an index", trail)
            elements = _elements(over)
            if elements is None:
                return _hole(over, f"element {index}", trail)
            if int(index) >= len(elements):
                return _malformed("Fn::Select goes past the end of its list", trail)
            return retrail(elements[int(index)], trail)
        case [index, _]:
            return _hole(index, "an element", trail)
    return _malformed("Fn::Select takes an index and a list", trail)


def split(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::Split``: text cut at a delimiter."""
    match values:
        case [Known(str() as delimiter), Known(text)] if delimiter and not isinstance(text, (Items, Fields)):
            return Known(Items([Known(piece, trail) for piece in scalar_text(text).split(delimiter)]), trail)
        case [Known(), over]:
            return _hole(over, "the pieces", trail)
    return _malformed("Fn::Split takes a delimiter and a text", trail)


def base64_of(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::Base64``."""
    match values:
        case [Known(text)] if not isinstance(text, (Items, Fields)):
            return Known(base64.b64encode(scalar_text(text).encode("utf-8", "surrogatepass")).decode("ascii"), trail)
        case [other]:
            return _hole(other, "the base64 text", trail)
    return _malformed("Fn::Base64 takes a text", trail)


def cidr(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::Cidr``: ``count`` blocks of ``bits`` host bits out of a block."""
    match values:
        case [Known(str() as block), Known(count), Known(bits)]:
            try:
                network = ipaddress.ip_network(block, strict=False)
                wanted, host_bits = int(scalar_text(count)), int(scalar_text(bits))
            except ValueError:
                return _malformed("Fn::Cidr takes a block, a count and the host bits", trail)
            prefix = network.max_prefixlen - host_bits
            if not 1 <= wanted <= 256 or not network.prefixlen <= prefix <= network.max_prefixlen:
                return _malformed("Fn::Cidr asks for more than its block holds", trail)
            blocks: list[Value] = []
            for subnet in network.subnets(new_prefix=prefix):
                if len(blocks) == wanted:
                    break
                blocks.append(Known(str(subnet), trail))
            return Known(Items(blocks), trail)
        case [block, count]:
            return cidr((block, count, Known(8)), listed, trail)
        case [other, *_]:
            return _hole(other, "the blocks", trail)
    return _malformed("Fn::Cidr takes a block, a count and the host bits", trail)


def get_azs(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::GetAZs``: the zones depend on the account; each element stays an unknown of its own."""
    where = "the region"
    match values:
        case [Known(str() as region), *_] if region:
            where = region
    return Unknown(Reason("availability-zones", f"the availability zones of {where}"), trail)


def length(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::Length`` of a list."""
    if listed:
        return Known(len(values), trail)
    elements = _elements(values[0]) if values else None
    if elements is None:
        return _hole(values[0], "the length", trail) if values else Known(0, trail)
    return Known(len(elements), trail)


def to_json(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::ToJsonString``: a structure as text, its unknown parts as holes."""
    pieces: list[Value] = []
    _write_json(Known(Items(values)) if listed else values[0], pieces)
    return combine(pieces, lambda parts: concat(parts, trail), trail)


def _write_json(value: Value, pieces: list[Value]) -> None:
    match value:
        case Known(Fields() as fields):
            pieces.append(Known("{"))
            for index, (name, child) in enumerate(fields.items()):
                pieces.append(Known(("," if index else "") + json.dumps(name) + ":"))
                _write_json(child, pieces)
            pieces.append(Known("}"))
        case Known(Items() as items):
            pieces.append(Known("["))
            for index, child in enumerate(items):
                if index:
                    pieces.append(Known(","))
                _write_json(child, pieces)
            pieces.append(Known("]"))
        case Known(scalar):
            pieces.append(Known(json.dumps(scalar)))
        case Absent():
            pieces.append(Known("null"))
        case _:
            pieces.extend((Known('"'), value, Known('"')))


def import_value(values: tuple[Value, ...], listed: bool, trail: Trail) -> Value:
    """``Fn::ImportValue``: the export of another stack."""
    name = ""
    match values:
        case [Known(str() as text)]:
            name = f" {text}"
        case [Pattern() as pattern]:
            name = f" {pattern.text('…')}"
    return Unknown(Reason("import-value", f"another stack exports{name}"), trail)


def _hole(value: Value, what: str, trail: Trail) -> Value:
    """What a function gives when its argument isn't known: an unknown that says so."""
    match value:
        case Unknown(reason):
            return Unknown(Reason(reason.code, f"{what} of: {reason.text}"), trail + value.trail)
        case Reference(resource, attribute):
            name = f"{resource}.{attribute}" if attribute else resource
            return Unknown(Reason("resource-attribute", f"{what} of {name}, known after deployment"), trail)
        case Pattern():
            return Unknown(
                Reason("resource-attribute", f"{what} of {value.text('…')!r}, known after deployment"), trail
            )
    return _malformed(f"{what} can't be taken of this", trail)


def find_in_map(
    mappings: Node | None,
    keys: tuple[Value, ...],
    default: Value | None,
    trail: Trail,
    literal: Callable[[Node], Value],
) -> Value:
    """``Fn::FindInMap``. Under an unknown key it is each of the map's entries, guarded by what the key would have to be."""
    node: Node | None = mappings
    rest = list(keys)
    guards: list[tuple[Fact | None, Node]] = [] if node is None else [(None, node)]
    branches: list[tuple[list[Fact], Node]] = [([], found) for _, found in guards]
    while rest:
        key = rest.pop(0)
        grown: list[tuple[list[Fact], Node]] = []
        for facts, here in branches:
            if not isinstance(here, Mapping):
                continue
            match key:
                case Known(scalar) if not isinstance(scalar, (Items, Fields)):
                    child = here.get(scalar_text(scalar))
                    if child is not None:
                        grown.append((facts, child))
                case Reference(name, "") if key.pseudo:
                    grown.extend(([*facts, Fact(name, entry)], child) for entry, (_, child) in here.entries.items())
                case Unknown(reason):
                    grown.extend(
                        ([*facts, Fact(f"the map's key ({reason.text})", entry)], child)
                        for entry, (_, child) in here.entries.items()
                    )
                case _:
                    return _hole(key, "an entry of a map, under a key", trail)
        branches = grown
        if len(branches) > MAX_ALTERNATIVES:
            return Unknown(Reason("too-many-branches", f"the map has more than {MAX_ALTERNATIVES} candidates"), trail)
    if not branches:
        return retrail(default, trail) if default is not None else _malformed("the map has no such entry", trail)
    return one_of(
        (
            (frozenset().union(*(when(fact) for fact in facts)), retrail(literal(found), trail))
            for facts, found in branches
        ),
        trail,
    )


TABLE: dict[str, Function] = {
    "Fn::Base64": base64_of,
    "Fn::Cidr": cidr,
    "Fn::GetAZs": get_azs,
    "Fn::ImportValue": import_value,
    "Fn::Join": join,
    "Fn::Length": length,
    "Fn::Select": select,
    "Fn::Split": split,
    "Fn::ToJsonString": to_json,
}
