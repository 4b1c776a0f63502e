"""Switches for development that are left on."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, is_inside, literals, named_texts, options, within
from hauberk.code.facts.tables import listed, rows, rows_by_name, those
from hauberk.code.facts.tls import is_one_of
from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Foreign, Literal, Member, Result, Value

KIND = "debug-switch"
_SAYS = "what is for development alone is on in production too"
_DEBUG = ("logging.DEBUG", "DEBUG", "logging.NOTSET")


def found(met: Met) -> Iterator[Fact]:
    """Debug modes that nothing switches off. Behind a condition they are switches indeed."""
    for called in met.record.calls:
        for site in _of_call(met, called):
            if not _is_behind_condition(met, called.site):
                yield Fact(KIND, site, _SAYS, called.callee.path)
    for stored in met.record.stores:
        for row in rows("debug", "stores"):
            if stored.key.only == Literal(row["key"]) and is_one_of(stored.value, row["on"]):
                paths = [atom.path for atom in stored.of.atoms if isinstance(atom, Foreign)]
                meant = not row["of"] or any(within(path, tuple(row["of"])) for path in paths)
                if meant and not _is_behind_condition(met, stored.site):
                    yield Fact(KIND, stored.site, _SAYS, row["key"])


def _of_call(met: Met, called: Called) -> Iterator[Site]:
    path = called.callee.path
    if path in those("debug", "calls") and (path not in those("debug", "needing") or _is_debugging(called)):
        yield called.site
    for option in options(called.arguments):
        for row in rows_by_name("debug", "options").get(option.name, ()):
            meant = not row["of"] or within(path, tuple(row["of"]))
            if meant and is_one_of(option.value, row["on"]):
                yield met.written(option, called.site)
    if path.endswith(".setLevel") and _is_loud(called, met):
        yield called.site
    level = called.arguments.at(-1, "level") if path == "logging.basicConfig" else None
    if level is not None and _is_lowest(level) and _asks_the_root(met):
        yield called.site


def _is_loud(called: Called, met: Met) -> bool:
    """Whether the logger of a library that sends and gets things is told to write all of it, by itself or by the root,
    which every logger asks that has no level of its own."""
    logger = called.callee.of if isinstance(called.callee, Member) else None
    if not isinstance(logger, Result):
        return False
    names = [text for value in logger.arguments.plain[:1] for text in literals(value)]
    if not any(map(_is_lowest, called.arguments.plain[:1])):
        return False
    if logger.of.path == "logging.getLogger" and not logger.arguments.plain:
        return _asks_the_root(met)
    return any(within(name, listed("debug", "loggers")) for name in names)


def _is_lowest(level: Value) -> bool:
    return any(text in _DEBUG for text in named_texts(level)) or level.only == Literal(10)


def _asks_the_root(met: Met) -> bool:
    """Whether there is a client of AWS whose loggers have the root's level."""
    clients = (one for one in met.record.calls if within(one.callee.path, listed("debug", "clients")))
    return any(clients) and not _is_hushed(met)


def _is_hushed(met: Met) -> bool:
    """Whether the loggers of AWS's SDK are given a level of their own."""
    return any(
        called.callee.path == "logging.getLogger"
        and any(text in ("botocore", "boto3") for value in called.arguments.plain[:1] for text in literals(value))
        for called in met.record.calls
    )


def _is_debugging(called: Called) -> bool:
    """Whether a logger's level is the lowest: of botocore that is bodies and headers. It is if none is given."""
    if called.callee.path != "boto3.set_stream_logger":
        return any(option.name in ("use_debugger", "use_evalex") for option in options(called.arguments))
    level = called.arguments.at(1, "level")
    return level is None or _is_lowest(level)


def _is_behind_condition(met: Met, site: Site) -> bool:
    return any(is_inside(site, branch) for branch in met.notes.branches)
