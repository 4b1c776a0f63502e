"""What CommonJS modules offer: fields of ``exports`` and of ``module.exports``, also as compilers write them."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Place, Statement
from hauberk.code.javascript.lowering import Lowering


def exported(inside: Lowering, target: Node) -> str | None:
    """The name by which the module offers what is assigned: ``=`` if that is the module, none if it isn't offered."""
    field, of = target.child_by_field_name("property"), target.child_by_field_name("object")
    if field is None or of is None:
        return None
    if _whole(inside, target):
        return "="
    if (of.type == "identifier" and inside.text(of) == "exports" and _own(inside, "exports")) or (
        of.type == "member_expression" and _whole(inside, of)
    ):
        return inside.name(field)
    return None


def _whole(inside: Lowering, node: Node) -> bool:
    field, of = node.child_by_field_name("property"), node.child_by_field_name("object")
    return (
        field is not None
        and of is not None
        and of.type == "identifier"
        and inside.text(of) == "module"
        and inside.text(field) == "exports"
        and _own(inside, "module")
    )


def _own(inside: Lowering, name: str) -> bool:
    """Whether nobody else has the name."""
    return inside.names.find(name)[1] is None


def offered(name: str, value: Expression, at: Place) -> Iterator[Statement]:
    """What a module offers when it sets a field of its exports, or (``=``) its exports as a whole."""
    if name == "=" and isinstance(value, ir.Record) and all(_written(key) for key, _ in value.entries):
        for key, of in value.entries:
            place = Place(key.at.start if key is not None else of.at.start, of.at.end)
            yield ir.Export(str(key.value) if isinstance(key, ir.Const) else "*", of, place)
    else:
        yield ir.Export(name, value, at)


def _written(key: Expression | None) -> bool:
    return key is None or isinstance(key, ir.Const)


def called(inside: Lowering, call: ir.Call) -> Iterable[Statement] | None:
    """What a module offers by a call with its exports, as compilers and bundlers write it; nothing by any other."""
    match call:
        case ir.Call(ir.Field(ir.Name("Object"), "defineProperty"), (of, ir.Const(str(name)), ir.Record(entries))):
            if _is_exports(inside, of):
                return [] if name == "__esModule" else list(_defined(name, entries, call.at))
        case ir.Call(ir.Field(ir.Name("Object"), "assign"), (of, *others)):
            if _is_exports(inside, of):
                return [made for other in others for made in _all_of(other)]
        case ir.Call(ir.Name("__exportStar") | ir.Field(_, "__exportStar"), (ir.Module() as module, of)):
            if _is_exports(inside, of):
                return [ir.Export("*", module, call.at)]
    return None


def _is_exports(inside: Lowering, of: Expression) -> bool:
    match of:
        case ir.Name("exports") | ir.Field(ir.Name("module"), "exports"):
            return _own(inside, "exports" if isinstance(of, ir.Name) else "module")
    return False


def _defined(name: str, entries: tuple[tuple[Expression | None, Expression], ...], at: Place) -> Iterator[Statement]:
    """A property by its value, or by what its getter returns."""
    for key, value in entries:
        match key, value:
            case ir.Const("value"), _:
                yield ir.Export(name, value, at)
            case ir.Const("get"), ir.Closure(function):
                for statement in function.scope.body:
                    if isinstance(statement, ir.Return) and statement.value is not None:
                        yield ir.Export(name, statement.value, at)


def _all_of(value: Expression) -> Iterable[Statement]:
    if isinstance(value, ir.Record) and all(_written(key) for key, _ in value.entries):
        return offered("=", value, value.at)
    return [ir.Export("*", value, value.at)]
