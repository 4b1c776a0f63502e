"""Resolver of Query.species: birds of which a word of the name starts so."""

import json
import re
from pathlib import Path

BIRDS = json.loads(Path(__file__).with_name("birds.json").read_text(encoding="utf-8"))


def matching(prefix, limit=25):
    word = re.compile(rf"\b{prefix}\w*", re.IGNORECASE)
    found = []
    for bird in BIRDS:
        if word.search(bird["name"]):
            found.append(bird)
        if len(found) == limit:
            break
    return found


def handler(event, context):
    prefix = event["arguments"]["prefix"]
    if not 2 <= len(prefix) <= 40 or not prefix.isalpha():
        raise ValueError("between two and forty letters")
    return matching(prefix)
