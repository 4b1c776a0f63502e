"""A control's docstring as the parts of its page."""

import inspect
from dataclasses import dataclass
from functools import cache

from hauberk.practices.control import Control

_LABELS = {"Attack:": "attack", "Safe when:": "safe", "Fix:": "fix", "References:": "references"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a user can read about a control. Texts are paragraphs parted by empty lines; references are addresses."""

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
    ``References:`` open those parts, what stands before them says why.
    """
    title, _, rest = inspect.cleandoc(control.text).partition("\n")
    parts: dict[str, list[str]] = {"why": [], "attack": [], "safe": [], "fix": [], "references": []}
    current = "why"
    for paragraph in filter(None, rest.strip().split("\n\n")):
        label = next((label for label in _LABELS if paragraph.startswith(label)), None)
        if label is not None:
            current = _LABELS[label]
            paragraph = paragraph.removeprefix(label).strip()
        parts[current].append(paragraph)
    text = {name: "\n\n".join(paragraphs) for name, paragraphs in parts.items()}
    references = tuple(line.removeprefix("- ").strip() for line in text["references"].splitlines() if line.strip())
    return Page(title.rstrip("."), text["why"], text["attack"], text["safe"], text["fix"], references)
