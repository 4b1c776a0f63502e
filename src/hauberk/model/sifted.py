"""Conceals what is secret in the answers of AWS, before anything of them is kept.

An answer is a tree of mappings, lists and scalars, as JSON has them. Values that may be secret as a whole are told by
their paths; everywhere else names tell (``client_secret``, or the ``Name`` beside a ``Value``), and every other text is
searched.

Paths begin at the answer's root: ``Functions[].Environment.Variables.*`` has the items of a list (``[]``) and whatever
a mapping holds (``*``). What is below the end of a path is concealed with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Any

from hauberk.model.concealed import Keep, Key, conceal, conceal_within, nothing
from hauberk.model.regex import regex
from hauberk.model.secret_words import holds_secret
from hauberk.model.tokens import VALUE

MAX_DEPTH = 64
"""Levels of an answer; AWS's have a dozen, and policies within them a dozen more."""
MAX_VALUES = 5_000_000
"""Values of an answer, which is a page of a few hundred things."""
_KEPT = 65_536
"""Texts whose outcome is remembered: names, types and states come again and again."""
_SHORT = 256
"""Characters of a text that is remembered."""
_NAMES = ("Key", "Name", "ParameterKey", "OutputKey", "ParameterName", "key", "name")
_VALUES = ("Value", "ParameterValue", "OutputValue", "value")
"""Fields of an entry of a list, one of which names what is in the other."""


_NAME = regex(r"[\w-]+")


class TooLargeError(ValueError):
    """An answer is too deep or too large to be looked through; so nothing of it can be kept."""


def concealed(answer: Any, whole: Iterable[str], key: Key, keep: Keep = nothing) -> Any:
    """An answer without secret values: mappings and lists are copied, and numbers, dates and the like stay as they are.

    Bytes are concealed. Raises :class:`TooLargeError` past its bounds.
    """
    return Sieve(whole, key, keep).sift(answer)


class Sieve:
    """Conceals answers of one kind: to be kept for many of them, since it remembers what it has seen, and to be shared
    by threads. ``keep`` says of a text what it has said before; ``known`` are the paths of identifiers that only look
    like secrets."""

    def __init__(self, whole: Iterable[str], key: Key, keep: Keep = nothing, known: Iterable[str] = ()) -> None:
        self._key = key
        self._keep = keep
        self._paths = _marked(_tree(whole), known, _KNOWN)
        self._short = lru_cache(_KEPT)(self._searched)

    def sift(self, answer: Any) -> Any:
        """An answer without secret values."""
        return self._sift(answer, "", (self._paths,), 0, count())

    def _sift(self, value: Any, name: str, paths: "tuple[_Paths, ...]", depth: int, values: Iterator[int]) -> Any:
        if depth > MAX_DEPTH or next(values) >= MAX_VALUES:
            raise TooLargeError(f"an answer has more than {MAX_DEPTH} levels or {MAX_VALUES:,} values")
        whole = any(_END in path for path in paths)
        match value:
            case str() if any(_KNOWN in path for path in paths):
                return value
            case str():
                return self._text(value, name, whole)
            case Mapping():
                named = _named(value)
                return {
                    self._name(key): self._sift(
                        inner, named if key in _VALUES and named else str(key), below, depth + 1, values
                    )
                    for key, inner in value.items()
                    for below in (paths if whole else _below(paths, key),)
                }
            case list() | tuple():
                below = paths if whole else _below(paths, _ITEM)
                return [self._sift(inner, name, below, depth + 1, values) for inner in value]
            case bytes() | bytearray():
                return self._key.token(value.hex(), VALUE)
            case bool() | None:
                return value
            case int() | float() if whole or _is_given(name, str(value)):
                text = str(value)
                made = conceal(name, text, self._key, self._keep)
                return value if made == text else made
        return value

    def _text(self, text: str, name: str, whole: bool) -> str:
        if self._keep(text):
            return text
        if whole or _is_given(name, text):
            return conceal(name, text, self._key)
        return self._short(text) if len(text) <= _SHORT else self._searched(text)

    def _name(self, name: Any) -> Any:
        return self._short(name) if isinstance(name, str) and not self._keep(name) else name

    def _searched(self, text: str) -> str:
        return conceal_within(text, self._key, self._keep)


_Paths = dict[str, Any]
_ITEM, _ANY, _END, _KNOWN = "[]", "*", "", "="


def _tree(paths: Iterable[str]) -> _Paths:
    """Paths by their steps, as mappings in mappings."""
    return _marked({}, paths, _END)


def _marked(root: _Paths, paths: Iterable[str], mark: str) -> _Paths:
    for path in paths:
        at = root
        for step in path.replace(_ITEM, f".{_ITEM}").split("."):
            if step:
                at = at.setdefault(step, {})
        at[mark] = {}
    return root


def _below(paths: tuple[_Paths, ...], step: str) -> tuple[_Paths, ...]:
    """Where paths lead by a step."""
    if not paths:
        return ()
    return tuple(path[one] for path in paths for one in (step, _ANY) if one in path and (one != _ANY or step != _ITEM))


def _is_given(name: str, text: str) -> bool:
    """Whether a field or an entry is given a secret. Keys of conditions only look like names of secrets:
    ``token.actions.githubusercontent.com:sub``."""
    return bool(_NAME.fullmatch(name)) and holds_secret(name, text)


def _named(fields: Mapping[Any, Any]) -> str:
    """The name that an entry gives to its value, such as that of a tag, of a variable or of an output."""
    if not any(value in fields for value in _VALUES):
        return ""
    found = next((fields[name] for name in _NAMES if isinstance(fields.get(name), str)), "")
    return str(found).rpartition("/")[2]
