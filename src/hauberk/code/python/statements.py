"""Statements of Python in the core's words, and the functions and classes that they define."""

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hauberk.code import ir
from hauberk.code.ir import Block, Expression, Function, Scope, Statement
from hauberk.code.python.expressions import OPERATORS, Expressions, too_deep
from hauberk.code.python.matching import matched
from hauberk.code.python.scopes import Names

_ASSERTION = "AssertionError"


class Statements(Expressions):
    """Lowers the statements of one function, or of what the module does itself."""

    def block(self, body: Iterable[ast.stmt]) -> Block:
        """Statements, lowered; what nobody can see the effect of (``pass``, ``del``) is left out."""
        made: list[Statement] = []
        for node in body:
            lower = _LOWERING.get(type(node))
            if lower is not None:
                try:
                    made.extend(lower(self, node))
                except RecursionError:
                    made.append(too_deep(self.place(node)))
        return tuple(made)

    def _expression(self, node: ast.Expr) -> Iterator[Statement]:
        if not isinstance(node.value, ast.Constant):
            yield ir.Do(self.of(node.value), self.place(node))

    def _assign(self, node: ast.Assign) -> Iterator[Statement]:
        value = self.of(node.value)
        if len(node.targets) == 1:
            yield from self.bound(node.targets[0], value)
            return
        at = self.place(node)
        whole = self.names.fresh()
        yield ir.Assign(whole, value, at)
        for target in node.targets:
            yield from self.bound(target, ir.Name(whole, at))

    def _annotated(self, node: ast.AnnAssign) -> Iterator[Statement]:
        if node.value is not None:
            yield from self.bound(node.target, self.of(node.value))

    def _augmented(self, node: ast.AugAssign) -> Iterator[Statement]:
        at = self.place(node)
        before = self.of(node.target)
        after = ir.Operation(OPERATORS[type(node.op)], (before, self.of(node.value)), at)
        yield from self.bound(node.target, after)

    def _declare(self, node: "ast.Global | ast.Nonlocal") -> Iterator[Statement]:
        self.names.declared.update(node.names)
        yield from ()

    def _if(self, node: ast.If) -> Iterator[Statement]:
        """A chain of ``elif`` is walked, not climbed: some have hundreds."""
        chain = [node]
        while len(chain[-1].orelse) == 1 and isinstance(chain[-1].orelse[0], ast.If):
            chain.append(chain[-1].orelse[0])
        parts = [(self.of(one.test), self.block(one.body), self.place(one)) for one in chain]
        otherwise = self.block(chain[-1].orelse)
        for guard, then, at in reversed(parts):
            otherwise = (ir.Branch(guard, then, otherwise, at),)
        yield from otherwise

    def _for(self, node: "ast.For | ast.AsyncFor") -> Iterator[Statement]:
        iterable = self.of(node.iter)
        taken: Block = ()
        if isinstance(node.target, ast.Name):
            item = self.names.writing(node.target.id)
        else:
            item = self.names.fresh()
            taken = tuple(self.bound(node.target, ir.Name(item, self.place(node.target))))
        body = (*taken, *self.block(node.body))
        yield ir.Each(item, iterable, body, False, self.block(node.orelse), self.place(node))

    def _while(self, node: ast.While) -> Iterator[Statement]:
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        guard = None if endless else self.of(node.test)
        yield ir.While(guard, self.block(node.body), self.block(node.orelse), self.place(node))

    def _try(self, node: "ast.Try | ast.TryStar") -> Iterator[Statement]:
        handlers = tuple([self._handler(handler) for handler in node.handlers])
        body = (*self.block(node.body), *self.block(node.orelse))
        yield ir.Try(body, handlers, self.block(node.finalbody), self.place(node))

    def _handler(self, node: ast.ExceptHandler) -> ir.Handler:
        types = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type] if node.type else []
        name = None if node.name is None else self.names.writing(node.name)
        return ir.Handler(self.all_of(types), name, self.block(node.body))

    def _with(self, node: "ast.With | ast.AsyncWith") -> Iterator[Statement]:
        for item in node.items:
            at = self.place(item.context_expr)
            entered = ir.Call(ir.Field(self.of(item.context_expr), "__enter__", at), (), (), False, at)
            if item.optional_vars is None:
                yield ir.Do(entered, at)
            else:
                yield from self.bound(item.optional_vars, entered)
        body = self.block(node.body)
        for item in node.items:
            by = item.context_expr
            if isinstance(by, ast.Call) and _is_suppress(by.func):
                types = self.all_of(by.args)
                body = (ir.Try(body, (ir.Handler(types, None, ()),), (), self.place(node)),)
        yield from body

    def _break(self, node: ast.Break) -> Iterator[Statement]:
        yield ir.Break(self.place(node))

    def _continue(self, node: ast.Continue) -> Iterator[Statement]:
        yield ir.Continue(self.place(node))

    def _return(self, node: ast.Return) -> Iterator[Statement]:
        yield ir.Return(None if node.value is None else self.of(node.value), self.place(node))

    def _raise(self, node: ast.Raise) -> Iterator[Statement]:
        yield ir.Raise(None if node.exc is None else self.of(node.exc), self.place(node))

    def _assert(self, node: ast.Assert) -> Iterator[Statement]:
        at = self.place(node)
        message = () if node.msg is None else (self.of(node.msg),)
        raised = ir.Call(ir.Name(self.names.reading(_ASSERTION), at), message, (), False, at)
        yield ir.Branch(self.of(node.test), (), (ir.Raise(raised, at),), at)

    def _match(self, node: ast.Match) -> Iterator[Statement]:
        at = self.place(node)
        subject = ir.Name(self.names.fresh(), at)
        yield ir.Assign(subject.name, self.of(node.subject), at)
        otherwise: Block = ()
        cases = [(self._case(case, subject), self.block(case.body), self.place(case.pattern)) for case in node.cases]
        for guard, then, place in reversed(cases):
            otherwise = then if guard is None else (ir.Branch(guard, then, otherwise, place),)
        yield from otherwise

    def _case(self, case: ast.match_case, subject: Expression) -> Expression | None:
        """What has to hold for a case; nothing for one that takes everything else."""
        tests = list(matched(case.pattern, subject, self))
        if case.guard is not None:
            tests.append(self.of(case.guard))
        if not tests:
            return None
        return tests[0] if len(tests) == 1 else ir.Either("and", tuple(tests), self.place(case.pattern))

    def _import(self, node: ast.Import) -> Iterator[Statement]:
        """``import a.b`` gives the name ``a``; what is in it is found by its fields."""
        for alias in node.names:
            at = self.place(alias)
            first = alias.name.partition(".")[0]
            name, module = (alias.asname, alias.name) if alias.asname else (first, first)
            yield ir.Assign(self.names.writing(name), ir.Module(module, None, at), at)

    def _import_from(self, node: ast.ImportFrom) -> Iterator[Statement]:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            at = self.place(alias)
            exported = None if alias.name == "*" else alias.name
            name = self.names.writing(alias.asname or alias.name)
            yield ir.Assign(name, ir.Module(module, exported, at), at)

    def _function(self, node: "ast.FunctionDef | ast.AsyncFunctionDef") -> Iterator[Statement]:
        at = self.place(node)

        def lower() -> Scope:
            inside = Statements(self.lines, Names())
            inside.own(node.args)
            return inside.scope(inside.block(node.body))

        function = Function(
            node.name,
            self.parameters(node.args),
            self.all_of(node.decorator_list),
            lower,
            at,
            is_async=isinstance(node, ast.AsyncFunctionDef),
        )
        yield ir.Assign(self.names.writing(node.name), ir.Closure(function, at), at)

    def _class(self, node: ast.ClassDef) -> Iterator[Statement]:
        at = self.place(node)
        bases = self.all_of(node.bases)
        decorators = self.all_of(node.decorator_list)
        inside = Statements(self.lines, Names())
        body = inside.block(node.body)
        annotations = tuple(
            (one.target.id, inside.of(one.annotation))
            for one in node.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        )
        self.names.read |= inside.names.read - inside.names.written
        made = ir.Class(node.name, bases, body, decorators, annotations, at)
        yield ir.Assign(self.names.writing(node.name), made, at)


def _is_suppress(node: ast.expr) -> bool:
    """``contextlib.suppress``: the body's exceptions are handled, by doing nothing."""
    return (isinstance(node, ast.Name) and node.id == "suppress") or (
        isinstance(node, ast.Attribute) and node.attr == "suppress"
    )


_LOWERING: dict[type[ast.stmt], Callable[[Statements, Any], Iterator[Statement]]] = {
    ast.Expr: Statements._expression,
    ast.Assign: Statements._assign,
    ast.AnnAssign: Statements._annotated,
    ast.AugAssign: Statements._augmented,
    ast.If: Statements._if,
    ast.For: Statements._for,
    ast.AsyncFor: Statements._for,
    ast.While: Statements._while,
    ast.Try: Statements._try,
    ast.TryStar: Statements._try,
    ast.With: Statements._with,
    ast.AsyncWith: Statements._with,
    ast.Return: Statements._return,
    ast.Raise: Statements._raise,
    ast.Assert: Statements._assert,
    ast.Break: Statements._break,
    ast.Continue: Statements._continue,
    ast.Import: Statements._import,
    ast.ImportFrom: Statements._import_from,
    ast.FunctionDef: Statements._function,
    ast.AsyncFunctionDef: Statements._function,
    ast.ClassDef: Statements._class,
    ast.Global: Statements._declare,
    ast.Nonlocal: Statements._declare,
    ast.Match: Statements._match,
}
