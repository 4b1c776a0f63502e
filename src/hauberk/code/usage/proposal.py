"""The JSON Schema of a part of an event, by how a program uses it.

What isn't known stays open: there is no ``type`` that nothing showed. Each constraint tells the line that showed it.
Draft 2020-12 of JSON Schema (json-schema.org, 2026-11).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from hauberk.code.flow.taint import Site
from hauberk.code.usage.limits import Evidence, Limits, Path
from hauberk.code.usage.used import Used

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
MAX_DEPTH = 12
MAX_SAID = 3
"""Pieces of evidence that one place tells."""
_ORDER = ("array", "boolean", "integer", "null", "number", "object", "string")
_NO_NULL = frozenset(_ORDER) - {"null"}
_SHOWING_AN_OBJECT = (" is read", "() is called on it")
_NONE = Limits()


class Part(NamedTuple):
    """A part of an event that is proposed a schema for.

    ``texts`` tells that all in it are texts, whatever they say: path parameters and query strings. ``roots`` are the
    ways to it: a body is the event's, or a framework's request's.
    """

    name: str
    roots: tuple[Path, ...]
    texts: bool = False


PARTS = (
    Part(
        "body",
        (
            ("event", "body", "{}"),
            ("request", "json_body"),
            ("request", "body"),
            ("request", "body", "{}"),
            ("request", "json"),
            ("request", "json", "{}"),
            ("request", "{}"),
        ),
    ),
    Part("record", (("event", "Records", "*", "body", "{}"),)),
    Part("message", (("event", "Records", "*", "Sns", "Message", "{}"),)),
    Part("data", (("event", "Records", "*", "kinesis", "data", "{}"),)),
    Part("detail", (("event", "detail"),)),
    Part("arguments", (("event", "arguments"),)),
    Part(
        "queryStringParameters",
        (
            ("event", "queryStringParameters"),
            ("request", "queryStringParameters"),
            ("request", "query_string_parameters"),
            ("request", "query"),
            ("request", "args"),
        ),
        True,
    ),
    Part(
        "pathParameters",
        (
            ("event", "pathParameters"),
            ("request", "pathParameters"),
            ("request", "path_parameters"),
            ("request", "params"),
        ),
        True,
    ),
)
"""Those that have a place of their own in an event."""
EVENT = Part("event", (("event",),))


def is_used(used: Used, part: Part) -> bool:
    """Whether anything of a part is read, or it is used as a whole."""
    return (
        any(root in used.declared for root in part.roots)
        or any(
            path[: len(root)] == root and (len(path) > len(root) or root[-1] == "{}")
            for root in part.roots
            for of in (used.reads, used.unnamed, used.listed, used.declared, used.limits)
            for path in of
        )
        or any(root in used.whole and root[-1] == "{}" for root in part.roots)
    )


class Proposal:
    """Makes schemas of what is used. ``line`` writes a place."""

    def __init__(self, used: Used, line: Callable[[Site], str]) -> None:
        self.used = used
        self.line = line
        self.notes: dict[str, None] = {}
        """What couldn't be known, each with its line."""
        self._children: dict[Path, dict[str, None]] = {}
        for path in (*used.reads, *used.limits):
            for number in range(1, len(path)):
                self._children.setdefault(path[:number], {})[path[number]] = None

    def of(self, part: Part) -> Schema:
        """The schema of a part."""
        roots = [root for root in part.roots if self._is_met(root)]
        found = self._schema(roots[0], part.texts, 0) if roots else {}
        for root in roots[1:]:  # what isn't said of both isn't known
            found = _either(found, self._schema(root, part.texts, 0))
        if not part.texts and part.roots[0][-1] == "{}" and "type" not in found and "properties" in found:
            found = {"type": "object", **found}
        return found

    def _is_met(self, root: Path) -> bool:
        used = self.used
        return any(
            root == path[: len(root)] for of in (used.reads, used.limits, used.whole, used.declared) for path in of
        )

    def _schema(self, path: Path, texts: bool, depth: int) -> Schema:
        limits = self.used.limits.get(path, _NONE)
        names = [name for name in self._children.get(path, ()) if name not in ("*", "{}")]
        found = self._own(path, limits, texts and depth > 0)
        told = self._told(limits, found)
        declared = self._declared(path, limits)
        if declared is not None:
            declared = self._with_reads(declared, path, names, texts, depth)
            return {**declared, "$comment": told} if told else declared
        if depth >= MAX_DEPTH:
            return found
        if names and not _only(limits, "array", "string"):
            found.update(self._object(path, names, texts, depth))
        items = self._items(path, texts, depth, bool(names))
        if items is not None:
            found.update(items)
        if not names and items is None and "enum" not in found:
            whole = self.used.whole.get(path)
            if path in self.used.unnamed:
                found["$comment"] = self._closed(path)["$comment"]
            elif whole is not None and not found and not told:
                found["$comment"] = f"it goes to {whole[0]} as it comes ({self.line(whole[1])})"
        comments = [text for text in (told, found.pop("$comment", "")) if text]
        return {**found, "$comment": "; ".join(comments)} if comments else found

    def _with_reads(self, declared: Schema, path: Path, names: list[str], texts: bool, depth: int) -> Schema:
        """The program's own schema, and what it uses beside that."""
        own = declared.get("properties")
        if not isinstance(own, dict) or declared.get("additionalProperties") is False or depth >= MAX_DEPTH:
            return declared
        beside = {name: self._schema((*path, name), texts, depth + 1) for name in sorted(names) if name not in own}
        needed = [name for name in beside if self.used.limits.get((*path, name), _NONE).there]
        if beside:
            declared = {**declared, "properties": {**own, **beside}}
        return {**declared, "required": [*declared.get("required", ()), *needed]} if needed else declared

    def _object(self, path: Path, names: list[str], texts: bool, depth: int) -> Schema:
        properties = {name: self._schema((*path, name), texts, depth + 1) for name in sorted(names)}
        required = [name for name in properties if self.used.limits.get((*path, name), _NONE).there]
        found: Schema = {"type": ["object", "null"] if texts and not required and depth == 0 else "object"}
        limits = self.used.limits.get(path, _NONE)
        if depth > 0 and (limits.types is None or "object" not in limits.types):
            del found["type"]  # in JavaScript a part of what is no object is just not there
        elif depth > 0 and limits.types is not None and "null" in limits.types:
            found["type"] = ["object", "null"]
        found["properties"] = properties
        if required:
            found["required"] = required
        return {**found, **self._closed(path)}

    def _closed(self, path: Path) -> Schema:
        """Whether other fields are refused; if not, why."""
        whole = self.used.whole.get(path) or next(
            (
                self.used.whole[path[:number]]
                for number in range(len(path) - 1, 1, -1)
                if path[:number] in self.used.whole
            ),
            None,
        )
        if whole is not None:
            return {
                "$comment": f"other fields are let through: it goes to {whole[0]} as a whole ({self.line(whole[1])})"
            }
        by = self.used.declared.get(path)
        if by is not None:
            return {"$comment": f"other fields are let through: {by[0]} validates it ({self.line(by[1])})"}
        unnamed = self.used.unnamed.get(path) or self.used.listed.get(path)
        if unnamed is not None:
            return {"$comment": f"other fields are let through: its fields are gone through ({self.line(unnamed)})"}
        if path == ("event",) or path[-1] in ("headers", "queryStringParameters", "query"):
            return {}
        return {"additionalProperties": False}

    def _items(self, path: Path, texts: bool, depth: int, named: bool) -> Schema | None:
        listed, inside = self.used.listed.get(path), (*path, "*")
        if listed is None or named or path in self.used.unnamed:
            return None
        limits = self.used.limits.get(path, _NONE)
        if limits.types is not None and "array" not in limits.types:
            return None
        items = self._schema(inside, texts, depth + 1)
        kind: Any = ["array", "null"] if limits.types is not None and "null" in limits.types else "array"
        return {"type": kind, **({"items": items} if items else {})}

    def _own(self, path: Path, limits: Limits, text: bool) -> Schema:
        """What is told of a part itself."""
        found: Schema = {}
        types = limits.types
        if types is not None and types != _NO_NULL:
            found["type"] = _types(types)
        if text:
            found["type"] = "string"
        kinds = {found["type"]} if isinstance(found.get("type"), str) else set(found.get("type", _ORDER))
        if limits.choices is not None:
            choices = [one.value for one in sorted(limits.choices, key=lambda one: (one.kind.__name__, str(one.value)))]
            if text:
                choices = [one for one in choices if isinstance(one, str)]
            if choices:
                return {**({"type": "string"} if all(isinstance(one, str) for one in choices) else {}), "enum": choices}
        if limits.least is not None and kinds & {"number", "integer"}:
            found["exclusiveMinimum" if limits.least[1] else "minimum"] = _plain(limits.least[0])
        if limits.most is not None and kinds & {"number", "integer"}:
            found["exclusiveMaximum" if limits.most[1] else "maximum"] = _plain(limits.most[0])
        for what, kind in (("Length", "string"), ("Items", "array")):
            if kind in kinds and (types not in (None, _NO_NULL) or kind == "string" or path in self.used.listed):
                if limits.shortest:
                    found[f"min{what}"] = limits.shortest
                if limits.longest is not None:
                    found[f"max{what}"] = limits.longest
        if limits.patterns and "string" in kinds:
            first, *others = sorted(limits.patterns)
            found["pattern"] = first
            if others:
                found["allOf"] = [{"pattern": one} for one in others]
        return found

    def _told(self, limits: Limits, schema: Schema) -> str:
        """The lines that showed what is said."""
        kept: list[Evidence] = []
        holding = {
            "there": limits.there,
            "types": "type" in schema or limits.types == _NO_NULL,
            "choices": "enum" in schema,
            "least": limits.least is not None,
            "most": limits.most is not None,
            "shortest": bool(limits.shortest),
            "longest": limits.longest is not None,
            "patterns": "pattern" in schema,
            "declared": bool(limits.declared),
        }
        for one in sorted(limits.evidence, key=lambda one: (one.site, one.says, one.of == "there")):
            if limits.types is not None and "object" in limits.types and one.says.endswith(_SHOWING_AN_OBJECT):
                continue  # its properties say as much
            if holding.get(one.of) and all(one.says != other.says for other in kept):
                kept.append(one)
        return "; ".join(f"{one.says} ({self.line(one.site)})" for one in _few(kept))

    def _declared(self, path: Path, limits: Limits) -> Schema | None:
        """The schema by which the program itself validates a part."""
        if not limits.declared:
            by = self.used.declared.get(path)
            if by is not None:
                self.notes[f"{self.line(by[1])}: {by[0]} validates this already; its schema couldn't be read whole"] = (
                    None
                )
            return None
        schemas = [one.schema for one in sorted(limits.declared)]
        return dict(schemas[0]) if len(schemas) == 1 else {"anyOf": schemas}


def _few(evidence: list[Evidence]) -> list[Evidence]:
    """That which says most. That a field is read shows that something is an object, which says nothing."""
    told = [
        one for one in evidence if not (one.says.startswith("its ") and one.says.endswith((" is read", "gone through")))
    ]
    strong = [one for one in told if one.of != "there"]
    weak = [one for one in told if one.of == "there"]
    items = [one for one in evidence if one.says.endswith("gone through")]
    return (strong + weak[:1])[:MAX_SAID] or items[:1]


def _types(types: frozenset[str]) -> Any:
    if "number" in types:
        types = types - {"integer"}
    found = [one for one in _ORDER if one in types]
    return found[0] if len(found) == 1 else found


def _only(limits: Limits, *types: str) -> bool:
    return limits.types is not None and limits.types <= set(types)


def _plain(number: float) -> Any:
    return int(number) if number == int(number) else number


def _either(one: Schema, other: Schema) -> Schema:
    """What two ways to the same part say together: fields of both, those that both ask for."""
    if "properties" not in one or "properties" not in other:
        return one if "properties" in one else other
    properties = {**other["properties"], **one["properties"]}
    required = [name for name in one.get("required", ()) if name in other.get("required", ())]
    found = {**one, "properties": dict(sorted(properties.items()))}
    found.pop("required", None)
    return {**found, "required": required} if required else found
