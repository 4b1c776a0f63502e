"""The text of a policy: patterns with wildcards, policy variables and unknown parts.

Sources: IAM user guide, "IAM JSON policy elements: Resource", "IAM policy elements: Variables and tags" and "Grammar of
the IAM JSON policy language" (2026-11).
"""

from enum import Enum
from typing import NamedTuple, TypeAlias


class Wild(Enum):
    """A wildcard of IAM's patterns."""

    ANY = "*"
    """Any run of characters, the empty one included."""
    ONE = "?"
    """Exactly one character."""

    __hash__ = object.__hash__  # Enum's own is several times slower, and patterns are looked up by the thousand


ANY, ONE = Wild.ANY, Wild.ONE


class Variable(NamedTuple):
    """A policy variable, ``${aws:username}`` or ``${aws:username, 'nobody'}``: the value of a key of the request."""

    key: str
    """The condition key in lower case, as IAM compares keys."""
    default: str | None = None
    """What stands in where the request lacks the key; without one there is then "no equal or like value", so that the
    text with the variable matches nothing."""


class Hole(NamedTuple):
    """A part that the source doesn't tell: a parameter, or a name that AWS gives. The same in every request.

    Two holes of one name are the same text. What differs in name may still be the same text, unless ``own`` says that
    it is a resource of this very application, which nobody else's text can name by accident.
    """

    name: str
    own: bool = False


Part: TypeAlias = str | Wild | Variable | Hole


class Glob(NamedTuple):
    """A pattern: literal texts and, between them, wildcards, variables and holes. Never two literals in a row, never
    two ``ANY`` in a row.

    In places without wildcards (``StringEquals``) it holds no :class:`Wild`: a star there is a literal.
    """

    parts: tuple[Part, ...]

    @property
    def literal(self) -> str | None:
        """The text itself where there is nothing but text."""
        if len(self.parts) != 1:
            return None if self.parts else ""
        (text,) = self.parts
        return text if isinstance(text, str) else None

    @property
    def everything(self) -> bool:
        """Whether it is the lone star."""
        return self.parts == (ANY,)

    @property
    def holes(self) -> tuple[Hole, ...]:
        """Its unknown parts."""
        return tuple(part for part in self.parts if isinstance(part, Hole))

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Its policy variables."""
        return tuple(part for part in self.parts if isinstance(part, Variable))

    def __str__(self) -> str:
        """As a policy writes it; a hole as ``<name>``, which no policy can."""
        return "".join(_written(part) for part in self.parts)


def _written(part: Part) -> str:
    match part:
        case str():
            return part.replace("${", "${$}{")
        case Wild():
            return part.value
        case Variable(key, None):
            return "${" + key + "}"
        case Variable(key, default):
            return "${" + key + ", '" + str(default) + "'}"
        case Hole(name, _):
            return f"<{name}>"


def glob(*parts: Part) -> Glob:
    """A glob in its normal form: neighbouring literals joined, empty ones left out, runs of ``ANY`` made one.

    ``?`` beside ``*`` stays: ``?*`` asks for at least one character.
    """
    normal: list[Part] = []
    for part in parts:
        if part == "":
            continue
        last = normal[-1] if normal else None
        if isinstance(part, str) and isinstance(last, str):
            normal[-1] = last + part
        elif part is ANY and last is ANY:
            continue
        else:
            normal.append(part)
    return Glob(tuple(normal))


EVERYTHING = Glob((ANY,))
