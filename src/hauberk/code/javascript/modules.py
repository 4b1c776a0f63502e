"""``import`` and ``export``, and TypeScript's own forms of them."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Statement
from hauberk.code.javascript.declarations import lexical, names_in
from hauberk.code.javascript.literals import said
from hauberk.code.javascript.lowering import Lowering, ToStatements, parts
from hauberk.code.javascript.patterns import offered


def _source(inside: Lowering, node: Node) -> str | None:
    source = node.child_by_field_name("source")
    return None if source is None else said(inside.text(source)[1:-1])


def _import(inside: Lowering, node: Node) -> Iterator[Statement]:
    """A module that is imported for what it does is an expression."""
    module = _source(inside, node)
    for clause in parts(node):
        if clause.type == "import_require_clause":
            module = _source(inside, clause)
        if clause.type in {"import_clause", "import_require_clause"} and module is not None:
            yield from _names(inside, clause, module)
            return
    if module is not None:
        at = inside.place(node)
        yield ir.Do(ir.Module(module, None, at), at)


def _names(inside: Lowering, clause: Node, module: str) -> Iterator[Statement]:
    for one in parts(clause):
        if one.type == "identifier":
            whole = clause.type == "import_require_clause"
            yield _named(inside, one, one, module, None if whole else "default")
        elif one.type == "namespace_import":
            for only in parts(one)[:1]:
                yield _named(inside, only, one, module, None)
        elif one.type == "named_imports":
            for each in parts(one):
                name = each.child_by_field_name("name")
                alias = each.child_by_field_name("alias") or name
                if name is not None and alias is not None:
                    yield _named(inside, alias, each, module, _word(inside, name))


def _named(inside: Lowering, name: Node, node: Node, module: str, exported: str | None) -> Statement:
    at = inside.place(node)
    return ir.Assign(inside.names.writing(inside.name(name)), ir.Module(module, exported, at), at)


def _word(inside: Lowering, node: Node) -> str:
    """A name of something that is exported, which may be a text."""
    return said(inside.text(node)[1:-1]) if node.type == "string" else inside.name(node)


def _alias(inside: Lowering, node: Node) -> Iterator[Statement]:
    """``import A = B.C``."""
    name, *of = parts(node)
    at = inside.place(node)
    if of:
        yield ir.Assign(inside.names.writing(inside.name(name)), _dotted(inside, of[0]), at)


def _dotted(inside: Lowering, node: Node) -> Expression:
    names: list[Node] = []
    while node.type == "nested_identifier":
        node, name = parts(node)
        names.append(name)
    made = inside.of(node)
    for name in reversed(names):
        made = ir.Field(made, inside.name(name), ir.Place(made.at.start, name.end_byte))
    return made


def _export(inside: Lowering, node: Node) -> Iterator[Statement]:
    """What is exported by a name of the module is exported once the module has been run: it is the variable."""
    words = {child.type for child in node.children if not child.is_named}
    declaration, value = node.child_by_field_name("declaration"), node.child_by_field_name("value")
    at = inside.place(node)
    if declaration is not None:
        yield from inside.statement(declaration)
        for name in lexical([declaration]) if declaration.type != "variable_declaration" else _variables(declaration):
            _offer(inside, "default" if "default" in words else inside.name(name), name)
    elif value is not None:
        yield ir.Export("default", inside.named(value, "default"), at)
    elif "=" in words:
        for of in parts(node)[:1]:
            yield from offered("=", inside.of(of), at)
    else:
        yield from _listed(inside, node, _source(inside, node))


def _variables(declaration: Node) -> Iterator[Node]:
    for one in parts(declaration):
        pattern = one.child_by_field_name("name")
        if pattern is not None:
            yield from names_in(pattern)


def _offer(inside: Lowering, name: str, variable: Node) -> None:
    read = ir.Name(inside.names.reading(inside.name(variable)), inside.place(variable))
    inside.exports.append((name, read))


def _listed(inside: Lowering, node: Node, module: str | None) -> Iterable[Statement]:
    """``export { a as b }``, ``export * from "m"``."""
    for part in node.children:
        at = inside.place(part)
        if part.type == "*" and module is not None:
            yield ir.Export("*", ir.Module(module, None, at), at)
        elif part.type == "namespace_export" and module is not None:
            for only in parts(part)[:1]:
                yield ir.Export(_word(inside, only), ir.Module(module, None, at), at)
        elif part.type == "export_clause":
            for one in parts(part):
                name = one.child_by_field_name("name")
                alias = one.child_by_field_name("alias") or name
                if name is None or alias is None:
                    continue
                place = inside.place(one)
                if module is not None:
                    value = ir.Module(module, _word(inside, name), place)
                    yield ir.Export(_word(inside, alias), value, place)
                else:
                    _offer(inside, _word(inside, alias), name)


LOWERING: dict[str, ToStatements] = {
    "export_statement": _export,
    "import_alias": _alias,
    "import_statement": _import,
}
