"""What a condition is before it is a value: whether it holds, by guard; and how two values compare.

What can't be decided becomes a fact of its own, named by its text, so that the same comparison agrees with itself.
"""

from collections.abc import Iterable

from hauberk.model.guards import ALWAYS, Fact, Guard, both, when
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Fields,
    Items,
    Known,
    OneOf,
    Pattern,
    Reference,
    Unknown,
    Value,
    alternatives,
)
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

TRUE: Value = Known(True)
FALSE: Value = Known(False)
Branches = list[tuple[Guard, bool]]


def either(subject: str) -> Value:
    """A boolean that can be both, agreeing with itself wherever the same ``subject`` is asked."""
    fact = Fact(subject, "true")
    return OneOf(((when(fact), TRUE), (when(fact, False), FALSE)))


def folded(tests: Iterable[Branches | None], stops_at: bool) -> Branches | None:
    """Whether all of some conditions hold, or, if it stops at one that is true, any; ``None`` for too many branches."""
    rows: Branches = [(ALWAYS, not stops_at)]
    for inner in tests:
        if inner is None:
            return None
        grown: Branches = []
        for guard, so_far in rows:
            if so_far is stops_at:
                grown.append((guard, so_far))
                continue
            for condition, holds in inner:
                joined = both(guard, condition)
                if joined is not None:
                    grown.append((joined, holds))
        rows = list(dict.fromkeys(grown))
        if len(rows) > MAX_ALTERNATIVES:
            return None
    return rows


def is_one_of(value: "Value | Parameter", others: "Iterable[Value | Parameter]") -> Branches | None:
    """Whether an operand is the same as any of some others; ``None`` for too many branches."""
    return folded((equal(value, other) for other in others), stops_at=True)


def equal(a: "Value | Parameter", b: "Value | Parameter") -> Branches | None:
    """Whether two operands are the same; ``None`` for too many branches."""
    if isinstance(a, Parameter) and isinstance(b, Parameter):
        return [(ALWAYS, True)] if a is b else branches_of(either(_equation(a.subject, b.subject)))
    if isinstance(b, Parameter):
        a, b = b, a
    rows: Branches = []
    if isinstance(a, Parameter):
        assert isinstance(b, Value)
        for guard, value in alternatives(b):
            if isinstance(value, Known) and not isinstance(value.value, (Items, Fields)):
                fact = a.fact(scalar_text(value.value))
            else:
                fact = Fact(_equation(a.subject, describe(value)), "true")
            rows.extend(split(guard, fact))
        return rows
    assert isinstance(b, Value)
    for guard, value in alternatives(a):
        for joined, other in alternatives(b, guard):
            rows.extend(_compare(joined, value, other))
            if len(rows) > MAX_ALTERNATIVES:
                return None
    return rows


def _compare(guard: Guard, left: Value, right: Value) -> Branches:
    match left, right:
        case Known(), Known():
            if isinstance(left.value, (Items, Fields)) or isinstance(right.value, (Items, Fields)):
                return [(guard, left == right)]
            return [(guard, scalar_text(left.value) == scalar_text(right.value))]
        case (Reference(name, ""), Known(str() as text)) | (Known(str() as text), Reference(name, "")):
            return split(guard, Fact(name, text))
    if left == right and not isinstance(left, Unknown):
        return [(guard, True)]
    return split(guard, Fact(_equation(describe(left), describe(right)), "true"))


def _equation(left: str, right: str) -> str:
    """The name of a comparison that can't be decided, the same whichever side comes first."""
    return " equals ".join(sorted((left, right)))


def split(guard: Guard, fact: Fact) -> Branches:
    """Both branches of a fact that can be either way, as far as a guard leaves them."""
    branches = ((both(guard, when(fact, holds)), holds) for holds in (True, False))
    return [(joined, holds) for joined, holds in branches if joined is not None]


def branches_of(value: Value) -> Branches:
    """The branches of a condition's value."""
    return [(guard, choice == TRUE) for guard, choice in alternatives(value)]


def value_of(branches: Branches) -> Value:
    """A condition's branches as a value: plain where they all agree."""
    if len({holds for _, holds in branches}) == 1 and any(guard == ALWAYS for guard, _ in branches):
        return TRUE if branches[0][1] else FALSE
    return OneOf(tuple((guard, TRUE if holds else FALSE) for guard, holds in branches))


def truth(value: Value) -> str:
    """``true``, ``false``, or empty for what is neither."""
    text = scalar_text(value.value).lower() if isinstance(value, Known) else ""
    return text if text in ("true", "false") else ""


def describe(value: Value) -> str:
    """An operand in words, the same for what is the same: it names the fact that nobody can decide."""
    match value:
        case Known(Items() | Fields()):
            return f"the structure at {value.trail[0].start}" if value.trail else "a structure"
        case Known(scalar):
            return repr(scalar_text(scalar))
        case Reference(resource, attribute):
            return f"{resource}.{attribute}" if attribute else resource
        case Pattern():
            return repr(value.text("…"))
        case Unknown(reason):
            return reason.text
        case OneOf(branches):
            return " or ".join(dict.fromkeys(describe(choice) for _, choice in branches))
    return "nothing"
