"""Small handlers, and the schemas that are proposed for them."""

from typing import Any

from jsonschema import Draft202012Validator

from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.taint import Site
from hauberk.code.front_ends import lowered
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.code.usage.proposal import EVENT, PARTS, Proposal, is_used
from hauberk.code.usage.used import Used, used
from hauberk.reading.source import Source

PATHS = {"python": "app.py", "javascript": "app.mjs", "typescript": "app.ts"}


def use_of(text: str, language: str = "python") -> Used:
    path = PATHS[language]
    source = Source(path, text.encode())
    file = lowered(source)
    program = Program((path,), ("",), lambda _: file)
    lookup = Lookup(knowledge("python" if language == "python" else "javascript"))
    return used(program, lookup, path, "handler", lambda _: source.data)


def schemas(text: str, language: str = "python") -> dict[str, dict[str, Any]]:
    """By the part: its schema, which is one of draft 2020-12."""
    use = use_of(text, language)

    def line(site: Site) -> str:
        lines = text.encode()[: site.at.start].splitlines()
        return f"{site.path}:{len(lines)}"

    proposal = Proposal(use, line)
    parts = [part for part in PARTS if is_used(use, part)] or [EVENT]
    found = {part.name: proposal.of(part) for part in parts}
    for one in found.values():
        Draft202012Validator.check_schema(one)
    return found


def body(text: str, language: str = "python") -> dict[str, Any]:
    """The schema of the body of a handler's requests."""
    return schemas(text, language)["body"]


def silent(schema: Any) -> Any:
    """A schema without what it tells of the code."""
    if isinstance(schema, dict):
        return {name: silent(inner) for name, inner in schema.items() if name != "$comment"}
    return [silent(one) for one in schema] if isinstance(schema, list) else schema


def takes(schema: dict[str, Any], value: Any) -> bool:
    return Draft202012Validator(schema).is_valid(value)
