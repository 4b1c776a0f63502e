"""Runs the core: just enough of it to compare what a program does with what the language says that it does."""

import operator
from collections.abc import Callable, Iterable
from typing import Any

from hauberk.code import ir

_OPERATORS: dict[str, Callable[..., Any]] = {
    "+": lambda *of: of[0] if len(of) == 1 else _summed(of),
    "-": lambda *of: -of[0] if len(of) == 1 else of[0] - of[1],
    "*": operator.mul,
    "%": operator.mod,
    "==": lambda a, b: type(a) is type(b) and a == b,
    "is": lambda a, b: a is b,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "not": operator.not_,
}


def _summed(of: Iterable[Any]) -> Any:
    first, *others = of
    for other in others:
        first = first + other if isinstance(first, str) is isinstance(other, str) else f"{first}{other}"
    return first


class _LeavingError(Exception):
    """A ``break``, ``continue`` or ``return`` under way."""

    def __init__(self, word: str, value: Any = None) -> None:
        self.word = word
        self.value = value


class RaisedError(Exception):
    """An exception of the program."""

    def __init__(self, value: Any) -> None:
        self.value = value


class Run:
    """One run of a program, with the variables that it finds; blocks see all of them."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def block(self, block: ir.Block) -> None:
        for statement in block:
            self.statement(statement)

    def statement(self, statement: ir.Statement) -> None:
        match statement:
            case ir.Assign(name, value):
                self.names[name] = self.of(value)
            case ir.SetField(of, name, value):
                self.of(of)[name] = self.of(value)
            case ir.SetIndex(of, key, value):
                self.of(of)[self.of(key)] = self.of(value)
            case ir.Do(of):
                self.of(of)
            case ir.Branch(guard, then, otherwise):
                self.block(then if self.of(guard) else otherwise)
            case ir.While(guard, body, otherwise):
                while guard is None or self.of(guard):
                    if not self._round(body):
                        break
                else:
                    self.block(otherwise)
            case ir.Each(item, iterable, body, _, otherwise):
                for one in self.of(iterable):
                    self.names[item] = one
                    if not self._round(body):
                        break
                else:
                    self.block(otherwise)
            case ir.Return(value):
                raise _LeavingError("return", None if value is None else self.of(value))
            case ir.Raise(value):
                raise RaisedError(None if value is None else self.of(value))
            case ir.Break():
                raise _LeavingError("break")
            case ir.Continue():
                raise _LeavingError("continue")
            case ir.Try(body, handlers, final):
                self._try(body, handlers, final)
            case _:
                raise AssertionError(statement)

    def _round(self, body: ir.Block) -> bool:
        try:
            self.block(body)
        except _LeavingError as leaving:
            if leaving.word == "return":
                raise
            return leaving.word == "continue"
        return True

    def _try(self, body: ir.Block, handlers: tuple[ir.Handler, ...], final: ir.Block) -> None:
        try:
            self.block(body)
        except RaisedError as raised:
            if not handlers:
                raise
            if handlers[0].name is not None:
                self.names[handlers[0].name] = raised.value
            self.block(handlers[0].body)
        finally:
            self.block(final)

    def of(self, of: ir.Expression) -> Any:
        match of:
            case ir.Const(value):
                return value
            case ir.Name(name):
                return self.names[name]
            case ir.Bind(name, value):
                self.names[name] = self.of(value)
                return self.names[name]
            case ir.Field(inner, name):
                return self.of(inner).get(name)
            case ir.Index(inner, key):
                found, at = self.of(inner), self.of(key)
                return found[at] if at < len(found) else None
            case ir.Slice(inner):
                return self.of(inner)[1:]
            case ir.Record(entries):
                made: dict[Any, Any] = {}
                for name_of, entry in entries:
                    made |= self.of(entry) if name_of is None else {self.of(name_of): self.of(entry)}
                return made
            case ir.Sequence(items):
                return [self.of(item) for item in items]
            case ir.Operation(sign, operands):
                return _OPERATORS[sign](*map(self.of, operands))
            case ir.Either(word, operands):
                return self._either(word, operands)
            case ir.Choice(guard, then, otherwise):
                return self.of(then if self.of(guard) else otherwise)
            case ir.Call(callee, arguments):
                return self.of(callee)(*map(self.of, arguments))
            case ir.Closure(function):
                return self._closure(function)
        raise AssertionError(of)

    def _either(self, word: str, operands: tuple[ir.Expression, ...]) -> Any:
        value = None
        for operand in operands:
            value = self.of(operand)
            if (bool(value) is (word == "or")) if word != "??" else value is not None:
                break
        return value

    def _closure(self, function: ir.Function) -> Callable[..., Any]:
        """A function whose variables are its own; those around it are seen, but kept apart."""

        def called(*given: Any) -> Any:
            names = dict(self.names)
            for number, parameter in enumerate(function.parameters):
                default = None if parameter.default is None else self.of(parameter.default)
                names[parameter.name] = given[number] if number < len(given) else default
            try:
                Run(names).block(function.scope.body)
            except _LeavingError as leaving:
                return leaving.value
            return None

        return called


def traced(body: ir.Block, **names: Any) -> list[Any]:
    """What a program hands to ``log``, and what it ends with if that is an exception."""
    told: list[Any] = []

    def log(of: Any) -> Any:
        told.append(of)
        return of

    try:
        Run({"log": log, **names}).block(body)
    except RaisedError as raised:
        told.append({"raised": raised.value})
    return told
