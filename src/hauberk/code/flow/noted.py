"""What is known of values: noted as facts of the state, and of what they were made of too."""

from hauberk.code import ir
from hauberk.code.flow.entries import UNPACKED, named_by
from hauberk.code.flow.frames import Facts, Frame
from hauberk.code.flow.implied import implied
from hauberk.code.flow.machine import Machine
from hauberk.code.flow.patterns import TYPED
from hauberk.code.flow.places import Told
from hauberk.code.flow.values import Literal, Sequence, Text, Value, taint_of
from hauberk.code.flow.values import joined as joined_values


class Noted(Machine):
    """Notes facts about values."""

    def fact(self, value: Value, kinds: frozenset[str], frame: Frame) -> None:
        """Notes that a value is harmless for some kinds of sinks."""
        if frame.state is None or not (value.taint or taint_of(value)):
            return
        self.record.check(value)
        known = frame.state.facts.get(value, frozenset()) | kinds
        common = frozenset.intersection(*(taint.cleaned for taint in taint_of(value)))
        known |= implied(known | common) - common
        self.learn({value: known}, frame)
        given = given_in(value)
        text = as_text_of(given)
        if given is not value:
            self.learn({given: known}, frame)
        if text is not given:  # which any object may be made
            self.learn({text: known - TYPED}, frame)

    def learn_all(self, told: Told, frame: Frame) -> None:
        """Notes what a question told."""
        for value, kinds in told:
            self.fact(value, kinds, frame)

    def learn(self, facts: Facts, frame: Frame) -> None:
        """Notes what a call of the application's own found."""
        state = frame.state
        if state is None:
            return
        for value, kinds in facts.items():
            state.facts[value] = state.facts.get(value, frozenset()) | kinds
            for entry in named_by(value, kinds, state.names.values()):
                state.facts[entry] = state.facts.get(entry, frozenset()) | UNPACKED

    # What stands in parts of the follower that are built on this one.

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def again(self, node: ir.Expression, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def each(self, of: Value, frame: Frame, *, keys: bool = False) -> Value:
        """See :class:`hauberk.code.flow.members.Members`."""
        raise NotImplementedError


def either_of(value: Value) -> Value:
    """Texts of a tuple as alternatives: ``text.startswith(("a", "b"))``."""
    only = value.only
    return joined_values(only.items) if isinstance(only, Sequence) and only.rest is None else value


def given_in(value: Value) -> Value:
    """What is somebody's of a value, without a default beside it: the name of ``body.get("name", "")``."""
    given = tuple([atom for atom in value.atoms if not isinstance(atom, Literal)])
    return Value(given, value.taint) if 0 < len(given) < len(value.atoms) else value


def as_text_of(value: Value) -> Value:
    """What was made a text, as it is: ``str(path)``."""
    only = value.only
    inner = only.pieces[0] if isinstance(only, Text) and len(only.pieces) == 1 else None
    return inner if isinstance(inner, Value) else value
