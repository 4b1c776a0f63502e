"""``Fn::Split``: a text cut at a delimiter, as far as it can be told where that stands.

A hole none of whose characters is in the delimiter is part of one piece, whatever it stands for. Any other may hold the
delimiter, or a part of it: what stands before the piece with that hole is sure, and the rest of the list isn't known.
"""

from hauberk.model.joining import glued
from hauberk.model.values import Items, Known, Pattern, Reason, Reference, Trail, Unknown, Value
from hauberk.sources.cloudformation.alphabets import Types, alphabet
from hauberk.sources.cloudformation.functions import hole, malformed
from hauberk.sources.cloudformation.parameters import scalar_text

MAX_PIECES = 100_000
"""Pieces that one ``Fn::Split`` makes."""

_UUID = frozenset("0123456789abcdef-")
_Part = str | Reference | Unknown
_UNIQUE = Unknown(Reason("resource-attribute", "what ends the stack's id, known after deployment"))
_STACK_ID = (
    *("arn:", Reference("AWS::Partition"), ":cloudformation:", Reference("AWS::Region"), ":"),
    *(Reference("AWS::AccountId"), ":stack/", Reference("AWS::StackName"), "/", _UNIQUE),
)
"""What AWS::StackId is made of: it ends with a UUID (CloudFormation Template Reference, "Pseudo parameters reference",
2026-11)."""


def split(values: tuple[Value, ...], trail: Trail, type_of: Types) -> Value:
    """``Fn::Split`` of a delimiter and a text. ``type_of`` tells the types of the resources that it may refer to."""
    match values:
        case [Known(str() as delimiter), Pattern() | Reference() | Known(str() | int() | float()) as text] if delimiter:
            return cut(text, delimiter, type_of, trail) or hole(text, "the pieces", trail)
        case [Known(), over]:
            return hole(over, "the pieces", trail)
    return malformed("Fn::Split takes a delimiter and a text", trail)


def cut(value: Value, delimiter: str, type_of: Types, trail: Trail) -> Value | None:
    """The pieces of a text between delimiters; ``None`` where none of them is sure.

    ``value`` is free of branches, ``delimiter`` not empty, ``type_of`` tells the type of the template's resources.
    """
    parts = [piece for part in _parts(value) for piece in _written_out(part, type_of)]
    if sum(part.count(delimiter) for part in parts if isinstance(part, str)) >= MAX_PIECES:
        return Unknown(Reason("too-long", f"Fn::Split makes more than {MAX_PIECES:,} pieces"), trail)
    pieces: list[list[_Part]] = [[]]
    for part in parts:
        if isinstance(part, str):
            first, *more = part.split(delimiter)
            pieces[-1].append(first)
            pieces.extend([text] for text in more)
        elif _may_hold(part, delimiter, type_of):
            sure = pieces[:-1]
            rest = _rest(part, value, trail)
            return Known(Items([glued(piece, trail) for piece in sure], rest=rest), trail) if sure else None
        else:
            pieces[-1].append(part)
    return Known(Items([glued(piece, trail) for piece in pieces]), trail)


def _parts(value: Value) -> tuple[_Part, ...]:
    match value:
        case Pattern(parts):
            return parts
        case Reference() | Unknown():
            return (value,)
        case Known(scalar):
            return (scalar_text(scalar),)
    return ()


def _written_out(part: _Part, type_of: Types) -> tuple[_Part, ...]:
    """A hole in those parts that are known of it; itself if none is."""
    if not isinstance(part, Reference):
        return (part,)
    if part == Reference("AWS::StackId"):
        return _STACK_ID
    if not part.attribute:
        return (part,)
    from hauberk.sources.cloudformation.arns import written_out

    return written_out(part, type_of(part.resource))


def _may_hold(part: _Part, delimiter: str, type_of: Types) -> bool:
    """Whether a hole may have a character of the delimiter, so that it, or what is beside it, may be cut there."""
    known = alphabet(part, type_of) if isinstance(part, Reference) else _UUID if part is _UNIQUE else None
    return known is None or not known.isdisjoint(delimiter)


def _rest(part: _Part, value: Value, trail: Trail) -> Unknown:
    """Why the pieces from a hole on aren't known."""
    shown = value.text("…") if isinstance(value, Pattern) else "it"
    if isinstance(part, Unknown):
        return Unknown(Reason(part.reason.code, f"the pieces of {shown!r}: {part.reason.text}"), trail + part.trail)
    return Unknown(Reason("resource-attribute", f"the pieces of {shown!r}, known after deployment"), trail)
