"""Names, texts and numbers as they are written, and what they say."""

import re

from hauberk.model.regex import regex

_ESCAPE = regex(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([0-7]{1,3})|(\r\n|[\s\S]))")
_PAIR = regex("[\ud800-\udbff][\udc00-\udfff]")
_LONE = regex("[\ud800-\udfff]")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "\n": "", "\r\n": "", "\r": ""}
_SIMPLE |= {"\u2028": "", "\u2029": ""}
_REFERENCE = regex(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([0-9A-Za-z]{1,31}));")
_BASES = {"0x": 16, "0o": 8, "0b": 2}
_MOST_DIGITS = 400
"""Digits of the largest number that JavaScript has, and more."""
_EXACT = 1 << 53


def said(text: str) -> str:
    """What the inside of a text literal, or a name, says."""
    if "\\" not in text:
        return text
    made = _ESCAPE.sub(_escaped, text)
    if _LONE.search(made):
        made = _LONE.sub("\ufffd", _PAIR.sub(_paired, made))
    return made


def _escaped(found: re.Match[str]) -> str:
    two, four, any_length, octal, other = found.groups()
    digits = two or four or any_length
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    if octal:
        return chr(int(octal, 8))
    return _SIMPLE.get(other, other)


def _paired(found: re.Match[str]) -> str:
    high, low = map(ord, found[0])
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)


def referred(text: str) -> str:
    """What a text of JSX says, with its references to characters."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        from html.entities import html5  # a large table that few files need

        return html5.get(f"{name};", found[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def number(text: str) -> int | float | None:
    """The number of a literal; none, if it can't be one."""
    digits = text.replace("_", "").lower()
    if len(digits) > _MOST_DIGITS:
        return None
    try:
        base = _BASES.get(digits[:2])
        if base is not None:
            return int(digits[2:].removesuffix("n"), base)
        if digits.removesuffix("n").isdecimal():
            old = len(digits) > 1 and digits[0] == "0" and not set(digits) & set("89n")
            whole = int(digits.removesuffix("n"), 8 if old else 10)
            return whole if whole <= _EXACT or digits.endswith("n") else float(whole)
        return float(digits)
    except (ValueError, OverflowError):
        return None
