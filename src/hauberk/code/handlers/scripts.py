"""The handlers of a file of JavaScript or TypeScript.

Source: Lambda developer guide, "Define Lambda function handler in Node.js" and "… in TypeScript" (2026-11).
"""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code import ir
from hauberk.code.handlers.frameworks import frameworks
from hauberk.code.handlers.glance import MADE_FOR_AWS
from hauberk.code.handlers.handler import SHAPE, Handler
from hauberk.code.handlers.loaded import MAX_STEPS, Loaded
from hauberk.model.regex import regex

_NAMES = frozenset(("handler", "lambdaHandler", "lambda_handler"))
_EVENT = regex(r"_*(?:event|evt|\w*Event)_*")
_CONTEXT = regex(r"_*(?:\w*[cC]ontext|ctx|_)_*")
_CALLBACK = regex(r"_*(?:call[bB]ack|cb|done|\w*Callback|_)_*")
_LOOSE = regex(r"_*(?:e|ev|events|input|payload|records?|\w*[rR]ecords)?_*")
"""What the event is called where the function's name says that it is a handler."""
_OF_LAMBDA = regex(rb"\b(?:event|evt|context|statusCode|Records)\b|[lL]ambda|\b[aA][wW][sS]\b|aws-sdk")
_COMMAND = frozenset(("builder", "command"))
"""What a module offers beside a ``handler`` if it is a command of yargs."""
_WORD = regex(rb"\w+")


class _Offered(NamedTuple):
    """What a file offers under a name."""

    name: str
    value: ir.Expression
    function: ir.Function | None
    at: ir.Place
    declared: str
    """The name under which the file itself knows it."""


def handlers(file: ir.File, data: bytes) -> Iterator[Handler]:
    """The handlers that a file offers."""
    known = frameworks("javascript")
    if any(name in data for name in known.others):
        return
    loaded = Loaded(file)
    if any(isinstance(one, ir.Export) and one.name in _COMMAND for one in loaded.statements):
        return
    offered = list(_offered(loaded))
    adapters = [(one, _adapter(one, loaded)) for one in offered]
    uses: dict[str, set[str]] | None = None
    seen: set[ir.Function | ir.Expression] = set()
    for one, adapter in sorted(adapters, key=_rank):
        what = one.function or one.value
        if what in seen:
            continue
        if adapter:
            seen.add(what)
            yield Handler(one.name, adapter, one.at)
        elif _has_shape(one, loaded, data):
            certain = one.name in _NAMES or (one.function is not None and _is_typed(one, one.function, loaded, data))
            uses = loaded.uses() if uses is None and not certain else uses
            if certain or not (uses or {}).get(one.declared, set()) - {one.declared}:
                seen.add(what)
                yield Handler(one.name, SHAPE, one.at, certain=certain)


def _rank(found: tuple[_Offered, str]) -> tuple[bool, bool, bool]:
    """Which name counts of a function that is offered under several."""
    one, adapter = found
    return not adapter, one.name not in _NAMES, one.name == "default"


def _adapter(one: _Offered, loaded: Loaded) -> str:
    """The framework that makes a handler of what is offered."""
    path = loaded.path(one.value)
    return frameworks("javascript").adapters.get(path.partition("()")[0], "") if "()" in path else ""


def _offered(loaded: Loaded) -> Iterator[_Offered]:
    """What a file offers that it makes itself. A module that is one function as a whole has no name for Lambda."""
    for one in loaded.statements:
        if not isinstance(one, ir.Export) or one.name in ("=", "*", "exports"):
            continue
        value, at, declared = one.value, one.at, one.name
        for _ in range(5):
            match value:
                case ir.Name(name) if name in loaded.values:
                    value, declared = loaded.values[name], name
                    at = value.at
                case ir.Bind(name, inner):
                    value, declared = inner, name
                case _:
                    break
        if isinstance(value, (ir.Closure, ir.Call, ir.Await)):
            yield _Offered(one.name, value, _function(value, loaded), at, declared)


def _function(value: ir.Expression, loaded: Loaded) -> ir.Function | None:
    """The function that is offered, or the one that what is offered is made of: ``wrap(async (event) => …).use(…)``."""
    for _ in range(MAX_STEPS):
        match value:
            case ir.Closure(function):
                return function
            case ir.Call(callee, arguments):
                for one in arguments[:1]:
                    inner = loaded.values.get(one.name) if isinstance(one, ir.Name) else one
                    if isinstance(inner, ir.Closure):
                        return inner.function
                value = callee
            case ir.Field(inner) | ir.Await(inner):
                value = inner
            case ir.Name(name) if name in loaded.values:
                value = loaded.values[name]
            case _:
                return None
    return None


def _has_shape(one: _Offered, loaded: Loaded, data: bytes) -> bool:
    """Whether what is offered is called as Lambda calls its handlers."""
    function = one.function
    if not isinstance(one.value, ir.Closure) and one.name in _NAMES:  # whatever is around it calls it in its own way
        return bool(_OF_LAMBDA.search(data))
    if function is None:
        return False
    parameters = [parameter for parameter in function.parameters if parameter.kind == "plain"]
    if len(parameters) > 3:
        return False
    if _is_typed(one, function, loaded, data):
        return True
    names = [_named(parameter) for parameter in parameters]
    fits = (_EVENT, _CONTEXT, _CALLBACK)
    if all(how.fullmatch(name) for how, name in zip(fits, names, strict=False)):
        if len(names) >= 2:
            return True
        if names and (one.name in _NAMES or function.is_async or b"Records" in data):
            return bool(MADE_FOR_AWS.search(data)) or one.name in _NAMES
    if len(names) == 3 and all(
        how.fullmatch(name) and name.strip("_") for how, name in zip(fits[1:], names[1:], strict=True)
    ):
        return True
    if one.name not in _NAMES or not _OF_LAMBDA.search(data):
        return False
    fits = (_LOOSE, _CONTEXT, _CALLBACK)
    return all(how.fullmatch(name) or not name for how, name in zip(fits, names, strict=False))


def _is_typed(one: _Offered, function: ir.Function, loaded: Loaded, data: bytes) -> bool:
    """Whether a type of Lambda's says that it is a handler: its own, or those of its parameters."""
    for parameter in function.parameters[:2]:
        if _is_of_lambda(_type(parameter.annotation), loaded):
            return True
    declared = data[one.at.start : function.at.start] if one.at.start <= function.at.start else b""
    before = data[max(0, function.at.start - _TYPE) : function.at.start].rpartition(one.declared.encode())[2]
    words = _WORD.findall(declared.rpartition(one.declared.encode())[2] or before)
    return any(_is_of_lambda(word.decode("ascii", "replace"), loaded) for word in words)


_TYPE = 200
"""Bytes before a function in which its type is looked for."""


def _is_of_lambda(name: str, loaded: Loaded) -> bool:
    """Whether a name stands for something that a module of Lambda's types offers."""
    path = loaded.imports.get(name, "")
    return any(path == module or path.startswith(f"{module}.") for module in frameworks("javascript").types)


def _type(annotation: ir.Expression | None) -> str:
    """The name that a type begins with."""
    while isinstance(annotation, (ir.Index, ir.Field)):
        annotation = annotation.of
    if isinstance(annotation, ir.Operation) and annotation.operands:
        return _type(annotation.operands[0])
    return annotation.name if isinstance(annotation, ir.Name) else ""


def _named(parameter: ir.Parameter) -> str:
    """What a parameter is called; nothing where it is taken apart at once."""
    return parameter.name if parameter.name.isidentifier() else ""
