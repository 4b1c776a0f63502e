"""The lines of a snapshot, held against their schema."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema.validators import validator_for

import hauberk
from hauberk.sources.account.snapshot import Snapshot

_SCHEMA = Path(hauberk.__file__).parent / "sources" / "account" / "snapshot.schema.json"


@cache
def validator() -> Any:
    """The validator of a line."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    validator_for(schema).check_schema(schema)
    return validator_for(schema)(schema)


def valid(snapshot: Snapshot) -> Snapshot:
    """The snapshot, whose lines keep to the schema."""
    for line in snapshot.lines():
        validator().validate(json.loads(line))
    return snapshot
