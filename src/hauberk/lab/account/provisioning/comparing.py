"""What was sent beside what is read: which parameters the emulator has forgotten or changed."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_IDENTITY = ("Key", "key", "Name", "name", "Id", "id", "Sid", "AttributeName", "PolicyName", "TagKey")
_ABSENT = object()


def forgotten(sent: Any, told: Any, at: str = "") -> Iterator[str]:
    """The places of what was sent that aren't told: a path each, of the outermost structure that is missing whole.

    What is told beyond that, defaults for one, is no loss. Names of members are compared without case, texts that hold
    JSON as JSON, numbers and booleans with the texts for them, lists without order.
    """
    sent, told = _read(sent), _read(told)
    if isinstance(sent, Mapping):
        yield from _missing_members(sent, told, at)
    elif isinstance(sent, list):
        yield from _missing_items(sent, told, at)
    elif not _same(sent, told):
        yield at


def _missing_members(sent: Mapping[str, Any], told: Any, at: str) -> Iterator[str]:
    if isinstance(told, list):
        told = _paired(told)
    if not isinstance(told, Mapping) and at:
        if sent:
            yield at
        return
    told = told if isinstance(told, Mapping) else {}
    names = {_folded(name): name for name in told}
    for name, value in sent.items():
        here = f"{at}.{name}" if at else str(name)
        found = told.get(name, told.get(names.get(_folded(str(name)), ""), _ABSENT))
        if found is not _ABSENT:
            yield from forgotten(value, found, here)
        elif not _empty(value):
            yield here


def _missing_items(sent: list[Any], told: Any, at: str) -> Iterator[str]:
    if isinstance(told, Mapping):
        yield from _missing_members(_paired(sent), told, at)
        return
    found = told if isinstance(told, list) else [] if told in (None, _ABSENT) else [told]
    for index, one in enumerate(sent):
        here = f"{at}[{index}]"
        worst: list[str] | None = None
        for other in _candidates(one, found):
            lost = list(forgotten(one, other, here))
            if not lost:
                worst = []
                break
            worst = lost if worst is None or len(lost) < len(worst) else worst
        if worst is None:
            yield here
        else:
            yield from worst


def _candidates(one: Any, among: list[Any]) -> list[Any]:
    """The items that may be the same one: those of the same name, where it has a name."""
    if isinstance(one, Mapping):
        for name in _IDENTITY:
            if name in one:
                named = [other for other in among if isinstance(other, Mapping) and _same(other.get(name), one[name])]
                if named:
                    return named
    return among


def _paired(items: list[Any]) -> dict[str, Any]:
    """A list of keys and values, as a mapping."""
    made: dict[str, Any] = {}
    for one in items:
        if isinstance(one, Mapping):
            key = next((one[name] for name in ("Key", "key", "TagKey", "Name") if name in one), None)
            if key is not None:
                made[str(key)] = next((one[name] for name in ("Value", "value", "TagValue") if name in one), None)
    return made


def _read(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _empty(value: Any) -> bool:
    return value in ([], "", None)


def _same(sent: Any, told: Any) -> bool:
    if sent == told:
        return True
    return isinstance(sent, (str, int, float)) and isinstance(told, (str, int, float)) and _said(sent) == _said(told)


def _said(value: "str | int | float") -> str:
    text = str(value)
    if isinstance(value, bool) or text.lower() in ("true", "false"):
        return text.lower()
    try:
        return repr(float(text))
    except ValueError:
        return text


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
