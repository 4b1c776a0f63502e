"""Writes ``src/hauberk/lab/account/provisioning/stack_tags.json``: which property holds the tags of the types that
CloudFormation puts tags of its own on, of those that the embedded account makes.

``python tools/stack_tags.py DATE`` reads CloudFormation's schemas, of which cfn-lint has a copy: they say of each type
whether it has system tags, and where tags stand. DATE is the day.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from hauberk.lab.account.provisioning.families import FAMILIES

TARGET = Path(__file__).parents[1] / "src/hauberk/lab/account/provisioning/stack_tags.json"
SOURCE = "the `tagging` of CloudFormation's resource schemas: `cloudFormationSystemTags` and `tagProperty`"
_REGION = "us-east-1"


def made() -> list[str]:
    """The types that the embedded account makes."""
    rooms = sorted(set(FAMILIES.values()))
    return sorted(
        type_ for room in rooms for type_ in import_module(f"hauberk.lab.account.provisioning.{room}").RECIPES
    )


def holders() -> dict[str, str]:
    """The property that holds the tags, by type."""
    known = set(PROVIDER_SCHEMA_MANAGER.get_resource_types(_REGION))
    found = {}
    for type_ in made():
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(_REGION, type_).schema if type_ in known else {}
        tagging = schema.get("tagging", {})
        if tagging.get("cloudFormationSystemTags"):
            found[type_] = tagging["tagProperty"].removeprefix("/properties/")
    return found


if __name__ == "__main__":
    TARGET.write_text(json.dumps({"source": SOURCE, "date": sys.argv[1], "types": holders()}, indent=2) + "\n")
