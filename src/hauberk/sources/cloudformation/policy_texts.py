"""Policies that a template writes as a text of JSON, read as if they were written out.

CloudFormation takes a text for every property of type Json, and asks for one in some (``AWS::Logs::ResourcePolicy``;
CloudFormation Template Reference, 2026-11). With ``Fn::Sub`` the text has holes.
"""

from collections.abc import Callable
from functools import partial

from hauberk.model.policies import HOLDERS, Holder
from hauberk.model.span import Span
from hauberk.model.values import Fields, Items, Known, OneOf, Pattern, Trail, Value
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source

MAX_LENGTH = 1_000_000
"""Characters of a text that is read; a policy of AWS's largest size has 32 KB."""
_EACH = ""
"""The step to every element of a list."""


def with_read_policies(kind: str, properties: Fields, source: Source) -> Fields:
    """The properties of a type of resource with what its policies say in place of texts, once they are asked for."""
    for holder in HOLDERS.get(kind, ()):
        first, *steps = _steps(holder)
        properties = properties.through(first, partial(_below, steps=tuple(steps), source=source))
    return properties


def _steps(holder: Holder) -> list[str]:
    return [*holder.path.split("."), *([_EACH, *holder.document.split(".")] if holder.document else [])]


def _below(value: Value, steps: tuple[str, ...], source: Source) -> Value:
    """A value with the texts at the end of a way read."""
    if isinstance(value, OneOf):
        return OneOf(tuple((guard, _below(choice, steps, source)) for guard, choice in value.alternatives), value.trail)
    if not steps:
        return _read(value, source)
    step, rest = steps[0], steps[1:]

    def go_on(inner: Value) -> Value:
        return _below(inner, rest, source)

    match value:
        case Known(Items() as items) if step == _EACH:
            return Known(items.through(go_on), value.trail)
        case Known(Fields() as fields) if step == _EACH:  # a single element counts as a list of one
            return _below(value, rest, source)
        case Known(Fields() as fields):
            return Known(fields.through(step, go_on), value.trail)
    return value


def _read(value: Value, source: Source) -> Value:
    """What a text says; the text itself where it can't be read, or not without a doubt."""
    match value:
        case Known(str() as text):
            size = len(text)
        case Pattern():
            size = len(value.text())
        case _:
            return value
    if size > MAX_LENGTH:
        return value
    from hauberk.iam.language.trees import from_text  # seldom needed

    try:
        inner, problems = from_text(value, _follow(value, source))
    except ReadingError:
        return value
    return inner if isinstance(inner, Known) and isinstance(inner.value, Fields | Items) and not problems else value


def _follow(value: Value, source: Source) -> Callable[[str], Callable[[Span], Trail]]:
    """From a text to the places of its parts: in the file, as far as they can be followed there."""
    from hauberk.reading.aligned import Aligned

    trail = value.trail

    def follow(text: str) -> Callable[[Span], Trail]:
        origin = value.origin
        if origin is None or origin.path != source.path:
            return lambda _: trail
        aligned = Aligned(text, source.excerpt(origin), origin.path, origin.start)

        def where(part: Span) -> Trail:
            found = aligned.span(part.start, part.end)
            return trail if found is None else (found,)

        return where

    return follow
