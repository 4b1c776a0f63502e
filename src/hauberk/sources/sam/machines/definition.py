"""The definition of a state machine: JSON text in which what is known at deployment only is a substitution."""

import json
from typing import Any

from hauberk.model.values import Absent, Fields, Items, Known, Value, fields_of
from hauberk.sources.sam.build import is_written, nothing, tree
from hauberk.sources.sam.functions.maker import Maker
from hauberk.sources.sam.gateway.api import location

_NAME = "definition_substitution_"


def definition(maker: Maker) -> dict[str, Any]:
    """The properties that hold the definition."""
    written = maker.value("Definition")
    given = maker.value("DefinitionSubstitutions")
    place = maker.value("DefinitionUri")
    if nothing(written):
        content: dict[str, Any] = {} if nothing(given) else {"DefinitionSubstitutions": given}
        return content if nothing(place) else {**content, "DefinitionS3Location": location(place)}
    found: dict[str, Value] = {}
    plain = _plain(written, found)
    text = json.dumps(plain, sort_keys=True, indent=4, separators=(",", ": "))
    own = fields_of(given)
    substitutions = {**{name: own.value(name) for name in own.names()}, **found}
    return {
        "DefinitionString": tree(text, written.trail),
        "DefinitionSubstitutions": substitutions or None,
    }


def _plain(value: Value, found: dict[str, Value]) -> Any:
    """A value as JSON has it, the computed parts put aside in ``found`` in the order of their keys."""
    match value:
        case Known(Fields() as fields) if is_written(value):
            made = {name: _plain(child, found) for name, child in sorted(fields.items())}
            return {name: made[name] for name in fields.names() if name in made}
        case Known(Items() as items) if is_written(value):
            return [_plain(item, found) for item in items]
        case Known(scalar) if is_written(value) and not isinstance(scalar, (Fields, Items)):
            return scalar
        case Absent():
            return None
    name = f"{_NAME}{len(found) + 1}"
    found[name] = value
    return "${" + name + "}"
