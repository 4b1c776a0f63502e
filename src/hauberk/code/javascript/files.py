"""A file of JavaScript or TypeScript as the core has it."""

from hauberk.code import ir
from hauberk.code.ir import File, Trouble
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
_TOO_DEEP = "it is nested more deeply than can be followed"
_MOST_TROUBLES = 20


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
    troubles += [Trouble("too-complex", _TOO_DEEP, at) for at in inside.code.deep[:_MOST_TROUBLES]]
    return File(source.path, "javascript", (*body, *offered), tuple(troubles))
