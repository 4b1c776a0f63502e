"""``Fn::FindInMap``: entries of the Mappings section by key.

A key that isn't known gives each entry of the map, guarded by what the key would have to be, the one under a
parameter's default first; a ``DefaultValue`` holds where it is none of them. Mappings hold literals only
(CloudFormation Template Reference, "Mappings", 2026-11), hence a function inside a map is never followed.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from hauberk.model.guards import ALWAYS, Fact, Guard, both, when
from hauberk.model.joining import one_of, retrail
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Absent,
    Fields,
    Items,
    Known,
    Pattern,
    Reason,
    Reference,
    Trail,
    Unknown,
    Value,
)
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.sources.cloudformation.dynamic import resolve_dynamic
from hauberk.sources.cloudformation.entries import Scoped
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

_Level: TypeAlias = "list[tuple[Guard, Node | None]]"


def find_in_map(
    maps: Mapping[str, Scoped], name: Value, keys: "Iterable[Value | Parameter]", default: Value | None, trail: Trail
) -> Value:
    """The value under two branch-free ``keys`` in the map ``name``.

    ``malformed`` where a key can't be one, or the map has no such entry and there is no default;
    ``too-many-branches`` past :data:`MAX_ALTERNATIVES` candidates.
    """
    if not isinstance(name, Known):
        return Unknown(Reason("computed-reference", "which map is meant is known at deployment only"), trail)
    found = maps.get(scalar_text(name.value))
    level: _Level = [(ALWAYS, found.node if found else None)]
    for key in keys:
        grown: _Level = []
        for guard, node in level:
            below = _below(node, key, default is not None)
            if below is None:
                return Unknown(Reason("malformed", "Fn::FindInMap takes texts as keys"), trail)
            for fact, child in below:
                joined = both(guard, fact)
                if joined is not None:
                    grown.append((joined, child))
        level = grown
        if len(level) > MAX_ALTERNATIVES:
            return Unknown(Reason("too-many-branches", f"the map has more than {MAX_ALTERNATIVES} candidates"), trail)
    branches = [(guard, retrail(_literal(node), trail)) for guard, node in level if node is not None]
    if default is not None:
        branches.extend((guard, retrail(default, trail)) for guard, node in level if node is None)
    if not branches:
        return Unknown(Reason("malformed", "the map has no such entry"), trail)
    return one_of(branches, trail)


def _below(node: Node | None, key: "Value | Parameter", with_rest: bool) -> "_Level | None":
    """The candidates one level down, ``None`` among them standing for "no such entry"; ``None`` for a bad key."""
    entries = node.entries if isinstance(node, MappingNode) else {}
    match key:
        case Known(Fields() | Items()) | Absent():
            return None
        case Known(scalar):
            entry = entries.get(scalar_text(scalar))
            return [(ALWAYS, entry[1] if entry else None)]
    facts = {name: key.fact(name) if isinstance(key, Parameter) else Fact(_subject(key), name) for name in entries}
    names = sorted(entries, key=lambda name: not facts[name].default)
    if len(names) > MAX_ALTERNATIVES and facts[names[0]].default:
        names = names[:1]  # too many to follow: nothing is claimed of the others
    level: _Level = [(when(facts[name]), entries[name][1]) for name in names]
    if with_rest:
        nothing = frozenset(literal for fact in facts.values() for literal in when(fact, False))
        level.append((nothing, None))
    return level


def _subject(key: Value) -> str:
    match key:
        case Reference(name, attribute):
            return f"{name}.{attribute}" if attribute else name
        case Unknown(reason):
            return f"the map's key ({reason.text})"
        case Pattern():
            return f"the map's key {key.text('…')!r}"
    raise AssertionError(key)


def _literal(node: Node) -> Value:
    """A map's content: text, or a list of texts."""
    match node:
        case Scalar() if not node.tag or node.tag.startswith("!!"):
            return resolve_dynamic(Known(node.value, (node.span,)))
        case Sequence() if not node.tag:
            return Known(Items([_literal(item) for item in node.items]), (node.span,))
    return Unknown(Reason("malformed", "a map holds literals only"), (node.span,))
