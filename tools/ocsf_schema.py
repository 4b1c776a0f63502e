"""Writes ``tests/reports/ocsf.schema.json``: what OCSF says of an event of the class Compliance Finding.

``python tools/ocsf_schema.py CHECKOUT DATE`` takes a checkout of github.com/ocsf/ocsf-schema at the tag that
``hauberk.reports.ocsf`` names, and the day. It follows ``extends`` and ``$include``, and keeps names, types, what is
required and enumerations: those objects in full that Hauberk makes, any other as an object of any shape.
"""

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "tests/reports/ocsf.schema.json"
CLASS = "events/findings/compliance_finding"
EVENTS = {"base_event": "events/base_event", "finding": "events/findings/finding"}
OBJECTS = (
    "account",
    "analytic",
    "cloud",
    "compliance",
    "finding_info",
    "metadata",
    "product",
    "remediation",
    "resource_details",
)
NUMBERS = {"integer_t", "long_t", "timestamp_t", "port_t"}
Fields = dict[str, Any]


class Checkout:
    """The schema's files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.dictionary = self.read("dictionary")["attributes"]
        self.types = self.read("dictionary")["types"]["attributes"]

    def read(self, name: str) -> Fields:
        """A file as data."""
        found: Fields = json.loads((self.root / f"{name}.json").read_text(encoding="utf-8"))
        return found

    def attributes(self, name: str, place: dict[str, str] | None = None) -> tuple[Fields, Fields]:
        """The attributes of a class or object with those that it inherits, and its constraints."""
        content = self.read(name)
        found: Fields = {}
        constraints: Fields = {}
        base = content.get("extends")
        if base and base != "object":
            found, constraints = self.attributes((place or {}).get(base, f"objects/{base}"), place)
        own = dict(content["attributes"])
        for include in own.pop("$include", ()):
            profile = include.removeprefix("profiles/").removesuffix(".json")
            for attribute, entry in self.read(include.removesuffix(".json"))["attributes"].items():
                found.setdefault(attribute, {**entry, "profile": profile})
        for attribute, entry in own.items():
            found[attribute] = {**found.get(attribute, {}), **entry}
        return found, {**constraints, **content.get("constraints", {})}

    def schema(self, name: str, place: dict[str, str] | None = None) -> Fields:
        """The JSON Schema of a class or object."""
        attributes, constraints = self.attributes(name, place)
        properties = {
            attribute: self.property(attribute, entry)
            for attribute, entry in sorted(attributes.items())
            if entry.get("profile") in (None, "cloud")
        }
        required = sorted(
            attribute
            for attribute, entry in attributes.items()
            if entry.get("requirement") == "required" and entry.get("profile") is None
        )
        schema: Fields = {"type": "object", "additionalProperties": False, "properties": properties}
        if required:
            schema["required"] = required
        if "at_least_one" in constraints:
            schema["anyOf"] = [{"required": [one]} for one in constraints["at_least_one"]]
        return schema

    def property(self, attribute: str, entry: Fields) -> Fields:
        """The JSON Schema of an attribute."""
        general = self.dictionary[attribute]
        type_ = entry.get("type", general["type"])
        object_ = entry.get("object_type", general.get("object_type", ""))
        enum = {**general.get("enum", {}), **entry.get("enum", {})}
        whole = self.types.get(type_, {}).get("type", type_)
        one: Fields
        if "object_t" in (type_, whole) or object_ or type_ not in self.types:
            object_ = object_ or type_
            one = {"$ref": f"#/$defs/{object_}"} if object_ in OBJECTS else {"type": "object"}
        elif whole in NUMBERS or type_ in NUMBERS:
            one = {"type": "integer", **({"enum": sorted(map(int, enum))} if enum else {})}
        elif type_ in ("boolean_t", "float_t", "json_t"):
            one = {"boolean_t": {"type": "boolean"}, "float_t": {"type": "number"}, "json_t": {}}[type_]
        else:
            one = {"type": "string"}
        return {"type": "array", "items": one} if general.get("is_array") else one


def main() -> None:
    """Writes the file."""
    checkout = Checkout(Path(sys.argv[1]))
    version = checkout.read("version")["version"]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"made by tools/ocsf_schema.py of github.com/ocsf/ocsf-schema {version} on {sys.argv[2]}",
        **checkout.schema(CLASS, EVENTS),
        "$defs": {name: checkout.schema(f"objects/{name}") for name in OBJECTS},
    }
    properties = schema["properties"]
    properties["class_uid"] = {"const": 2003}
    properties["category_uid"] = {"const": 2}
    properties["type_uid"] = {"enum": [200300, 200301, 200302, 200303, 200399]}
    schema["$defs"]["metadata"]["properties"]["version"] = {"const": version}
    TARGET.write_text(json.dumps(schema, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
