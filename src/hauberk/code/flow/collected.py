"""Mistakes that are collected in a list: where it is empty, each check that would have put something in has passed.

``if (!isName(name)) errors.push("name"); … if (errors.length > 0) return;``, and the same in a function that gives the
list back. That a list is empty tells facts, which stand among the facts of a state under the list's name, so that they
meet and end with these.
"""

from hauberk.code import ir
from hauberk.code.flow.frames import Facts, Frame, State
from hauberk.code.flow.values import Arguments, Literal, Result, Symbol, Value, just, literal, taint_of

_EMPTY = "a list that is empty"
_LENGTHS = frozenset(("length", "len"))
_PUSHING = frozenset(("push", "append", "unshift"))
_RETURNED = "returned"


def collect(way: ir.Block, pushed: State | None, other: State | None, frame: Frame) -> None:
    """Notes where two ways meet, if one has put something into a list, what is known on the other one."""
    if pushed is None or other is None or not other.facts:
        return
    for name in filter(None, map(_pushed, way)):
        frame.collecting.add(name)
        list_ = _own(name, frame)
        for about, kinds in list(other.facts.items()):
            told = _list_of(about)
            if told is None and taint_of(about) and pushed.facts.get(about) != kinds:
                _add(other.facts, _key(list_, about), kinds)
        for about, kinds in _of_list(other.facts, list_).items():  # it isn't empty here
            _add(pushed.facts, _key(list_, about), kinds)


def _pushed(node: ir.Statement) -> str | None:
    """The list that a statement puts something into."""
    call = node.of if isinstance(node, ir.Do) else None
    if isinstance(call, ir.Call) and isinstance(call.callee, ir.Field) and call.callee.name in _PUSHING:
        return call.callee.of.name if isinstance(call.callee.of, ir.Name) else None
    return None


def emptied(node: ir.Expression, holds: bool, frame: Frame) -> None:
    """Learns what is known where a condition says that a list is empty."""
    name = _asked(node, holds)
    if name is not None and name in frame.collecting and frame.state is not None:
        for about, kinds in _of_list(frame.state.facts, _own(name, frame)).items():
            _add(frame.state.facts, about, kinds)


def given_back(node: ir.Expression | None, frame: Frame) -> None:
    """Notes that a list is what the function gives."""
    if isinstance(node, ir.Name) and node.name in frame.collecting and frame.state is not None:
        _renamed(frame.state.facts, _own(node.name, frame), _RETURNED)


def given_by(facts: Facts, call: ir.Expression) -> Facts:
    """The facts behind a call, in which the list that it gave is the call's."""
    return _rename(facts, _RETURNED, str(id(call))) if any(map(_list_of, facts)) else facts


def named(name: str, of: ir.Expression, frame: Frame) -> None:
    """Notes that a variable is the list that a call gave, and nothing that it was before."""
    while isinstance(of, ir.Await):
        of = of.of
    state = frame.state
    if state is None or not state.facts:
        return
    if name in frame.collecting:
        frame.collecting.discard(name)
        for about in _of_list(state.facts, _own(name, frame)):
            del state.facts[_key(_own(name, frame), about)]
    if isinstance(of, ir.Call) and _of_list(state.facts, str(id(of))):
        _renamed(state.facts, str(id(of)), _own(name, frame))
        frame.collecting.add(name)


def _own(name: str, frame: Frame) -> str:
    return f"{frame.depth}:{name}"


def _key(name: str, about: Value) -> Value:
    return just(Result(Symbol(_EMPTY), Arguments((literal(name), about))), about.taint)


def _list_of(key: Value) -> str | None:
    """The list whose being empty a fact hangs on; ``None`` if it hangs on none."""
    only = key.only
    if not isinstance(only, Result) or only.of.path != _EMPTY:
        return None
    name = only.arguments.plain[0].only
    return str(name.value) if isinstance(name, Literal) else None


def _of_list(facts: Facts, name: str) -> Facts:
    return {
        key.only.arguments.plain[1]: kinds
        for key, kinds in facts.items()
        if isinstance(key.only, Result) and _list_of(key) == name
    }


def _rename(facts: Facts, before: str, after: str) -> Facts:
    return {
        _key(after, key.only.arguments.plain[1])
        if isinstance(key.only, Result) and _list_of(key) == before
        else key: kinds
        for key, kinds in facts.items()
    }


def _renamed(facts: Facts, before: str, after: str) -> None:
    made = _rename(facts, before, after)
    facts.clear()
    facts.update(made)


def _add(facts: Facts, value: Value, kinds: frozenset[str]) -> None:
    facts[value] = facts.get(value, frozenset()) | kinds


def _asked(node: ir.Expression, holds: bool) -> str | None:
    """The list that a condition says is empty."""
    if isinstance(node, ir.Name):
        return None if holds else node.name
    if isinstance(node, (ir.Field, ir.Call)):
        return None if holds else _measured(node)
    if not isinstance(node, ir.Operation) or len(node.operands) != 2:
        return None
    bound = node.operands[1].value if isinstance(node.operands[1], ir.Const) else None
    says = (node.operator, bound, holds)
    if says in ((">", 0, False), (">=", 1, False), ("==", 0, True), ("<", 1, True), ("<=", 0, True)):
        return _measured(node.operands[0])
    return None


def _measured(node: ir.Expression) -> str | None:
    """The variable whose length is asked for."""
    if isinstance(node, ir.Field) and node.name in _LENGTHS and isinstance(node.of, ir.Name):
        return node.of.name
    if isinstance(node, ir.Call) and isinstance(node.callee, ir.Name) and node.callee.name in _LENGTHS:
        first = node.arguments[0] if node.arguments else None
        return first.name if isinstance(first, ir.Name) else None
    return None
