"""Dynamic references: ``{{resolve:secretsmanager:…}}``, ``{{resolve:ssm:…}}``, ``{{resolve:ssm-secure:…}}``.

What they stand for is known at deployment only; which store it comes from is known now, and that matters: a secret that
is resolved into a function's environment can be read by everyone who may read the function's configuration.
"""

import re

from hauberk.model.values import Known, Pattern, Reason, Reference, Unknown, Value

_DYNAMIC = re.compile(r"\{\{resolve:(secretsmanager|ssm-secure|ssm|[\w-]+):")
_END = "}}"


def resolve_dynamic(value: Value) -> Value:
    """``value`` with every dynamic reference replaced by an :class:`Unknown`.

    Its reason's code is ``dynamic-`` and the store: ``dynamic-secretsmanager``, ``dynamic-ssm``, ``dynamic-ssm-secure``.
    """
    match value:
        case Known(str() as text) if "{{resolve:" in text:
            parts: tuple[str | Reference | Unknown, ...] = (text,)
        case Pattern(parts) if any(isinstance(part, str) and "{{resolve:" in part for part in parts):
            pass
        case _:
            return value
    made: list[str | Reference | Unknown] = []
    inside: list[str | Reference | Unknown] | None = None
    store = ""
    for part in parts:
        if not isinstance(part, str):
            (made if inside is None else inside).append(part)
            continue
        rest = part
        while rest:
            if inside is None:
                opening = _DYNAMIC.search(rest)
                if opening is None:
                    made.append(rest)
                    break
                if opening.start():
                    made.append(rest[: opening.start()])
                store, inside = opening[1], []
                rest = rest[opening.end() :]
            else:
                before, closing, rest = rest.partition(_END)
                inside.append(before)
                if closing:
                    made.append(_unknown(store, inside, value))
                    inside = None
    if inside is not None:  # never closed: CloudFormation takes it as text
        made = [*made, "{{resolve:" + store + ":", *inside]
        return _joined(made, value)
    return _joined(made, value)


def _unknown(store: str, inside: list[str | Reference | Unknown], value: Value) -> Unknown:
    names = "".join(part if isinstance(part, str) else _name(part) for part in inside)
    text = f"{{{{resolve:{store}:{names}}}}} is resolved at deployment"
    return Unknown(Reason(f"dynamic-{store}", text), value.trail)


def _name(part: Reference | Unknown) -> str:
    return "${" + part.resource + "}" if isinstance(part, Reference) else "…"


def _joined(parts: list[str | Reference | Unknown], value: Value) -> Value:
    if len(parts) == 1 and isinstance(parts[0], Unknown):
        return parts[0]
    return Pattern(tuple(parts), value.trail)
