"""What texts of answers are: HTML, addresses of the own site."""

from hauberk.code.flow.taint import Taint
from hauberk.code.flow.values import Atom, Literal, Sequence, Text, Value, taint_of

HTML = "html-response"
HEADER = "header-injection"
REDIRECT = "open-redirect"


def left(value: Value, kind: str) -> list[Taint]:
    """The sources that a value isn't safe from."""
    return [taint for taint in taint_of(value) if kind not in taint.cleaned]


def says_html(value: Value) -> bool:
    """Whether a content type is HTML's."""
    return any(
        isinstance(atom, Literal) and isinstance(atom.value, str) and "html" in atom.value.lower()
        for atom in value.atoms
    ) or any(isinstance(atom, Sequence) and says_html(atom.every()) for atom in value.atoms)


def has_markup(value: Value) -> bool:
    """A text with a tag of HTML in it."""
    return any(_has_tag(atom) for atom in value.atoms)


def _has_tag(atom: Atom) -> bool:
    if not isinstance(atom, Text):
        return False
    text = "".join(piece if isinstance(piece, str) else "x" for piece in atom.pieces).lower()
    return "<html" in text or "<!doctype" in text or "<body" in text or "</" in text


def is_own_site(value: Value) -> bool:
    """An address whose host, or whose being one of the own site, is written out."""
    for atom in value.atoms:
        if isinstance(atom, Literal):
            continue
        if not isinstance(atom, Text):
            return False
        first = atom.pieces[0]
        if isinstance(first, str):
            if not (first.startswith("/") and len(first) > 1 and first[1] not in "/\\") and "://" not in first:
                return False
            if "://" in first and "/" not in first.partition("://")[2]:
                return False
        elif taint_of(first):
            return False
    return True
