"""What Powertools takes out of an event before it validates that: its envelopes.

Source: Powertools for AWS Lambda (Python) documentation, "Parser", "Built-in envelopes", and "Validation", "Unwrapping
events prior to validation" (2026-11).
"""

from hauberk.code.flow.values import Foreign, Input, Literal, Value, just
from hauberk.model.regex import regex

Way = tuple[str, ...]
_BODY: Way = ("body", "{}")
_CLASSES: dict[str, Way] = {
    "ApiGatewayEnvelope": _BODY,
    "ApiGatewayV2Envelope": _BODY,
    "ApiGatewayWebSocketEnvelope": _BODY,
    "LambdaFunctionUrlEnvelope": _BODY,
    "VpcLatticeEnvelope": _BODY,
    "VpcLatticeV2Envelope": _BODY,
    "EventBridgeEnvelope": ("detail",),
    "SqsEnvelope": ("Records", "*", "body", "{}"),
    "SnsEnvelope": ("Records", "*", "Sns", "Message", "{}"),
    "KinesisDataStreamEnvelope": ("Records", "*", "kinesis", "data", "{}"),
}
_TEXT = regex(r"(?:Records\[\*\]\.)?(?:powertools_(?:json|base64)\()*((?:Records\[\*\]\.)?[A-Za-z.]+)\)*")


def opened(data: Value, envelope: Value | None) -> tuple[Value, bool] | None:
    """The part of an event in an envelope, and whether there are many; ``None`` if the envelope isn't known."""
    if envelope is None:
        return data, False
    only, event = envelope.only, data.only
    way: Way | None = None
    if isinstance(only, Foreign):
        way = _CLASSES.get(only.path.removesuffix("()").rpartition(".")[2])
        if "envelopes." in only.path and way is None:  # of the utility for validation: names of JMESPath expressions
            way = {"API_GATEWAY_REST": _BODY, "API_GATEWAY_HTTP": _BODY, "EVENTBRIDGE": ("detail",)}.get(
                only.path.rpartition(".")[2]
            )
    elif isinstance(only, Literal) and isinstance(only.value, str) and len(only.value) < 200:
        way = _of_text(only.value)
    if way is None or not isinstance(event, Input):
        return None
    return just(Input(*event.path, *way), data.taint), "*" in way


def _of_text(text: str) -> Way | None:
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    many = ("Records", "*") if "Records[*]" in text else ()
    parsed = ("{}",) if "powertools_" in text else ()
    return (*many, *found[1].removeprefix("Records[*].").split("."), *parsed)
