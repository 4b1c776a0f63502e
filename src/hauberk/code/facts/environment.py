"""Variables of the environment that have to be there."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, within
from hauberk.code.facts.tables import listed
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Atom, Environment, Foreign, Literal, Member, Text, Value
from hauberk.code.weaknesses.sdk import operation

KIND = "environment-without-default"
NEEDED = "environment-needed"
OF_LAMBDA = frozenset(
    (
        *("_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV"),
        *("AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION"),
        *("AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME"),
        *("AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
        *("AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"),
        *("LANG", "PATH", "LD_LIBRARY_PATH", "NODE_PATH", "PYTHONPATH", "TZ", "HOME", "NODE_ENV", "PWD"),
    )
)
"""Those that Lambda sets (Lambda developer guide, "Defined runtime environment variables", 2026-11), and those that
libraries ask for and do without."""
_TAKING = (
    *("JSON.parse", "URL", "Buffer.from", "json.loads", "Number", "parseInt", "parseFloat", "BigInt"),
    *("builtins.int", "builtins.float", "builtins.len", "decimal.Decimal"),
)
"""Calls that can't do without their first argument."""


def found(met: Met) -> Iterator[Fact]:
    """Reads that fail if the variable isn't there, and uses of what was read that do."""
    bare = _bare(met)
    for read in met.notes.reads:
        if read.raises and read.name in bare and read.site not in met.notes.defaulted:
            yield Fact(KIND, read.site, f"without {read.name} in the environment this raises", read.name)
    for called in met.record.calls:
        name = _used(called)
        if name in bare:
            yield Fact(KIND, called.site, f"without {name} in the environment this fails", name)


def needed(met: Met) -> Iterator[Fact]:
    """Variables that have to be in the environment: those whose absence fails, and those that say which thing of AWS is
    meant."""
    for fact in found(met):
        yield fact._replace(kind=NEEDED)
    bare = _bare(met)
    for called in met.record.calls:
        known = operation(called)
        values = [value for _, value in known.parameters] if known is not None else []
        if within(called.callee.path, listed("endpoint", "clients")):
            values += called.arguments.plain[:1]
        for name in (name for value in values for name in _named_in(value) if name in bare):
            yield Fact(NEEDED, called.site, f"without {name} in the environment this fails", name)


def _named_in(value: Value) -> Iterator[str]:
    """Variables that a value is, or is put together of, whichever way the code goes."""
    only = value.only
    if isinstance(only, Environment):
        yield only.name
    elif isinstance(only, Text):
        for piece in only.pieces:
            if isinstance(piece, Value):
                yield from _named_in(piece)


def _bare(met: Met) -> set[str]:
    """Variables that are read without anything to take in their place, and that Lambda doesn't set."""
    if any("dotenv" in called.callee.path for called in met.record.calls):  # a file may set any
        return set()
    given = {
        stored.key.only.value
        for stored in met.record.stores
        if isinstance(stored.key.only, Literal) and any(_is_environment(atom) for atom in stored.of.atoms)
    }
    notes = met.notes
    bare = {read.name for read in notes.reads if read.site not in notes.defaulted}
    return bare - notes.checked - OF_LAMBDA - given


def _is_environment(atom: Atom) -> bool:
    return isinstance(atom, Foreign) and atom.path in ("os.environ", "process.env")


def _used(called: Called) -> str:
    """The variable whose value a call can't do without."""
    callee = called.callee
    if isinstance(callee, Member) and isinstance(callee.of, Environment):
        return callee.of.name
    if callee.path in _TAKING:
        for value in called.arguments.plain[:1]:
            if isinstance(value.only, Environment):
                return value.only.name
    return ""
