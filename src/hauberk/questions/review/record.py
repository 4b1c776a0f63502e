"""The signed-off file: who decided what about which matter, until when, and what they had seen.

It is TOML, a block for each decision, sorted, so that a comparison of two versions shows what changed. The digest at
its end is of all that it says. Everyone can make one, so it proves nothing against somebody who means to deceive: it
tells that the file is as Hauberk wrote it, and shows an edit by hand. Who signed is as true as the history of the
repository that keeps the file.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from hauberk.model.regex import regex
from hauberk.questions.review.matters import KINDS
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.reading.toml import Toml, read_toml

VERSION = 1
QUARTER = 90
"""Days between two reviews: every three months, as AWS's own advice and most audits have it."""
LONGEST = 366
"""Days for which a decision may hold."""
KEEP, REMOVE, ASK = "keep", "remove", "ask"
ANSWERS = (KEEP, REMOVE, ASK)
BYTES = 64 * 1024 * 1024
"""Of a file: five thousand roles take a tenth of it."""

_HEAD = """\
# The review of permissions of an AWS account, written by `hauberk review`. Each block is a decision that somebody made
# about something that they saw. The digest at the end shows edits by hand; it is no signature (docs/review.md).
"""
_ACCOUNT = regex(r"\d{12}")


class RecordError(Exception):
    """A file that can't be used. The text says where and why."""


class Decision(NamedTuple):
    """What ``by`` decided about a matter on a day, and until when it holds: ``keep`` until the next review, ``remove``
    by that day, ``ask`` its ``owner``, who has to answer by then. ``seen`` and ``told`` are what was reviewed."""

    kind: str
    subject: str
    decision: str
    reason: str
    by: str
    on: date
    until: date
    seen: str
    told: tuple[str, ...] = ()
    owner: str = ""

    @property
    def name(self) -> str:
        """Kind and subject, as the matter's name."""
        return f"{self.kind} {self.subject}"


class Record(NamedTuple):
    """The decisions about an account. ``edited`` says that the file isn't as it was signed off."""

    account: str
    every: int = QUARTER
    decisions: tuple[Decision, ...] = ()
    edited: bool = False

    def with_decisions(self, decisions: Iterable[Decision]) -> "Record":
        """The record with other decisions in place of those about the same matters, if there were some."""
        by_name = {one.name: one for one in (*self.decisions, *decisions)}
        return self._replace(decisions=tuple(by_name.values()))


def written(record: Record) -> str:
    """The file of a record, signed."""
    text = "".join(_lines(record))
    return f'{text}\n[signed]\ndigest = "{_digest(text)}"\n'


def _digest(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _lines(record: Record) -> Iterator[str]:
    yield _HEAD
    yield f"\n[review]\nversion = {VERSION}\naccount = {quoted(record.account)}\nevery = {record.every}\n"
    for one in sorted(record.decisions, key=lambda each: (KINDS.index(each.kind), each.subject)):
        yield "\n[[decision]]\n"
        yield f"kind = {quoted(one.kind)}\nsubject = {quoted(one.subject)}\n"
        yield f"decision = {quoted(one.decision)}\n"
        if one.owner:
            yield f"owner = {quoted(one.owner)}\n"
        yield f"reason = {quoted(one.reason)}\nby = {quoted(one.by)}\n"
        yield f"on = {one.on.isoformat()}\nuntil = {one.until.isoformat()}\nseen = {quoted(one.seen)}\n"
        if one.told:
            yield "told = [\n"
            yield from (f"  {quoted(line)},\n" for line in one.told)
            yield "]\n"


def quoted(text: str) -> str:
    """A text as a string of TOML 1.0, as it is where that can be; what can't be seen is written as its escape."""
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF:
        return "\\uFFFD"  # half a pair, which no file of TOML holds
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def read_record(source: Source) -> Record:
    """The record in a file. Raises :class:`RecordError`."""
    try:
        content = read_toml(source, most=BYTES)
    except ReadingError as error:
        raise RecordError(_placed(source, error)) from None
    review = _table(source, content, "review", ("version", "account", "every"))
    if review.get("version") != VERSION:
        raise RecordError(f"{source.path} is of version {review.get('version')}; this Hauberk reads {VERSION}")
    _only(source, content, ("review", "decision", "signed"), "the file")
    account, every = review.get("account"), review.get("every")
    if not isinstance(account, str) or not _ACCOUNT.fullmatch(account):
        raise RecordError(f"{source.path}: review.account is no account's number")
    if not isinstance(every, int) or isinstance(every, bool) or not 0 < every <= LONGEST:
        raise RecordError(f"{source.path}: review.every is no number of days from 1 to {LONGEST}")
    blocks = content.get("decision", [])
    if not isinstance(blocks, list):
        raise RecordError(f"{source.path}: decision isn't a list of blocks")
    decisions = tuple(_decision(source, block, number) for number, block in enumerate(blocks, 1))
    names: set[str] = set()
    for one in decisions:
        if one.name in names:
            raise RecordError(f"{source.path}: there are two decisions about {one.name}")
        names.add(one.name)
    record = Record(account, every, decisions)
    signed = _table(source, content, "signed", ("digest",))
    return record._replace(edited=signed.get("digest") != _digest("".join(_lines(record))))


def _placed(source: Source, error: ReadingError) -> str:
    line = f":{source.line_column(error.span.start)[0]}" if error.span is not None else ""
    return f"{source.path}{line}: {error.text}"


def _table(source: Source, content: Mapping[str, Toml], name: str, keys: Iterable[str]) -> Mapping[str, Toml]:
    table = content.get(name)
    if not isinstance(table, dict):
        raise RecordError(f"{source.path} has no [{name}]")
    _only(source, table, keys, f"[{name}]")
    return table


def _only(source: Source, table: Mapping[str, Toml], keys: Iterable[str], where: str) -> None:
    strange = sorted(set(table) - set(keys))
    if strange:
        raise RecordError(f"{source.path}: {where} has {strange[0]!r}, which means nothing here")


def _decision(source: Source, block: Toml, number: int) -> Decision:
    where = f"decision {number}"
    if not isinstance(block, dict):
        raise RecordError(f"{source.path}: {where} isn't a block")
    _only(source, block, (*Decision._fields,), where)
    texts: dict[str, str] = {}
    for name in ("kind", "subject", "decision", "reason", "by", "seen", "on", "until"):
        value = block.get(name)
        if not isinstance(value, str):
            raise RecordError(f"{source.path}: {where} has no {name}")
        texts[name] = value
    if texts["kind"] not in KINDS:
        raise RecordError(f"{source.path}: {where} is of no known kind ({texts['kind']!r})")
    if texts["decision"] not in ANSWERS:
        raise RecordError(f"{source.path}: {where} is none of {', '.join(ANSWERS)} ({texts['decision']!r})")
    owner, told = block.get("owner", ""), block.get("told", [])
    if not isinstance(owner, str) or not isinstance(told, list) or not all(isinstance(line, str) for line in told):
        raise RecordError(f"{source.path}: {where} has an owner or lines that are no texts")
    return Decision(
        texts["kind"],
        texts["subject"],
        texts["decision"],
        texts["reason"],
        texts["by"],
        day(texts["on"], f"{source.path}: {where}"),
        day(texts["until"], f"{source.path}: {where}"),
        texts["seen"],
        tuple(map(str, told)),
        owner,
    )


def day(text: str, where: str) -> date:
    """A day that is written as ISO 8601 has it. Raises :class:`RecordError`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RecordError(f"{where}: {text!r} is no day, such as 2027-01-31") from None
