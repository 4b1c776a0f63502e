"""``Ref``, ``Fn::GetAtt`` and ``Fn::Sub``: the functions that name something of the template."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hauberk.model.joining import combine, concat
from hauberk.model.regex import regex
from hauberk.model.values import Known, Reason, Trail, Unknown, Value
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.sources.cloudformation.calls import function_of
from hauberk.sources.cloudformation.dynamic import resolve_dynamic
from hauberk.sources.cloudformation.loops import Scope
from hauberk.sources.cloudformation.parameters import scalar_text

if TYPE_CHECKING:
    from hauberk.sources.cloudformation.intrinsics import Resolver

_HOLE = regex(r"\$\{([^{}]*)\}")


def ref(resolver: "Resolver", argument: Node, trail: Trail, scope: Scope) -> Value:
    """``Ref`` of a name; the name itself may be computed (language extensions)."""
    if function_of(argument)[0]:
        return _by_name(resolver, argument, trail, scope, lambda name: resolver.ref(name, trail, scope))
    if isinstance(argument, Scalar):
        return resolver.ref(argument.text, trail, scope)
    return Unknown(Reason("malformed", "Ref takes a name"), trail)


def get_att(resolver: "Resolver", argument: Node, trail: Trail, scope: Scope) -> Value:
    """``Fn::GetAtt``, as ``Resource.Attribute`` or as a list; an attribute's name may have dots and be computed."""
    match argument:
        case Scalar(tag=""):
            name, dot, attribute = scope.fill(argument.text).partition(".")
            if dot:
                return resolver.attribute(name, attribute, trail)
        case Sequence() if len(argument.items) >= 2:
            first, rest = argument.items[0], argument.items[1:]

            def of(name: str) -> Value:
                return _attribute_of(resolver, name, rest, trail, scope)

            if isinstance(first, Scalar) and not function_of(first)[0]:
                return of(scope.fill(first.text))
            return _by_name(resolver, first, trail, scope, of)
    return Unknown(Reason("malformed", "Fn::GetAtt takes a resource and an attribute"), trail)


def _by_name(resolver: "Resolver", argument: Node, trail: Trail, scope: Scope, use: Callable[[str], Value]) -> Value:
    def one(values: tuple[Value, ...]) -> Value:
        match values[0]:
            case Known(str() as text):
                return use(text)
        return Unknown(Reason("computed-reference", "the name of what is referred to is computed"), trail)

    return combine((resolver.resolve(argument, scope),), one, trail)


def _attribute_of(resolver: "Resolver", name: str, rest: list[Node], trail: Trail, scope: Scope) -> Value:
    def one(values: tuple[Value, ...]) -> Value:
        texts = [scalar_text(value.value) for value in values if isinstance(value, Known)]
        if len(texts) < len(values):
            return Unknown(Reason("computed-reference", "the name of an attribute is computed"), trail)
        return resolver.attribute(name, ".".join(texts), trail)

    return combine([resolver.resolve(part, scope) for part in rest], one, trail)


def sub(resolver: "Resolver", argument: Node, trail: Trail, scope: Scope) -> Value:
    """``Fn::Sub``: ``${Name}``, ``${Resource.Attribute}`` or a variable of its own; ``${!Name}`` is left as text."""
    variables: dict[str, Value] = {}
    template = argument
    if isinstance(argument, Sequence):
        if len(argument.items) != 2 or not isinstance(argument.items[1], MappingNode):
            return Unknown(Reason("malformed", "Fn::Sub takes a string, or a string and a mapping"), trail)
        template = argument.items[0]
        own = {scope.fill(name): child for name, (_, child) in argument.items[1].entries.items()}
        variables = {name: resolver.resolve(child, scope) for name, child in own.items()}
    if not isinstance(template, Scalar) or function_of(template)[0]:
        return Unknown(Reason("malformed", "Fn::Sub takes a string"), trail)
    text = scope.fill(template.text)
    pieces: list[Value] = []
    at = 0
    for hole in _HOLE.finditer(text):
        if hole.start() > at:
            pieces.append(Known(text[at : hole.start()]))
        pieces.append(_hole(resolver, hole[1], variables, trail, scope))
        at = hole.end()
    if at < len(text):
        pieces.append(Known(text[at:]))
    return combine(pieces, lambda parts: resolve_dynamic(concat(parts, trail)), trail)


def _hole(resolver: "Resolver", name: str, variables: Mapping[str, Value], trail: Trail, scope: Scope) -> Value:
    if name.startswith("!"):
        return Known("${" + name[1:] + "}")
    name = name.strip()
    if not name:
        return Unknown(Reason("malformed", "Fn::Sub has a hole without a name"), trail)
    if name in variables:
        return variables[name]
    if "." in name and name not in resolver.renames:
        resource, _, attribute = name.partition(".")
        return resolver.attribute(resource, attribute, trail)
    return resolver.ref(name, trail, scope)
