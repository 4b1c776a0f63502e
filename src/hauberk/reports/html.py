"""One page of HTML without any request: the map of each application, then what was found."""

from html import escape

from hauberk.model.ledger import Entry, Ledger, Location, Node, Seen
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import State
from hauberk.reports import door
from hauberk.reports.fitting import window
from hauberk.reports.grouping import groups
from hauberk.reports.tally import last_line, tally
from hauberk.reports.titles import Titles

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""The page's content security policy: its own styles, and nothing else."""
_COLUMNS = ("in", "function", "out")
_ROW, _BOX, _GAP, _WIDTH = 44, 220, 130, 34
_LONG = 400
"""Characters of a line past which it is cut around what is marked."""
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --critical: #a0208c; --high: #c62828; --medium: #b26a00;
  --low: #00707d; --ok: #2e7d32; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; }
pre, .wide { overflow-x: auto; }
table { border-collapse: collapse; } td, th { padding: .15rem .8rem .15rem 0; text-align: left; }
td.n, th.n { text-align: right; } tr + tr td { border-top: 1px solid var(--line); }
h2 { margin-top: 2.5rem; } h3 { margin-bottom: .2rem; } article { margin: 1.5rem 0; }
.critical { color: var(--critical); } .high { color: var(--high); }
.medium { color: var(--medium); } .low { color: var(--low); }
.tag { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; font-size: 12px; margin-right: .4rem; }
mark { background: #ffd54f88; color: inherit; } .says { opacity: .8; margin: .2rem 0; } details { margin: .4rem 0; }
svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
svg rect { fill: var(--soft); stroke: var(--line); } svg path { fill: none; stroke: currentColor; opacity: .35; }
svg .hot rect { stroke: var(--high); stroke-width: 2; }
"""


def render(raw: Ledger, titles: Titles) -> str:
    """The whole page."""
    ledger = door.ledger(raw)
    worst = _findings_by_function(ledger)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        "<title>Hauberk report</title>",
        f"<style>{_STYLE}</style></head><body>",
        "<h1>Hauberk</h1>",
        f"<p>{escape(last_line(ledger))}</p>",
    ]
    for seen in ledger.applications:
        parts.append(f"<h2>{escape(seen.path)}</h2>")
        parts.append(f"<p>{escape(seen.format)}, {seen.functions} functions, {seen.resources} resources</p>")
        parts.append(_map(seen, worst))
    parts.append(_summary(ledger))
    for group in groups(ledger.findings()):
        parts.append(f"<h2>{escape(group.title)}</h2>")
        parts.extend(_finding(entry, titles) for entry in group.entries)
    parts.append(_rest(ledger))
    parts.append("</body></html>")
    return "\n".join(part for part in parts if part) + "\n"


def _findings_by_function(ledger: Ledger) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for entry in ledger.findings():
        for function in entry.functions:
            key = entry.application, function
            counts[key] = counts.get(key, 0) + 1
    return counts


def _map(seen: Seen, counts: dict[tuple[str, str], int]) -> str:
    """Triggers on the left, functions in the middle, what they may use on the right."""
    if not seen.functions:
        return ""
    columns = _columns(seen)
    places: dict[tuple[str, str], tuple[int, int]] = {}
    boxes: list[str] = []
    for number, (name, nodes) in enumerate(zip(_COLUMNS, columns, strict=True)):
        for row, node in enumerate(nodes):
            x, y = number * (_BOX + _GAP), row * _ROW
            places[name, node.id] = x, y
            found = counts.get((seen.path, node.id), 0) if name == "function" else 0
            label = node.label + (f" ({found})" if found else "")
            hot = ' class="hot"' if found else ""
            title = f"{node.label}: {node.detail}" if node.detail else node.label
            boxes.append(
                f"<g{hot}><title>{escape(title)}</title>"
                f'<rect x="{x}" y="{y}" width="{_BOX}" height="{_WIDTH}" rx="6"/>'
                f'<text x="{x + 10}" y="{y + 21}">{escape(_short(label))}</text></g>'
            )
    arrows = []
    for edge in seen.edges:
        ends = (("in", "function"), ("function", "out"))
        for left, right in ends:
            start, end = places.get((left, edge.source)), places.get((right, edge.target))
            if start and end:
                x1, y1, x2, y2 = start[0] + _BOX, start[1] + _WIDTH // 2, end[0], end[1] + _WIDTH // 2
                middle = (x1 + x2) // 2
                arrows.append(f'<path d="M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"/>')
                break
    height = max(len(nodes) for nodes in columns) * _ROW
    width = 3 * _BOX + 2 * _GAP
    return (
        f'<svg class="map" role="img" aria-label="map of the application" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{"".join(arrows)}{"".join(boxes)}</svg>'
    )


def _columns(seen: Seen) -> tuple[list[Node], list[Node], list[Node]]:
    by_id = {node.id: node for node in seen.nodes}
    functions = [node for node in seen.nodes if node.kind == "function"]
    own = {node.id for node in functions}
    ways_in = dict.fromkeys(edge.source for edge in seen.edges if edge.target in own and edge.source not in own)
    out = dict.fromkeys(edge.target for edge in seen.edges if edge.source in own and edge.target not in own)
    return [by_id[id_] for id_ in ways_in], functions, [by_id[id_] for id_ in out]


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


def _summary(ledger: Ledger) -> str:
    rows = tally(ledger)
    if not rows:
        return ""
    heads = (State.VIOLATED, State.SATISFIED, State.UNKNOWN)
    cells = "".join(f'<th class="n">{head.value}</th>' for head in heads)
    lines = [f"<h2>Practices</h2><table><tr><th>Practice</th>{cells}</tr>"]
    for practice, counts in rows.items():
        numbers = "".join(f'<td class="n">{counts[head]}</td>' for head in heads)
        lines.append(f"<tr><td>{practice} {escape(PRACTICES[practice])}</td>{numbers}</tr>")
    return "".join(lines) + "</table>"


def _finding(entry: Entry, titles: Titles) -> str:
    page = titles.page(entry.control)
    parts = [
        f'<article id="{escape(entry.fingerprint)}"><h3>{escape(page.title)}</h3>',
        f'<p><span class="tag {entry.severity}">{entry.severity}</span><code>{escape(entry.control)}</code></p>',
    ]
    for place in entry.locations:
        parts.append(f'<p class="says"><code>{escape(place.path)}:{place.line}</code> {escape(place.says)}</p>')
        parts.append(f"<pre>{_excerpt(place)}</pre>")
    if not entry.locations:
        parts.append(f"<p>{escape(entry.name)}: {escape(entry.message)}</p>")
    if entry.condition:
        parts.append(f"<p>Holds {escape(entry.condition)}.</p>")
    if entry.help:
        parts.append(f"<p><strong>Fix:</strong> {escape(' '.join(entry.help.split()))}</p>")
    why = "".join(f"<p>{escape(text)}</p>" for text in (page.why, f"Attack: {page.attack}", f"Safe when: {page.safe}"))
    parts.append(f"<details><summary>Why it matters</summary>{why}</details></article>")
    return "".join(parts)


def _excerpt(place: Location) -> str:
    lines = place.text.split("\n")
    shown = []
    for number, text in enumerate(lines, place.line):
        start = place.column - 1 if number == place.line else 0
        end = place.end_column - 1 if number == place.end_line else len(text)
        if len(text) > _LONG:
            text, start, end = window(text, start, end, _LONG)
        before, marked, after = (door.visible(part) for part in (text[:start], text[start:end], text[end:]))
        marked = f"<mark>{escape(marked)}</mark>" if marked else ""
        shown.append(f"{number:>5}  {escape(before)}{marked}{escape(after)}")
    return "\n".join(shown)


def _rest(ledger: Ledger) -> str:
    parts = []
    unknown = [e for e in ledger.entries if e.state is State.UNKNOWN and e.suppressed is None]
    if unknown:
        items = "".join(map(_unknown, unknown))
        summary = f"<summary>{len(unknown)} verdicts, with reasons</summary>"
        parts.append(f"<h2>Unknown</h2><details>{summary}<ul>{items}</ul></details>")
    if ledger.gaps:
        items = "".join(f"<li><code>{escape(gap.path)}</code>: {escape(gap.text)}</li>" for gap in ledger.gaps)
        parts.append(f"<h2>Not read</h2><ul>{items}</ul>")
    if ledger.notes:
        parts.append("<h2>Notes</h2><ul>" + "".join(f"<li>{escape(note)}</li>" for note in ledger.notes) + "</ul>")
    dates = ", ".join(f"{escape(fact.name)} of {escape(fact.date)}" for fact in ledger.data)
    parts.append(f"<footer><p>Facts: {dates}.</p></footer>" if dates else "")
    return "".join(parts)


def _unknown(entry: Entry) -> str:
    why = entry.reason.text if entry.reason else entry.message
    return f"<li><code>{escape(entry.control)}</code> {escape(entry.name)}: {escape(why)}</li>"
