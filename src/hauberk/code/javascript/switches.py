"""``switch`` as branches: a case is tested where none before it fitted, and entered by whoever falls into it."""

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Block, Expression, Place, Statement
from hauberk.code.javascript.declarations import lexical
from hauberk.code.javascript.jumps import leaves, not_left
from hauberk.code.javascript.lowering import Lowering, ToStatements, parts


class _Case(NamedTuple):
    """Cases that share what they do."""

    tests: list[Node]
    default: bool
    body: list[Node]
    ends: bool
    """Whether what comes after it isn't reached from its end."""
    at: Place


def _switch(inside: Lowering, node: Node) -> Iterator[Statement]:
    at = inside.place(node)
    value, body = node.child_by_field_name("value"), node.child_by_field_name("body")
    subject = ir.Name(inside.names.fresh(), at if value is None else inside.place(value))
    of = inside.part(node, "value")
    always = isinstance(of, ir.Const) and of.value is True
    if not always:
        yield ir.Assign(subject.name, of, at)
    found = list(_cases(parts(body) if body is not None else []))
    nodes = [statement for case in found for statement in case.body]
    with inside.jumps.target(loop=False) as target, inside.names.inside(inside.declared(lexical(nodes))):
        made = _chain(inside, found, None if always else subject, at.end)
    yield from inside.jumps.reset(target, False, at)
    yield from made


def _cases(clauses: list[Node]) -> Iterator[_Case]:
    """What does nothing is part of the next one. The default that nothing falls into or out of comes last."""
    found: list[_Case] = []
    tests: list[Node] = []
    default = False
    start = clauses[0].start_byte if clauses else 0
    for number, clause in enumerate(clauses):
        value = clause.child_by_field_name("value")
        default = default or clause.type == "switch_default"
        if value is not None:
            tests.append(value)
        body = [one for one in clause.children_by_field_name("body") if one.is_named and not one.is_extra]
        last = number + 1 == len(clauses)
        if body or last:
            ends = last or leaves(body)
            found.append(_Case(tests, default, body, ends, Place(start, clause.end_byte)))
            tests, default = [], False
            start = clause.end_byte
    where = next((number for number, case in enumerate(found) if case.default), None)
    if where is not None and found[where].ends and (where == 0 or found[where - 1].ends):
        found.append(found.pop(where))
    return iter(found)


def _chain(inside: Lowering, cases: list[_Case], subject: ir.Name | None, end: int) -> Block:
    """The branches, made from the last to the first: there may be thousands."""
    guards = [_guard(inside, case, subject) for case in cases]
    told = [_body(inside, case) for case in cases]
    through = {number: inside.names.fresh() for number, case in enumerate(cases[:-1]) if not case.ends}
    start = end
    rest: Block = ()
    for number in reversed(range(len(cases))):
        case, guard, then = cases[number], guards[number], told[number][0]
        last = number + 1 == len(cases)
        start = min(start, case.at.start)
        whole = Place(start, end)
        if case.default:
            guard = None if last else _no_other(inside, cases, number, subject)
        entered = through.get(number - 1)
        if entered is not None and guard is not None:
            guard = ir.Either("or", (ir.Name(entered, case.at), guard), case.at)
        falls = through.get(number)
        if falls is not None:
            fallen = ir.Assign(falls, ir.Const(True, case.at), case.at)
            if rest and (left := told[number][1]):
                place = Place(rest[0].at.start, end)
                rest = (ir.Branch(not_left(left, place), rest, (), place),)
            never: Block = (ir.Assign(falls, ir.Const(False, whole), whole),)
            then = (*then, fallen)
            rest = (*never, *then, *rest) if guard is None else (*never, ir.Branch(guard, then, (), whole), *rest)
        else:
            rest = then if guard is None else (ir.Branch(guard, then, rest, whole),)
    return rest


def _body(inside: Lowering, case: _Case) -> tuple[Block, list[str]]:
    """What a case does, with the variables that tell that it has left what it stands in."""
    with inside.jumps.noted() as left:
        if case.ends:
            return inside.block(case.body), left
        with inside.jumps.followed():
            return inside.block(case.body), left


def _guard(inside: Lowering, case: _Case, subject: ir.Name | None) -> Expression | None:
    tests = [_test(inside, test, subject) for test in case.tests]
    if not tests:
        return None
    if len(tests) == 1:
        return tests[0]
    return ir.Either("or", tuple(tests), Place(tests[0].at.start, tests[-1].at.end))


def _test(inside: Lowering, test: Node, subject: ir.Name | None) -> Expression:
    """Whether a case fits; of ``switch (true)`` it is the case itself."""
    value = inside.of(test)
    if subject is None:
        return value
    return ir.Operation("==", (ir.Name(subject.name, value.at), value), value.at)


def _no_other(inside: Lowering, cases: list[_Case], number: int, subject: ir.Name | None) -> Expression:
    """That no other case fits."""
    at = cases[number].at
    with inside.standing(at):
        others = [_guard(inside, case, subject) for case in (*cases[:number], *cases[number + 1 :])]
    fitting = tuple([guard for guard in others if guard is not None])
    return ir.Operation("not", (ir.Either("or", fitting, at) if len(fitting) > 1 else fitting[0],), at)


LOWERING: dict[str, ToStatements] = {"switch_statement": _switch}
