"""A schema of draft 2020-12 as one of draft 4, as the models of Amazon API Gateway's REST APIs are.

API Gateway refuses keywords that draft 4 hasn't (``$id``, ``$comment``), and doesn't take ``exclusiveMinimum``,
``anyOf`` and ``oneOf`` everywhere (API Gateway developer guide, "Data models for REST APIs", "Amazon API Gateway
important notes for REST APIs"; AWS re:Post, "model-api-gateway"; 2026-11). What can't be said is left out: the schema
lets more through.
"""

from typing import Any

DRAFT_4 = "http://json-schema.org/draft-04/schema#"
Schema = dict[str, Any]
_KEPT = frozenset(
    (
        *(
            "type",
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "pattern",
            "required",
        ),
        *("format", "description", "title"),
    )
)


def draft_4(schema: Schema) -> Schema:
    """The same, as far as a model of API Gateway can say it."""
    found: Schema = {}
    for name, value in schema.items():
        if name == "$schema":
            found[name] = DRAFT_4
        elif name == "$comment":
            found["description"] = value
        elif name == "const":
            found["enum"] = [value]
        elif name in ("exclusiveMinimum", "exclusiveMaximum"):
            step = 1 if name == "exclusiveMinimum" else -1
            types = schema.get("type", "number")
            whole = "integer" in types and "number" not in types and isinstance(value, int)
            found["minimum" if step == 1 else "maximum"] = value + step if whole else value
        elif name == "properties" or name == "$defs":
            found["definitions" if name == "$defs" else name] = {key: draft_4(one) for key, one in value.items()}
        elif name in ("items", "additionalProperties"):
            found[name] = draft_4(value) if isinstance(value, dict) else value
        elif name in _KEPT and (name != "required" or value):
            found[name] = value
    return found
