"""Dynamic references: ``{{resolve:secretsmanager:…}}``, ``{{resolve:ssm:…}}``, ``{{resolve:ssm-secure:…}}``.

What they stand for is known at deployment only; which store it comes from is known now, and that matters: a secret
that is resolved into a function's environment can be read by everyone who may read the function's configuration.
"""

from hauberk.model.joining import glued
from hauberk.model.regex import regex
from hauberk.model.values import Known, Pattern, Reason, Reference, Trail, Unknown, Value

_DYNAMIC = regex(r"\{\{resolve:(secretsmanager|ssm-secure|ssm|[\w-]+):")
_END = "}}"


def resolve_dynamic(value: Value) -> Value:
    """``value`` with every dynamic reference replaced by an :class:`Unknown`, also where its parts were glued together.

    The reason's code is ``dynamic-`` and the store: ``dynamic-secretsmanager``, ``dynamic-ssm``,
    ``dynamic-ssm-secure``.
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
        at = 0
        while at < len(part):
            if inside is None:
                opening = _DYNAMIC.search(part, at)
                made.append(part[at : opening.start() if opening else len(part)])
                if opening is None:
                    break
                store, inside, at = opening[1], [], opening.end()
            else:
                closing = part.find(_END, at)
                inside.append(part[at : closing if closing >= 0 else len(part)])
                if closing < 0:
                    break
                made.append(_unknown(store, inside, value.trail))
                inside, at = None, closing + len(_END)
    if inside is not None:  # never closed: CloudFormation takes it as text
        made += ["{{resolve:" + store + ":", *inside]
    made = [part for part in made if part]
    return made[0] if len(made) == 1 and isinstance(made[0], Unknown) else glued(made, value.trail)


def _unknown(store: str, inside: list[str | Reference | Unknown], trail: Trail) -> Unknown:
    names = "".join(part if isinstance(part, str) else _name(part) for part in inside)
    return Unknown(Reason(f"dynamic-{store}", f"{{{{resolve:{store}:{names}}}}} is resolved at deployment"), trail)


def _name(part: Reference | Unknown) -> str:
    return "${" + part.resource + "}" if isinstance(part, Reference) else "…"
