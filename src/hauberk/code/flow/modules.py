"""The files of the application as modules: run once, when they are first asked for."""

from typing import TYPE_CHECKING

from hauberk.code import ir
from hauberk.code.flow.applied import marked, source
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.knowledge import Gives
from hauberk.code.flow.machine import Machine
from hauberk.code.flow.values import (
    NOTHING,
    Atom,
    Closure,
    Literal,
    Member,
    Namespace,
    Symbol,
    Value,
    join,
    just,
    literal,
)

if TYPE_CHECKING:
    from hauberk.code.flow.own_names import OwnNames

DEFAULT = "default"
MAX_FILES = 2_000
"""Files that are followed from one entry point."""


class Module:
    """A file, or a folder of Python files, and what it offers."""

    def __init__(self, path: str, frame: Frame) -> None:
        self.path = path
        self.frame = frame
        self.exports: dict[str, Value] = {}
        self.whole: Value | None = None
        """What ``module.exports`` was set to."""

    @property
    def is_python(self) -> bool:
        """Whether its variables are what it offers."""
        return not self.path.endswith((".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"))


def _is_of_library(atom: Atom) -> bool:
    """Whether it is a member of a module of a library, and so may be a function."""
    return isinstance(atom, (Symbol, Member)) and "." in atom.path and "()" not in atom.path


class Modules(Machine):
    """Runs files and reads what they offer."""

    modules: dict[str, Module]
    ran: int
    """How many of them have run."""
    own_names: "OwnNames"

    def module(self, path: str) -> Module:
        """A file of the application; its statements are followed the first time."""
        found = self.modules.get(path)
        if found is not None:
            return found
        frame = Frame(path, None, None)
        found = self.modules[path] = Module(path, frame)
        if len(self.modules) > MAX_FILES:
            text = f"more than {MAX_FILES:,} files are imported: this one wasn't looked at"
            self.lose("budget", text, frame.site(ir.Place(0, 0)))
            return found
        file = self.program.file(path)
        if file is not None:
            if found.is_python and frame.state is not None:
                frame.state.names.update({"__name__": literal("module"), "__file__": literal(path)})
            for trouble in file.troubles:
                self.lose(trouble.code, trouble.text, frame.site(trouble.at))
            way, self.way = self.way, []
            self.block(file.body, frame)
            self.way = way
        self.ran += 1
        return found

    def imported(self, name: str, exported: str | None, frame: Frame, at: ir.Place) -> Value:
        """A module, or what it exports."""
        path = self.program.find(frame.file, name)
        if path is None:
            return self._foreign(name, exported, frame, at)
        namespace = Namespace(path, self.module(path))
        if exported is None:
            return self._whole(namespace)
        return self.exported(namespace, exported, frame, at)

    def _foreign(self, name: str, exported: str | None, frame: Frame, at: ir.Place) -> Value:
        if name.startswith("."):
            self.lose("missing-module", f"the module {name} isn't there", frame.site(at))
            return just(Symbol(f"missing:{name}"))
        root = name.removeprefix("node:").replace("/", ".") if not name.startswith("@") else name
        if self.is_script(frame):
            root = root.removesuffix(".js").replace("lodash-es", "lodash").replace("validator.lib.", "validator.")
        if exported in (None, DEFAULT, "*"):
            return just(Symbol(root), self.variable_source(root, frame.site(at)))
        known = self.lookup.field(f"{root}.{exported}")
        if known is not None and known.gives is Gives.DECODED:
            return self.input(("request",), frame.site(at))
        return just(Symbol(f"{root}.{exported}"), self.variable_source(f"{root}.{exported}", frame.site(at)))

    def _whole(self, namespace: Namespace) -> Value:
        module = namespace.file
        assert isinstance(module, Module)
        return module.whole if module.whole is not None and not module.exports else just(namespace)

    def own_exports(self, frame: Frame) -> Value:
        """What the file of a frame offers, as its own code sees it: ``module.exports``."""
        module = self.modules.get(frame.file)
        if module is None or module.is_python:
            return just(Symbol("module.exports"))
        return module.whole if module.whole is not None else just(Namespace(frame.file, module))

    def exported(self, of: Namespace, name: str, frame: Frame, at: ir.Place) -> Value:
        """What a module offers under a name."""
        found = self._exported(of, name, frame, at)
        if self.lookup.pack:
            assert isinstance(of.file, Module)
            for said in self.own_names.holding(of.file.path, name):
                self.lookup.met.add(said.name)
                found = marked(found, source(said.name, frame.site(at)))
        return found

    def _exported(self, of: Namespace, name: str, frame: Frame, at: ir.Place) -> Value:
        module = of.file
        assert isinstance(module, Module)
        if module.is_python:
            names = module.frame.state.names if module.frame.state is not None else {}
            found = names.get(name)
            if found is not None:
                return found
            below = self.program.below(module.path, name)
            if below is not None:
                return just(Namespace(below, self.module(below)))
            star = names.get("*")
            if star is not None:
                return self.member(star, name, frame, at)
            return just(Symbol(f"missing:{module.path}.{name}"))
        found = module.exports.get(name)
        if found is not None:
            return found
        if module.whole is not None:
            if name == DEFAULT:
                return module.whole
            return self.member(module.whole, name, frame, at)
        if name == DEFAULT:
            return just(of)
        star = module.exports.get("*")
        if star is not None:
            return self.member(star, name, frame, at)
        return just(Symbol(f"missing:{module.path}.{name}"))

    def offers_more(self, of: Namespace) -> bool:
        """Whether a module offers functions that aren't the application's: one of Python's, all that it imports."""
        module = of.file
        assert isinstance(module, Module)
        if not module.is_python or module.frame.state is None:
            return False
        return any(_is_of_library(atom) for value in module.frame.state.names.values() for atom in value.atoms)

    def functions_of(self, of: Namespace) -> tuple[str, ...]:
        """The names of the functions that a module offers."""
        module = of.file
        assert isinstance(module, Module)
        state = module.frame.state
        names = module.exports if not module.is_python else state.names if state is not None else {}
        return tuple(name for name, value in names.items() if any(isinstance(atom, Closure) for atom in value.atoms))

    def global_(self, name: str, frame: Frame) -> Value:
        """A variable of the file, of whatever function it is read in: ``globals()["name"]``."""
        while frame.outer is not None:
            frame = frame.outer
        found = self.variable(name, frame)
        return found if found is not None else just(Symbol(f"builtins.{name}"))

    def set_exported(self, of: Namespace, name: str, value: Value) -> None:
        """Sets a variable of another module."""
        module = of.file
        assert isinstance(module, Module)
        if module.frame.state is not None:
            before = module.frame.state.names.get(name)
            module.frame.state.names[name] = value if before is None else join(before, value)
            module.frame.changes += 1
        module.exports[name] = value

    def export(self, name: str, value: Value, frame: Frame) -> None:
        """Offers a value. ``module.exports = {…}`` offers what is in it."""
        outermost = frame
        while outermost.outer is not None:
            outermost = outermost.outer
        module = self.modules.get(outermost.file)
        if module is None:
            return
        if name in ("exports", "="):
            module.whole = value
            return
        if name == "*" and "*" in module.exports:
            value = join(module.exports["*"], value)
        module.exports[name] = value

    def offered(self, path: str, name: str) -> Value:
        """What a file offers under a name with dots, as a handler is named; nothing if it doesn't."""
        module = self.module(path)
        found = just(Namespace(path, module))
        for part in name.split("."):
            found = self.member(found, part, module.frame, ir.Place(0, 0))
        atoms = tuple(
            atom
            for atom in found.atoms
            if not (isinstance(atom, Symbol) and atom.path.startswith("missing:"))
            and not (isinstance(atom, Literal) and atom.value is None)
        )
        return Value(atoms, found.taint) if atoms else NOTHING

    # What stands in parts of the follower that are built on this one.

    def member(self, of: Value, name: str, frame: Frame, at: ir.Place) -> Value:
        """See :class:`hauberk.code.flow.members.Members`."""
        raise NotImplementedError

    def block(self, block: ir.Block, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.statements.Statements`."""
        raise NotImplementedError
