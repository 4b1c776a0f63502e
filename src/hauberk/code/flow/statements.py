"""What statements do to variables, and which way goes on."""

from collections.abc import Callable
from typing import Any

from hauberk.code import ir
from hauberk.code.flow.applied import marked
from hauberk.code.flow.calls import Calls
from hauberk.code.flow.collected import collect, given_back, named
from hauberk.code.flow.entries import UNPACKED, unpacked_by
from hauberk.code.flow.frames import Facts, Frame, State, joined, meeting
from hauberk.code.flow.items import of_items, one_by_one
from hauberk.code.flow.members import SETTER
from hauberk.code.flow.raised import taken_by, thrown
from hauberk.code.flow.values import NONE, Literal, Value, exception, join, truthiness

_TYPES = frozenset(("Annotated", "Literal", "Optional", "Union"))
"""What types are made of that are given a name."""
_MISSING = frozenset(("KeyError", "LookupError"))
"""What is raised where a name isn't there."""
ROUNDS = 3
"""Times that a loop is gone through."""


class Statements(Calls):
    """Follows statements."""

    def block(self, block: ir.Block, frame: Frame) -> None:
        """Follows statements until a way out."""
        for node in block:
            if frame.state is None:
                return
            self.spend()
            calls, loops, tries, raised = len(self.way), len(frame.breaks), len(frame.raised), self.raised.depth
            try:
                _FOLLOWED[type(node)](self, node, frame)
            except RecursionError:  # what goes too deep costs its statement alone
                del self.way[calls:], frame.breaks[loops:], frame.continues[loops:], frame.raised[tries:]
                self.raised.back(raised)
                self.lose("too-deep", "it is nested too deeply to be followed", frame.site(node.at))

    def _assign(self, node: ir.Assign, frame: Frame) -> None:
        value = self.value(node.value, frame)
        if node.name == "*":
            self._star(value, frame)
            return
        self.assign(_set_as(node), value, frame, node.at)
        named(node.name, node.value, frame)
        self.record.notes.name(node.name, value, frame.site(node.at))
        of = node.value
        if _may_be_named(of):
            frame.aliases[node.name] = of

    def _star(self, value: Value, frame: Frame) -> None:
        if frame.state is not None:
            before = frame.state.names.get("*")
            frame.state.names["*"] = value if before is None else join(before, value)

    def _set_field(self, node: ir.SetField, frame: Frame) -> None:
        self.set_member(node.of, node.name, self.value(node.value, frame), frame, node.at)

    def _set_index(self, node: ir.SetIndex, frame: Frame) -> None:
        self.set_item(node.of, self.value(node.key, frame), self.value(node.value, frame), frame, node.at)

    def _do(self, node: ir.Do, frame: Frame) -> None:
        self.value(node.of, frame)

    def _branch(self, node: ir.Branch, frame: Frame) -> None:
        holds, fails = self.in_both(node.guard, frame)
        for block in (node.then, node.otherwise):
            if block:
                self.record.notes.branches[frame.site(ir.Place(block[0].at.start, block[-1].at.end))] = None
        after: State | None = None
        if holds is not None:
            frame.state = holds
            self.block(node.then, frame)
            after = frame.state
        frame.state = fails
        if fails is not None:
            self.block(node.otherwise, frame)
        collect(node.then, after, frame.state, frame)
        collect(node.otherwise, frame.state, after, frame)
        frame.state = joined(after, frame.state)

    def _while(self, node: ir.While, frame: Frame) -> None:
        breaks: list[State] = []
        left: State | None = None
        for _ in range(ROUNDS):
            if frame.state is None:
                break
            before = frame.state.copy()
            holds: State | None = frame.state
            if node.guard is not None:
                holds, fails = self.in_both(node.guard, frame)
                left = joined(left, fails.copy() if fails is not None else None)
            frame.state = holds
            if holds is None:
                break
            self._once(node.body, frame, breaks)
            if frame.state is None or frame.state.names == before.names:
                break
            frame.state = joined(before, frame.state)
        if node.guard is not None and frame.state is not None:
            left = joined(left, frame.state)
        frame.state = left
        self._ended(node.otherwise, breaks, frame)

    def _through(self, node: ir.Each, frame: Frame) -> None:
        iterable = self.value(node.iterable, frame)
        breaks: list[State] = []
        items = None if node.keys else self.rounds(iterable)
        if items is not None:
            self._one_by_one(node, items, frame, breaks)
            self._ended(node.otherwise, breaks, frame)
            return
        item = self.each(iterable, frame, keys=node.keys)
        told: Facts = {}
        for number in range(ROUNDS):
            if frame.state is None:
                break
            before = frame.state
            frame.state = before.copy()
            self.assign(node.item, item, frame)
            self._once(node.body, frame, breaks)
            after, facts = frame.state, before.facts
            same = after is None or after.names == before.names
            if after is not None:
                told = of_items(item, after.facts) if not number else meeting(told, after.facts)
                self.gone_through(node, before, iterable, frame)
            frame.state = joined(before, after)
            if same and before.facts == facts:  # another round would go as this one did
                break
        self.learn(told, frame)
        for archive in unpacked_by(item, told, tuple(frame.state.names.values()) if frame.state is not None else ()):
            self.fact(archive, UNPACKED, frame)
        self._ended(node.otherwise, breaks, frame)

    def _ended(self, otherwise: ir.Block, breaks: list[State], frame: Frame) -> None:
        """What comes after a loop: it has ended by itself, which may bring something, or was left."""
        self.block(otherwise, frame)
        for state in breaks:
            frame.state = joined(frame.state, state)

    def _one_by_one(self, node: ir.Each, items: tuple[Value, ...], frame: Frame, breaks: list[State]) -> None:
        """A loop that is gone through once for each item."""
        for item in items:
            if frame.state is None:
                break
            self.assign(node.item, item, frame)
            self._once(node.body, frame, breaks)

    def rounds(self, iterable: Value) -> tuple[Value, ...] | None:
        """What a loop is gone through with one by one; ``None`` if that is any item, a few times over."""
        return one_by_one(iterable)

    def gone_through(self, node: ir.Each, before: State, of: Value, frame: Frame) -> None:
        """The end of a loop's round, for those who keep what is known of the items of something."""

    def caught(self, handler: ir.Handler, before: Facts, frame: Frame) -> None:
        """What goes on where something failed, for those who keep what was known before it was tried."""

    def _once(self, body: ir.Block, frame: Frame, breaks: list[State]) -> None:
        continues: list[State] = []
        frame.breaks.append(breaks)
        frame.continues.append(continues)
        self.block(body, frame)
        frame.breaks.pop()
        frame.continues.pop()
        for state in continues:
            frame.state = joined(frame.state, state)

    def _break(self, node: ir.Break, frame: Frame) -> None:
        if frame.breaks and frame.state is not None:
            frame.breaks[-1].append(frame.state)
        frame.state = None

    def _continue(self, node: ir.Continue, frame: Frame) -> None:
        if frame.continues and frame.state is not None:
            frame.continues[-1].append(frame.state)
        frame.state = None

    def _return(self, node: ir.Return, frame: Frame) -> None:
        value = NONE if node.value is None else self.value(node.value, frame)
        frame.returned = join(frame.returned, value)
        given_back(node.value, frame)
        self._when(node.value, value, frame)
        if frame.answers:
            self.answer(value, frame.site(node.at))
        frame.state = None

    def _when(self, node: ir.Expression | None, value: Value, frame: Frame) -> None:
        """What holds where a true, and where a false value is given back."""
        state = frame.state
        if state is None:
            return
        known = truthiness(value)
        for wanted in (True, False):
            if known is not None and known is not wanted:
                continue
            frame.state = state.copy()
            if known is None and node is not None:
                self.assume(node, wanted, frame)
            frame.when[wanted] = joined(frame.when[wanted], frame.state)
        frame.state = state

    def _raise(self, node: ir.Raise, frame: Frame) -> None:
        if node.value is not None:
            self.raised.note(thrown(self.value(node.value, frame), frame.site(node.at)))
        elif self.raised.caught:
            self.raised.note(self.raised.caught[-1])
        if frame.raised and frame.state is not None:
            frame.raised[-1].append(frame.state)
        frame.state = None

    def _try(self, node: ir.Try, frame: Frame) -> None:
        before = frame.state.copy() if frame.state is not None else None
        tried = before.facts if before is not None else {}
        raised: list[State] = []
        frame.raised.append(raised)
        caught = [kind for one in node.handlers for kind in one.types]
        tolerant = any(isinstance(kind, ir.Name) and kind.name in _MISSING for kind in caught)
        self.record.notes.tolerant += tolerant
        self.raised.enter()
        self.block(node.body, frame)
        all_raised = self.raised.leave()
        self.record.notes.tolerant -= tolerant
        frame.raised.pop()
        after = frame.state
        start = joined(before, after.copy() if after is not None else None)
        for state in raised:
            start = joined(start, state)
        if start is not None:
            start.facts = {}
        for handler in node.handlers:
            if start is None:
                break
            frame.state = start.copy()
            self.caught(handler, tried, frame)
            kinds = self.values(handler.types, frame)
            taints, all_raised = taken_by(kinds, all_raised, self.lineage)
            value = marked(self.exception(kinds), taints)
            if handler.name is not None:
                self.assign(handler.name, value, frame)
            self.raised.caught.append(value)
            self.block(handler.body, frame)
            self.raised.caught.pop()
            after = joined(after, frame.state)
        for value in all_raised:
            self.raised.note(value)
        frame.state = after
        if node.final:
            if after is None and start is not None:
                frame.state = start.copy()
                self.block(node.final, frame)
                frame.state = None
            else:
                self.block(node.final, frame)

    def exception(self, kinds: tuple[Value, ...]) -> Value:
        """What an exception is when it is caught."""
        found = exception(kinds)
        for kind in kinds:
            found = join(found, kind) if isinstance(kind.only, Literal) else found
        return found

    def _export(self, node: ir.Export, frame: Frame) -> None:
        self.export(node.name, self.value(node.value, frame), frame)


def _set_as(node: ir.Assign) -> str:
    """What a variable is called: a setter stands beside the getter of its name."""
    of = node.value
    sets = isinstance(of, ir.Closure) and any(
        isinstance(one, ir.Field) and one.name == SETTER for one in of.function.decorators
    )
    return f"{node.name}.{SETTER}" if sets else node.name


def _may_be_named(node: ir.Expression) -> bool:
    """Whether a variable of it is another name for a part of something, or for the outcome of a check."""
    if isinstance(node, (ir.Call, ir.Operation, ir.Either, ir.Gather)):
        return True
    while isinstance(node, (ir.Field, ir.Index)):
        if isinstance(node, ir.Index) and not isinstance(node.key, ir.Const):
            return isinstance(node.of, (ir.Name, ir.Field)) and node.of.name in _TYPES
        node = node.of
    return isinstance(node, ir.Name)


_FOLLOWED: dict[type, Callable[[Statements, Any, Frame], None]] = {
    ir.Assign: Statements._assign,
    ir.SetField: Statements._set_field,
    ir.SetIndex: Statements._set_index,
    ir.Do: Statements._do,
    ir.Branch: Statements._branch,
    ir.While: Statements._while,
    ir.Each: Statements._through,
    ir.Break: Statements._break,
    ir.Continue: Statements._continue,
    ir.Return: Statements._return,
    ir.Raise: Statements._raise,
    ir.Try: Statements._try,
    ir.Export: Statements._export,
}
