"""Clients that are made anew for each invocation."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, is_inside, parts
from hauberk.code.facts.tables import those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Atom, Input, Member, Result, Value
from hauberk.model.regex import regex

KIND = "client-per-invocation"
_SDK = regex(r"@aws-sdk/client-[a-z0-9-]+\.(\w+)$|aws-sdk(?:\.clients\.\w+|\.[A-Z]\w*)+$|aws-sdk/clients/\w+$")
_ONLY_COMMITS = "psycopg2."
"""Whose connections a ``with`` leaves open (psycopg 2 documentation, "The connection class", 2026-11)."""
_NO_CLIENT = ("Command", "Exception", "Error", "Credentials", "Signer", "Presigner", "Converter")
_OF_VERSION_2 = regex(r"aws-sdk\.(?:Endpoint|Http\w+|NodeHttpClient|Signers\.\w+|Config|Request|Response|Service)$")
"""What version 2 of the SDK for JavaScript has beside clients, and holds no connections."""


def found(met: Met) -> Iterator[Fact]:
    """Clients that are made on the way of an invocation, kept nowhere, and the same for every one."""
    kept = {atom for one in met.record.kept for atom in parts(one.value) if isinstance(atom, Result)} | {
        atom for one in met.record.stores for atom in parts(one.value) if isinstance(atom, Result)
    }
    closed = {atom for called in met.record.calls for atom in _closed_by(called)}
    for called in met.invoked():
        made = Result(called.callee, called.arguments)
        connection = called.callee.path in those("clients", "connections") and made not in closed
        if (
            not (connection or _is_client(called))
            or made in kept
            or not called.way
            or called.way[0] not in met.notes.entries
        ):
            continue
        if _is_kept_by_function(met, called) or any(map(_is_of_invocation, called.arguments.every())):
            continue
        yield Fact(KIND, called.site, "each invocation makes it, and its connections, anew", called.callee.path)


def _closed_by(called: Called) -> Iterator[Atom]:
    """What a call closes, or promises to: ``connection.end()``, ``with connect(…)``, ``closing(connect(…))``."""
    callee = called.callee
    if callee.path == "contextlib.closing":
        yield from (atom for value in called.arguments.plain for atom in value.atoms)
    elif isinstance(callee, Member) and callee.name in those("clients", "closing"):
        commits = callee.name == "__enter__" and callee.path.startswith(_ONLY_COMMITS)
        yield from () if commits else (callee.of,)


def _is_client(called: Called) -> bool:
    path = called.callee.path
    if path in those("clients", "calls"):
        return True
    if path in those("clients", "made"):
        return called.new or path.rpartition(".")[2][0].islower()
    match = _SDK.match(path)
    return called.new and match is not None and not path.endswith(_NO_CLIENT) and not _OF_VERSION_2.match(path)


def _is_of_invocation(value: Value) -> bool:
    """Whether a client is made with something that this invocation brought: whose it is, or credentials for it."""
    return any(
        isinstance(atom, Input) or (isinstance(atom, Result) and "assume_role" in atom.path) for atom in parts(value)
    )


def _is_kept_by_function(met: Met, called: Called) -> bool:
    """Whether it is made in a function whose outcome is kept."""
    return any(is_inside(called.site, function) for function in met.notes.once)
