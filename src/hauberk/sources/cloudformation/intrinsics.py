"""Resolving a template's nodes into values: CloudFormation's intrinsic functions.

Facts from the AWS CloudFormation User Guide, "Intrinsic function reference" and "AWS::LanguageExtensions transform"
(2026-11). Resolution is lazy: a mapping's children are resolved when they are asked for.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from hauberk.model.span import Span
from hauberk.model.values import (
    Absent,
    Fields,
    Items,
    Known,
    Reason,
    Reference,
    Trail,
    Unknown,
    Value,
    alternatives,
    combine,
    concat,
    one_of,
    retrail,
)
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.sources.cloudformation import functions
from hauberk.sources.cloudformation.conditions import Conditions, constants, either, function_of
from hauberk.sources.cloudformation.dynamic import resolve_dynamic
from hauberk.sources.cloudformation.loops import LOOP, NO_SCOPE, Scope, expand_loops
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

PSEUDO = frozenset(
    f"AWS::{name}"
    for name in ("AccountId", "NotificationARNs", "Partition", "Region", "StackId", "StackName", "URLSuffix")
)
_HOLE = re.compile(r"\$\{([^}]*)\}")


class Scoped(NamedTuple):
    """A node that waits to be resolved, with the loop variables and the key that it stands under."""

    node: Node
    scope: Scope
    key: Span | None


class Resolver:
    """Resolves the nodes of one template.

    ``prefix`` is put before the ids of the template's own resources (a nested stack's id and a slash). ``outputs`` gives
    the output of a nested stack by resource id and name, ``include`` the tree that ``AWS::Include`` names. ``renames``
    maps ids that SAM makes up (``Function.Alias``) to those of the resources it derives.
    """

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        mappings: Node | None,
        conditions: Node | None,
        prefix: str = "",
        outputs: Callable[[str, str], Value | None] | None = None,
        include: Callable[[Node], Node | Unknown] | None = None,
    ) -> None:
        self.parameters = parameters
        self.prefix = prefix
        self.renames: dict[str, str] = {}
        self._mappings = mappings
        self._compared = constants(conditions)
        self._outputs = outputs
        self._include = include
        self._parameter_values: dict[str, Value] = {}
        self.conditions = Conditions(conditions, self)

    # ---- nodes -------------------------------------------------------------------------------------------------

    def resolve(self, node: Node, scope: Scope = NO_SCOPE, key: Span | None = None) -> Value:
        """The value of a node. ``key`` is the span of the key that it stands under."""
        name, argument = function_of(node)
        if name and name != "Condition":
            return self._call(name, argument, node, scope)
        match node:
            case Scalar():
                return self._literal(node, scope)
            case MappingNode():
                head = key or node.span
                entries = self._entries(node, scope)
                return Known(
                    Fields(
                        entries, self._entry, head, {name: entry.key for name, entry in entries.items() if entry.key}
                    ),
                    (node.span,),
                )
            case Sequence():
                return Known(Items([Scoped(item, scope, None) for item in node.items], self._entry, key), (node.span,))
        raise AssertionError(node)

    def _entry(self, entry: object) -> Value:
        assert isinstance(entry, Scoped)
        return self.resolve(entry.node, entry.scope, entry.key)

    def _entries(self, node: MappingNode, scope: Scope) -> dict[str, Scoped]:
        if not scope and not any(name.startswith(("Fn::ForEach::", "Fn::Transform")) for name in node.entries):
            return {name: Scoped(child, scope, key.span) for name, (key, child) in node.entries.items()}
        entries: dict[str, Scoped] = {}
        for name, (key, child) in node.entries.items():
            if name == "Fn::Transform":
                included = self._included(child)
                if isinstance(included, MappingNode):
                    entries.update(self._entries(included, scope))
            elif LOOP.match(name):
                for made, body, inner in expand_loops(name, child, scope, self._collection):
                    entries[made] = Scoped(body, inner, key.span)
            else:
                entries[scope.fill(name)] = Scoped(child, scope, key.span)
        return entries

    def expanded(self, node: MappingNode) -> dict[str, Node]:
        """The entries of a section by name. A loop's bodies keep their variables only through :meth:`entries`."""
        return {name: entry.node for name, entry in self._entries(node, NO_SCOPE).items()}

    def entries(self, node: MappingNode) -> dict[str, Scoped]:
        """The entries of a section with loops unrolled and includes read."""
        return self._entries(node, NO_SCOPE)

    def _collection(self, node: Node, scope: Scope) -> list[str] | None:
        """The strings that a loop goes over, where they are known in every deployment or by a default."""
        names: list[str] = []
        for item in node.items if isinstance(node, Sequence) and not function_of(node)[0] else [node]:
            _, value = next(alternatives(self.resolve(item, scope)))
            match value:
                case Known(Items() as items):
                    for element in items:
                        _, choice = next(alternatives(element))
                        if not isinstance(choice, Known):
                            return None
                        names.append(scalar_text(choice.value))
                case Known(scalar):
                    names.append(scalar_text(scalar))
                case _:
                    return None
        return names

    def _included(self, argument: Node) -> Node | Unknown:
        if self._include is None:
            return Unknown(Reason("include", "a file is included at deployment"), (argument.span,))
        return self._include(argument)

    def _literal(self, node: Scalar, scope: Scope) -> Value:
        value = node.value
        if isinstance(value, str):
            if scope:
                value = scope.fill(value)
            if "{{resolve:" in value:
                return resolve_dynamic(Known(value, (node.span,)))
        return Known(value, (node.span,))

    # ---- names -------------------------------------------------------------------------------------------------

    def ref(self, name: str, trail: Trail, scope: Scope = NO_SCOPE) -> Value:
        """What ``Ref`` of ``name`` gives."""
        if name in scope.variables:
            return Known(scope.variables[name], trail)
        name = scope.fill(name)
        if name == "AWS::NoValue":
            return Absent(trail)
        if name in PSEUDO:
            return Reference(name, "", trail)
        if name in self.parameters:
            if name not in self._parameter_values:
                self._parameter_values[name] = self.parameters[name].value(self._compared.get(name, ()))
            return retrail(self._parameter_values[name], trail)
        return Reference(self._id(name), "", trail)

    def attribute(self, name: str, attribute: str, trail: Trail) -> Value:
        """What ``Fn::GetAtt`` gives; an output of a nested stack that was read is followed."""
        if attribute.startswith("Outputs.") and self._outputs is not None:
            output = self._outputs(name, attribute[len("Outputs.") :])
            if output is not None:
                return retrail(output, trail)
        first, _, rest = attribute.partition(".")
        if f"{name}.{first}" in self.renames:
            name, attribute = f"{name}.{first}", rest
        return Reference(self._id(name), attribute, trail)

    def _id(self, name: str) -> str:
        return self.prefix + self.renames.get(name, name)

    # ---- functions ---------------------------------------------------------------------------------------------

    def _call(self, name: str, argument: Node, node: Node, scope: Scope) -> Value:
        trail = (node.span,)
        match name:
            case "Ref":
                return self._ref(argument, trail, scope)
            case "Fn::GetAtt":
                return self._get_att(argument, trail, scope)
            case "Fn::Sub":
                return self._sub(argument, trail, scope)
            case "Fn::If":
                return self._if(argument, trail, scope)
            case "Fn::FindInMap":
                return self._find_in_map(argument, trail, scope)
            case "Fn::Transform":
                included = self._included(argument)
                return included if isinstance(included, Unknown) else retrail(self.resolve(included, scope), trail)
            case "Fn::And" | "Fn::Or" | "Fn::Not" | "Fn::Equals":
                return self.conditions.of_node(node)
        function = functions.TABLE.get(name)
        if function is None:
            return Unknown(Reason("unknown-function", f"{name} isn't a function that Hauberk knows"), trail)
        bare = _untagged(argument) if argument is node else argument
        value = self.resolve(bare, scope)
        return combine(_spread(value), partial(_regroup, function, isinstance(bare, Sequence), trail), trail)

    def _ref(self, argument: Node, trail: Trail, scope: Scope) -> Value:
        if argument.tag != "!Ref" and function_of(argument)[0]:
            return self._by_name(argument, trail, scope, lambda name: self.ref(name, trail, scope))
        if isinstance(argument, Scalar):
            return self.ref(argument.text, trail, scope)
        return Unknown(Reason("malformed", "Ref takes a name"), trail)

    def _by_name(self, argument: Node, trail: Trail, scope: Scope, use: Callable[[str], Value]) -> Value:
        """A reference whose target is itself computed (language extensions)."""

        def one(values: tuple[Value, ...]) -> Value:
            match values[0]:
                case Known(str() as text):
                    return use(text)
            return Unknown(Reason("computed-reference", "the name of what is referred to is computed"), trail)

        return combine((self.resolve(argument, scope),), one, trail)

    def _get_att(self, argument: Node, trail: Trail, scope: Scope) -> Value:
        malformed = Unknown(Reason("malformed", "Fn::GetAtt takes a resource and an attribute"), trail)
        match argument:
            case Scalar():
                name, dot, attribute = scope.fill(argument.text).partition(".")
                return self.attribute(name, attribute, trail) if dot else malformed
            case Sequence() if len(argument.items) >= 2 and isinstance(argument.items[0], Scalar):
                first, rest = argument.items[0], argument.items[1:]
                name = scope.fill(first.text)
                if function_of(first)[0] == "Ref":
                    return self._by_name(first, trail, scope, lambda made: self._attribute_of(made, rest, trail, scope))
                return self._attribute_of(name, rest, trail, scope)
            case Sequence() if len(argument.items) >= 2:
                rest = argument.items[1:]
                return self._by_name(
                    argument.items[0], trail, scope, lambda made: self._attribute_of(made, rest, trail, scope)
                )
        return malformed

    def _attribute_of(self, name: str, rest: list[Node], trail: Trail, scope: Scope) -> Value:
        def one(values: tuple[Value, ...]) -> Value:
            texts = [scalar_text(value.value) for value in values if isinstance(value, Known)]
            if len(texts) < len(values):
                return Unknown(Reason("computed-reference", "the name of an attribute is computed"), trail)
            return self.attribute(name, ".".join(texts), trail)

        return combine([self.resolve(part, scope) for part in rest], one, trail)

    def _sub(self, argument: Node, trail: Trail, scope: Scope) -> Value:
        variables: dict[str, Value] = {}
        if isinstance(argument, Sequence):
            if len(argument.items) != 2 or not isinstance(argument.items[1], MappingNode):
                return Unknown(Reason("malformed", "Fn::Sub takes a string, or a string and a mapping"), trail)
            template, names = argument.items
            assert isinstance(names, MappingNode)
            variables = {
                name: self.resolve(entry.node, entry.scope, entry.key)
                for name, entry in self._entries(names, scope).items()
            }
        else:
            template = argument
        if not isinstance(template, Scalar):
            return Unknown(Reason("malformed", "Fn::Sub takes a string"), trail)
        text = scope.fill(template.text)
        pieces: list[Value] = []
        at = 0
        for hole in _HOLE.finditer(text):
            if hole.start() > at:
                pieces.append(Known(text[at : hole.start()]))
            pieces.append(self._hole(hole[1], variables, trail, scope))
            at = hole.end()
        if at < len(text):
            pieces.append(Known(text[at:]))
        return combine(pieces, lambda parts: resolve_dynamic(concat(parts, trail)), trail)

    def _hole(self, name: str, variables: Mapping[str, Value], trail: Trail, scope: Scope) -> Value:
        if name.startswith("!"):
            return Known("${" + name[1:] + "}")
        name = name.strip()
        if name in variables:
            return variables[name]
        if "." in name and name not in self.renames:
            resource, _, attribute = name.partition(".")
            return self.attribute(resource, attribute, trail)
        return self.ref(name, trail, scope)

    def _if(self, argument: Node, trail: Trail, scope: Scope) -> Value:
        if not isinstance(argument, Sequence) or len(argument.items) != 3:
            return Unknown(Reason("malformed", "Fn::If takes a condition and two values"), trail)
        test, yes, no = argument.items
        name, _ = function_of(test)
        if isinstance(test, Scalar) and name in ("", "Condition"):
            name = scope.fill(test.text)
            holds = self.conditions.value(name) if name in self.conditions else either(f"condition {name}")
        else:
            holds = self.conditions.of_node(test)
        branches = [
            (guard, self.resolve(yes if choice == Known(True) else no, scope)) for guard, choice in alternatives(holds)
        ]
        return one_of(branches, trail)

    def _find_in_map(self, argument: Node, trail: Trail, scope: Scope) -> Value:
        if not isinstance(argument, Sequence) or len(argument.items) not in (3, 4):
            return Unknown(Reason("malformed", "Fn::FindInMap takes a map and two keys"), trail)
        default: Value | None = None
        if len(argument.items) == 4 and isinstance(argument.items[3], MappingNode):
            node = argument.items[3].get("DefaultValue")
            default = self.resolve(node, scope) if node is not None else None

        def find(keys: tuple[Value, ...]) -> Value:
            return functions.find_in_map(self._mappings, keys, default, trail, self._literal_tree)

        return combine([self.resolve(item, scope) for item in argument.items[:3]], find, trail)

    def _literal_tree(self, node: Node) -> Value:
        return self.resolve(node)


def _untagged(node: Node) -> Node:
    """The argument of a short-form function: the node without its tag."""
    match node:
        case Scalar():
            return Scalar(node.source, node.start, node.end, node.text, node.text)
        case Sequence():
            return Sequence(node.source, node.start, node.end, node.items)
        case MappingNode():
            return MappingNode(node.source, node.start, node.end, node.entries)
    raise AssertionError(node)


def _spread(value: Value) -> list[Value]:
    """A function's arguments as separate values, so that each can have branches of its own."""
    if isinstance(value, Known) and isinstance(value.value, Items):
        return list(value.value)
    return [value]


def _regroup(
    function: Callable[[tuple[Value, ...], bool, Trail], Value], listed: bool, trail: Trail, values: tuple[Value, ...]
) -> Value:
    return function(values, listed, trail)
