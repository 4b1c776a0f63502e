"""Classes: methods are lowered where they stand, fields into what the constructor does."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Function, Parameter, Place, Scope, Statement
from hauberk.code.javascript.annotations import annotation
from hauberk.code.javascript.functions import Opening, function, parameters, setting, uses
from hauberk.code.javascript.lowering import Lowering, ToExpression, ToStatements, parts
from hauberk.code.javascript.scopes import Names, unnamed
from hauberk.code.javascript.values import key_of

_CONSTRUCTOR = "constructor"
_FIELDS = frozenset(["field_definition", "public_field_definition"])


class _Members:
    """What a class has, as it is found from the first member to the last."""

    def __init__(self) -> None:
        self.body: list[Statement] = []
        self.annotations: list[tuple[str, Expression]] = []
        self.constructor: Node | None = None
        self.fields: list[Node] = []
        """Those of objects that are given a value."""
        self.blocks: list[Node] = []


def _class(inside: Lowering, node: Node, name: str, variable: str) -> tuple[ir.Class, list[Statement]]:
    """A class, and what its static blocks do once it's there. ``variable`` is what ``this`` is in static parts."""
    at = _place(inside, node)
    bases = _bases(inside, node)
    body = node.child_by_field_name("body")
    members = _Members()
    decorators: list[Node] = []
    for member in parts(body) if body is not None else []:
        if member.type == "decorator":  # TypeScript's grammar has those of methods before them
            decorators.append(member)
            continue
        decorators += (child for child in member.named_children if child.type == "decorator")
        with inside.names.calling({"this": variable}):
            _member(inside, member, _decorated(inside, decorators), members)
        decorators = []
    _construct(inside, node, members, bool(bases))
    made = ir.Class(
        name, bases, tuple(members.body), _decorated(inside, _decorators(node)), tuple(members.annotations), at
    )
    with inside.names.calling({"this": variable}):
        after = [statement for block in members.blocks for statement in inside.body(block.child_by_field_name("body"))]
    return made, after


def _bases(inside: Lowering, node: Node) -> tuple[Expression, ...]:
    """What a class extends; interfaces are gone when it runs."""
    for part in node.named_children:
        if part.type == "class_heritage":
            clauses = [one for one in parts(part) if one.type == "extends_clause"]
            if clauses:
                return inside.all_of(one for clause in clauses for one in clause.children_by_field_name("value"))
            return inside.all_of(one for one in parts(part) if one.type != "implements_clause")
    return ()


def _decorators(node: Node) -> list[Node]:
    """Those of a class, which may stand before ``export``."""
    around = node.parent
    outside = around.named_children if around is not None and around.type == "export_statement" else []
    return [child for child in (*outside, *node.named_children) if child.type == "decorator"]


def _place(inside: Lowering, node: Node) -> Place:
    """Where a class stands, with its decorators."""
    at = inside.place(node)
    written = _decorators(node)
    return Place(min(at.start, written[0].start_byte), at.end) if written else at


def _decorated(inside: Lowering, nodes: Iterable[Node]) -> tuple[Expression, ...]:
    return inside.all_of(inner for node in nodes for inner in parts(node)[:1])


def _member(inside: Lowering, node: Node, decorators: tuple[Expression, ...], members: _Members) -> None:
    kind = node.type
    if kind == "method_definition":
        _method(inside, node, decorators, members)
    elif kind in _FIELDS:
        _field(inside, node, decorators, members)
    elif kind == "class_static_block":
        members.blocks.append(node)
    elif node.is_error:
        at = inside.place(node)
        members.body.append(ir.Do(inside.of(node), at))


def _method(inside: Lowering, node: Node, decorators: tuple[Expression, ...], members: _Members) -> None:
    name = _name(inside, node)
    static = any(child.type == "static" for child in node.children)
    if name == _CONSTRUCTOR and not static:
        members.constructor = node
        members.body += _given(inside, node)
        return
    at = inside.place(node)
    key = _key(node)
    if key is not None and key.type == "computed_property_name":
        members.body += [ir.Do(of, of.at) for of in inside.all_of(parts(key)) if not isinstance(of, ir.Const)]
    members.body += _given(inside, node)
    made = setting(inside, node, name)
    made.decorators = (*decorators, *made.decorators)
    members.body.append(ir.Assign(name, ir.Closure(made, at), at))


def _given(inside: Lowering, node: Node) -> Iterator[Statement]:
    """What decorators of parameters do; the core has no place for them."""
    several = node.child_by_field_name("parameters")
    for parameter in parts(several) if several is not None else []:
        at = inside.place(parameter)
        for decorator in _decorated(inside, [one for one in parameter.named_children if one.type == "decorator"]):
            yield ir.Do(decorator, at)


def _field(inside: Lowering, node: Node, decorators: tuple[Expression, ...], members: _Members) -> None:
    at = inside.place(node)
    name = _name(inside, node)
    of_type = node.child_by_field_name("type")
    if of_type is not None:
        members.annotations.append((name, annotation(inside, of_type)))
    members.body += [ir.Do(decorator, at) for decorator in decorators]
    value = node.child_by_field_name("value")
    if value is None:
        return
    if any(child.type == "static" for child in node.children):
        members.body.append(ir.Assign(name, inside.named(value, name), at))
    else:
        members.fields.append(node)


def _key(node: Node) -> Node | None:
    return node.child_by_field_name("name") or node.child_by_field_name("property")


def _name(inside: Lowering, node: Node) -> str:
    key = _key(node)
    if key is None:
        return ""
    if key.type == "computed_property_name" and (inner := parts(key)) and inner[0].type not in {"string", "number"}:
        return inside.text(key)
    made = key_of(inside, key)
    return str(made.value) if isinstance(made, ir.Const) else ""


def _construct(inside: Lowering, node: Node, members: _Members, derived: bool) -> None:
    """The constructor, which sets the fields; one is made, if there is none and fields have values."""
    opening = _opening(members.fields) if members.fields else None
    written = members.constructor
    if written is not None:
        at = inside.place(written)
        made = function(inside, written, _CONSTRUCTOR, opening=opening)
        for one, (name, _) in _properties(inside, written):
            members.annotations.append((name, one))
    elif opening is not None:
        at = inside.place(node)
        made = _made(inside, opening, derived, at)
    else:
        return
    members.body.append(ir.Assign(_CONSTRUCTOR, ir.Closure(made, at), at))


def _properties(inside: Lowering, node: Node) -> Iterator[tuple[Expression, tuple[str, Place]]]:
    """The types of parameters that are fields."""
    taken = parameters(inside, node)
    types = {one.name: one.annotation for one in taken.parameters}
    for field in taken.fields:
        of_type = types.get(field[0])
        if of_type is not None:
            yield of_type, field


def _opening(fields: list[Node]) -> Opening:
    def opened(made: Lowering) -> Iterator[Statement]:
        with made.names.around():
            for node in fields:
                key, value = _key(node), node.child_by_field_name("value")
                if key is None or value is None:
                    continue
                at = made.place(node)
                this = ir.Name(made.names.reading("this"), at)
                name = key_of(made, key)
                if isinstance(name, ir.Const):
                    yield ir.SetField(this, str(name.value), made.named(value, str(name.value)), at)
                else:
                    yield ir.SetIndex(this, name, made.of(value), at)

    return opened


def _made(inside: Lowering, opening: Opening, derived: bool, at: Place) -> Function:
    """The constructor of a class that has none: it hands on what it's given."""
    code, around = inside.code, inside.names.level
    taken = (Parameter(unnamed(1), None, None, "rest", at),) if derived else ()

    def lower() -> Scope:
        names = Names(around)
        made = Lowering(code, names)
        names.skip(len(taken))
        done: list[Statement] = []
        if derived:
            given = ir.Spread(ir.Name(unnamed(1), at), at)
            done.append(ir.Do(ir.Call(ir.Name(names.reading("super"), at), (given,), (), False, at), at))
        return made.scope([*done, *made.gathered(opening(made))])

    return Function(_CONSTRUCTOR, taken, (), lower, at)


def _declaration(inside: Lowering, node: Node) -> Iterator[Statement]:
    name = node.child_by_field_name("name")
    own = "" if name is None else inside.name(name)
    variable = inside.names.writing(own)
    made, after = _class(inside, node, own, variable)
    yield ir.Assign(variable, made, made.at)
    yield from after


def _expression(inside: Lowering, node: Node) -> Expression:
    """A class as a value; where it has a name that it uses, or does something at once, it's a variable first."""
    called = inside.called()
    name = node.child_by_field_name("name")
    own = called if name is None else inside.name(name)
    used = name is not None and uses(inside, node, name)
    body = node.child_by_field_name("body")
    does = body is not None and any(_does(member) for member in body.named_children)
    if not used and not does:
        return _class(inside, node, own, "this")[0]
    at = inside.place(node)
    variable = f"{own or 'class'}·{node.start_byte}"
    inside.names.own.add(variable)
    with inside.names.calling({own: variable} if used else {}):
        made, after = _class(inside, node, own, variable)
    inside.before += [ir.Assign(variable, made, at), *after]
    return ir.Name(variable, at)


def _does(member: Node) -> bool:
    """Whether a member does something when the class is made."""
    if member.type in _FIELDS:
        return any(child.type == "static" for child in member.children)
    return member.type == "class_static_block"


EXPRESSIONS: dict[str, ToExpression] = {"class": _expression}
STATEMENTS: dict[str, ToStatements] = {"class_declaration": _declaration, "abstract_class_declaration": _declaration}
