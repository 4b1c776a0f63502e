"""What is known of libraries, as data: how hostile data passes through them, which of them call back with requests,
which validate."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from hauberk.code.flow.frames import EVERY
from hauberk.code.flow.knowledge import Gives, Knowledge, Route, Transfer
from hauberk.facts.tables import tables

_GIVES = {
    "carried": Gives.CARRIED,
    "never": Gives.NEVER,
    "clean": Gives.CLEAN,
    "same": Gives.SAME,
    "itself": Gives.ITSELF,
    "decoded": Gives.DECODED,
}


@cache
def knowledge(language: str) -> Knowledge:
    """What is known of the libraries of a language."""
    return of_tables(tables(__file__, f"{language}.toml"))


def of_tables(tables: Mapping[str, Any]) -> Knowledge:
    """Tables as the files have them; modules in folders are named with dots, as they are met."""
    tables = {name: dotted(table) for name, table in tables.items()}
    transfers: dict[str, Transfer] = {}
    for name, gives in _GIVES.items():
        for call in tables.get(name, {}).get("calls", ()):
            transfers[call] = Transfer(gives)
    for row in tables.get("cleans", ()):
        for call in row["calls"]:
            before = transfers.get(call, Transfer())
            transfers[call] = before._replace(cleans=before.cleans | frozenset(row["kinds"]))
    for name in ("guards", "tests", "rejects"):
        for row in tables.get(name, ()):
            kinds = EVERY if "*" in row["kinds"] else frozenset(row["kinds"])
            for call in row["calls"]:
                before = transfers.get(call) or _unless(transfers, call)
                transfers[call] = _checking(before, name, kinds)
    routes = {
        f"{call}.{method}{behind}": _route(row)
        for row in tables.get("routes", ())
        for call in row["calls"]
        for method in row["methods"]
        for behind in ("", "()")
    }
    routes |= {call: _route(row) for row in tables.get("routes", ()) if not row["methods"] for call in row["calls"]}
    schemas = {call: how for how, calls in tables.get("schemas", {}).items() for call in calls}
    fields = {row: Transfer(Gives.DECODED) for row in tables.get("fields", {}).get("requests", ())}
    for row in tables.get("cleaning", ()):
        fields.update({member: Transfer(cleans=frozenset(row["kinds"])) for member in row["members"]})
    return Knowledge(transfers, routes, schemas, fields)


def _route(row: Mapping[str, Any]) -> Route:
    return Route(tuple(row["arguments"]), tuple(row.get("members", ())), row.get("own", False))


def _checking(transfer: Transfer, name: str, kinds: frozenset[str]) -> Transfer:
    match name:
        case "guards":
            return transfer._replace(guards=kinds)
        case "tests":
            return transfer._replace(tests=kinds)
    return transfer._replace(rejects=kinds)


def _unless(transfers: Mapping[str, Transfer], call: str) -> Transfer:
    """What is known of all that is in a module, for what a row says one thing more of."""
    return transfers.get(f"{call.partition('.')[0]}.*", Transfer())


def dotted(of: Any) -> Any:
    """A table in which ``package/module.name`` is ``package.module.name``, but for packages with a scope."""
    if isinstance(of, str):
        return of if of.startswith("@") else of.replace("/", ".")
    if isinstance(of, list):
        return [dotted(one) for one in of]
    return {name: dotted(one) for name, one in of.items()} if isinstance(of, dict) else of


def kinds_of(tables: Mapping[str, Any]) -> Iterable[str]:
    """Every kind of sink that tables name."""
    for row in (
        *tables.get("cleans", ()),
        *tables.get("guards", ()),
        *tables.get("cleaning", ()),
        *tables.get("tests", ()),
    ):
        yield from row["kinds"]
