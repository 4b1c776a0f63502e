"""A control's docstring as the parts of its page."""

from functools import cache
from typing import NamedTuple

from hauberk.practices.control import Control

_LABELS = {"Attack:": "attack", "Safe when:": "safe", "Fix:": "fix", "References:": "references"}


class Page(NamedTuple):
    """What a user can read about a control. Texts are paragraphs of a line each, parted by empty lines; references are
    addresses."""

    title: str
    why: str
    attack: str
    safe: str
    fix: str
    references: tuple[str, ...]


@cache
def page(control: Control) -> Page:
    """The page of a control.

    The docstring opens with the title; paragraphs that begin with ``Attack:``, ``Safe when:``, ``Fix:`` and
    ``References:`` open those parts, what stands before them says why. Code in it has double backticks, on the page
    single ones.
    """
    title, _, rest = _unindented(control.text).replace("``", "`").partition("\n")
    parts: dict[str, list[str]] = {"why": [], "attack": [], "safe": [], "fix": [], "references": []}
    current = "why"
    for paragraph in filter(None, rest.strip().split("\n\n")):
        label = next((label for label in _LABELS if paragraph.startswith(label)), None)
        if label is not None:
            current = _LABELS[label]
            paragraph = paragraph.removeprefix(label).strip()
        parts[current].append(paragraph if current == "references" else " ".join(paragraph.split()))
    text = {name: "\n\n".join(paragraphs) for name, paragraphs in parts.items()}
    references = tuple(line.removeprefix("- ").strip() for line in text["references"].splitlines() if line.strip())
    return Page(title.rstrip("."), text["why"], text["attack"], text["safe"], text["fix"], references)


def _unindented(text: str) -> str:
    """A docstring without the indentation of its code; all lines but the first have at least that."""
    first, *rest = text.strip().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return "\n".join((first, *(line[margin:].rstrip() for line in rest)))
