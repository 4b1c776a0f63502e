"""What texts of answers are: HTML, addresses of the own site."""

import re

from hauberk.code.flow.implied import UNSLASHED
from hauberk.code.flow.taint import Taint, Taints
from hauberk.code.flow.values import Atom, Literal, Sequence, Text, Value, taint_of
from hauberk.model.regex import regex

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
    return all(isinstance(atom, Literal) or leads_to_own(atom, _OWN) for atom in value.atoms)


def leads_to_own(atom: object, beginnings: re.Pattern[str]) -> bool:
    """Whether a text begins as wanted before anything hostile is in it; what isn't known stands as a control letter."""
    if not isinstance(atom, Text):
        return False
    told = ""
    for piece in atom.pieces:
        if isinstance(piece, Value) and taint_of(piece):
            told += _beginning(taint_of(piece))
            break
        told += piece if isinstance(piece, str) else "\x01"
    else:
        return True
    return beginnings.match(told) is not None


def _beginning(taints: Taints) -> str:
    """How a hostile part begins, as far as that is known."""
    if all("slash" in taint.cleaned for taint in taints):
        return "/x"
    return "x" if all(taint.cleaned >= UNSLASHED for taint in taints) else ""


HOST = regex(r"(?:(?:[a-z][a-z0-9+.-]*:)?//[^/?#@\\]+|\x01[^/?#@\\]*)[/?#]", re.IGNORECASE)
"""An address, or something that stands for the beginning of one, up to the end of its host."""
_OWN = regex(HOST.pattern + r"|/[^/\\]", re.IGNORECASE)
