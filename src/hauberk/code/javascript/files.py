"""A file of JavaScript or TypeScript as the core has it."""

from collections.abc import Iterator

from hauberk.code import ir
from hauberk.code.ir import File, Place, Statement, Trouble
from hauberk.code.javascript import (
    calls,
    classes,
    effects,
    functions,
    logic,
    loops,
    markup,
    modules,
    operations,
    statements,
    switches,
    typescript,
    values,
)
from hauberk.code.javascript.declarations import lexical, variables
from hauberk.code.javascript.lowering import Code, Lowering, ToExpression, ToStatements, parts
from hauberk.code.javascript.parsing import parsed
from hauberk.code.javascript.scopes import Names
from hauberk.reading.source import Source

EXPRESSIONS: dict[str, ToExpression] = {
    **calls.LOWERING,
    **classes.EXPRESSIONS,
    **effects.LOWERING,
    **functions.LOWERING,
    **logic.LOWERING,
    **markup.LOWERING,
    **operations.LOWERING,
    **values.LOWERING,
}
STATEMENTS: dict[str, ToStatements] = {
    **classes.STATEMENTS,
    **loops.LOWERING,
    **modules.LOWERING,
    **statements.LOWERING,
    **switches.LOWERING,
    **typescript.LOWERING,
}


def read(source: Source) -> File:
    """A file lowered; functions are lowered when they are asked for.

    Each thing that can't be read is a trouble of the file; whatever is around it is lowered.
    """
    root, troubles = parsed(source.path, source.data)
    if root is None:
        return File(source.path, "javascript", (), tuple(troubles))
    inside = Lowering(Code(source.data, EXPRESSIONS, STATEMENTS), Names(None))
    nodes = parts(root)
    inside.names.declare(inside.name(each) for each in variables(nodes, source.data))
    inside.names.declare(inside.name(each) for each in lexical(nodes))
    body = inside.block(nodes)
    offered = tuple([ir.Export(name, value, value.at) for name, value in inside.exports])
    troubles += _too_deep(body)
    return File(source.path, "javascript", (*body, *offered), tuple(troubles))


def _too_deep(body: ir.Block) -> Iterator[Trouble]:
    """What the module itself does, nested more deeply than can be followed."""
    for statement in body:
        if isinstance(statement, ir.Do) and isinstance(statement.of, ir.Opaque) and statement.of.reason == "too-deep":
            yield _trouble(statement)


def _trouble(statement: Statement) -> Trouble:
    return Trouble("too-complex", "it is nested more deeply than can be followed", Place(*statement.at))
