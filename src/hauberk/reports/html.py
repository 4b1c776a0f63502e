"""One page of HTML without any request or script: the map of each application, what was found, what is not known."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from itertools import combinations
from typing import NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.model.ledger import Entry, Ledger, Location, Node, Seen
from hauberk.model.practice import PRACTICES
from hauberk.model.regex import regex
from hauberk.model.verdict import Severity, State
from hauberk.reports import door
from hauberk.reports.drawing import Box, draw, tell
from hauberk.reports.fitting import window
from hauberk.reports.others import TITLE, Others, alone, also, others
from hauberk.reports.stories import Story, stories
from hauberk.reports.tally import ages, found_by, last_line, severities, tally
from hauberk.reports.titles import Titles
from hauberk.reports.ways import places_of
from hauberk.reports.whereabouts import is_deployed, where

_CODE = regex(r"`([^`]+)`")
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
"""The page's content security policy: its own sheet of styles, and nothing else."""
_WORST_FIRST = sorted(Severity, reverse=True)
_OPENED = (Severity.CRITICAL, Severity.HIGH)
"""Findings of these severities are unfolded when the page opens."""
_LONG = 400
"""Characters of a line past which it is cut around what is marked."""
_SEVERAL, _WHOLE = "Several functions", "The application"
_ROW_HEADS = (State.VIOLATED, State.SATISFIED, State.UNKNOWN)


class _Group(NamedTuple):
    """The stories of one function, of several, or of the application as such, the worst first."""

    id: str
    title: str
    function: str
    stories: list[Story]


def render(raw: Ledger, titles: Titles) -> str:
    """The whole page."""
    ledger = door.ledger(raw)
    findings = ledger.findings()
    told = others(ledger)
    style = [bundled(__file__, "html.css"), _filters(findings)]
    body: list[str] = []
    for number, seen in enumerate(ledger.applications):
        own = [entry for entry in findings if entry.application == seen.path]
        grouped = _groups(own, number)
        body.append(f'<section class="application" id="a{number}"><h2>{escape(seen.path)}</h2>')
        body.append(f'<p class="sight">{_sight(seen)}</p>')
        if seen.nodes:
            picture = draw(seen, number, _boxes(seen, grouped))
            style.append(picture.style)
            body += [f'<div class="wide">{picture.svg}</div>', _LEGEND, _in_words(seen, grouped)]
        if len(ledger.applications) == 1:
            body.append(_controls_of(findings))
        body += [_group(group, titles, told) for group in grouped]
        body.append("</section>")
    sheet = "\n".join(style)
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY.format(digest))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>Hauberk report</title><style>{sheet}</style></head><body>",
        f"<header><h1>Hauberk</h1><p>{escape(last_line(ledger))}</p></header><main>",
        _contents(ledger),
        *body,
        _summary(ledger),
        _others(told),
        *_rest(ledger),
        "</main></body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _sight(seen: Seen) -> str:
    if seen.handlers:
        return escape(f"{seen.format}, {found_by(seen)}")
    read = f", read from {len(seen.files)} files" if len(seen.files) > 1 else ""
    functions, resources = (
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((seen.functions, "function"), (seen.resources, "resource"))
    )
    return escape(f"{seen.format}, {functions}, {resources}{read}")


def _contents(ledger: Ledger) -> str:
    if len(ledger.applications) < 2:
        return ""
    items = []
    for number, seen in enumerate(ledger.applications):
        own = [entry for entry in ledger.findings() if entry.application == seen.path]
        items.append(f'<li><a href="#a{number}">{escape(seen.path)}</a>: {severities(own) or "nothing violated"}</li>')
    return f"<nav><h2>Applications</h2><ul>{''.join(items)}</ul></nav>{_controls_of(ledger.findings())}"


def _groups(findings: Iterable[Entry], number: int) -> list[_Group]:
    found: dict[tuple[str, str], list[Story]] = {}
    for story in stories(findings):
        functions = story.functions
        key = (_SEVERAL if functions else _WHOLE, "")
        key = (story.labels[0], functions[0]) if len(functions) == 1 else key
        found.setdefault(key, []).append(story)
    for told in found.values():
        told.sort(key=lambda story: (story.first.severity, story.first.weight), reverse=True)
    ordered = sorted(found.items(), key=lambda item: (item[1][0].first.severity, item[1][0].first.weight), reverse=True)
    return [_Group(f"a{number}g{at}", *key, told) for at, (key, told) in enumerate(ordered)]


def _boxes(seen: Seen, grouped: list[_Group]) -> dict[str, Box]:
    """What the findings say of the boxes of a map: a function's own, and those about a resource itself."""
    boxes = {
        group.function: Box(group.id, group.stories[0].first.severity, _worst(s.first for s in group.stories))
        for group in grouped
        if group.function
    }
    opening = {edge.because: edge.target for edge in seen.edges if edge.because}
    findings = [entry for group in grouped for story in group.stories for entry in story.entries]
    for node in seen.nodes:
        if node.kind == "function":
            continue
        told = [e for e in findings if _is_about(e.subject, node.id) or opening.get(e.fingerprint) == node.id]
        if told:
            told.sort(key=lambda entry: entry.severity, reverse=True)
            boxes[node.id] = Box(f"f{told[0].fingerprint}", told[0].severity, _worst(told))
    return boxes


def _is_about(subject: str, resource: str) -> bool:
    return subject == resource or subject.startswith((f"{resource}/", f"{resource} "))


def _worst(entries: Iterable[Entry]) -> str:
    """How many of the two worst severities there are, in words."""
    return ", ".join(severities(entries).split(", ")[:2])


_LEGEND = '<p class="legend">{} A box leads to its findings.</p>'.format(
    " ".join(
        f'<svg width="36" height="10" aria-hidden="true"><path class="{kind}" d="M0 5h36"/></svg> {words}'
        for kind, words in (
            ("open", "anyone gets in"),
            ("perhaps", "perhaps, since it isn't known"),
            ("wide", "allowed all of a service"),
            ("named", "events, or a use of this very resource."),
        )
    )
)


def _in_words(seen: Seen, grouped: list[_Group]) -> str:
    links = {group.function: group.id for group in grouped if group.function}

    def link(node: Node) -> str:
        name = escape(node.label)
        return f'<a href="#{links[node.id]}">{name}</a>' if node.id in links else name

    return f'<details class="told"><summary>The map in words</summary><div>{tell(seen, link)}</div></details>'


def _controls_of(findings: list[Entry]) -> str:
    """The filters: boxes to tick, and a list, that the sheet of styles looks at."""
    if not findings:
        return ""
    boxes = []
    for severity in _WORST_FIRST:
        number = sum(1 for entry in findings if entry.severity is severity)
        if number:
            boxes.append(
                f'<label><input type="checkbox" id="show-{severity}" checked> <span class="tag {severity}">{severity}'
                f"</span> {number}</label>"
            )
    practices = sorted({entry.practice for entry in findings})
    options = "".join(f'<option value="{p}">{p} {escape(PRACTICES[p])}</option>' for p in practices)
    return (
        f'<fieldset class="filters"><legend>Show</legend>{"".join(boxes)}'
        f'<label>of <select id="practice"><option value="">every practice</option>{options}</select></label></fieldset>'
    )


def _filters(findings: list[Entry]) -> str:
    """The rules that hide what isn't ticked, and groups of which nothing is left."""
    rules = []
    there = [severity for severity in _WORST_FIRST if any(entry.severity is severity for entry in findings)]
    for size in range(1, len(there) + 1):
        for chosen in combinations(there, size):
            off = "".join(f":has(#show-{severity}:not(:checked))" for severity in chosen)
            only = "-".join(map(str, chosen))
            hidden = [f"body{off} .only-{only}"] + ([f"body{off} article.{only}"] if size == 1 else [])
            rules.append(f"{','.join(hidden)}{{display:none}}")
    for practice in sorted({entry.practice for entry in findings}):
        chosen_one = f'body:has(#practice option[value="{practice}"]:checked)'
        rules.append(
            f"{chosen_one} article:not(.p{practice}),{chosen_one} .group:not(:has(article.p{practice})){{display:none}}"
        )
    return "\n".join(rules)


def _group(group: _Group, titles: Titles, foreign: Others) -> str:
    there = {story.first.severity for story in group.stories}
    only = "-".join(str(severity) for severity in _WORST_FIRST if severity in there)
    counts = severities(story.first for story in group.stories)
    head = f'<h3>{escape(group.title)} <span class="count">{counts}</span></h3>'
    told = "".join(_story(story, titles, foreign) for story in group.stories)
    return f'<section class="group only-{only}" id="{group.id}">{head}{told}</section>'


def _story(story: Story, titles: Titles, foreign: Others) -> str:
    entry, page = story.first, titles.page(story.first.control)
    opened = " open" if entry.severity in _OPENED else ""
    place = entry.locations[0] if entry.locations else None
    shown = where(place) if place else entry.application
    anchors = "".join(f'<span id="f{other.fingerprint}"></span>' for other in story.entries)
    parts = [
        f'<article class="{entry.severity} p{entry.practice}">{anchors}<details{opened}><summary>'
        f'<span class="tag {entry.severity}">{entry.severity}</span> <strong>{escape(page.title)}</strong>'
        f' <code class="where">{escape(shown)}</code></summary><div class="story">'
    ]
    if len(story.labels) > 1:
        parts.append(f"<p>Concerns {escape(', '.join(story.labels))}.</p>")
    for one in places_of(entry):
        parts.append(f'<p class="says"><code>{escape(where(one))}</code> {escape(one.says)}</p>')
        parts.append(f"<pre>{_excerpt(one)}</pre>")
    if not entry.locations:
        parts.append(f"<p>{escape(entry.name)}: {escape(entry.message)}</p>")
    if entry.condition:
        parts.append(f"<p><strong>Holds</strong> {escape(entry.condition)}.</p>")
    parts += [f'<p class="also">{escape(also(one))}</p>' for one in foreign.of(*story.entries)]
    if entry.help:
        parts.append(f"<p><strong>Fix:</strong> {_prose(' '.join(entry.help.split()))}</p>")
    why = "".join(f"<p>{_prose(text)}</p>" for text in (page.why, f"Attack: {page.attack}", f"Safe when: {page.safe}"))
    parts.append(f"<details><summary>Why it matters</summary>{why}</details>")
    practice = f"practice {entry.practice}, {PRACTICES[entry.practice]}"
    parts.append(f'<p class="foot"><code>{escape(entry.control)}</code> · {escape(practice)}</p>')
    return "".join(parts) + "</div></details></article>"


def _excerpt(place: Location) -> str:
    shown = []
    for number, text in enumerate(place.text.split("\n"), place.line):
        start = place.column - 1 if number == place.line else 0
        end = place.end_column - 1 if number == place.end_line else len(text)
        if len(text) > _LONG:
            text, start, end = window(text, start, end, _LONG)
        before, marked, after = (door.visible(part) for part in (text[:start], text[start:end], text[end:]))
        marked = f"<mark>{escape(marked)}</mark>" if marked else ""
        line = "" if is_deployed(place.path) else f"{number:>5}"
        shown.append(f'<span class="line">{line}</span>  {escape(before)}{marked}{escape(after)}')
    return "\n".join(shown)


def _prose(text: str) -> str:
    """What a control's page says, with what stands between backticks as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _summary(ledger: Ledger) -> str:
    rows = tally(ledger)
    if not rows:
        return ""
    heads = "".join(f'<th class="n" scope="col">{head.value}</th>' for head in _ROW_HEADS)
    lines = []
    for practice, counts in rows.items():
        name = f'<th scope="row">{practice} {escape(PRACTICES[practice])}</th>'
        if any(counts[head] for head in _ROW_HEADS):
            cells = "".join(f'<td class="n">{counts[head]}</td>' for head in _ROW_HEADS)
        else:
            cells = '<td class="none" colspan="3">not applicable here</td>'
        lines.append(f"<tr>{name}{cells}</tr>")
    head = f'<thead><tr><th scope="col">Practice</th>{heads}</tr></thead>'
    return f"<section><h2>Practices</h2><table>{head}<tbody>{''.join(lines)}</tbody></table></section>"


def _others(foreign: Others) -> str:
    if not foreign.apart:
        return ""
    items = "".join(f"<li>{escape(alone(one))}</li>" for one in foreign.apart)
    return f"<section><h2>{escape(TITLE)}</h2><ul>{items}</ul></section>"


def _rest(ledger: Ledger) -> Iterator[str]:
    unknown = [e for e in ledger.entries if e.state is State.UNKNOWN and e.suppressed is None]
    if unknown:
        items = "".join(map(_unknown, unknown))
        number = f"{len(unknown)} verdict{'' if len(unknown) == 1 else 's'}"
        summary = f"<summary>{number}, with the reason</summary>"
        yield f"<section><h2>Unknown</h2><details>{summary}<ul>{items}</ul></details></section>"
    silenced = [entry for entry in ledger.entries if entry.suppressed is not None]
    if silenced:
        items = "".join(map(_silenced, silenced))
        yield f"<section><h2>Switched off</h2><ul>{items}</ul></section>"
    if ledger.gaps:
        items = "".join(f"<li><code>{escape(gap.path)}</code>: {escape(gap.text)}</li>" for gap in ledger.gaps)
        yield f"<section><h2>Not read</h2><ul>{items}</ul></section>"
    if ledger.notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in ledger.notes)
        yield f"<section><h2>Notes</h2><ul>{items}</ul></section>"
    yield f"<footer><p>Facts: {escape(ages(ledger))}.</p></footer>" if ledger.data else ""


def _unknown(entry: Entry) -> str:
    why = entry.reason.text if entry.reason else entry.message
    places = "".join(
        f"<li><code>{escape(where(place))}</code> {escape(place.says)}</li>"
        for place in entry.locations[1:]
        if place.says
    )
    inner = f"<ul>{places}</ul>" if places else ""
    return f"<li>{_where(entry)}<code>{escape(entry.control)}</code> {escape(entry.name)}: {escape(why)}{inner}</li>"


def _silenced(entry: Entry) -> str:
    off = entry.suppressed
    if off is None:
        return ""
    until = f" (until {off.until})" if off.until else ""
    why = f"{off.how}: {off.reason}{until}" if off.reason else f"{off.how}{until}"
    return f"<li>{_where(entry)}<code>{escape(entry.control)}</code> {escape(entry.name)}: {escape(why)}</li>"


def _where(entry: Entry) -> str:
    place = entry.locations[0] if entry.locations else None
    return f"<code>{escape(where(place) if place else entry.application)}</code> "
