"""What holds of every item of a list, or of one of them at least: ``all(…)``, ``any(…)``, ``every``, ``issubset``."""

from hauberk.code import ir
from hauberk.code.flow.alphabets import alphabet
from hauberk.code.flow.entries import UNPACKED, unpacked_by
from hauberk.code.flow.frames import Facts, Frame, joined
from hauberk.code.flow.implied import INSIDE, ONE, RELATIVE
from hauberk.code.flow.items import one_by_one
from hauberk.code.flow.noted import Noted
from hauberk.code.flow.patterns import OWN_KEY, SLASH, TYPED
from hauberk.code.flow.values import Arguments, Closure, Foreign, Sequence, Value, taint_of


class Quantified(Noted):
    """Takes for granted what is said of several items."""

    def _within(self, part: ir.Expression, whole: ir.Expression, frame: Frame) -> None:
        """Each item of a set is in another set."""
        one, other = self.again(part, frame), self.again(whole, frame)
        letters = alphabet(other)
        listed = bool(other.atoms) and all(isinstance(atom, Sequence) for atom in other.atoms)
        if one.atoms and (listed or (letters is not None and all(isinstance(atom, Sequence) for atom in one.atoms))):
            item = self.each(one, frame)
            before = frame.state.facts.get(item, frozenset()) if frame.state is not None else frozenset()
            self._one_of(item, other, frame)
            if frame.state is not None:
                self._of_whole(part, frame.state.facts.get(item, frozenset()) - before, frame)

    def _of_whole(self, part: ir.Expression, kinds: frozenset[str], frame: Frame) -> None:
        """``set(text) <= LETTERS``: what holds of each letter holds of the text."""
        if isinstance(part, ir.Call) and isinstance(part.callee, ir.Name) and part.callee.name in ("set", "frozenset"):
            for given in part.arguments[:1]:
                self._of_all(self.again(given, frame), kinds, frame)

    def _items(self, of: Value, frame: Frame) -> tuple[Value, ...]:
        """The items of a list that is written down, each by itself; else any item."""
        only = of.only
        return only.items if isinstance(only, Sequence) and only.rest is None else (self.each(of, frame),)

    def _over(self, check: Value, item: Value, holds: bool, node: ir.Call, frame: Frame) -> None:
        """``list.every(check)`` holds, or ``list.some(check)`` doesn't: what the check tells of any item. Of a list
        that nobody outside writes, ``some`` tells of what is beside them: ``HOSTS.some((host) => host === given)``."""
        for atom in check.atoms:
            if isinstance(atom, Closure):
                self.learn(self.found_by(atom, Arguments((item,)), holds, frame, node.at), frame)
            elif isinstance(atom, Foreign):
                known = self.lookup.transfer(atom.path)
                kinds = known.tests if holds else known.rejects
                if kinds:
                    self.fact(item, kinds, frame)
                self._declared(atom.path, Arguments((item,)), holds, frame)

    def _over_mapped(self, mapped: ir.Call, holds: bool, frame: Frame) -> None:
        """``all(map(check, items))`` holds, or ``any(map(check, items))`` doesn't."""
        if not isinstance(mapped.callee, ir.Name) or mapped.callee.name != "map" or frame.state is None:
            return
        check, of = (self.again(one, frame) for one in mapped.arguments)
        items = self._items(of, frame)
        for item in items:
            before = frame.state.facts.get(item, frozenset())
            self._over(check, item, holds, mapped, frame)
            if len(items) == 1:
                self._of_all(of, frame.state.facts.get(item, frozenset()) - before, frame)

    def _over_items(self, gather: ir.Gather, holds: bool, frame: Frame) -> None:
        """``all(check(item) for item in items)`` holds, or ``any(…)`` doesn't: so it is with every item."""
        state = frame.state
        assert state is not None
        clause, names = gather.clauses[0], dict(state.names)
        of = self.again(clause.iterable, frame)
        known = one_by_one(of)
        for item in known or (self.each(of, frame),):
            before = state.facts.get(item, frozenset())
            self.take(clause, item, frame)
            self.value(gather.of, frame)
            self.assume(gather.of, holds, frame)
            if known is None:
                self._of_all(of, state.facts.get(item, frozenset()) - before, frame)
                for archive in unpacked_by(item, state.facts, tuple(state.names.values())):
                    self.fact(archive, UNPACKED, frame)
        state.names = names

    def _over_some(self, gather: ir.Gather, holds: bool, frame: Frame) -> None:
        """``any(check(item) for item in items)`` holds, or ``all(…)`` doesn't: so it is with one item at least."""
        before, after = frame.state, None
        assert before is not None
        clause = gather.clauses[0]
        of = self.again(clause.iterable, frame)
        known = one_by_one(of)
        if known is None and taint_of(of):
            return
        for item in known or (self.each(of, frame),):
            frame.state = before.copy()
            self.take(clause, item, frame)
            self.value(gather.of, frame)
            self.assume(gather.of, holds, frame)
            after = joined(after, frame.state)
        frame.state = before
        before.facts = after.facts if after is not None else before.facts

    def _over_none(self, gather: ir.Gather, frame: Frame) -> None:
        """``[item for item in items if check(item)]`` is empty: the check holds of no item."""
        clause = gather.clauses[0]
        conditions = clause.conditions
        failing = conditions[0] if len(conditions) == 1 else ir.Either("and", conditions, gather.of.at)
        every = ir.Clause(clause.item, clause.iterable, clause.bind, ())
        self._over_items(ir.Gather(gather.kind, failing, None, (every,), gather.at), False, frame)

    def _of_all(self, of: Value, kinds: frozenset[str], frame: Frame) -> None:
        """What holds of every item of a list, or every letter of a text, holds of the whole, but for its type."""
        self.fact(of, kinds - TYPED - OWN_KEY - INSIDE - RELATIVE - SLASH - ONE, frame)

    # What stands in parts of the follower that are built on this one.

    def assume(self, node: ir.Expression, holds: bool, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.guards.Guards`."""
        raise NotImplementedError

    def _one_of(self, value: Value, among: Value, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.guards.Guards`."""
        raise NotImplementedError

    def _declared(self, path: str, arguments: Arguments, holds: bool, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.guards.Guards`."""
        raise NotImplementedError

    def take(self, clause: ir.Clause, item: Value, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def found_by(self, check: Closure, arguments: Arguments, holds: bool, frame: Frame, at: ir.Place) -> Facts:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError
