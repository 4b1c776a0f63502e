"""Properties as CloudFormation spells them into parameters as the API does, by botocore's models.

The two have the same names nearly everywhere, but for case. Where the API wants a text and there is structure, it wants
JSON; where it wants a mapping and there is a list of ``Key`` and ``Value``, or the other way round, both say the same.
"""

from collections.abc import Callable, Mapping
from json import dumps
from typing import Any, TypeAlias

Unplaced: TypeAlias = Callable[[str], None]
"""Hears of a property that the API has no parameter for."""
_PAIRS = (("Key", "Value"), ("key", "value"), ("TagKey", "TagValue"), ("Name", "Value"))


def fitted(shape: Any, value: Any, renamed: Mapping[str, str], unplaced: Unplaced, at: str = "") -> Any:
    """A value as a shape of botocore takes it.

    ``renamed`` says what a property is called as a parameter; a name holds at any depth, one with dots in front of it
    only there.
    """
    match shape.type_name:
        case "structure":
            return _structure(shape, value, renamed, unplaced, at)
        case "list":
            return _list(shape, value, renamed, unplaced, at)
        case "map":
            return _map(shape, value, renamed, unplaced, at)
    return scalar(shape.type_name, value)


def scalar(kind: str, value: Any) -> Any:
    """A plain value as the API's type for it; as it is, where it can't be that, for the API to refuse."""
    if kind == "string":
        return text(value)
    if kind == "boolean":
        return {"true": True, "false": False}.get(str(value).lower(), value)
    if kind in ("integer", "long", "float", "double"):
        try:
            return float(value) if kind in ("float", "double") else int(value)
        except (TypeError, ValueError):
            return value
    if kind == "blob" and isinstance(value, str):
        return value.encode()
    return value


def text(value: Any) -> str:
    """A value as a text: JSON for structure, as CloudFormation sends policies."""
    if isinstance(value, str):
        return value
    return dumps(value) if isinstance(value, (dict, list, bool)) else str(value)


def _structure(shape: Any, value: Any, renamed: Mapping[str, str], unplaced: Unplaced, at: str) -> Any:
    if not isinstance(value, dict):
        return value
    members = {_folded(name): name for name in shape.members}
    made: dict[str, Any] = {}
    for name, child in value.items():
        here = f"{at}.{name}" if at else name
        wanted = renamed.get(here, renamed.get(name, name))
        member = wanted if wanted in shape.members else members.get(_folded(wanted))
        if member is None:
            unplaced(here)
        else:
            made[member] = fitted(shape.members[member], child, renamed, unplaced, here)
    return made


def _list(shape: Any, value: Any, renamed: Mapping[str, str], unplaced: Unplaced, at: str) -> Any:
    inner = shape.member
    if isinstance(value, dict) and inner.type_name == "structure":
        pair = next((names for names in _PAIRS if set(names) <= set(inner.members)), None)
        if pair is not None:
            return [{pair[0]: str(key), pair[1]: text(one)} for key, one in value.items()]
    if not isinstance(value, list):
        value = value.split(",") if isinstance(value, str) and inner.type_name == "string" else [value]
    return [fitted(inner, one, renamed, unplaced, f"{at}[{index}]") for index, one in enumerate(value)]


def _map(shape: Any, value: Any, renamed: Mapping[str, str], unplaced: Unplaced, at: str) -> Any:
    if isinstance(value, list):
        pairs = [(one.get("Key", one.get("Name")), one.get("Value")) for one in value if isinstance(one, dict)]
        value = {str(key): one for key, one in pairs if key is not None}
    if not isinstance(value, dict):
        return value
    return {str(key): fitted(shape.value, one, renamed, unplaced, f"{at}.{key}") for key, one in value.items()}


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
