"""What tells a finding from all others, whatever moves around it and wherever a check is started from.

A finding is known by its control, its file and its subject. The file is named from a place that stays where it is, the
repository's root as a rule. A subject is named by logical ids and names, never by its place in a list: an element of
one is known by its ``Sid``, or by its content.
"""

import os
from collections.abc import Iterable, Iterator, Sequence

from hauberk.model.guards import Guard
from hauberk.model.regex import regex
from hauberk.model.subject import Part
from hauberk.model.tokens import told
from hauberk.model.values import Absent, Fields, Items, Known, OneOf, Pattern, Reference, Unknown, Value
from hauberk.model.world import World
from hauberk.scan.topic import Topic

_PLACE = regex(r"\[\d+\]")
MAX_TOKENS = 5_000
"""Values of an element that its content counts by; what is behind them tells no two elements apart."""


def anchor_of(paths: Iterable[str], base: str = "", configuration: str = "") -> str:
    """The folder that files are named from: the root of the repository that all paths are in (which has an entry
    ``.git``), else the configuration's folder, else the folder that the paths have in common.

    A path is given as the user gives it, below ``base``.
    """
    real = [os.path.realpath(os.path.join(os.path.realpath(base), path)) for path in paths]
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in real]
    if not folders:
        return os.path.realpath(base)
    around = [repository_of(folder) for folder in folders]
    if all(around):
        return os.path.commonpath([root for root in around if root])
    return configuration or os.path.commonpath(folders)


def repository_of(folder: str) -> str | None:
    """The nearest folder at or above one that has an entry ``.git``."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


class Names:
    """Names of subjects of one kind that don't hang on places in lists. They are made when someone asks for one."""

    __slots__ = ("_made", "_topics")

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = topics
        self._made: dict[str, str] | None = None

    def name(self, topic: Topic) -> str:
        """The name of one of the subjects."""
        if not _PLACE.search(topic.id):
            return topic.id
        if self._made is None:
            self._made = dict(_named(self._topics))
        return self._made[topic.id]


def _named(topics: Iterable[Topic]) -> Iterator[tuple[str, str]]:
    """Ids with names. Of elements that are equal the first one in the source comes first."""
    lists: dict[str, list[Topic]] = {}
    for topic in topics:
        lists.setdefault(_PLACE.sub("", topic.id), []).append(topic)
    for where, elements in lists.items():
        own = [_sid(topic) for topic in elements]
        met: dict[str, int] = {}
        for topic, sid in zip(elements, own, strict=True):
            key = f"Sid {sid}" if sid and own.count(sid) == 1 else content(topic)
            met[key] = met.get(key, 0) + 1
            yield topic.id, f"{where}\0{key}\0{met[key]}"


def _element(topic: Topic) -> Iterator[tuple[Guard, Value]]:
    for branch in topic.branches:
        seen = branch.seed.see(World(branch.seed.guard))
        yield branch.seed.guard, seen.written if isinstance(seen, Part) else Known(seen.resource.properties)


def _sid(topic: Topic) -> str:
    """The statement's own name for itself; empty where it has none, or has several by branch."""
    found = {_text(value) for _, value in _element(topic)}
    return found.pop() if len(found) == 1 else ""


def _text(value: Value) -> str:
    match value:
        case Known(Fields() as fields):
            match fields.value("Sid"):
                case Known(str() as sid):
                    return sid
    return ""


def content(topic: Topic) -> str:
    """A hash of what an element says, in all its branches: not of where, in which order of keys, or in which form, and
    not of the key that values of it were concealed with."""
    import hashlib

    found = hashlib.sha256()
    for guard, value in _element(topic):
        for number, token in enumerate(_tokens(value, guard)):
            if number == MAX_TOKENS:
                break
            found.update(token.encode("utf-8", "surrogatepass") + b"\0")
    return found.hexdigest()[:20]


def _tokens(value: Value, guard: Guard) -> Iterator[str]:
    pending: list[Value | str] = [value, _said(guard)]
    while pending:
        one = pending.pop()
        match one:
            case str():
                yield one
            case OneOf():
                branches = sorted(
                    ((_said(when), choice) for when, choice in one.alternatives), key=lambda pair: pair[0]
                )
                pending.append(")")
                for when, choice in reversed(branches):
                    pending += [choice, when]
                pending.append("(")
            case Known(Fields() as fields):
                pending.append("}")
                for name, child in sorted(fields.items(), reverse=True, key=lambda pair: pair[0]):
                    pending += [child, f"={name}"]
                pending.append("{")
            case Known(Items() as items):
                pending += ["]", *reversed(list(items)), "["]
            case Known(bool() as flag):
                yield f"'{str(flag).lower()}"
            case Known(scalar):
                yield f"'{told(scalar) if isinstance(scalar, str) else scalar}"
            case Reference(resource, attribute):
                yield f"&{resource}.{attribute}"
            case Pattern(parts):
                pending += [part if isinstance(part, Value) else f"'{told(part)}" for part in reversed(parts)]
            case Unknown(reason):
                yield f"?{reason.code} {reason.text}"
            case Absent():
                yield "-"


def _said(guard: Guard) -> str:
    return " ".join(f"{fact.subject}={fact.value}:{holds}" for fact, holds in sorted(guard))
