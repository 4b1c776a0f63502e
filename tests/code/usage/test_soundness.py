"""Whatever a handler takes of what its callers may well send, the schema that is proposed for it takes too."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.code.usage.test_twins import PYTHON
from tests.code.usage.using import body, takes

SCHEMA = body(PYTHON)
WORDS = st.sampled_from(("", "a", "small", "large", "huge", "x" * 200, "x" * 201))
NUMBERS = (
    st.integers(-5, 105) | st.floats(-5, 105) | st.sampled_from(("1", " 7 ", "3.5", "1e2", "0", "many", "", "101"))
)
LINE = st.fixed_dictionaries({}, optional={"sku": WORDS, "count": st.integers(-2, 5) | WORDS | st.none()})
BODIES = st.fixed_dictionaries(
    {},
    optional={
        "id": WORDS | st.integers() | st.none(),
        "size": WORDS | st.none(),
        "amount": NUMBERS | st.none(),
        "note": WORDS,
        "lines": st.lists(LINE, max_size=3) | st.none(),
    },
)


def handled(of: Any) -> bool:
    """Whether the handler, which is this test's own, takes a body."""
    names: dict[str, Any] = {}
    exec(PYTHON, names)
    try:
        answer = names["handler"]({"httpMethod": "POST", "body": json.dumps(of)}, None)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return bool(answer["statusCode"] < 400)


@given(BODIES)
def test_what_the_handler_takes_the_schema_takes(of: dict[str, Any]) -> None:
    if handled(of):
        assert takes(SCHEMA, of)


@given(BODIES)
def test_what_the_schema_takes_the_handler_takes(of: dict[str, Any]) -> None:
    """Of this handler everything is known, but for texts of numbers, whose bounds JSON Schema can't say."""
    if takes(SCHEMA, of) and not isinstance(of["amount"], str):
        assert handled(of)
