"""What a control's answers in several worlds come to: the worst, its places, and under which parameters it holds."""

from collections.abc import Callable
from datetime import date

import pytest

from hauberk.model.application import Application
from hauberk.model.guards import Fact, when
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.span import Span
from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Fields, Known, OneOf, Reason, Value
from hauberk.model.verdict import LOW, State, Verdict, satisfied, unknown, violated
from hauberk.practices.control import Control
from hauberk.scan.asking import Answer, ask
from hauberk.scan.topic import topics_of
from hauberk.study.study import Study

HEAD = Span("t.yaml", 0, 5)


class Thing(Subject):
    """A subject with two properties, ``A`` and ``B``."""

    TYPES = ("A::B::C",)
    __slots__ = ()


def by_default(parameter: str) -> Value:
    """``bad`` while a parameter keeps its default, else ``good``."""
    fact = Fact(parameter, "bad", default=True)
    return OneOf(((when(fact), Known("bad")), (when(fact, False), Known("good"))))


def by_value(bad: str, *others: str, at: bool = False) -> Value:
    """``bad`` for one value of a parameter and all others, each written elsewhere if ``at``."""
    values = enumerate((bad, *others))
    trails = {name: (Span("t.yaml", 10 * index, 10 * index + 1),) if at else (HEAD,) for index, name in values}
    return OneOf(tuple((when(Fact("S", name)), Known("bad", trail)) for name, trail in trails.items()))


def answer(
    question: Callable[[Value, Value], Verdict | None], presence: Value = PRESENT, **properties: Value
) -> Answer:
    """What comes of a control that looks at both properties; where it says nothing, the subject's head is wrong."""

    def asked(thing: Subject, _: Study) -> Verdict:
        return question(thing.at("A"), thing.at("B")) or violated(thing.says("it is wrong"))

    resource = Resource("Id", "A::B::C", Fields(properties), HEAD, presence)
    application = Application("t.yaml", "CloudFormation", {"Id": resource})
    control = Control("some-control", 1, LOW, Thing, asked, "", "")
    (topic,) = topics_of(Thing.seeds(application))
    return ask(control, topic, Study(application, date(2026, 11, 24)))


def either(a: Value, b: Value) -> Verdict | None:
    return None if Known("bad") in (a, b) else satisfied()


def both(a: Value, b: Value) -> Verdict | None:
    return None if a == b == Known("bad") else satisfied()


KEEPS = "{} keeps its default (bad)"


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        (either, f"while {KEEPS.format('Q')} or while {KEEPS.format('P')} and when Q is not bad"),
        (both, f"while {KEEPS.format('P')} and {KEEPS.format('Q')}"),
        (lambda a, b: None if a == Known("bad") else satisfied(), f"while {KEEPS.format('P')}"),
        (lambda a, b: None, ""),
    ],
)
def test_a_condition_names_the_defaults_that_decide(
    question: Callable[[Value, Value], Verdict | None], condition: str
) -> None:
    found = answer(question, A=by_default("P"), B=by_default("Q"))
    assert (found.verdict.state, found.condition) == (State.VIOLATED, condition)


def test_a_place_that_all_branches_share_is_told_once() -> None:
    assert answer(lambda a, b: None, A=by_value("x", "y", "z")).others == ()
    found = answer(lambda a, b: violated(a.says("bad")), A=by_value("x", "y", "z", at=True))
    assert [other.primary.span.start for other in found.others if other.primary and other.primary.span] == [10, 20]
    assert found.condition == ""


def test_what_is_so_for_every_value_does_not_depend_on_it() -> None:
    """Neither where the resource is there for some values only."""
    there = OneOf(((when(Fact("S", "x"), False), Known(True)), (when(Fact("S", "x")), Known(False))))
    assert answer(lambda a, b: None, there, A=by_value("x", "y", "z")).condition == ""


OPEN = unknown(Reason("import-value", "another stack exports it"))


@pytest.mark.parametrize(
    ("bad", "good", "state"),
    [
        (OPEN, satisfied(), State.UNKNOWN),
        (None, OPEN, State.VIOLATED),
        (satisfied(), None, State.VIOLATED),
        (satisfied(), satisfied(), State.SATISFIED),
    ],
)
def test_the_worst_wins(bad: Verdict | None, good: Verdict | None, state: State) -> None:
    found = answer(lambda a, b: bad if a == Known("bad") else good, A=by_default("P"))
    assert found.verdict.state is state


def test_the_first_branch_of_the_source_is_told_first() -> None:
    found = answer(lambda a, b: violated(a.says("bad")), A=by_value("x", "y", at=True), B=by_value("x", "y"))
    assert found.verdict.primary is not None
    assert found.verdict.primary.span == Span("t.yaml", 0, 1)


def test_a_fault_in_a_control_costs_its_subject_alone() -> None:
    def fail(a: Value, b: Value) -> Verdict:
        raise ZeroDivisionError

    found = answer(fail, A=Absent()).verdict
    assert found.state is State.UNKNOWN
    assert found.reason == Reason("internal-error", "the control failed on it (ZeroDivisionError)")
