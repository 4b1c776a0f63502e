"""The values of expressions."""

from collections.abc import Callable
from typing import Any

from hauberk.code import ir
from hauberk.code.flow import texts
from hauberk.code.flow.frames import Frame, State, joined, known
from hauberk.code.flow.machine import SpentError
from hauberk.code.flow.members import Members, drawn
from hauberk.code.flow.raised import taken_by
from hauberk.code.flow.schemas import Schemas
from hauberk.code.flow.taint import CLEAN
from hauberk.code.flow.values import (
    BOOLEAN,
    MAX_DEPTH,
    MAX_WIDTH,
    NONE,
    NOTHING,
    NUMBER,
    Arguments,
    Closure,
    Foreign,
    Kind,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Symbol,
    Unknown,
    Value,
    is_there,
    join,
    just,
    literal,
    taint_of_all,
    truthiness,
    unknown,
    without,
)
from hauberk.code.flow.values import joined as joined_values

_TRUTH = frozenset(("==", "<", "<=", ">", ">=", "in", "is", "not", "isinstance", "typeof"))
_ARITHMETIC = frozenset(("-", "*", "//", "**", "<<", ">>", "&", "^", "~", "number", "@"))


class Expressions(Members, Schemas):
    """Gives expressions their values."""

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """The value of an expression here and now."""
        self.left -= 1  # as in `spend`, whose call would cost as much as the rest of this
        if self.left < 0:
            raise SpentError
        return _VALUES[type(node)](self, node, frame)

    def again(self, node: ir.Expression, frame: Frame) -> Value:
        """The value, by what is known now, of a part of a condition that was asked: its calls aren't made once more."""
        before, self.recalling = self.recalling, frame
        try:
            return self.value(node, frame)
        finally:
            self.recalling = before

    def _recalled(self, node: ir.Call | ir.Gather, frame: Frame) -> Value | None:
        """What a call gave when it was made in the same frame, where it isn't to be made once more."""
        made = self.gave.get(node) if self.recalling is frame else None
        return self.known(made[1], frame) if made is not None and made[0] is frame else None

    def values(self, nodes: "tuple[ir.Expression, ...]", frame: Frame) -> tuple[Value, ...]:
        """The values of several, in order."""
        return tuple([self.value(node, frame) for node in nodes])

    def _const(self, node: ir.Const, frame: Frame) -> Value:
        value = node.value
        if isinstance(value, str) and value not in self.record.notes.texts:
            self.record.notes.text(value, frame.site(node.at))
        return literal(value)

    def _regex(self, node: ir.Regex, frame: Frame) -> Value:
        return just(Result(Symbol("RegExp"), Arguments((literal(node.pattern), literal(node.flags)))))

    def _name(self, node: ir.Name, frame: Frame) -> Value:
        found = self.variable(node.name, frame)
        if found is None and node.name == "exports" and self.is_script(frame):
            return self.own_exports(frame)
        if found is None:
            return just(Symbol(node.name if self.is_script(frame) else f"builtins.{node.name}"))
        if self.record.notes.guarding is not None:
            self.record.notes.asked(found, len(self.way))
        return self.known(found, frame)

    def known(self, value: Value, frame: Frame) -> Value:
        """A value by what the checks that were passed tell of it."""
        facts = frame.state.facts if frame.state is not None else None
        return known(value, facts) if facts else value

    def _module(self, node: ir.Module, frame: Frame) -> Value:
        return self.imported(node.name, node.exported, frame, node.at)

    def _field(self, node: ir.Field, frame: Frame) -> Value:
        return self.known(self.member(self.value(node.of, frame), node.name, frame, node.at), frame)

    def _index(self, node: ir.Index, frame: Frame) -> Value:
        return self.known(self.item(self.value(node.of, frame), self.value(node.key, frame), frame, node.at), frame)

    def _slice(self, node: ir.Slice, frame: Frame) -> Value:
        of = self.value(node.of, frame)
        return Value(
            tuple(Sequence((), atom.every()) if isinstance(atom, Sequence) else atom for atom in of.atoms), of.taint
        )

    def _spread(self, node: ir.Spread, frame: Frame) -> Value:
        return self.each(self.value(node.of, frame), frame)

    def _call(self, node: ir.Call, frame: Frame) -> Value:
        found = self._recalled(node, frame)
        if found is None:
            found = self._calling(node, frame)
            self.gave[node] = (frame, found)
        return found

    def _calling(self, node: ir.Call, frame: Frame) -> Value:
        callee = node.callee
        if isinstance(callee, (ir.Field, ir.Index)):
            catching = isinstance(callee, ir.Field) and callee.name == "catch"
            of = self.rejecting(callee.of, frame) if catching else self.value(callee.of, frame)
            arguments = self.arguments(node, frame)
            if isinstance(callee, ir.Field):
                return self.method(of, callee.name, arguments, node, callee.of, frame)
            key = self.value(callee.key, frame)
            script = self.is_script(frame)
            if script and isinstance(key.only, Literal) and isinstance(key.only.value, str):
                return self.method(of, key.only.value, arguments, node, callee.of, frame)
            return self.called(self.item(of, key, frame, callee.at), arguments, node, frame)
        if isinstance(callee, ir.Name) and callee.name == "super":
            if not self.is_script(frame):
                return just(Symbol("builtins.super"))
            return self.parent("constructor", self.arguments(node, frame), node, frame)
        return self.known(self.called(self.value(callee, frame), self.arguments(node, frame), node, frame), frame)

    def arguments(self, node: ir.Call, frame: Frame) -> Arguments:
        """What a call is made with."""
        plain: list[Value] = []
        more: Value | None = None
        for argument in node.arguments:
            if isinstance(argument, ir.Spread):
                spread = self.value(argument.of, frame)
                only = spread.only
                if isinstance(only, Sequence) and only.rest is None and more is None:
                    plain.extend([self.known(item, frame) for item in only.items])
                else:
                    every = self.each(spread, frame)
                    more = every if more is None else join(more, every)
            else:
                plain.append(self.value(argument, frame))
        named: list[tuple[str, Value]] = []
        for name, argument in node.named:
            value = self.value(argument, frame)
            if name is not None:
                named.append((name, value))
                continue
            for atom in value.atoms:
                if isinstance(atom, Record):
                    named.extend([(key, self.known(inner, frame)) for key, inner in atom.fields])
                    if atom.rest is not None:
                        more = atom.rest if more is None else join(more, atom.rest)
                else:
                    given = self.each(just(atom, value.taint), frame)
                    more = given if more is None else join(more, given)
        return Arguments(tuple(plain), tuple(named), more)

    def _text(self, node: ir.Text, frame: Frame) -> Value:
        return texts.glued(tuple([self.said(self.value(part, frame), frame, node.at) for part in node.parts]))

    def said(self, value: Value, frame: Frame, at: ir.Place) -> Value:
        """A value as a text has it: what an object of the application's own says itself that it is."""
        found = NOTHING
        for atom in value.atoms:
            if not isinstance(atom, Record) or atom.made_by is None:
                return value
            told = self.member(just(atom, value.taint), "__str__", frame, at).only
            if not isinstance(told, Closure):
                return value
            found = join(found, self.invoke(told, Arguments(), frame, at))
        return found

    def _operation(self, node: ir.Operation, frame: Frame) -> Value:
        operator = node.operator
        operands = self.values(node.operands, frame)
        if operator == "+" and len(operands) > 1:
            return self.sum(operands)
        if operator == "%" and len(operands) == 2:
            return texts.percent(*operands)
        if operator == "in" and len(operands) == 2:
            self.looked_up(*operands)
        only = operands[0].only if len(operands) == 1 else None
        if operator == "-" and isinstance(only, Literal) and isinstance(only.value, (int, float)):
            return literal(-only.value)
        if operator in _TRUTH:
            return self.truth(operator, operands)
        if operator == "*" and len(operands) == 2 and (repeated := texts.repeated(*operands)) is not None:
            return repeated
        if operator in _ARITHMETIC or (operator in "+%" and len(operands) == 1):
            return self.calculated(operands)
        if operator == "/" and len(operands) > 1:
            return self.path(operands)
        if operator == "|":
            return self.flags(operands) if self.is_script(frame) else self.sum(operands)
        return unknown("an operation", taint_of_all(operands))

    def sum(self, operands: tuple[Value, ...]) -> Value:
        """Texts one behind the other, or lists, or the sum of numbers."""
        lists = [atom for value in operands for atom in value.atoms if isinstance(atom, Sequence)]
        if lists:
            others = [atom for value in operands for atom in value.atoms if not isinstance(atom, (Sequence, Literal))]
            more = [unknown("an item", taint_of_all(operands))] if others else []
            return just(Sequence((), joined_values((*(atom.every() for atom in lists), *more))))
        if all(_is_number(value) for value in operands):
            return NUMBER
        return texts.glued(operands)

    def calculated(self, operands: tuple[Value, ...]) -> Value:
        """A number; of one that is drawn by chance it stays known how."""
        return join(NUMBER, joined_values(map(drawn, operands)))

    def flags(self, operands: tuple[Value, ...]) -> Value:
        """A number of JavaScript's that is put together by its bits: which of a library's constants it may have of."""
        named = tuple(atom for value in operands for atom in value.atoms if isinstance(atom, (Symbol, Member)))
        return join(self.calculated(operands), Value(named)) if named else self.calculated(operands)

    def path(self, operands: tuple[Value, ...]) -> Value:
        """Python's paths, one below the other; else a number."""
        first, *others = operands
        taint = taint_of_all(operands)
        atoms = tuple(
            Result(Member(atom, "joinpath"), Arguments(tuple(others)))
            for atom in first.atoms
            if isinstance(atom, Foreign) and "Path()" in atom.path and atom.depth < MAX_DEPTH - 2
        )
        if atoms:
            return Value(atoms, taint)
        if any(
            isinstance(atom, Foreign) and atom.path.startswith("pathlib") for value in others for atom in value.atoms
        ):
            return unknown("a path", taint)
        return NUMBER

    def truth(self, operator: str, operands: tuple[Value, ...]) -> Value:
        """What a comparison gives, where the values tell."""
        if operator == "not":
            known = truthiness(operands[0])
            return BOOLEAN if known is None else literal(not known)
        if operator in ("==", "is") and len(operands) == 2:
            one, other = operands[0].only, operands[1].only
            if isinstance(one, Literal) and isinstance(other, Literal):
                return literal(one.value == other.value)
        return BOOLEAN

    def _either(self, node: ir.Either, frame: Frame) -> Value:
        found = NOTHING
        before: State | None = None
        for number, operand in enumerate(node.operands):
            value = self.value(operand, frame)
            if before is not None and frame.state is None:  # what goes on didn't come to it: ``known(a) or exit()``
                frame.state = before
                if number == 1 and node.operator != "??":
                    self.assume(node.operands[0], node.operator == "or", frame)
                return found if found.atoms else BOOLEAN
            if number == 0 and frame.state is not None:  # it is always asked: what it tells stays
                before = frame.state.copy()
            if number == len(node.operands) - 1:
                found = join(found, value)
                break
            if node.operator != "and":
                self._defaulted(operand, frame)
            if node.operator == "or" and isinstance(operand, ir.Call) and operand.arguments:
                self._converted(operand, frame)
            known = is_there(value) if node.operator == "??" else truthiness(value)
            if known is (node.operator != "and"):
                found = join(found, value)
                break
            if known is None and node.operator != "and":
                found = join(found, without(value, is_there if node.operator == "??" else truthiness, False))
            if node.operator != "??":
                self.assume(operand, node.operator == "and", frame)
        if before is not None and frame.state is not None:
            after = frame.state  # what was set on the way stays, what was assumed holds there alone
            after.facts = before.facts
        return found if found.atoms else BOOLEAN

    def _defaulted(self, node: ir.Expression, frame: Frame) -> None:
        """Notes that something stands beside a value, and beside what it is asked of: ``a?.b() ?? c``."""
        of: ir.Expression | None = node
        while of is not None:
            self.record.notes.defaulted.add(frame.site(of.at))
            of = of.callee if isinstance(of, ir.Call) else of.of if isinstance(of, ir.Field) else None

    def _converted(self, node: ir.Call, frame: Frame) -> None:
        """Notes that something stands beside a number that is made of a text: ``Number(a) || b``, where nothing makes
        no number."""
        callee, given = node.callee, node.arguments[0]
        name = callee.name if isinstance(callee, (ir.Name, ir.Field)) else ""
        if name in ("Number", "parseInt", "parseFloat") and not isinstance(given, ir.Spread):
            self._defaulted(given, frame)
            self.record.notes.defaulted.add(frame.site(given.at))

    def _choice(self, node: ir.Choice, frame: Frame) -> Value:
        guard = self.asked(node.guard, frame)
        known = truthiness(guard)
        if known is not None:
            return self.value(node.then if known else node.otherwise, frame)
        before = frame.state
        if before is None:
            return NOTHING
        frame.state = before.copy()
        self.assume(node.guard, True, frame)
        then = self.value(node.then, frame)
        after = frame.state
        frame.state = before
        self.assume(node.guard, False, frame)
        otherwise = self.value(node.otherwise, frame)
        frame.state = joined(after, frame.state)
        return join(then, otherwise)

    def _record(self, node: ir.Record, frame: Frame) -> Value:
        record = Record((), mapping=node.mapping)
        fields: dict[str, Value] = {}  # of the record: made once of all, not anew for each
        taint = CLEAN
        for key, of in node.entries:
            value = self.value(of, frame)
            if key is None:
                made = Record(tuple(fields.items()), record.rest, mapping=record.mapping, made_by=record.made_by)
                record, spread = self.spread(made, value, frame)
                fields = dict(record.fields)
                taint = taint | spread
                continue
            name = self.value(key, frame).only
            if isinstance(name, Literal) and isinstance(name.value, str):
                self.record.wrote(name.value, value, frame.site(ir.Place(key.at.start, of.at.end)))
            told = str(name.value) if isinstance(name, Literal) and name.value is not None else None
            if told is not None and (told in fields or len(fields) < MAX_WIDTH):
                fields[told] = value
            else:
                record = record.with_any(value)
        made = Record(tuple(fields.items()), record.rest, mapping=record.mapping, made_by=record.made_by)
        return just(made, taint)

    def _sequence(self, node: ir.Sequence, frame: Frame) -> Value:
        sequence = Sequence()
        items: list[Value] = []
        for part in node.items:
            if isinstance(part, ir.Spread):
                of = self.value(part.of, frame).only
                if isinstance(of, Sequence) and of.rest is None:
                    items.extend(of.items)
                else:
                    sequence = sequence.with_more(self.value(part, frame))
            else:
                items.append(self.value(part, frame))
        rest = sequence.every() if sequence.items else None
        return just(Sequence(tuple(items), rest))

    def _gather(self, node: ir.Gather, frame: Frame) -> Value:
        found = self._recalled(node, frame)
        if found is None:
            found = self._gathering(node, frame)
            self.gave[node] = (frame, found)
        return found

    def _gathering(self, node: ir.Gather, frame: Frame) -> Value:
        if frame.state is None:
            return NOTHING
        exact: tuple[Value, ...] | None = None
        facts = dict(frame.state.facts)
        for number, clause in enumerate(node.clauses):
            iterable = self.value(clause.iterable, frame)
            only = iterable.only
            if number == 0 and len(node.clauses) == 1 and isinstance(only, Sequence):
                one_by_one = only.rest is None and len(only.items) <= 8
                told = not clause.conditions or all(isinstance(item.only, Literal) for item in only.items)
                exact = only.items if one_by_one and told else None
            if exact is None:
                self.take(clause, self.each(iterable, frame), frame)
        if exact is None:
            made = self._gathered(node, frame)
            self._forget(facts, frame)
            key, value = made
            if node.kind == "dict":
                return just(self.put(Record((), mapping=True), key, value), key.taint)
            return just(Sequence((), value))
        records = Record((), mapping=True)
        items: list[Value] = []
        for item in exact:
            if frame.state is not None and node.clauses[0].conditions:
                frame.state.facts = dict(facts)
            self.take(node.clauses[0], item, frame)
            key, value = self._gathered(node, frame)
            items.append(value)
            records = self.put(records, key, value)
        self._forget(facts, frame)
        return just(records) if node.kind == "dict" else just(Sequence(tuple(items)))

    def _gathered(self, node: ir.Gather, frame: Frame) -> tuple[Value, Value]:
        key = self.value(node.key, frame) if node.key is not None else NONE
        return key, self.value(node.of, frame)

    def _forget(self, facts: dict[Value, frozenset[str]], frame: Frame) -> None:
        if frame.state is not None:
            frame.state.facts = facts

    def take(self, clause: ir.Clause, item: Value, frame: Frame) -> None:
        """Takes an item of a comprehension apart, and what has to hold of it for granted."""
        self.assign(clause.item, item, frame)
        self.block(clause.bind, frame)
        for condition in clause.conditions:
            self.value(condition, frame)
            self.assume(condition, True, frame)

    def _closure(self, node: ir.Closure, frame: Frame) -> Value:
        return self.decorated(just(Closure(node.function, frame)), node.function.decorators, node, frame)

    def _class(self, node: ir.Class, frame: Frame) -> Value:
        bases = self.values(node.bases, frame)
        inside = Frame(frame.file, frame, None, frame.depth)
        self.block(node.body, inside)
        members = dict(inside.state.names) if inside.state is not None else {}
        return self.decorated(just(Kind(node, bases, members, frame)), node.decorators, node, frame)

    def decorated(self, value: Value, decorators: "tuple[ir.Expression, ...]", node: Any, frame: Frame) -> Value:
        """A function or class as its decorators leave it; what isn't the application's leaves it as it is."""
        for decorator in reversed(decorators):
            by = self.value(decorator, frame)
            found = NOTHING
            for atom in by.atoms:
                if isinstance(atom, Closure):
                    made = self.called(just(atom), Arguments((value,)), _call_at(node.at), frame)
                    found = join(found, made if any(isinstance(one, Closure) for one in made.atoms) else value)
                elif isinstance(atom, Foreign):
                    self.registered(atom, Arguments((value,)))
                    for one in value.atoms:
                        self.validating(atom, one)
                    found = join(found, value)
                else:
                    found = join(found, value)
            value = found if found.atoms else value
        return value

    def _await(self, node: ir.Await, frame: Frame) -> Value:
        return self.value(node.of, frame)

    def _yield(self, node: ir.Yield, frame: Frame) -> Value:
        value = self.value(node.of, frame)
        frame.yielded = join(frame.yielded, self.each(value, frame) if node.each else value)
        return unknown("what a generator is sent")

    def _bind(self, node: ir.Bind, frame: Frame) -> Value:
        value = self.value(node.value, frame)
        self.assign(node.name, value, frame)
        return value

    def _opaque(self, node: ir.Opaque, frame: Frame) -> Value:
        taint = taint_of_all(self.values(node.parts, frame))
        if node.reason == "too-deep":
            self.lose("too-deep", "it is nested too deeply to be followed", frame.site(node.at))
        return unknown(node.reason, taint)

    def decorators_of(self, closure: Closure) -> frozenset[str]:
        """The names of the decorators of a function: ``property``, ``cached_property`` of ``functools``."""
        return frozenset(one.name for one in closure.function.decorators if isinstance(one, (ir.Name, ir.Field)))

    def asked(self, guard: ir.Expression, frame: Frame) -> Value:
        """The value of a condition."""
        notes = self.record.notes
        before, notes.guarding = notes.guarding, len(self.way)
        value = self.value(guard, frame)
        notes.guarding = before
        return value

    def in_both(self, guard: ir.Expression, frame: Frame) -> tuple[State | None, State | None]:
        """The states in which a guard holds, and in which it doesn't; ``None`` where that never is."""
        known = truthiness(self.asked(guard, frame))
        before = frame.state
        if before is None:
            return None, None
        if known is True:
            return before, None
        if known is False:
            return None, before
        frame.state = before.copy()
        self.assume(guard, True, frame)
        holds = frame.state
        frame.state = before
        self.assume(guard, False, frame)
        return holds, frame.state

    def rejecting(self, node: ir.Expression, frame: Frame) -> Value:
        """The value of what ``.catch(…)`` is called on: what it raises goes to the function that is given there."""
        self.raised.enter()
        found = self.value(node, frame)
        self.raised.rejected = taken_by((), self.raised.leave(), self.lineage)[0]
        return found if found.atoms else unknown("a promise that is rejected")

    # What stands in parts of the follower that are built on this one.

    def method(
        self, of: Value, name: str, arguments: Arguments, node: ir.Call, receiver: ir.Expression, frame: Frame
    ) -> Value:
        """See :class:`hauberk.code.flow.containers.Containers`."""
        raise NotImplementedError

    def called(self, callee: Value, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError

    def parent(self, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError

    def registered(self, atom: Foreign, arguments: Arguments) -> bool:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError


def _call_at(at: ir.Place) -> ir.Call:
    return ir.Call(ir.Const(None, at), (), (), False, at)


def _is_number(value: Value) -> bool:
    return bool(value.atoms) and all(
        (isinstance(atom, Literal) and isinstance(atom.value, (int, float)))
        or (isinstance(atom, Unknown) and atom.why == "a number")
        for atom in value.atoms
    )


_VALUES: dict[type, Callable[[Expressions, Any, Frame], Value]] = {
    ir.Const: Expressions._const,
    ir.Regex: Expressions._regex,
    ir.Name: Expressions._name,
    ir.Module: Expressions._module,
    ir.Field: Expressions._field,
    ir.Index: Expressions._index,
    ir.Slice: Expressions._slice,
    ir.Spread: Expressions._spread,
    ir.Call: Expressions._call,
    ir.Text: Expressions._text,
    ir.Operation: Expressions._operation,
    ir.Either: Expressions._either,
    ir.Choice: Expressions._choice,
    ir.Record: Expressions._record,
    ir.Sequence: Expressions._sequence,
    ir.Gather: Expressions._gather,
    ir.Closure: Expressions._closure,
    ir.Class: Expressions._class,
    ir.Await: Expressions._await,
    ir.Yield: Expressions._yield,
    ir.Bind: Expressions._bind,
    ir.Opaque: Expressions._opaque,
}
