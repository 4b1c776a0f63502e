"""Numbers and texts as they are written."""

import re
import unicodedata

from hauberk.model.regex import regex

_SIGNS = {"\n": "", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SIGNS["v"] = "\v"
_OF_BYTES = regex(r"\\(\n|[\\'\"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2})")
_OF_TEXT = regex(_OF_BYTES.pattern[:-1] + r"|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]+\})")


def number(text: str) -> int | float | complex | None:
    """A number of any version of Python; nothing for one of more digits than Python takes."""
    plain = text.replace("_", "").lower().rstrip("l")
    try:
        if plain.endswith("j"):
            return complex(plain)
        if plain[:2] in ("0x", "0o", "0b"):
            return int(plain, 0)
        if not plain.isdecimal():
            return float(plain)
        return int(plain, 8 if plain.startswith("0") and plain.strip("01234567") == "" else 10)
    except ValueError:
        return None


def name(text: str) -> str:
    """A name as Python knows it."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def content(text: str, prefix: str) -> str:
    """What a part of a literal says. Bytes are characters up to 255."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "f" in prefix or "t" in prefix:
        text = text.replace("{{", "{").replace("}}", "}")
    if "r" in prefix or "\\" not in text:
        return text
    return (_OF_BYTES if "b" in prefix else _OF_TEXT).sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    said = found[1]
    if said in _SIGNS:
        return _SIGNS[said]
    try:
        match said[0]:
            case "N":
                return unicodedata.lookup(said[2:-1])
            case "x" | "u" | "U":
                return chr(int(said[1:], 16))
            case _:
                return chr(int(said, 8))
    except (KeyError, ValueError, OverflowError):  # no character has this name or number
        return found[0]
