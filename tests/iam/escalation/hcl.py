"""As much of HashiCorp's configuration language as labelled cases are written in: bodies of blocks and attributes whose
values are texts, numbers, lists, objects, calls of functions and references.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+|\#[^\n]*|//[^\n]*|/\*.*?\*/)|(?P<line>\n)|(?P<text>"(?:[^"\\$]|\\.|\$\{[^}]*\}|\$)*")"""
    r"""|<<-?(?P<mark>\w+)\n(?P<doc>.*?)\n\s*(?P=mark)|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w.*-]*(?:\[[^\]]*\])?)"""
    r"""|(?P<sign>[{}\[\]()=:,?!<>+*/%|&-])""",
    re.DOTALL,
)


class Reference(NamedTuple):
    """A reference to something else: ``aws_iam_role.one.arn``."""

    path: str


class Call(NamedTuple):
    """A call of a function."""

    name: str
    arguments: tuple[Any, ...]


class Block(NamedTuple):
    """A block: its type, its labels, and what is in it."""

    type: str
    labels: tuple[str, ...]
    attributes: dict[str, Any]
    blocks: tuple["Block", ...]


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a file. Raises :class:`ValueError` for what isn't understood."""
    reader = _Reader(list(_tokens(text)))
    return reader.body(None)[1]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"not understood: {text[at : at + 40]!r}")
        at = found.end()
        if found["doc"] is not None:
            yield "text", found["doc"]
        elif found.lastgroup == "text":
            yield "text", re.sub(r"\\(.)", r"\1", found["text"][1:-1])
        elif found.lastgroup not in (None, "space"):
            assert found.lastgroup is not None
            yield found.lastgroup, found[found.lastgroup]
    yield "end", ""


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at]

    def take(self) -> tuple[str, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def skip(self, *signs: str) -> None:
        while self.peek()[0] == "line" or self.peek() in [("sign", sign) for sign in signs]:
            self.at += 1

    def expect(self, sign: str) -> None:
        kind, text = self.take()
        if text != sign:
            raise ValueError(f"{sign!r} is missing before {kind} {text!r}")

    def body(self, end: str | None) -> tuple[dict[str, Any], tuple[Block, ...]]:
        attributes: dict[str, Any] = {}
        blocks: list[Block] = []
        while True:
            self.skip()
            kind, text = self.take()
            if kind == "end" or text == end:
                return attributes, tuple(blocks)
            if self.peek()[1] == "=":
                self.take()
                attributes[text] = self.value()
                continue
            labels: list[str] = []
            while self.peek()[1] != "{":
                labels.append(self.take()[1])
            self.take()
            blocks.append(Block(text, tuple(labels), *self.body("}")))

    def value(self) -> Any:
        self.skip()
        kind, text = self.take()
        if kind == "text":
            return text
        if kind == "number":
            return float(text) if "." in text else int(text)
        if text == "[":
            return list(self.items("]"))
        if text == "{":
            return dict(self.pairs())
        if kind == "name" and self.peek()[1] == "(":
            self.take()
            return Call(text, tuple(self.items(")")))
        if kind == "name":
            return {"true": True, "false": False, "null": None}.get(text, Reference(text))
        raise ValueError(f"no value: {text!r}")

    def items(self, end: str) -> Iterator[Any]:
        self.skip(",")
        while self.peek()[1] != end:
            yield self.value()
            self.skip(",")
        self.take()

    def pairs(self) -> Iterator[tuple[str, Any]]:
        self.skip(",")
        while self.peek()[1] != "}":
            key = self.take()[1]
            self.skip()
            if self.take()[1] not in ("=", ":"):
                raise ValueError(f"{key!r} has no value")
            yield key, self.value()
            self.skip(",")
        self.take()
