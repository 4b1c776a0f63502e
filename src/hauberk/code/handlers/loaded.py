"""What a file does when it is loaded, as far as its handlers go: what it imports, what it gives names to."""

from collections.abc import Iterable, Iterator

from hauberk.code import ir

MAX_STEPS = 20
"""Names and calls that are followed to find out what an expression begins with."""
MAX_NODES = 200_000
"""Nodes of a file that are looked at for who uses a name."""


class Loaded:
    """The statements of a file that run when it is loaded, those of its branches too."""

    def __init__(self, file: ir.File) -> None:
        self.statements = tuple(_loaded(file.body))
        self.values: dict[str, ir.Expression] = {}
        self.imports: dict[str, str] = {}
        for one in self.statements:
            if isinstance(one, ir.Assign):
                if isinstance(one.value, ir.Module):
                    self.imports[one.name] = _path(one.value)
                else:
                    self.values[one.name] = one.value

    def path(self, of: ir.Expression) -> str:
        """What an expression begins with, from an import on: ``mangum.Mangum()`` for ``Mangum(app)``; empty where it
        doesn't begin with one."""
        ends: list[str] = []
        for _ in range(MAX_STEPS):
            match of:
                case ir.Module():
                    return _path(of) + "".join(reversed(ends))
                case ir.Name(name) if name in self.imports:
                    return self.imports[name] + "".join(reversed(ends))
                case ir.Name(name) if name in self.values:
                    of = self.values[name]
                case ir.Field(inner, name):
                    ends.append(f".{name}")
                    of = inner
                case ir.Call(callee):
                    ends.append("()")
                    of = callee
                case ir.Await(inner):
                    of = inner
                case _:
                    break
        return ""

    def uses(self) -> dict[str, set[str]]:
        """The names that are read, each with the functions that read them; empty is for what runs when it is loaded.
        What the file offers isn't a use."""
        found: dict[str, set[str]] = {}
        left = MAX_NODES
        for statement in self.statements:
            pending: list[object] = [] if isinstance(statement, (ir.Export, ir.Branch, ir.Try)) else [statement]
            while pending and left:
                left -= 1
                one = pending.pop()
                if isinstance(one, tuple):
                    pending.extend(one)
                elif isinstance(one, ir.Closure):
                    pending.append(one.function.decorators)
                    for name in one.function.scope.outer:
                        found.setdefault(name, set()).add(one.function.name)
                elif isinstance(one, ir.Name):
                    found.setdefault(one.name, set()).add("")
                elif isinstance(one, ir.Node):
                    pending.extend(getattr(one, name) for name in one.__match_args__ if name != "at")
        return found


def _path(module: ir.Module) -> str:
    return module.name if module.exported in (None, "default") else f"{module.name}.{module.exported}"


def _loaded(block: Iterable[ir.Statement]) -> Iterator[ir.Statement]:
    pending = list(block)[::-1]
    while pending:
        one = pending.pop()
        yield one
        match one:
            case ir.Branch(guard, then, otherwise) if not _is_main(guard):
                pending.extend(reversed((*then, *otherwise)))
            case ir.Try(body, handlers, final):
                pending.extend(reversed((*body, *(each for one in handlers for each in one.body), *final)))


def _is_main(guard: ir.Expression) -> bool:
    """``if __name__ == "__main__"``, which Lambda never comes to."""
    match guard:
        case ir.Operation("==", (ir.Name("__name__"), _) | (_, ir.Name("__name__"))):
            return True
        case ir.Operation("==", (ir.Field(ir.Name("require"), "main"), _) | (_, ir.Field(ir.Name("require"), "main"))):
            return True
    return False
