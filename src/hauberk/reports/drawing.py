"""The map of an application as a picture (SVG), and the same in words."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import NamedTuple

from hauberk.model.ledger import Edge, Node, Seen
from hauberk.model.verdict import Severity

_WIDE, _HIGH, _ROW, _BETWEEN, _TOP = 232, 44, 58, 64, 30
_HEADS = ("Who gets in unasked", "Ways in", "Functions", "What they can reach")


class Box(NamedTuple):
    """What the findings say of a box: where they are told, how many there are of the worst severity, and which."""

    link: str
    worst: Severity
    words: str


class Picture(NamedTuple):
    """A drawn map, and the rules of style that light up what belongs to a box."""

    svg: str
    style: str


def draw(seen: Seen, number: int, boxes: Mapping[str, Box]) -> Picture:
    """Anyone, the ways in, the functions and what they can reach, from left to right."""
    columns = [column for column in _columns(seen) if column.nodes]
    height = max(len(column.nodes) for column in columns) * _ROW + _TOP
    places: dict[tuple[str, str], tuple[int, int]] = {}
    parts: list[str] = []
    is_open = {edge.target: edge for edge in seen.edges if edge.kind in _DOORS}
    names: dict[str, str] = {}
    for index, column in enumerate(columns):
        x = index * (_WIDE + _BETWEEN)
        start = _TOP + (height - _TOP - len(column.nodes) * _ROW) // 2
        parts.append(f'<text class="head" x="{x}" y="14">{escape(column.head)}</text>')
        for row, node in enumerate(column.nodes):
            y = start + row * _ROW
            places[column.name, node.id] = x, y
            name = names.setdefault(node.id, f"m{number}n{len(names)}")
            parts.append(_box(node, name, x, y, boxes.get(node.id), is_open.get(node.id)))
    arrows = []
    for edge in seen.edges:
        ends = _ends(edge, places)
        if ends is not None:
            arrows.append(_arrow(edge, *ends, f"{names[edge.source]} {names[edge.target]}"))
    width, tall = len(columns) * (_WIDE + _BETWEEN) - _BETWEEN + 2, height + 2
    svg = (
        f'<svg class="map" role="group" aria-label="Map of the application; the same is told in words below"'
        f' viewBox="-1 -1 {width} {tall}" width="{width}" height="{tall}">{"".join(arrows)}{"".join(parts)}</svg>'
    )
    style = "".join(
        f"svg.map:has(#{name}:hover,#{name}:focus-within) path:not(.edge,.{name}){{opacity:.08}}"
        for name in names.values()
    )
    return Picture(svg, style)


class _Column(NamedTuple):
    name: str
    head: str
    nodes: list[Node]


def _columns(seen: Seen) -> list[_Column]:
    by_id = {node.id: node for node in seen.nodes}
    functions = [node for node in seen.nodes if node.kind == "function"]
    own = {node.id for node in functions}
    anyone = [node for node in seen.nodes if node.kind == "internet"]
    rows = {node.id: row for row, node in enumerate(functions)}
    inward = [edge for edge in seen.edges if edge.target in own and edge.source not in own and edge.kind not in _DOORS]
    outward = [edge for edge in seen.edges if edge.source in own and edge.target not in own]
    reached = dict.fromkeys(edge.target for edge in outward)
    ways_in = dict.fromkeys(edge.source for edge in inward)
    ways_in |= dict.fromkeys(e.target for e in seen.edges if e.kind in _DOORS and e.target not in own | set(reached))
    left = _near(ways_in, ((edge.source, rows[edge.target]) for edge in inward))
    right = _near(reached, ((edge.target, rows[edge.source]) for edge in outward))
    right.sort(key=lambda id_: by_id[id_].kind != "store")
    groups = (anyone, [by_id[id_] for id_ in left], functions, [by_id[id_] for id_ in right])
    return [_Column(name, head, nodes) for name, head, nodes in zip(_NAMES, _HEADS, groups, strict=True)]


_DOORS = {"open": "open to anyone,", "perhaps": "perhaps open to anyone:"}
"""The kinds of arrows that come from anyone, and how they are told."""
_NAMES = ("anyone", "in", "function", "out")


def _near(ids: Iterable[str], rows: Iterable[tuple[str, int]]) -> list[str]:
    """Boxes in the order of the functions that they belong to, so that few arrows cross."""
    found: dict[str, list[int]] = {id_: [] for id_ in ids}
    for id_, row in rows:
        found[id_].append(row)
    return sorted(found, key=lambda id_: sum(found[id_]) / len(found[id_]) if found[id_] else len(found))


def _ends(edge: Edge, places: Mapping[tuple[str, str], tuple[int, int]]) -> tuple[int, int, int, int] | None:
    for left, right in (("anyone", "in"), ("anyone", "function"), ("in", "function"), ("function", "out")):
        start, end = places.get((left, edge.source)), places.get((right, edge.target))
        if start is not None and end is not None:
            return start[0] + _WIDE, start[1] + _HIGH // 2, end[0], end[1] + _HIGH // 2
    return None


def _arrow(edge: Edge, x1: int, y1: int, x2: int, y2: int, names: str) -> str:
    bend = min(80, (x2 - x1) // 2)
    kind = f"{edge.kind} " if edge.kind else ""
    return (
        f'<path class="{kind}{names}" d="M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2 - 5} {y2}'
        f' m-5 -4 l5 4 l-5 4"><title>{escape(edge.says)}</title></path>'
    )


def _box(node: Node, name: str, x: int, y: int, box: Box | None, door: Edge | None) -> str:
    second = box.words if box else node.detail
    looks = ["box", node.kind, *([str(box.worst)] if box else []), *([door.kind] if door else [])]
    said = [node.label, node.detail, f"{_DOORS[door.kind]} {door.says}" if door else "", box.words if box else ""]
    drawn = (
        f"<title>{escape(': '.join(filter(None, said)))}</title>"
        f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="6"/>'
        f'<path class="edge" d="M{x + 4} {y + 6}v{_HIGH - 12}"/>'
        f'<text x="{x + 12}" y="{y + 18}">{escape(_short(node.label, 30))}</text>'
        f'<text class="second" x="{x + 12}" y="{y + 35}">{escape(_short(second, 34))}</text>'
    )
    if door:
        flag = "open" if door.kind == "open" else "open?"
        drawn += f'<text class="flag" x="{x + _WIDE - 10}" y="{y + 18}">{flag}</text>'
    linked = f'<a href="#{box.link}">{drawn}</a>' if box else drawn
    return f'<g id="{name}" class="{" ".join(looks)}">{linked}</g>'


def _short(text: str, most: int) -> str:
    """A text that fits into a box; of a path the end tells more."""
    if len(text) <= most:
        return text
    return f"…{text[1 - most :]}" if "/" in text else f"{text[: most - 1]}…"


def tell(seen: Seen, link: Callable[[Node], str]) -> str:
    """The map as a table, a row for each function."""
    by_id = {node.id: node for node in seen.nodes}
    is_open = {edge.target: edge for edge in seen.edges if edge.kind in _DOORS}
    rows = []
    for node in seen.nodes:
        if node.kind != "function":
            continue
        ways = [edge for edge in seen.edges if edge.target == node.id and edge.source in by_id]
        reach = [edge for edge in seen.edges if edge.source == node.id and edge.target in by_id]
        into = "".join(_way(edge, by_id[edge.source], is_open) for edge in ways)
        out = "".join(_reach(edge, by_id[edge.target]) for edge in reach)
        rows.append(
            f'<tr><th scope="row">{link(node)}</th><td><ul>{into or "<li>nothing</li>"}</ul></td>'
            f"<td><ul>{out or '<li>nothing that is in this template</li>'}</ul></td></tr>"
        )
    heads = "<thead><tr><th>Function</th><th>can be reached from</th><th>can reach</th></tr></thead>"
    return f'<table class="words">{heads}<tbody>{"".join(rows)}</tbody></table>'


def _way(edge: Edge, source: Node, is_open: Mapping[str, Edge]) -> str:
    if edge.kind in _DOORS:
        return f"<li>{_told(edge, 'anyone')}</li>"
    detail = f" ({escape(source.detail)})" if source.detail else ""
    anyone = f", {_told(is_open[source.id], 'open to anyone')}" if source.id in is_open else ""
    return f"<li>{escape(source.label)}{detail}{anyone}</li>"


def _told(edge: Edge, words: str) -> str:
    if edge.kind == "perhaps":
        return f'<strong class="open">perhaps {words}</strong>: {escape(edge.says)}'
    when = "" if edge.says == "always" else f" {edge.says}"
    return f'<strong class="open">{words}</strong>{escape(when)}'


def _reach(edge: Edge, target: Node) -> str:
    detail = f" ({escape(target.detail)})" if target.detail else ""
    strong = f'<strong class="wide">{escape(target.label)}</strong>' if edge.kind else escape(target.label)
    return f"<li>{strong}{detail}</li>"
