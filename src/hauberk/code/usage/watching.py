"""Follows a handler with an eye on what it does with its event."""

from collections.abc import Iterator

from hauberk.code import ir
from hauberk.code.flow.applied import Outcome
from hauberk.code.flow.frames import Facts, Frame, State, joined
from hauberk.code.flow.taint import Taints
from hauberk.code.flow.values import (
    Arguments,
    Closure,
    Foreign,
    Result,
    Value,
    just,
)
from hauberk.code.usage import conversions
from hauberk.code.usage.asking import Asking
from hauberk.code.usage.keys import keyed
from hauberk.code.usage.limits import Known, Limits, Path, Touched, part, touch
from hauberk.code.usage.refusals import gives_up, refuses

_SURE = frozenset(("map", "forEach", "filter", "flatMap"))
"""Methods that call what they are given with every item."""

_ANSWERING = (".json", ".send", ".end", ".sendStatus", "callback")
"""Calls that answer a request by themselves."""


class Watcher(Asking):
    """Follows one entry point, and keeps what is known of the event where it ends well."""

    def foreign(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A conversion, or something that asks a part for what it is."""
        value = super().foreign(atom, taint, arguments, node, frame)
        asked = conversions.CALLS.get(atom.path)
        first = arguments.at(0)
        if asked is not None and first is not None and frame.state is not None:
            says = f"{atom.path.removeprefix('builtins.')}() takes it"
            more: dict[str, object] = {"patterns": frozenset((asked.pattern,))} if asked.pattern else {}
            if self.is_script(frame):  # a conversion never fails, and so asks for nothing to be there
                found = self.path_of(first)
                if found is not None:
                    self.says(found[0], frame, node.at, says, types=asked.types, **more)
            else:
                self.typed_as(first, asked.types, frame, node.at, says, **more)
        if frame.answers and atom.path.endswith(_ANSWERING) and refuses(just(Result(atom, arguments))):
            frame.state = None  # ``res.status(400).json(…)``: what follows is for no event that is let through
            return value
        for key, says in keyed(atom, arguments, node):
            found = self.path_of(key)
            if found is not None and found[1]:
                self.says(found[0], frame, node.at, says, there=True, shortest=1)
        return value

    def gone_through(self, node: ir.Each, before: State, of: Value, frame: Frame) -> None:
        """What is gone through has items; what held of one at the end of a round holds of every one."""
        found = self.path_of(of)
        if found is None or frame.state is None or node.keys:
            return
        path, sure = found
        if sure:
            self._iterated(found, node.iterable.at, frame)
            before.facts[part(path)] = frame.state.facts[part(path)]
        _keep(frame.state.facts, before.facts, path)

    def caught(self, handler: ir.Handler, before: Facts, frame: Frame) -> None:
        """Where something failed, what was known before it was tried is known still. A handler that gives the event
        up says nothing of events that aren't; any other goes on without what was asked."""
        if frame.state is None:
            return
        facts: Facts = {key: kinds for key, kinds in before.items() if isinstance(kinds, (Known, Touched))}
        if not gives_up(handler, entry=frame.answers):
            touch(facts, *self.touched)
        frame.state.facts = facts

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """Behind a comprehension without conditions, what it asks of an item holds of every item."""
        if type(node) is not ir.Gather:
            return super().value(node, frame)
        self._gathers.append(node)
        found = super().value(node, frame)
        self._gathers.pop()
        first = node.clauses[0].iterable
        self._iterated(self.path_of(self.value(first, frame)), first.at, frame)
        return found

    def _iterated(self, found: tuple[Path, bool] | None, at: ir.Place, frame: Frame) -> None:
        """What is gone through has items."""
        if found is not None and found[1]:
            types = frozenset(("array", "string") if self.is_script(frame) else ("array", "object", "string"))
            self.says(found[0], frame, at, "its items are gone through", there=True, types=types)

    def _forget(self, facts: Facts, frame: Frame) -> None:
        node = self._gathers[-1] if self._gathers else None
        if node is not None and frame.state is not None and not any(clause.conditions for clause in node.clauses):
            inner = frame.state.facts
            for clause in node.clauses:
                found = self.path_of(self.value(clause.iterable, frame))
                if found is not None:
                    _keep(inner, facts, found[0])
        super()._forget(facts, frame)

    def _for_each(self, of: Value, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``list.map(f)``: what the function asks of an item is asked of every one."""
        before, self._sure = self._sure, name in _SURE
        found = super()._for_each(of, name, arguments, node, frame)
        self._sure = before
        return found

    def _promised(self, of: Value, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``promise.then(f)``."""
        before, self._sure = self._sure, name == "then"
        found = super()._promised(of, name, arguments, node, frame)
        self._sure = before
        return found

    def invoke(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Value:
        """A call of a function that is called for certain: what holds once it has ended holds from then on."""
        sure, self._sure = self._sure, False
        outcome = self.outcome(closure, arguments, frame, at)
        self._sure = sure
        if sure:
            self.learn(
                {key: kinds for key, kinds in outcome.after.items() if isinstance(kinds, (Known, Touched))}, frame
            )
        return outcome.value

    def _when(self, node: ir.Expression | None, value: Value, frame: Frame) -> None:
        """A way that ends in a refusal of the event tells nothing of events that aren't refused."""
        if not refuses(value):
            super()._when(node, value, frame)
        elif not frame.answers and frame.state is not None:  # ``if error: return error``: it counts as true
            frame.when[True] = joined(frame.when[True], frame.state.copy())

    def answered(self, closure: Closure, arguments: Arguments, frame: Frame, by: str = "") -> Outcome:
        """An entry, and what is known once it has ended well."""
        outcome = super().answered(closure, arguments, frame, by)
        self.ends.append((by, outcome.after))
        return outcome


def _keep(of: Facts, into: Facts, path: Path) -> None:
    """Adds what is known of the items of a part."""
    inner = (*path, "*")
    for key, kinds in of.items():
        at = getattr(key.only, "path", ())
        if isinstance(kinds, Known) and at[: len(inner)] == inner:
            before = into.get(key)
            into[key] = before | kinds if isinstance(before, Known) else kinds


def paths(facts: Facts) -> Iterator[tuple[Path, Limits]]:
    """What facts tell of parts of the event."""
    for key, kinds in facts.items():
        if isinstance(kinds, Known):
            yield getattr(key.only, "path", ()), kinds.limits
