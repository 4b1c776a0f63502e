"""Resolving a template's nodes into values: CloudFormation's intrinsic functions.

Facts from the CloudFormation Template Reference, "Intrinsic function reference" and "AWS::LanguageExtensions transform"
(2026-11). Resolution is lazy: a mapping's children are resolved when they are asked for.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

from hauberk.model.guards import Guard
from hauberk.model.joining import combine, one_of, retrail
from hauberk.model.span import Span
from hauberk.model.values import (
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
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.sources.cloudformation import functions, lengths, names
from hauberk.sources.cloudformation.calls import constants, function_of
from hauberk.sources.cloudformation.conditions import Conditions
from hauberk.sources.cloudformation.dynamic import resolve_dynamic
from hauberk.sources.cloudformation.entries import Entries, Scoped, entries_of, macros
from hauberk.sources.cloudformation.loops import LOOP, NO_SCOPE, Choices, Scope, Unroller
from hauberk.sources.cloudformation.maps import find_in_map
from hauberk.sources.cloudformation.nesting import Nesting
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text
from hauberk.sources.cloudformation.urls import url

PSEUDO = frozenset(
    f"AWS::{name}"
    for name in ("AccountId", "NotificationARNs", "Partition", "Region", "StackId", "StackName", "URLSuffix")
)


class Resolver:
    """Resolves the nodes of one template.

    ``prefix`` is put before the ids of the template's own resources (a nested stack's id and a slash). ``outputs``
    gives the output of a nested stack by resource id and name, ``include`` the tree that a macro names.
    ``resources`` is the section that tells the types of what is referred to.
    ``renames`` maps ids that SAM makes up (``Function.Alias``) to those of the resources it derives. ``problems`` are
    the loops and includes of whole sections that couldn't be read.
    """

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        mappings: Node | None,
        conditions: Node | None,
        prefix: str = "",
        outputs: Callable[[str, str], Value | None] | None = None,
        include: Callable[[Node], Node | Unknown] | None = None,
        nesting: Nesting | None = None,
        resources: Node | None = None,
    ) -> None:
        self.parameters = parameters
        self.prefix = prefix
        self.renames: dict[str, str] = {}
        self.problems: list[ReadingError] = []
        self.nesting = nesting or Nesting()
        self._mappings = mappings
        self._compared = constants(conditions)
        self._outputs = outputs
        self._include = include
        self._resources = resources
        self._parameter_values: dict[str, Value] = {}
        self._unroller = Unroller(self._collection)
        self.conditions = Conditions(conditions, self)

    # ---- nodes -------------------------------------------------------------------------------------------------

    def resolve(self, node: Node, scope: Scope = NO_SCOPE, key: Span | None = None) -> Value:
        """The value of a node. ``key`` is the span of the key that it stands under."""
        if isinstance(node, Scalar) and not node.tag:
            return self._literal(node, scope)
        name, argument = function_of(node)
        if name and name != "Condition" and not LOOP.match(name):
            return self._call(name, argument, node, scope)
        match node:
            case Scalar():
                return self._literal(node, scope)
            case MappingNode():
                return self._mapping(node, scope, key or node.span)
            case Sequence():
                return Known(Items([Scoped(item, scope, None) for item in node.items], self._entry, key), (node.span,))
        raise AssertionError(node)

    def _entry(self, entry: object) -> Value:
        assert isinstance(entry, Scoped)
        value = self.resolve(entry.node, entry.scope.present, entry.span)
        presence = entry.scope.presence
        if isinstance(presence, Known):
            return value
        return combine((presence, value), lambda both: both[1] if both[0] == Known(True) else Absent(both[1].trail))

    def _mapping(self, node: MappingNode, scope: Scope, head: Span) -> Value:
        entries = entries_of(node, self._unroller, self.included, scope)
        rest: Unknown | None = None
        named = entries.named
        if entries.missing:
            problem = entries.missing[0]
            rest = Unknown(Reason(problem.code, problem.text), (problem.span or head,))
            if problem.code == "macro":  # it may change what stands beside it
                named = {}
        return Known(Fields(named, self._entry, head, named, rest), (node.span,))

    def entries(self, node: MappingNode) -> dict[str, Scoped]:
        """The entries of a whole section; what couldn't be unrolled or included is added to :attr:`problems`."""
        entries: Entries = entries_of(node, self._unroller, self.included)
        self.problems.extend(entries.missing)
        return entries.named

    def included(self, argument: Node) -> Node | Unknown:
        """The tree that a macro stands for. Snippets of ``AWS::Include`` include no others."""
        if self._include is None:
            return Unknown(Reason("include", "a file is included at deployment"), (argument.span,))
        return self._include(argument)

    def _collection(self, node: Node, scope: Scope) -> Choices | None:
        """The strings that a loop goes over, by branch, where every branch is known."""
        items = node.items if isinstance(node, Sequence) and not function_of(node)[0] else [node]

        def gather(values: tuple[Value, ...]) -> Value:
            elements: list[Value] = []
            for value in values:
                match value:
                    case Known(Items() as inner):
                        elements.extend(inner)
                    case Absent():
                        continue
                    case _:
                        elements.append(value)
            return combine(elements, lambda row: Known(Items(row)))

        choices: list[tuple[Guard, tuple[str, ...]]] = []
        for guard, value in alternatives(combine([self.resolve(item, scope) for item in items], gather)):
            if not isinstance(value, Known) or not isinstance(value.value, Items):
                return None
            row: list[str] = []
            for element in value.value:
                if not isinstance(element, Known) or isinstance(element.value, (Items, Fields)):
                    return None
                row.append(scalar_text(element.value))
            choices.append((guard, tuple(row)))
        return tuple(choices)

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
        return url(Reference(self._id(name), attribute, trail))

    def _id(self, name: str) -> str:
        return self.prefix + self.renames.get(name, name)

    def _type_of(self, id_: str) -> str:
        """The type that is written for one of the template's own resources; empty where there is none."""
        section = self._resources
        if not isinstance(section, MappingNode) or not id_.startswith(self.prefix):
            return ""
        resource = section.get(id_.removeprefix(self.prefix))
        kind = resource.get("Type") if isinstance(resource, MappingNode) else None
        return kind.text if isinstance(kind, Scalar) else ""

    # ---- functions ---------------------------------------------------------------------------------------------

    def _call(self, name: str, argument: Node, node: Node, scope: Scope) -> Value:
        trail = (node.span,)
        nesting = self.nesting
        if nesting.full:
            return Unknown(Reason("too-deep", "functions are nested too deep here"), trail)
        if nesting.spent:
            return Unknown(Reason("too-long", "the template's functions make too much text"), trail)
        nesting.calls += 1
        try:
            value = self._called(name, argument, node, scope, trail)
        finally:
            nesting.calls -= 1
        match value:
            case Known(str() as text):
                nesting.makes(len(text))
            case Pattern(parts):
                nesting.makes(sum(len(part) for part in parts if isinstance(part, str)))
        return value

    def _called(self, name: str, argument: Node, node: Node, scope: Scope, trail: Trail) -> Value:
        match name:
            case "Ref":
                return names.ref(self, untagged(argument, node), trail, scope)
            case "Fn::GetAtt":
                return names.get_att(self, untagged(argument, node), trail, scope)
            case "Fn::Sub":
                return names.sub(self, untagged(argument, node), trail, scope)
            case "Fn::If":
                return self._if(argument, trail, scope)
            case "Fn::FindInMap":
                return self._find_in_map(argument, trail, scope)
            case "Fn::And" | "Fn::Or" | "Fn::Not" | "Fn::Equals":
                return self.conditions.of_node(node, scope)
            case "Fn::Length":
                return lengths.length(self.resolve(untagged(argument, node), scope), trail)
            case "Fn::ToJsonString":
                return lengths.to_json(self.resolve(untagged(argument, node), scope), trail)
            case "Fn::Transform":
                return self._transform(argument, node, scope, trail)
        function = self._split if name == "Fn::Split" else functions.TABLE.get(name)
        if function is None:
            return Unknown(Reason("unknown-function", f"{name} isn't a function that Hauberk knows"), trail)
        value = self.resolve(untagged(argument, node), scope)
        arguments = list(value.value) if isinstance(value, Known) and isinstance(value.value, Items) else [value]
        made = combine(arguments, lambda row: function(row, trail), trail)
        if name == "Fn::Split":
            self.nesting.makes(pieces=sum(len(functions.elements_of(made) or ()) for _, made in alternatives(made)))
        return made

    def _split(self, values: tuple[Value, ...], trail: Trail) -> Value:
        from hauberk.sources.cloudformation.splitting import split

        return split(values, trail, self._type_of)

    def _transform(self, argument: Node, node: Node, scope: Scope, trail: Trail) -> Value:
        """A macro in the place of a value: an included tree, several of them merged, or unknown."""
        argument = untagged(argument, node)
        called = macros(argument)
        if len(called) != 1:
            if isinstance(node, MappingNode):
                return self._mapping(node, scope, node.span)
            return Unknown(Reason("macro", "macros run at deployment"), trail)
        included = self.included(called[0])
        return included if isinstance(included, Unknown) else retrail(self.resolve(included, scope), trail)

    def _if(self, argument: Node, trail: Trail, scope: Scope) -> Value:
        if not isinstance(argument, Sequence) or len(argument.items) != 3:
            return Unknown(Reason("malformed", "Fn::If takes a condition and two values"), trail)
        test, yes, no = argument.items
        name, _ = function_of(test)
        if isinstance(test, Scalar) and name in ("", "Condition"):
            holds = self.conditions.value(scope.fill(test.text))
        else:
            holds = self.conditions.of_node(test, scope)
        sides: dict[bool, Value] = {}
        branches: list[tuple[Guard, Value]] = []
        for guard, choice in alternatives(holds):
            side = choice == Known(True)
            if side not in sides:
                sides[side] = self.resolve(yes if side else no, scope)
            branches.append((guard, sides[side]))
        value = one_of(branches, trail)
        if isinstance(value, Known) and isinstance(value.value, (Fields, Items)):
            return retrail(value, trail)  # a condition that is decided leaves structure that isn't written as such
        return value

    @cached_property
    def _maps(self) -> dict[str, Scoped]:
        return self.entries(self._mappings) if isinstance(self._mappings, MappingNode) else {}

    def _find_in_map(self, argument: Node, trail: Trail, scope: Scope) -> Value:
        if not isinstance(argument, Sequence) or len(argument.items) not in (3, 4):
            return Unknown(Reason("malformed", "Fn::FindInMap takes a map and two keys"), trail)
        default: Value | None = None
        if len(argument.items) == 4 and isinstance(argument.items[3], MappingNode):
            node = argument.items[3].get("DefaultValue")
            default = self.resolve(node, scope) if node is not None else None

        keys = [self.conditions.operand(item, scope) for item in argument.items[1:3]]

        def find(values: tuple[Value, ...]) -> Value:
            name, *rest = values
            given = iter(rest)
            asked = [key if isinstance(key, Parameter) else next(given) for key in keys]
            return find_in_map(self._maps, name, asked, default, trail)

        values = [key for key in keys if isinstance(key, Value)]
        return combine([self.resolve(argument.items[0], scope), *values], find, trail)


def untagged(argument: Node, node: Node) -> Node:
    """The argument of a function; of one in short form, which is its own argument, the node without its tag."""
    if argument is not node:
        return argument
    match node:
        case Scalar():
            return Scalar(node.source, node.start, node.end, node.text, node.text)
        case Sequence():
            return Sequence(node.source, node.start, node.end, node.items)
        case MappingNode():
            return MappingNode(node.source, node.start, node.end, node.entries)
    raise AssertionError(node)
