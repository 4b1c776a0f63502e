"""Draft 4, as API Gateway's models are, lets through whatever draft 2020-12 does."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from hauberk.code.usage.drafts import draft_4

LEAVES = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(("string", "integer", "number", ["integer", "string"], "null")),
        "minimum": st.integers(-2, 2),
        "exclusiveMinimum": st.integers(-2, 2),
        "exclusiveMaximum": st.integers(-2, 2),
        "maxLength": st.integers(0, 3),
        "enum": st.lists(st.sampled_from(("a", 1, None)), min_size=1, unique=True),
        "const": st.sampled_from(("a", 1)),
        "anyOf": st.just([{"type": "string"}, {"type": "integer"}]),
        "$comment": st.just("app.py:1"),
    },
)
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: (
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(st.sampled_from("ab"), inner)},
            optional={"required": st.just(["a"]), "additionalProperties": st.just(False), "$defs": st.just({"x": {}})},
        )
        | st.fixed_dictionaries({"type": st.just("array"), "items": inner})
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    st.none() | st.integers(-3, 3) | st.sampled_from(("", "a", "abcd", 0.5)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=5,
)


@given(SCHEMAS, VALUES)
def test_it_takes_what_the_newer_one_takes(schema: dict[str, Any], value: Any) -> None:
    older = draft_4(schema)
    Draft4Validator.check_schema(older)
    if Draft202012Validator(schema).is_valid(value):
        assert Draft4Validator(older).is_valid(value)


def test_nothing_is_left_that_api_gateway_refuses() -> None:
    schema = {"$schema": "x", "const": 1, "exclusiveMinimum": 1, "anyOf": [], "$comment": "line", "$defs": {"a": {}}}
    assert set(draft_4(schema)) == {"$schema", "enum", "minimum", "description", "definitions"}
