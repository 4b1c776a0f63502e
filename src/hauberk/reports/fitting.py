"""Text within the columns of a terminal."""

from collections.abc import Iterable

MORE = "…"
"""Stands for what is left out of a line."""


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def wrapped(text: str, room: int) -> list[str]:
    """``text`` in lines of at most ``room`` columns. A word that is longer, such as an ARN, stays whole, and none that
    begins with ``::`` begins a line: GitHub's runner would obey it."""
    lines: list[str] = []
    for word in text.split(" "):
        fits = bool(lines) and width(lines[-1]) + 1 + width(word) <= room
        # What only indents says nothing on a line of its own.
        if fits or (lines and (not word or word.startswith("::") or not lines[-1].strip())):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def window(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """What of a line fits into ``room`` columns with the part from ``start`` to ``end`` in it, or as much of that part
    as fits; and where that part begins and ends in the result. Dots stand for what is left out."""
    start, end = min(start, len(text)), min(end, len(text))
    if width(text) <= room:
        return text, start, end
    first = 0
    if width(text[:end]) >= room:
        first, context = start, min(max(2, (room - width(text[start:end])) // 2), room - 4)
        while first and width(text[first - 1 : start]) <= context:
            first -= 1
    before = MORE if first else ""
    last, used = first, len(before) + 1
    while last < len(text) and used + width(text[last]) <= room:
        used += width(text[last])
        last += 1
    moved = len(before) - first
    after = MORE if last < len(text) else ""
    return f"{before}{text[first:last]}{after}", start + moved, max(start, min(end, last)) + moved


def listed(names: Iterable[str], most: int) -> str:
    """Names with commas; past ``most`` the number of the others."""
    found = list(names)
    if len(found) <= most:
        return ", ".join(found)
    return f"{', '.join(found[: most - 1])} and {len(found) - most + 1} more"


def counted(number: int, word: str) -> str:
    """A number of things."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
