"""What a request brought, kept for the next one."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, parts
from hauberk.code.flow.values import Atom, Foreign, Input, Literal, Result, Symbol, Value, taint_of

KIND = "module-state"
_GLOBAL = ("globalThis", "global")
_ENVIRONMENT = ("os.environ", "process.env")
_OF_REQUEST = ("event", "request")


def found(met: Met) -> Iterator[Fact]:
    """Variables that outlive an invocation and are given something of its request. What is kept under a name that isn't
    written down is looked up by it again: a cache, which is another matter."""
    cached = {stored.site for stored in met.record.stores if not isinstance(stored.key.only, Literal)}
    for kept in met.record.kept:
        if kept.site not in cached and not _is_client(kept.value) and _is_of_request(kept.value):
            says = f"{kept.name} keeps what this request brought until the next one, whoever makes it"
            yield Fact(KIND, kept.site, says, kept.name)
    for stored in met.record.stores:
        if any(map(_lasts, stored.of.atoms)) and _is_of_request(stored.value):
            yield Fact(KIND, stored.site, "it keeps what this request brought until the next one, whoever makes it")


def _lasts(atom: Atom) -> bool:
    """Whether something that isn't a module's is there for the next invocation too: what is global, the environment."""
    return (isinstance(atom, Symbol) and atom.path in _GLOBAL) or (
        isinstance(atom, Foreign) and atom.path in _ENVIRONMENT
    )


def _is_client(value: Value) -> bool:
    only = value.only
    return isinstance(only, Result) and only.of.path.startswith(("boto3.", "@aws-sdk/", "aws-sdk."))


def _is_of_request(value: Value) -> bool:
    """Whether something is, or was asked for with, a part of a request."""
    if taint_of(value):
        return True
    return any(isinstance(atom, Input) and atom.path[0] in _OF_REQUEST for atom in parts(value))
