"""What an account answered, kept: the calls that were made, and what came of each.

The file is text, packed with gzip: a JSON document on each line, of which the first is the header and any other one
call with its answer (docs/account.md has the format). It says what AWS said, in the API's own words, without the values
that nobody is to read: those were concealed before they came here.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, NamedTuple

from hauberk.reading.budget import Budget
from hauberk.reading.compressed import is_packed, unpacked
from hauberk.reading.errors import ReadingError
from hauberk.sources.account.calls import GLOBAL, Answer, Call, Data, Missing, Unread, call
from hauberk.sources.account.naming import Place

KIND = "hauberk-snapshot"
VERSION = 1
BUDGET = Budget(bytes=512 * 1024 * 1024, scalar=16 * 1024 * 1024)
"""Ten thousand functions with their roles and policies take some 200 MB before they are packed."""


class Snapshot(NamedTuple):
    """An account at one time.

    ``regions`` were read, the first of them the home of what is global. ``taken`` is when, in ISO 8601 and UTC.
    ``asked`` are the reads that were planned, by name (``lambda:GetPolicy``), whether or not one was ever called;
    ``key`` names the key under which values were concealed, and is empty where none were.
    """

    partition: str
    account: str
    regions: tuple[str, ...]
    taken: str
    asked: frozenset[str]
    answers: Mapping[Call, Answer]
    key: str = ""
    filters: Mapping[str, Any] = {}
    """What was left out of the account by the user's wish: functions, tags or a stack."""

    @property
    def day(self) -> date:
        """The day on which it was taken: ages and ends are told as of then."""
        return datetime.fromisoformat(self.taken).astimezone(UTC).date()

    def place(self, region: str) -> Place:
        """Where something in a region is."""
        return Place(self.partition, self.account, "" if region == GLOBAL else region)

    @property
    def home(self) -> str:
        """The region in whose application what is global is asked about, unless another one refers to it."""
        return self.regions[0]

    def lines(self) -> Iterable[str]:
        """The snapshot as its file has it."""
        return chain((header_line(self),), (answer_line(made, answer) for made, answer in self.answers.items()))

    def packed(self) -> bytes:
        """The bytes of its file. They are the same whenever the content is: gzip's own time is left out."""
        packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        return b"".join((*(packer.compress(line.encode()) for line in self.lines()), packer.flush()))


def header_line(snapshot: Snapshot) -> str:
    """The first line of a file."""
    return _line(
        {
            "kind": KIND,
            "version": VERSION,
            "partition": snapshot.partition,
            "account": snapshot.account,
            "regions": list(snapshot.regions),
            "taken": snapshot.taken,
            "asked": sorted(snapshot.asked),
            "key": snapshot.key,
            "filters": dict(snapshot.filters),
        }
    )


def answer_line(made: Call, answer: Answer) -> str:
    """A call with its answer, as a line of a file."""
    told: dict[str, Any] = {"call": made.api, "region": made.region}
    if made.arguments:
        told["with"] = made.parameters
    match answer:
        case Data(content):
            told["data"] = content
        case Missing(code):
            told["missing"] = code
        case Unread(code, text, permission):
            told["unread"] = {"code": code, "text": text, **({"permission": permission} if permission else {})}
    return _line(told)


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n"


def _plain(value: Any) -> str:
    """Times as ISO 8601 has them; other things that JSON hasn't as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


_HALF = b"\\ud"
"""How JSON writes halves of characters, which come in pairs (RFC 8259, 8.2)."""


def looks_like_snapshot(data: bytes) -> bool:
    """Whether the first bytes of a file may be a snapshot's."""
    mark = b'{"kind":"' + KIND.encode()
    return data.startswith(mark) or is_packed(data)


def read_snapshot(data: bytes, budget: Budget = BUDGET, *, cut: bool = False) -> Snapshot:
    """The snapshot in the bytes of a file, packed or not. ``cut`` says that its last line may be cut off, as in a
    journal whose writer was ended; it is left out then.

    Raises :class:`ReadingError`: ``too-large``, ``unreadable``, ``not-a-snapshot``, ``newer-version``, ``malformed``.
    """
    lines = unpacked(data, budget).split(b"\n")
    header = _parsed(lines[0], 1)
    if header.get("kind") != KIND:
        raise ReadingError("not-a-snapshot", "it isn't a snapshot of an account")
    if header.get("version") != VERSION:
        raise ReadingError("newer-version", f"it is of version {header.get('version')}; this Hauberk reads {VERSION}")
    if lines[-1] and not cut:
        raise ReadingError("malformed", "its last line is cut off")
    answers = dict(_answer(_parsed(line, number), number) for number, line in enumerate(lines[1:-1], 2))
    regions = _texts(header.get("regions"), 1)
    if not regions:
        raise ReadingError("malformed", "it has no region")
    filters = header.get("filters")
    return Snapshot(
        partition=_text(header.get("partition"), 1),
        account=_text(header.get("account"), 1),
        regions=regions,
        taken=_time(header.get("taken")),
        asked=frozenset(_texts(header.get("asked"), 1)),
        answers=answers,
        key=_text(header.get("key"), 1),
        filters=filters if isinstance(filters, dict) else {},
    )


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    try:
        content = json.loads(line.decode())
        if _HALF in line.lower():  # half a character is none: nothing could show it
            json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise ReadingError("malformed", f"line {number} isn't JSON that can be read") from None
    if not isinstance(content, dict):
        raise ReadingError("malformed", f"line {number} isn't an object")
    return content


def _answer(content: dict[str, Any], number: int) -> tuple[Call, Answer]:
    service, colon, operation = _text(content.get("call"), number).partition(":")
    arguments = content.get("with", {})
    if not colon or not isinstance(arguments, dict):
        raise ReadingError("malformed", f"line {number} has no call")
    made = call(service, operation, _text(content.get("region"), number), **arguments)
    if isinstance(content.get("data"), dict):
        return made, Data(content["data"])
    if isinstance(content.get("missing"), str):
        return made, Missing(content["missing"])
    unread = content.get("unread")
    if isinstance(unread, dict):
        permission = unread.get("permission", "")
        return made, Unread(_text(unread.get("code"), number), _text(unread.get("text"), number), str(permission))
    raise ReadingError("malformed", f"line {number} has no answer")


def _text(value: Any, number: int) -> str:
    if not isinstance(value, str):
        raise ReadingError("malformed", f"line {number} lacks a text")
    return value


def _time(value: Any) -> str:
    text = _text(value, 1)
    try:
        datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ReadingError("malformed", "line 1 lacks the time at which it was taken") from None
    return text


def _texts(value: Any, number: int) -> tuple[str, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ReadingError("malformed", f"line {number} lacks a list")
    return tuple(_text(one, number) for one in value)
