"""The one door for output: whatever a report prints has been through here.

What a template says is hostile twice: its control bytes move a terminal's cursor or hide text, and its secrets don't
belong into a log. Each format escapes for its own syntax besides.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hauberk.model.ledger import Entry, Gap, Ledger, Location, Seen, Suppression
from hauberk.model.regex import regex
from hauberk.model.secrets import mask
from hauberk.model.tokens import told, told_in_place
from hauberk.model.values import Reason

if TYPE_CHECKING:
    from hauberk.model.foreign import Foreign

_ENDS_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_HOSTILE = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"\ud800-\udfff\ufdd0-\ufdef{_ENDS_OF_PLANES}\U000e0000-\U000e0fff]|#(?=#[A-Za-z]*\\[)"
)
"""Control characters but tab and newline; bidirectional, invisible and tag characters (Unicode 17, UTR 36 and UTS 39);
surrogates, which no encoder takes; noncharacters, two of which XML can't hold; and the first character of ``##[…]`` and
``##vso[…]``, which the runners of GitHub, Azure and TeamCity obey in any place of a line."""
_COMMAND = regex(r"(\s*):(?=:)")
"""The beginning of a line that GitHub's runner obeys."""


def visible(text: str) -> str:
    """``text`` with every character that acts on a terminal, or can't be seen, written as its escape."""
    return text if text.isascii() and text.isprintable() and "##" not in text else _HOSTILE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


@lru_cache(maxsize=8192)  # names, paths and messages come again and again
def text(value: str) -> str:
    """Text of several lines or one, made safe. What was concealed is told in words."""
    return visible(told(mask(value)))


@lru_cache(maxsize=8192)
def line(value: str) -> str:
    """Text that has to stay on one line, and may begin it, made safe."""
    found = text(value).replace("\n", "\\n").replace("\t", " ")
    return f"{start[1]}\\x3a{found[start.end() :]}" if "::" in found and (start := _COMMAND.match(found)) else found


def ledger(raw: Ledger) -> Ledger:
    """The whole ledger, made safe."""
    return raw._replace(
        applications=tuple(_seen(seen) for seen in raw.applications),
        entries=tuple(_entry(entry) for entry in raw.entries),
        gaps=tuple(Gap(line(g.path), g.code, line(g.text), g.line, g.column) for g in raw.gaps),
        notes=tuple(line(note) for note in raw.notes),
        foreign=tuple(map(_foreign, raw.foreign)),
    )


def brief(entry: Entry) -> Entry:
    """What a line shows of an entry, made safe: its first place, its name and what is the matter there."""
    places = tuple(place._replace(path=line(place.path), says="", text="") for place in entry.locations[:1])
    return Entry(
        control=entry.control,
        practice=entry.practice,
        severity=entry.severity,
        state=entry.state,
        application=line(entry.application),
        kind="",
        subject="",
        name=line(entry.name),
        message=line(entry.message),
        identity=entry.identity,
        locations=places,
    )


def _entry(entry: Entry) -> Entry:
    return Entry(
        control=entry.control,
        practice=entry.practice,
        severity=entry.severity,
        state=entry.state,
        application=line(entry.application),
        kind=line(entry.kind),
        subject=line(entry.subject),
        name=line(entry.name),
        message=line(entry.message),
        identity=entry.identity,
        functions=tuple(map(line, entry.functions)),
        reason=Reason(entry.reason.code, line(entry.reason.text)) if entry.reason else None,
        condition=line(entry.condition),
        locations=tuple(map(_location, entry.locations)),
        flow=tuple(map(_location, entry.flow)),
        help=text(entry.help),
        suppressed=Suppression(*map(line, entry.suppressed)) if entry.suppressed else None,
        labels=tuple(map(line, entry.labels)),
        weight=entry.weight,
    )


def _location(location: Location) -> Location:
    path, first, column, last, end, role, says, written = location
    return Location(line(path), first, column, last, end, role, line(says), _masked(written))


@lru_cache(maxsize=256)
def _masked(written: str) -> str:
    """Lines of the source: one line may be the place of many findings, and be long. Places in it stay what they are."""
    return told_in_place(mask(written))


def _foreign(one: "Foreign") -> "Foreign":
    return one._replace(
        service=line(one.service),
        id=line(one.id),
        rule=line(one.rule),
        title=line(one.title),
        severity=line(one.severity),
        application=line(one.application),
        subject=line(one.subject),
        name=line(one.name),
        since=line(one.since),
    )


def _seen(seen: Seen) -> Seen:
    return seen._replace(
        path=line(seen.path),
        files=tuple(line(file) for file in seen.files),
        nodes=tuple(n._replace(id=line(n.id), label=line(n.label), detail=line(n.detail)) for n in seen.nodes),
        edges=tuple(e._replace(source=line(e.source), target=line(e.target), says=line(e.says)) for e in seen.edges),
    )
