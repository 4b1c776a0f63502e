"""Intrinsic functions that work on values alone. Each takes its arguments, free of branches, and a trail.

Facts from the CloudFormation Template Reference, "Intrinsic function reference" (2026-11).
"""

import base64
from collections.abc import Callable, Iterator
from typing import TypeAlias

from hauberk.model.guards import ALWAYS, Guard
from hauberk.model.joining import combine, concat, one_of, retrail
from hauberk.model.regex import regex
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
    alternatives,
)
from hauberk.sources.cloudformation.dynamic import resolve_dynamic
from hauberk.sources.cloudformation.parameters import scalar_text
from hauberk.sources.cloudformation.urls import pieces

_INDEX = regex(r"[0-9]{1,9}\Z")

MAX_PIECES = 100_000
"""Pieces that one ``Fn::Split`` makes."""

Function: TypeAlias = Callable[[tuple[Value, ...], Trail], Value]


def malformed(text: str, trail: Trail) -> Unknown:
    """What a function gives whose arguments CloudFormation would refuse."""
    return Unknown(Reason("malformed", text), trail)


def elements_of(value: Value) -> list[Value] | None:
    """The elements of a list; ``None`` for what isn't one."""
    return list(value.value) if isinstance(value, Known) and isinstance(value.value, Items) else None


def join(values: tuple[Value, ...], trail: Trail) -> Value:
    """``Fn::Join``: a list glued with a delimiter."""
    match values:
        case [Known(str() as delimiter), over]:
            elements = elements_of(over)
            if elements is None:
                return hole(over, "a list", trail)
            return combine(elements, lambda row: resolve_dynamic(concat(_glued(row, delimiter), trail)), trail)
    return malformed("Fn::Join takes a delimiter and a list", trail)


def _glued(row: tuple[Value, ...], delimiter: str) -> Iterator[Value | str]:
    for index, element in enumerate(_kept(row)):
        if index:
            yield delimiter
        yield element


def _kept(row: tuple[Value, ...]) -> list[Value]:
    """The elements that are there in one branch."""
    return [element for element in row if not isinstance(element, Absent)]


def select(values: tuple[Value, ...], trail: Trail) -> Value:
    """``Fn::Select``: one element by its index."""
    match values:
        case [Known(int() | str() as index), over]:
            if not _INDEX.match(str(index)):
                return malformed("Fn::Select takes an index", trail)
            elements = elements_of(over)
            if elements is None:
                return hole(over, f"element {index}", trail)
            return _element(int(index), elements, trail)
        case [index, _]:
            return hole(index, "an element", trail)
    return malformed("Fn::Select takes an index and a list", trail)


def _element(index: int, elements: list[Value], trail: Trail) -> Value:
    """The element at an index, by branch where branches remove some of those before it."""
    found: list[tuple[Guard, Value]] = []
    open_: list[tuple[Guard, int]] = [(ALWAYS, index)]
    for element in elements:
        still: list[tuple[Guard, int]] = []
        removable = any(isinstance(choice, Absent) for _, choice in alternatives(element))
        for guard, left in open_:
            for joined, choice in alternatives(element, guard) if removable else [(guard, element)]:
                if isinstance(choice, Absent):
                    still.append((joined, left))
                elif left:
                    still.append((joined, left - 1))
                else:
                    found.append((joined, retrail(choice, trail)))
        open_ = list(dict.fromkeys(still))
        if not open_:
            break
        if len(open_) + len(found) > MAX_ALTERNATIVES:
            return Unknown(Reason("too-many-branches", f"the list has more than {MAX_ALTERNATIVES} branches"), trail)
    past = malformed("Fn::Select goes past the end of its list", trail)
    return one_of([*found, *((guard, past) for guard, _ in open_)], trail)


def split(values: tuple[Value, ...], trail: Trail) -> Value:
    """``Fn::Split``: text cut at a delimiter."""
    match values:
        case [Known(str() as delimiter), Known(text)] if delimiter and not isinstance(text, (Items, Fields)):
            written = scalar_text(text)
            if written.count(delimiter) >= MAX_PIECES:
                return Unknown(Reason("too-long", f"Fn::Split makes more than {MAX_PIECES:,} pieces"), trail)
            return Known(Items([Known(piece, trail) for piece in written.split(delimiter)]), trail)
        case [Known(str() as delimiter), Pattern() as text]:
            cut = pieces(text, delimiter, trail)
            return hole(text, "the pieces", trail) if cut is None else Known(Items(cut), trail)
        case [Known(), over]:
            return hole(over, "the pieces", trail)
    return malformed("Fn::Split takes a delimiter and a text", trail)


def base64_of(values: tuple[Value, ...], trail: Trail) -> Value:
    """``Fn::Base64``."""
    match values:
        case [Known(text)] if not isinstance(text, (Items, Fields)):
            return Known(base64.b64encode(scalar_text(text).encode("utf-8", "surrogatepass")).decode("ascii"), trail)
        case [other]:
            return hole(other, "the base64 text", trail)
    return malformed("Fn::Base64 takes a text", trail)


def cidr(values: tuple[Value, ...], trail: Trail) -> Value:
    """``Fn::Cidr``: ``count`` blocks of ``bits`` host bits out of a block."""
    match values:
        case [Known(str() as block), Known(count), Known(bits)]:
            import ipaddress

            try:
                network = ipaddress.ip_network(block, strict=False)
                wanted, host_bits = int(scalar_text(count)[:9]), int(scalar_text(bits)[:9])
            except ValueError:
                return malformed("Fn::Cidr takes a block, a count and the host bits", trail)
            prefix = network.max_prefixlen - host_bits
            if not 1 <= wanted <= 256 or not network.prefixlen <= prefix <= network.max_prefixlen:
                return malformed("Fn::Cidr asks for more than its block holds", trail)
            blocks: list[Value] = []
            for subnet in network.subnets(new_prefix=prefix):
                if len(blocks) == wanted:
                    break
                blocks.append(Known(str(subnet), trail))
            return Known(Items(blocks), trail)
        case [block, count]:
            return cidr((block, count, Known(8)), trail)
        case [_, _, _]:
            unknown = next((value for value in values if not isinstance(value, Known)), values[0])
            return hole(unknown, "the blocks", trail)
    return malformed("Fn::Cidr takes a block, a count and the host bits", trail)


def get_azs(values: tuple[Value, ...], trail: Trail) -> Value:
    """``Fn::GetAZs``: the zones depend on the account; each element stays an unknown of its own."""
    where = "the region"
    match values:
        case [Known(str() as region), *_] if region:
            where = region
    return Unknown(Reason("availability-zones", f"the availability zones of {where}"), trail)


def import_value(values: tuple[Value, ...], trail: Trail) -> Value:
    """``Fn::ImportValue``: the export of another stack."""
    name = "it"
    match values:
        case [Known(str() as text)]:
            name = text
        case [Pattern() as pattern]:
            name = pattern.text("…")
    return Unknown(Reason("import-value", f"another stack exports {name}"), trail)


def hole(value: Value, what: str, trail: Trail) -> Value:
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
    return malformed(f"{what} can't be taken of this", trail)


TABLE: dict[str, Function] = {
    "Fn::Base64": base64_of,
    "Fn::Cidr": cidr,
    "Fn::GetAZs": get_azs,
    "Fn::ImportValue": import_value,
    "Fn::Join": join,
    "Fn::Select": select,
    "Fn::Split": split,
}
