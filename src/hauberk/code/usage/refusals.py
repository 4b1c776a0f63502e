"""Whether an answer refuses an event: a status of 400 and more, however it is given back."""

from hauberk.code import ir
from hauberk.code.flow.values import Arguments, Atom, Literal, Member, Record, Result, Value

_STATUSES = ("statusCode", "status_code", "status")
_BY_STATUS = frozenset(("status", "sendStatus", "code", "writeHead"))
"""Methods that frameworks' answers are given a status by."""
_ERRORS = frozenset(
    (
        *("BadRequestError", "NotFoundError", "UnauthorizedError", "ForbiddenError", "InternalServerError"),
        *("BadRequest", "NotFound", "HTTPException", "ServiceError"),
    )
)
"""Errors of frameworks that stand for such a status (Powertools for AWS Lambda, FastAPI, http-errors; 2026-11)."""
MAX_STEPS = 12


def refuses(value: Value) -> bool:
    """Whether all that an answer may be is a refusal."""
    return bool(value.atoms) and all(map(_refuses, value.atoms))


def _refuses(atom: Atom) -> bool:
    if isinstance(atom, Record):
        for name in _STATUSES:
            status = atom.get(name)
            if status is not None:
                return _is_refusal(status)
        return False
    of: Atom = atom
    for _ in range(MAX_STEPS):
        if isinstance(of, Member):
            of = of.of
        elif isinstance(of, Result):
            name = of.path.removesuffix("()").rpartition(".")[2]
            if name in _ERRORS or (name == "abort" and _first_is(of.arguments)):
                return True
            if name in _BY_STATUS and _first_is(of.arguments):
                return True
            if name == "callback":
                first, second = of.arguments.at(0), of.arguments.at(1)
                failed = first is not None and not any(isinstance(one, Literal) for one in first.atoms)
                return failed or (second is not None and refuses(second))
            status = of.arguments.at(-1, "status_code") or of.arguments.at(-1, "statusCode")
            if status is not None and _is_refusal(status):
                return True
            second = of.arguments.at(1)
            if name in ("json", "text", "jsonify") and second is not None and _is_refusal(second):
                return True
            of = of.of
        else:
            return False
    return False


def _first_is(arguments: Arguments) -> bool:
    first = arguments.at(0)
    return first is not None and _is_refusal(first)


def _is_refusal(status: Value) -> bool:
    return bool(status.atoms) and all(
        isinstance(atom, Literal) and (_number(atom.value) or 0) >= 400 for atom in status.atoms
    )


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value) if len(value) < 6 else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


_ALL = frozenset(("BaseException", "Exception"))
_PASSED_OVER = (ir.Do, ir.Continue, ir.Break, ir.SetField, ir.SetIndex, ir.Raise)


def gives_up(handler: ir.Handler, *, entry: bool) -> bool:
    """Whether a handler of errors takes any error, and puts nothing in the place of what failed: it tells of it, or
    answers with it."""
    if not all(isinstance(kind, ir.Name) and kind.name in _ALL for kind in handler.types):
        return False
    if entry and handler.body and isinstance(handler.body[-1], ir.Return):
        return True
    if any(map(_sets_a_refusal, handler.body)):
        return True
    return bool(handler.body) and all(_only(one) for one in handler.body)


def _sets_a_refusal(statement: ir.Statement) -> bool:
    """``statusCode = 400``."""
    return (
        isinstance(statement, ir.Assign)
        and "status" in statement.name.lower()
        and isinstance(statement.value, ir.Const)
        and (_number(statement.value.value) or 0) >= 400
    )


def _only(statement: ir.Statement) -> bool:
    if isinstance(statement, ir.Branch):
        return all(map(_only, (*statement.then, *statement.otherwise)))
    return isinstance(statement, _PASSED_OVER)
