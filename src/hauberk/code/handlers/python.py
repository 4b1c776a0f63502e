"""The handlers of a file of Python.

Sources: Lambda developer guide, "Define Lambda function handler in Python"; AWS Chalice documentation, "Topics"
(2026-11).
"""

from collections.abc import Iterator

from hauberk.code import ir
from hauberk.code.handlers.frameworks import frameworks
from hauberk.code.handlers.handler import SHAPE, Handler
from hauberk.code.handlers.loaded import Loaded
from hauberk.model.regex import regex

OWN_NAME = "lambda_handler"
"""What the console calls a handler, and next to nothing else is called."""
_NAMES = frozenset((OWN_NAME, "handler", "main"))
"""Names of handlers that are one even where other code calls them."""
_EVENT = regex(r"_*(?:\w*event\w*|evt|ev|_)_*")
_CONTEXT = regex(r"_*(?:\w*context|ctx|lambda_?ctx|_)_*")


def handlers(file: ir.File, data: bytes) -> Iterator[Handler]:
    """The handlers that a file offers."""
    known = frameworks("python")
    if any(name in data for name in known.others):
        return
    loaded = Loaded(file)
    uses: dict[str, set[str]] | None = None
    routes = False
    chalice: list[Handler] = []
    for one in loaded.statements:
        match one:
            case ir.Assign(name, ir.Closure(function)):
                by = list(filter(None, map(loaded.path, function.decorators)))
                framed = [path for path in by if path.partition("()")[0] in known.chalice and "()." in path]
                if framed:
                    made = framed[0].partition("().")[2].partition("(")[0]
                    routes = routes or made == "route"
                    if made in known.functions:
                        event = "schedule" if made == "schedule" else ""
                        yield Handler(name, "Chalice", function.at, event)
                elif _has_shape(name, function, loaded):
                    uses = loaded.uses() if uses is None else uses
                    certain = name in _NAMES or _is_typed(function)
                    if certain or not uses.get(name, set()) - {name}:
                        yield Handler(name, SHAPE, function.at, certain=certain)
            case ir.Assign(name, ir.Call() as call):
                path = loaded.path(call)
                begins = path.partition("()")[0]
                if path == f"{begins}()" and begins in known.adapters:
                    yield Handler(name, known.adapters[begins], one.at)
                elif path == f"{begins}()" and begins in known.chalice and not begins.endswith("Blueprint"):
                    chalice.append(Handler(name, "Chalice", one.at))
                elif name == OWN_NAME:
                    yield Handler(name, SHAPE, one.at)
            case ir.Do(ir.Call(ir.Field(_, "register_blueprint"))):
                routes = True
    if routes:
        yield from chalice


def _has_shape(name: str, function: ir.Function, loaded: Loaded) -> bool:
    """Whether a function of a module is called as Lambda calls its handlers: with an event and a context."""
    plain = [one for one in function.parameters if one.kind in ("plain", "positional")]
    needed = [one for one in plain if one.default is None]
    if len(needed) > 2 or len(plain) < 2:
        return any(one.kind == "rest" for one in function.parameters) and name == OWN_NAME
    if any(one.kind == "named" and one.default is None for one in function.parameters):
        return False
    if name == OWN_NAME or _is_typed(function) or _is_wrapped(function):
        return True
    event, context = plain[0].name, plain[1].name
    if not _EVENT.fullmatch(event) or not _CONTEXT.fullmatch(context) or event.strip("_") == context.strip("_") == "":
        return False
    return not any(_registers(one, loaded) for one in function.decorators)


def _is_typed(function: ir.Function) -> bool:
    types = frameworks("python").types
    return any(_last(one.annotation) in types for one in function.parameters[:2])


def _is_wrapped(function: ir.Function) -> bool:
    """Whether a decorator stands before it that is made for handlers."""
    decorators = frameworks("python").decorators
    return any(_last(one.callee if isinstance(one, ir.Call) else one) in decorators for one in function.decorators)


def _registers(decorator: ir.Expression, loaded: Loaded) -> bool:
    """Whether a decorator hands the function to an object of the module, which calls it: ``@helper.create``."""
    of = decorator.callee if isinstance(decorator, ir.Call) else decorator
    return (
        isinstance(of, ir.Field) and isinstance(of.of, ir.Name) and isinstance(loaded.values.get(of.of.name), ir.Call)
    )


def _last(of: ir.Expression | None) -> str:
    match of:
        case ir.Name(name) | ir.Field(_, name):
            return name
        case ir.Const(str(text)):  # a type in quotes
            return text.rpartition(".")[2]
    return ""
