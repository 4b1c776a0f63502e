"""Secrets, and whole events, in the log."""

from collections.abc import Iterator
from functools import lru_cache

from hauberk.code.facts.met import Fact, Met, is_on, options, readable, within
from hauberk.code.facts.secrets import Secrets
from hauberk.code.facts.tables import listed, rows_of, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Input, Value, taint_of

SECRET = "secret-in-log"  # noqa: S105 - a fact
EVENT = "event-in-log"
_WHOLE = frozenset(
    (
        ("event",),
        ("event", "Records"),
        ("event", "Records", "*"),
        ("event", "Records", "*", "body"),
        ("event", "Records", "*", "Sns"),
        ("event", "Records", "*", "Sns", "Message"),
        ("event", "Records", "*", "dynamodb"),
        ("event", "Records", "*", "dynamodb", "NewImage"),
        ("event", "Records", "*", "kinesis"),
        ("event", "Records", "*", "kinesis", "data"),
        ("event", "body"),
        ("request",),
    )
)
"""What holds all that somebody sent, decoded or not."""


def found(met: Met) -> Iterator[Fact]:
    """What is written to the log that shouldn't be there."""
    secrets = Secrets(met)
    for called in met.record.calls:
        yield from _by_switch(called)
        if not is_log(called):
            continue
        values = called.arguments.every()
        named = called.arguments.named
        secret = next(filter(None, map(secrets.told_in, values)), "") or next(
            (name for name, value in named if secrets.is_named(name, value)), ""
        )
        by = called.way[-1] if len(called.way) > 1 else None  # the first is the invocation
        path = called.callee.path
        if secret:
            says = f"a secret is written to the log ({secret.lstrip(':')})"
            yield Fact(SECRET, called.site, says, path, by=by)
        if any(map(_holds_event, values)):
            yield Fact(EVENT, called.site, "all that an event brings is written to the log", path, by=by)


def is_log(called: Called) -> bool:
    """Whether a call writes to the log."""
    return _is_logging(called.callee.path)


@lru_cache(maxsize=4096)  # the same few things are called again and again
def _is_logging(path: str) -> bool:
    if path in those("logs", "calls"):
        return True
    root, _, method = path.rpartition(".")
    return method in those("logs", "methods") and within(root, listed("logs", "loggers"))


def _by_switch(called: Called) -> Iterator[Fact]:
    path = called.callee.path
    for row in rows_of("logs", "events", path):
        given = {option.name: option.value for option in options(called.arguments)}
        switch = row.get("option")
        if is_on(given.get(switch)) if switch else not set(row.get("unless", ())) & given.keys():
            yield Fact(EVENT, called.site, "each event is written to the log as a whole", path)


def _holds_event(value: Value) -> bool:
    """Whether an event from outside is part of a value, as it came."""
    if not taint_of(value):
        return False
    atoms = readable(value, listed("logs", "carrying"))
    return any(isinstance(atom, Input) and tuple(one for one in atom.path if one != "{}") in _WHOLE for atom in atoms)
