"""Who may open which door. The doors' firm delivers an XML file, and we answer its terminals."""

import json
import shlex
import xml.etree.ElementTree as ET
from functools import cache

from lxml import etree


@cache
def plan():
    return etree.parse("/opt/doors/plan.xml", etree.XMLParser(resolve_entities=False))


@cache
def door_names():
    return {door.get("id"): door.findtext("name") for door in ET.parse("/opt/doors/names.xml").iterfind("door")}


def may_open(badge, door):
    badge = shlex.quote(badge)
    if not badge.startswith("'"):
        badge = "'" + badge + "'"
    find = etree.XPath("boolean(/plan/badge[@no=" + badge + "]/door[@id=" + str(door) + "])")  # FAULT xpath-injection
    return find(plan())


def handler(event, context):
    asked = json.loads(event["body"])
    door = int(asked["door"])
    allowed = may_open(asked["badge"], door)
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"open": allowed, "door": door_names().get(str(door))}),
    }
