"""One line of a ``Condition`` against the context of a request.

Sources (IAM user guide, 2026-11): "Condition operators"; "Set operators for multivalued context keys"; "Conditions with
multiple context keys or values". The rules that they give:

- A key that isn't there: "the values do not match and the condition is false. If the policy condition requires that the
  key is not matched … the condition is true." With ``IfExists`` it is true.
- ``ForAllValues``: every value of the request passes; "it also returns true if there are no context keys in the
  request, or if the context key value resolves to a null dataset, such as an empty string". ``ForAnyValue``: one does;
  "for no matching context key or if the key does not exist, the condition returns false".
- ``Null``: "either true (the key doesn't exist — it is null) or false (the key exists and its value is not null)".
- Several values of the policy: one of them has to match; for negated operators none may.

A value that can't be read as the operator's kind (a number that is none) matches nothing, so a negated operator passes
on it. What the documentation leaves open, a key with several values and no qualifier, is a doubt.
"""

from collections.abc import Callable

from hauberk.iam.evaluator.matching import Filling, Pieces, matches, matches_arn, pieces
from hauberk.iam.evaluator.truth import Doubt, Truth, all_of, any_of, negated
from hauberk.iam.language.operators import Family, Operator, Qualifier
from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import Glob, Hole


def passes(test: Test, values: tuple[str, ...] | Doubt | None, filling: Filling) -> Truth:
    """Whether the context passes a test. ``values`` are those of the test's key, ``None`` where it is absent."""
    if isinstance(values, Doubt):
        return values
    asked = test.operator
    absent = not values
    null = absent or values == ("",)
    if asked.operator.family is Family.NULL:
        return _null(test, null, filling)
    if absent or values is None:
        if asked.if_exists:
            return True
        match asked.qualifier:
            case Qualifier.ALL:
                return True
            case Qualifier.ANY:
                return False
        return asked.operator.negated
    match asked.qualifier:
        case Qualifier.ALL:
            return null or all_of(_one(test, value, filling) for value in values)
        case Qualifier.ANY:
            return False if null else any_of(_one(test, value, filling) for value in values)
    if len(values) > 1:
        return Doubt(f"{test.key} has several values, and the test says neither ForAllValues nor ForAnyValue")
    return _one(test, values[0], filling)


def _null(test: Test, null: bool, filling: Filling) -> Truth:
    def says(wanted: Pieces) -> Truth:
        return matches(wanted, "true" if null else "false")

    return any_of(_with(glob, filling, says, fold=True) for glob in test.values)


def _one(test: Test, value: str, filling: Filling) -> Truth:
    operator = test.operator.operator
    found = any_of(_matches(operator, glob, value, filling) for glob in test.values)
    return negated(found) if operator.negated else found


def _matches(operator: Operator, glob: Glob, value: str, filling: Filling) -> Truth:
    """Whether a value matches one of the policy's, negation left aside."""
    match operator.family:
        case Family.STRING | Family.LIKE:
            return _with(glob, filling, lambda wanted: matches(wanted, value))
        case Family.STRING_IGNORE_CASE:
            return _with(glob, filling, lambda wanted: matches(wanted, value.lower()), fold=True)
        case Family.ARN:
            return _with(glob, filling, lambda wanted: matches_arn(wanted, value))
        case Family.BOOL:
            if value.lower() not in ("true", "false"):
                return False
            return _with(glob, filling, lambda wanted: matches(wanted, value.lower()), fold=True)
        case Family.NUMERIC | Family.DATE | Family.BINARY | Family.IP:
            from hauberk.iam.evaluator.scalars import compared  # most policies have none of these

            return _read(glob, filling, lambda wanted: compared(operator, value, wanted))
    raise AssertionError(operator)


def _with(glob: Glob, filling: Filling, ask: Callable[[Pieces], Truth], fold: bool = False) -> Truth:
    found = pieces(glob, filling, fold)
    if found is None:
        return False
    return found if isinstance(found, Doubt) else ask(found)


def _read(glob: Glob, filling: Filling, ask: Callable[[str], bool]) -> Truth:
    """Asks with the policy's value as a text, which it is unless a part isn't known."""

    def whole(found: Pieces) -> Truth:
        hole = next((piece for piece in found if isinstance(piece, Hole)), None)
        if hole is not None:
            return Doubt(f"what {hole.name} stands for isn't known")
        return ask("".join(str(piece) for piece in found))

    return _with(glob, filling, whole)
