"""The core as text, close to Python, so that tests can say what a front end makes of a program."""

from hauberk.code import ir
from hauberk.code.ir import Block, Function

INDENT = "    "


def shown(block: Block) -> str:
    """A block, a line for each statement; functions follow as blocks."""
    return "\n".join(line for statement in block for line in _lines(statement))


def _lines(statement: object) -> list[str]:
    match statement:
        case ir.Assign(name, ir.Closure(function)):
            return [f"{name} = {_head(function)}", *_inside(function.scope.body)]
        case ir.Assign(name, ir.Class(_, bases, body, _, annotations)):
            told = "".join(f" {field}: {text(of)}" for field, of in annotations)
            return [f"{name} = class({', '.join(map(text, bases))}){told}", *_inside(body)]
        case ir.Assign(name, value):
            return [f"{name} = {text(value)}"]
        case ir.SetField(of, name, value):
            return [f"{text(of)}.{name} = {text(value)}"]
        case ir.SetIndex(of, key, value):
            return [f"{text(of)}[{text(key)}] = {text(value)}"]
        case ir.Do(of):
            return [text(of)]
        case ir.Branch(guard, then, otherwise):
            rest = ["else", *_inside(otherwise)] if otherwise else []
            return [f"if {text(guard)}", *_inside(then), *rest]
        case ir.While(guard, body, otherwise):
            rest = ["else", *_inside(otherwise)] if otherwise else []
            return [f"while {text(guard) if guard is not None else 'true'}", *_inside(body), *rest]
        case ir.Each(item, iterable, body, keys, otherwise):
            rest = ["else", *_inside(otherwise)] if otherwise else []
            return [f"for {item} {'of keys ' if keys else ''}in {text(iterable)}", *_inside(body), *rest]
        case ir.Return(value):
            return ["return" if value is None else f"return {text(value)}"]
        case ir.Raise(value):
            return ["raise" if value is None else f"raise {text(value)}"]
        case ir.Break():
            return ["break"]
        case ir.Continue():
            return ["continue"]
        case ir.Try(body, handlers, final):
            made = ["try", *_inside(body)]
            for one in handlers:
                made += [f"except {', '.join(map(text, one.types))} as {one.name}", *_inside(one.body)]
            return [*made, *(["finally", *_inside(final)] if final else [])]
        case ir.Export(name, value):
            return [f"export {name} = {text(value)}"]
    raise AssertionError(statement)


def _inside(block: Block) -> list[str]:
    return [INDENT + line for statement in block for line in _lines(statement)]


def _head(function: Function) -> str:
    words = [word for word, is_so in (("async", function.is_async), ("yielding", function.is_generator)) if is_so]
    marks = {"rest": "*", "options": "**", "named": "!", "positional": "/", "plain": ""}
    taken = [
        marks[one.kind]
        + one.name
        + (f": {text(one.annotation)}" if one.annotation is not None else "")
        + (f"={text(one.default)}" if one.default is not None else "")
        for one in function.parameters
    ]
    decorated = [f"@{text(one)}" for one in function.decorators]
    return " ".join([*decorated, *words, f"function({', '.join(taken)})"])


def text(of: object) -> str:
    """An expression, on one line."""
    match of:
        case ir.Const(value):
            return repr(value)
        case ir.Regex(pattern, flags):
            return f"/{pattern}/{flags}"
        case ir.Name(name):
            return name
        case ir.Module(name, exported):
            return f"module({name})" if exported is None else f"module({name}).{exported}"
        case ir.Field(inner, name):
            return f"{text(inner)}.{name}"
        case ir.Index(inner, key):
            return f"{text(inner)}[{text(key)}]"
        case ir.Slice(inner):
            return f"{text(inner)}[:]"
        case ir.Spread(inner):
            return f"*{text(inner)}"
        case ir.Call(callee, arguments, named, new):
            passed = [*map(text, arguments), *(f"{name or '**'}={text(value)}" for name, value in named)]
            return f"{'new ' if new else ''}{text(callee)}({', '.join(passed)})"
        case ir.Text(parts):
            return f"text({', '.join(map(text, parts))})"
        case ir.Operation(operator, operands):
            return f"({operator} {' '.join(map(text, operands))})"
        case ir.Either(operator, operands):
            return f"({f' {operator} '.join(map(text, operands))})"
        case ir.Choice(guard, then, otherwise):
            return f"({text(guard)} ? {text(then)} : {text(otherwise)})"
        case ir.Record(entries, mapping):
            inside = [text(value) if key is None else f"{text(key)}: {text(value)}" for key, value in entries]
            return f"{'dict' if mapping else ''}{{{', '.join(inside)}}}"
        case ir.Sequence(items, kind):
            return f"{kind}[{', '.join(map(text, items))}]"
        case ir.Gather(kind, inner, key, clauses):
            made = text(inner) if key is None else f"{text(key)}: {text(inner)}"
            return f"{kind}[{made}{''.join(map(_clause, clauses))}]"
        case ir.Closure(function):
            return f"({_head(function)} {{ {'; '.join(shown(function.scope.body).splitlines())} }})"
        case ir.Class(name):
            return f"class {name}"
        case ir.Await(inner):
            return f"await {text(inner)}"
        case ir.Yield(inner, each):
            return f"yield{'*' if each else ''} {text(inner)}"
        case ir.Bind(name, value):
            return f"({name} := {text(value)})"
        case ir.Opaque(reason, parts):
            return f"opaque({', '.join([reason, *map(text, parts)])})"
    raise AssertionError(of)


def _clause(clause: ir.Clause) -> str:
    bound = "".join(f" {line};" for line in shown(clause.bind).splitlines())
    tests = "".join(f" if {text(test)}" for test in clause.conditions)
    return f" for {clause.item} in {text(clause.iterable)}{bound}{tests}"
