"""Where the characters of a text stand in the source that it was written in.

A text of JSON, or of code, stands in a template between quotation marks, indented, escaped, and with ``${Name}`` where
the text has a hole or what a parameter gives. Text and source are walked side by side.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import TypeAlias

from hauberk.model.regex import regex
from hauberk.model.span import Span

MAX_LENGTH = 65_536
"""Characters of a text that is followed; AWS's largest policy has half of them."""
_ENOUGH = 12
"""Characters behind a ``${Name}`` by which the text is found again."""
_NEAR = 64
"""Characters behind the first that may be the text's beginning, in which it is looked for: ``{ Fn::Sub: "``."""
_HEADER = regex(r"(?:[!&]\S++\s++)*+[|>][^\n]*+\n")
"""What stands before the lines of a block scalar."""
_ESCAPED = {"n": "\n", "t": "\t"}
_Place: TypeAlias = tuple[int, int]


class Aligned:
    """A text and where it is written: ``written`` is what stands in the file from the byte ``start`` on.

    ``holes`` says whether ``${Name}`` stands for something else there, as it does under ``Fn::Sub``.
    """

    def __init__(self, text: str, written: str, path: str, start: int, *, holes: bool = True) -> None:
        self._path = path
        self._start = start
        self._places = _places(text, written, holes) if max(len(text), len(written)) <= MAX_LENGTH else None
        self._text_bytes = _bytes(text) if self._places else []
        self._written_bytes = _bytes(written) if self._places else []

    @property
    def fits(self) -> bool:
        """Whether the text is what is written."""
        return self._places is not None

    def span(self, start: int, end: int) -> Span | None:
        """Where the bytes of the text from ``start`` to ``end`` stand; ``None`` where that can't be told."""
        if self._places is None or end <= start:
            return None
        first, _ = self._places[bisect_right(self._text_bytes, start) - 1]
        _, last = self._places[bisect_right(self._text_bytes, end - 1) - 1]
        return Span(self._path, self._start + self._written_bytes[first], self._start + self._written_bytes[last])


def _bytes(text: str) -> list[int]:
    """The byte at which each character begins, and that behind the last."""
    return [0, *accumulate(len(char.encode("utf-8", "replace")) for char in text)]


def _places(text: str, written: str, holes: bool) -> list[_Place] | None:
    """Where each character of ``text`` stands in ``written``; ``None`` where they don't fit together."""
    begin = text.lstrip()[:1]
    header = _HEADER.match(written)
    at = first = written.find(begin, header.end() if header else 0) if begin else -1
    while at >= 0:
        quote = "" if header else written[:at].rstrip()[-1:]
        found = _followed(text, written, at, quote, holes)
        if found is not None:
            return found
        at = written.find(begin, at + 1, first + _NEAR)
    return None


def _followed(text: str, written: str, at: int, quote: str, holes: bool) -> list[_Place] | None:
    places: list[_Place] = []
    index = 0
    while index < len(text):
        char, there = text[index], written[at : at + 1]
        if holes and written.startswith("${", at):
            if written.startswith("${!", at) and text.startswith("${", index):
                places += [(at, at + 1), (at + 1, at + 3)]
                index, at = index + 2, at + 3
                continue
            closed = written.find("}", at)
            behind = _behind(text, index, written[closed + 1 : closed + 1 + _ENOUGH])
            if closed < 0 or behind < 0:
                return None
            places += [(at, closed + 1)] * (behind - index)
            index, at = behind, closed + 1
            continue
        if quote == '"' and there == "\\":
            width = _escaped(char, written[at : at + 12])
        elif quote == "'" and written.startswith("''", at):
            width = 2 if char == "'" else 0
        else:
            width = int(char == there)
        if width or char.isspace():
            places.append((at, at + width))
            index, at = index + 1, at + width
        elif there.isspace():
            at += 1
        else:
            return None
    return places


def _escaped(char: str, written: str) -> int:
    """How long the escape is that a character is written as; 0 if it is another."""
    name = written[1:2]
    if name == "u":
        wide = char.encode("utf-16-be", "replace").hex()
        form = "".join(f"\\u{wide[at : at + 4]}" for at in range(0, len(wide), 4))
        return len(form) if written[: len(form)].lower() == form else 0
    return 2 if char == _ESCAPED.get(name, name) else 0


def _behind(text: str, index: int, following: str) -> int:
    """Where the text goes on behind what stands for a ``${Name}``."""
    literal = following.partition("${")[0]
    literal = (literal.split() or [""])[0].replace("\\", "").partition("'")[0]
    return text.find(literal, index) if literal else -1
