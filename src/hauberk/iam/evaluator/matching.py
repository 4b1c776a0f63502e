"""One text against one pattern, piece by piece.

Sources (IAM user guide, 2026-11):

- "IAM JSON policy elements: Resource": "You can use wildcard characters (* and ?) within the individual segments of an
  ARN (the parts separated by colons) … If the * wildcard is the last character of a resource ARN segment, it can expand
  to match beyond the colon boundaries." An ARN has six segments; colons of the sixth, such as an object's key may have,
  part nothing.
- "Condition operators": for ARNs, "each of the six colon-delimited components of the ARN is checked separately and each
  can include multi-character match wildcards (*) or single-character match wildcards (?)".
- "Variables and tags": "When policy variables reference a condition context key that has no value or is not present …
  the value is effectively null. There is no equal or like value."; "the resource that includes a policy variable with
  no value will not match any resource."
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from hauberk.iam.evaluator.truth import Doubt, Truth
from hauberk.iam.language.arn import PARTS
from hauberk.iam.language.text import ANY, ONE, Glob, Hole, Variable, Wild

Piece: TypeAlias = str | Wild | Hole
"""Some text, a wildcard, or a part that isn't known."""
Pieces: TypeAlias = Sequence[Piece]


class Filling(NamedTuple):
    """What stands in for variables and holes in one request."""

    variable: Callable[[str], str | Doubt | None]
    """The value of a key; ``None`` without one."""
    holes: Mapping[str, str]


def pieces(glob: Glob, filling: Filling, fold: bool = False) -> Pieces | Doubt | None:
    """A pattern for one request; ``None`` if a variable has no value. ``fold`` puts its text in lower case.

    Neighbouring texts are joined, empty ones left out.
    """
    made: list[Piece] = []
    for part in glob.parts:
        match part:
            case str():
                text: str | Doubt | None = part
            case Variable(key, default):
                text = filling.variable(key)
                if text is None:
                    text = default
            case Hole(name):
                text = filling.holes.get(name)
                if text is None:
                    made.append(part)
                    continue
            case _:
                made.append(part)
                continue
        if text is None or isinstance(text, Doubt):
            return text
        text = text.lower() if fold else text
        last = made[-1] if made else None
        if isinstance(last, str):
            made[-1] = last + text
        elif text:
            made.append(text)
    return made


def matches(pattern: Pieces, text: str) -> Truth:
    """Whether a text matches, every wildcard taking any character."""
    return _known(pattern, text, lambda: _fits([(piece, True) for piece in pattern], text))


def matches_resource(pattern: Pieces, text: str) -> Truth:
    """Whether a resource matches a pattern of ``Resource``."""
    return _known(pattern, text, lambda: _fits(_bounded(pattern), text))


def _bounded(pattern: Pieces) -> list[tuple[Piece, bool]]:
    """Each piece, and whether it may take a colon."""
    arn = bool(pattern) and str(pattern[0]).startswith("arn:")
    colons = 0
    bounded: list[tuple[Piece, bool]] = []
    for at, piece in enumerate(pattern):
        last = at + 1 == len(pattern) or str(pattern[at + 1]).startswith(":")
        bounded.append((piece, not arn or colons >= PARTS - 1 or (piece is ANY and last)))
        colons += piece.count(":") if isinstance(piece, str) else 0
    return bounded


def matches_arn(pattern: Pieces, text: str) -> Truth:
    """Whether an ARN matches part by part. A lone star, which has no parts, takes everything."""

    def by_parts() -> bool:
        if list(pattern) == [ANY]:
            return True
        wanted, given = _parts(pattern), text.split(":", PARTS - 1)
        if len(wanted) < PARTS or len(given) < PARTS:
            return False
        return all(_fits([(piece, True) for piece in want], part) for want, part in zip(wanted, given, strict=True))

    return _known(pattern, text, by_parts)


def _parts(pattern: Pieces) -> list[list[Piece]]:
    parts: list[list[Piece]] = [[]]
    for piece in pattern:
        first, *others = piece.split(":", PARTS - len(parts)) if isinstance(piece, str) else [piece]
        parts[-1].append(first)
        parts += [[other] for other in others]
    return parts


def _known(pattern: Pieces, text: str, exactly: Callable[[], bool]) -> Truth:
    """The answer, or a doubt if it hangs on a hole: what doesn't match whatever the hole is doesn't match."""
    hole = next((piece for piece in pattern if isinstance(piece, Hole)), None)
    if hole is None:
        return exactly()
    loose = [(ANY if isinstance(piece, Hole) else piece, True) for piece in pattern]
    return Doubt(f"what {hole.name} stands for isn't known") if _fits(loose, text) else False


def _fits(pattern: Sequence[tuple[Piece, bool]], text: str) -> bool:
    """Whether the pattern takes the whole text: where can each piece end, given where the one before it can?"""
    ends = {0}
    for piece, crosses in pattern:
        if piece is ANY:
            ends = _run(ends, text, crosses)
        elif piece is ONE:
            ends = {at + 1 for at in ends if at < len(text) and (crosses or text[at] != ":")}
        else:
            ends = {at + len(str(piece)) for at in ends if text.startswith(str(piece), at)}
        if not ends:
            return False
    return len(text) in ends


def _run(ends: set[int], text: str, crosses: bool) -> set[int]:
    """Where a star can end that begins at one of some places."""
    after: set[int] = set()
    running = False
    for at in range(min(ends), len(text) + 1):
        running = at in ends or (running and (crosses or text[at - 1] != ":"))
        if running:
            after.add(at)
    return after
