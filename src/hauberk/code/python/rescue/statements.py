"""Statements of the grammar as those of the standard tree."""

import ast
from collections.abc import Callable
from typing import Any

from tree_sitter import Node

from hauberk.code.python.rescue.parameters import Parameters
from hauberk.code.python.rescue.patterns import Patterns
from hauberk.code.python.rescue.steps import Steps, closed, has, parts, put

_AUGMENTED: dict[str, type[ast.operator]] = {
    "+=": ast.Add,
    "-=": ast.Sub,
    "*=": ast.Mult,
    "@=": ast.MatMult,
    "/=": ast.Div,
    "//=": ast.FloorDiv,
    "%=": ast.Mod,
    "**=": ast.Pow,
    "<<=": ast.LShift,
    ">>=": ast.RShift,
    "|=": ast.BitOr,
    "&=": ast.BitAnd,
    "^=": ast.BitXor,
}


class Statements(Patterns):
    """Makes statements of the nodes of one file."""

    def block(self, nodes: list[Node]) -> Steps:
        """The statements among some nodes, and in what can't be read between them whatever is whole."""
        made: list[ast.stmt] = []
        left = nodes[::-1]
        while left:
            child = left.pop()
            if child.type in ("ERROR", "block"):
                left.extend(reversed(child.children))
            elif child.type in ("call", "await"):
                made.append(put(ast.Expr(value=(yield self.of(child))), child))
            elif convert := _CONVERTING.get(child.type):
                found = yield convert(self, child)
                made.extend(found if isinstance(found, list) else [found])
        return made

    def body(self, node: Node) -> Steps:
        """The statements of the block in a node."""
        return self.block([child for child in node.children if child.type in ("block", "ERROR")])

    def _expression(self, node: Node) -> Steps:
        inner = parts(node)
        if len(inner) == 1 and inner[0].type == "assignment":
            return (yield self._assignment(inner[0]))
        if len(inner) == 1 and inner[0].type == "augmented_assignment":
            return (yield self._augmented(inner[0]))
        return put(ast.Expr(value=(yield self.several(inner, node, tuple_of_one=has(node, ",")))), node)

    def _assignment(self, node: Node) -> Steps:
        """The grammar has ``a = b = c`` as an assignment in an assignment."""
        if node.child_by_field_name("type") is not None:
            return (yield self._annotated(node))
        targets = [(yield self.part(node, "left"))]
        last = node
        while (right := last.child_by_field_name("right")) is not None and right.type == "assignment":
            last = right
            targets.append((yield self.part(last, "left")))
        return put(ast.Assign(targets=targets, value=(yield self.part(last, "right"))), node)

    def _annotated(self, node: Node) -> Steps:
        target, annotation = (yield self.part(node, "left")), (yield self.part(node, "type"))
        value = None if node.child_by_field_name("right") is None else (yield self.part(node, "right"))
        simple = int(isinstance(target, ast.Name))
        return put(ast.AnnAssign(target=target, annotation=annotation, value=value, simple=simple), node)

    def _augmented(self, node: Node) -> Steps:
        target, value = (yield self.part(node, "left")), (yield self.part(node, "right"))
        found = node.child_by_field_name("operator")
        operator = _AUGMENTED["+=" if found is None else found.type]()
        return put(ast.AugAssign(target=target, op=operator, value=value), node)

    def _if(self, node: Node) -> Steps:
        otherwise: list[ast.stmt] = []
        links: list[tuple[Node, ast.expr, list[ast.stmt]]] = []
        for link in (node, *node.children_by_field_name("alternative")):
            if link.type == "else_clause":
                otherwise = yield self.body(link)
            else:
                test, then = (yield self.part(link, "condition")), (yield self.body(link))
                links.append((link, test, then))
        for link, test, then in reversed(links):
            otherwise = [closed(ast.If(test=test, body=then, orelse=otherwise), link, then, otherwise)]
        return otherwise

    def _for(self, node: Node) -> Steps:
        kind: Any = ast.AsyncFor if has(node, "async") else ast.For
        target, source = (yield self.part(node, "left")), (yield self.part(node, "right"))
        body, otherwise = (yield self.body(node)), (yield self._else(node))
        return closed(kind(target=target, iter=source, body=body, orelse=otherwise), node, body, otherwise)

    def _while(self, node: Node) -> Steps:
        test = yield self.part(node, "condition")
        body, otherwise = (yield self.body(node)), (yield self._else(node))
        return closed(ast.While(test=test, body=body, orelse=otherwise), node, body, otherwise)

    def _else(self, node: Node) -> Steps:
        found = node.child_by_field_name("alternative")
        return self.block([]) if found is None else self.body(found)

    def _try(self, node: Node) -> Steps:
        body, handlers, otherwise, final = (yield self.body(node)), [], [], []
        for child in parts(node):
            match child.type:
                case "except_clause" | "except_group_clause":
                    handlers.append((yield self._handler(child)))
                case "else_clause":
                    otherwise = yield self.body(child)
                case "finally_clause":
                    final = yield self.body(child)
        made = ast.Try(body=body, handlers=handlers, orelse=otherwise, finalbody=final)
        return closed(made, node, body, handlers, otherwise, final)

    def _handler(self, node: Node) -> Steps:
        """``except A, b:`` gives a name in Python 2, and is two types in Python 3.14: types begin with a capital."""
        given = [child for child in parts(node) if child.type != "block"]
        name: str | None = None
        if len(given) == 1 and given[0].type == "as_pattern":
            target = given[0].child_by_field_name("alias")
            name = None if target is None else self.name(target)
            given = parts(given[0])[:1]
        elif len(given) == 2 and given[1].type == "identifier" and not self.name(given[1])[:1].isupper():
            name = self.name(given[1])
            given = given[:1]
        types = (yield self.several(given, node)) if given else None
        body = yield self.body(node)
        return closed(ast.ExceptHandler(type=types, name=name, body=body), node, body)

    def _with(self, node: Node) -> Steps:
        clauses = [child for child in parts(node) if child.type == "with_clause"]
        items = yield [self._item(item) for clause in clauses for item in parts(clause)]
        kind: Any = ast.AsyncWith if has(node, "async") else ast.With
        body = yield self.body(node)
        return closed(kind(items=items, body=body), node, body)

    def _item(self, node: Node) -> Steps:
        value = node.child_by_field_name("value")
        while value is not None and value.type == "parenthesized_expression" and len(parts(value)) == 1:
            value = parts(value)[0]
        if value is None or value.type != "as_pattern":
            return ast.withitem(context_expr=(yield self.part(node, "value")), optional_vars=None)
        entered = yield self.several(parts(value)[:1], value)
        return ast.withitem(context_expr=entered, optional_vars=(yield self.part(value, "alias")))

    def _match(self, node: Node) -> Steps:
        subjects = node.children_by_field_name("subject")
        subject = yield self.several(subjects, node, tuple_of_one=has(node, ","))
        body = node.child_by_field_name("body")
        clauses = [] if body is None else parts(body)
        cases = yield [self._case(clause) for clause in clauses if clause.type == "case_clause"]
        return closed(ast.Match(subject=subject, cases=cases), node, *(case.body for case in cases))

    def _case(self, node: Node) -> Steps:
        pattern = yield self.case([child for child in parts(node) if child.type == "case_pattern"], node)
        found = node.child_by_field_name("guard")
        guard = None if found is None else (yield self.several(parts(found), found))
        body = yield self.body(node)
        return ast.match_case(pattern=pattern, guard=guard, body=body)

    def _function(self, node: Node) -> Steps:
        return self._defined(node, [])

    def _decorated(self, node: Node) -> Steps:
        marks = [child for child in parts(node) if child.type == "decorator"]
        decorators = yield [self.several(parts(mark), mark) for mark in marks]
        made = node.child_by_field_name("definition")
        if made is None:
            return []
        return (yield (self._class_of if made.type == "class_definition" else self._defined)(made, decorators))

    def _defined(self, node: Node, decorators: list[ast.expr]) -> Steps:
        kind: Any = ast.AsyncFunctionDef if has(node, "async") else ast.FunctionDef
        taken = yield Parameters(self).of(node.child_by_field_name("parameters"))
        returned = node.child_by_field_name("return_type")
        made = kind(
            name=self.name(node.child_by_field_name("name")),
            args=taken.arguments,
            body=[*taken.apart, *(yield self.body(node))],
            decorator_list=decorators,
            returns=None if returned is None else (yield self.of(returned)),
        )
        return closed(made, node, made.body)

    def _class(self, node: Node) -> Steps:
        return self._class_of(node, [])

    def _class_of(self, node: Node, decorators: list[ast.expr]) -> Steps:
        bases, named = yield self.arguments(node.child_by_field_name("superclasses"))
        made = ast.ClassDef(
            name=self.name(node.child_by_field_name("name")),
            bases=bases,
            keywords=named,
            body=(yield self.body(node)),
            decorator_list=decorators,
        )
        return closed(made, node, made.body)

    def _import(self, node: Node) -> Steps:
        yield from ()
        return put(ast.Import(names=self._aliases(node)), node)

    def _import_from(self, node: Node) -> Steps:
        yield from ()
        module = node.child_by_field_name("module_name")
        written = "__future__" if module is None else "".join(self.text(module).split())
        name = written.lstrip(".")
        level = len(written) - len(name)
        return put(ast.ImportFrom(module=name or None, names=self._aliases(node), level=level), node)

    def _aliases(self, node: Node) -> list[ast.alias]:
        stars = [child for child in parts(node) if child.type == "wildcard_import"]
        made = [put(ast.alias(name="*", asname=None), star) for star in stars]
        for child in node.children_by_field_name("name"):
            of, known = child, None
            if child.type == "aliased_import":
                of, known = child.child_by_field_name("name") or child, child.child_by_field_name("alias")
            name = "".join(self.name(of).split())
            made.append(put(ast.alias(name=name, asname=None if known is None else self.name(known)), child))
        return made

    def _return(self, node: Node) -> Steps:
        given = parts(node)
        return put(ast.Return(value=(yield self.of(given[0])) if given else None), node)

    def _raise(self, node: Node) -> Steps:
        """``raise A, "b"`` is how Python 2 wrote ``raise A("b")``."""
        cause = node.child_by_field_name("cause")
        given = [child for child in parts(node) if child != cause]
        if not given:
            return put(ast.Raise(exc=None, cause=None), node)
        if given[0].type == "expression_list":
            of, *rest = yield self.all_of(parts(given[0]))
            return put(ast.Raise(exc=put(ast.Call(func=of, args=rest[:1], keywords=[]), given[0]), cause=None), node)
        return put(ast.Raise(exc=(yield self.of(given[0])), cause=None), node)

    def _assert(self, node: Node) -> Steps:
        made = yield self.all_of(parts(node))
        if not made:
            return []
        return put(ast.Assert(test=made[0], msg=made[1] if made[1:] else None), node)

    def _names(self, node: Node) -> Steps:
        yield from ()
        names = [self.name(child) for child in parts(node)]
        return put(ast.Nonlocal(names=names) if node.type == "nonlocal_statement" else ast.Global(names=names), node)

    def _pass(self, node: Node) -> ast.stmt:
        """What the core has no word for, since nothing comes of it."""
        return put(ast.Pass(), node)

    def _alias(self, node: Node) -> Steps:
        """``type A = B``; for the grammar also ``type(a).b = c``."""
        written = node.child_by_field_name("left")
        if written is None or self.data[written.start_byte : written.start_byte + 1] != b"(":
            return self._pass(node)
        target, value = (yield self.of(written)), (yield self.part(node, "right"))
        below = target
        while isinstance(below, (ast.Attribute, ast.Call, ast.Subscript)):
            below.col_offset, above = node.start_byte, below
            below = below.func if isinstance(below, ast.Call) else below.value
        if below is target:
            return self._pass(node)
        called = put(ast.Call(func=put(ast.Name(id="type"), node.children[0]), args=[below], keywords=[]), node)
        called.end_col_offset = (below.end_col_offset or 0) + 1
        if isinstance(above, ast.Call):
            above.func = called
        else:
            above.value = called
        return put(ast.Assign(targets=[target], value=value), node)

    def _break(self, node: Node) -> ast.stmt:
        return put(ast.Break(), node)

    def _continue(self, node: Node) -> ast.stmt:
        return put(ast.Continue(), node)

    def _print(self, node: Node) -> Steps:
        """A statement of Python 2, as the call that it became."""
        given = yield self.all_of(node.children_by_field_name("argument"))
        targets = [child for child in parts(node) if child.type == "chevron"]
        files = yield [self.several(parts(target), target) for target in targets]
        named = [put(ast.keyword(arg="file", value=file), target) for file, target in zip(files, targets, strict=True)]
        return self._called("print", given, named, node)

    def _exec(self, node: Node) -> Steps:
        return self._called("exec", (yield self.all_of(parts(node))), [], node)

    def _called(self, name: str, given: list[ast.expr], named: list[ast.keyword], node: Node) -> ast.stmt:
        word = put(ast.Name(id=name), node.children[0])
        return put(ast.Expr(value=put(ast.Call(func=word, args=given, keywords=named), node)), node)


_CONVERTING: dict[str, Callable[[Statements, Node], "ast.stmt | Steps"]] = {
    "expression_statement": Statements._expression,
    "assignment": Statements._assignment,
    "augmented_assignment": Statements._augmented,
    "if_statement": Statements._if,
    "for_statement": Statements._for,
    "while_statement": Statements._while,
    "try_statement": Statements._try,
    "with_statement": Statements._with,
    "match_statement": Statements._match,
    "function_definition": Statements._function,
    "class_definition": Statements._class,
    "decorated_definition": Statements._decorated,
    "import_statement": Statements._import,
    "import_from_statement": Statements._import_from,
    "future_import_statement": Statements._import_from,
    "return_statement": Statements._return,
    "raise_statement": Statements._raise,
    "assert_statement": Statements._assert,
    "global_statement": Statements._names,
    "nonlocal_statement": Statements._names,
    "pass_statement": Statements._pass,
    "delete_statement": Statements._pass,
    "type_alias_statement": Statements._alias,
    "break_statement": Statements._break,
    "continue_statement": Statements._continue,
    "print_statement": Statements._print,
    "exec_statement": Statements._exec,
}
