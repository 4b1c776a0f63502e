"""Streams of Node.js: what is piped through them, what their listeners are told, what is written to files, and archives
that give their entries one by one.

Sources: nodejs.org/api/stream.html; the documentation of each library of archives (2026-11).
"""

from collections.abc import Callable

from hauberk.code import ir
from hauberk.code.flow.containers import Containers
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.knowledge import Gives, Lookup
from hauberk.code.flow.machine import MAX_CALLS, STEPS
from hauberk.code.flow.shapes import is_library, root
from hauberk.code.flow.taint import CLEAN, Taints, together
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Closure,
    Foreign,
    Member,
    Record,
    Result,
    Text,
    Value,
    just,
    taint_of,
    taint_of_all,
    unknown,
)
from hauberk.code.program import Program

ARCHIVES = frozenset(
    (
        *("zipfile", "tarfile", "py7zr", "rarfile", "adm-zip", "unzipper", "jszip", "yauzl", "yauzl-promise", "tar"),
        *("tar-stream", "fflate", "decompress", "node-stream-zip", "unzip-stream", "unzip", "@zip", "libarchive"),
    )
)
"""Modules that read archives."""
_LISTENING = frozenset(("on", "once", "addListener"))
_FEEDING = frozenset(("end", "write"))
_PIPELINES = frozenset(("stream.pipeline", "stream.promises.pipeline"))
_ERRORS = frozenset(("err", "error", "e", "_err", "_error", "_"))
_WRITING = frozenset(("writeFile", "writeFileSync", "outputFile", "outputFileSync", "appendFile", "appendFileSync"))
_READING = frozenset(("readFile", "readFileSync", "createReadStream", "readJson", "readJsonSync"))


def of_archive(path: str) -> bool:
    """Whether something belongs to a module that reads archives."""
    return root(path) in ARCHIVES


class Streams(Containers):
    """Follows what goes through streams and files."""

    def __init__(
        self, program: Program, lookup: Lookup, hostile: Callable[[tuple[str, ...]], str | None], steps: int = STEPS
    ) -> None:
        super().__init__(program, lookup, hostile, steps)
        self.listeners: dict[Atom, list[tuple[Closure, Foreign, Value]]] = {}
        """Functions that wait for what streams will be given, the method that they were given to, and the event."""
        self.files: dict[Atom, Taints] = {}
        """Files, by their names or as objects, and where hostile contents of them come from."""

    def streamed(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """Notes what a call does to streams; what it gives, if that is the stream that something is piped into."""
        if atom.path in _PIPELINES:
            behind = CLEAN
            for value, expression in zip(arguments.plain, node.arguments, strict=False):
                self._feed(value, behind, expression, frame)
                behind = together(behind, taint_of(value))
            return None
        if not isinstance(atom, Member):
            return None
        if atom.name == "pipe" and len(arguments.plain) >= 1 and not is_library(atom):
            target = arguments.plain[0]
            if not target.atoms or not all(isinstance(one, Foreign) for one in target.atoms):
                return None
            self._feed(target, taint, node.arguments[0], frame)
            return Value(target.atoms, together(target.taint, taint))
        if atom.name in _LISTENING:
            for one in (closure for value in arguments.plain[1:] for closure in value.atoms):
                if isinstance(one, Closure):
                    self.listeners.setdefault(atom.of, []).append((one, atom, arguments.plain[0]))
        elif atom.name == "emit" and arguments.plain:
            for listener, _, event in self.listeners.get(atom.of, ()):
                if event == arguments.plain[0] and len(self.way) < MAX_CALLS:
                    self.invoke(listener, Arguments(arguments.plain[1:]), frame, node.at)
        elif atom.name in _FEEDING and isinstance(node.callee, ir.Field):
            self._feed(just(atom.of, taint), taint_of_all(arguments.every()), node.callee.of, frame)
        return None

    def _feed(self, target: Value, taints: Taints, node: ir.Expression, frame: Frame) -> None:
        """What hostile data does that a stream is given."""
        if not taints:
            return
        for atom in target.atoms:
            if isinstance(atom, Result) and atom.of.path.endswith(".createWriteStream"):
                self._write(atom.arguments.at(0), taints)
            if not isinstance(atom, Foreign) or self.lookup.transfer(atom.path).gives is not Gives.CARRIED:
                continue
            for listener, method, _ in self.listeners.get(atom, ()):
                if len(self.way) < MAX_CALLS:
                    self.invoke(listener, self.told_to(listener, method, taints), frame, node.at)
            if of_archive(atom.path) and isinstance(node, (ir.Name, ir.Field)):
                self.replace(node, Value(target.atoms, together(target.taint, taints)), frame, node.at)

    def told_to(self, listener: Closure, by: Foreign | None, taints: Taints) -> Arguments:
        """What a function is called with by something: a module of archives tells of entries, and of errors first."""
        parameters = [one for one in listener.function.parameters if one.kind in ("plain", "positional")]
        told = unknown("what a callback is given", taints)
        if by is None or not of_archive(by.path):
            return Arguments((told,) * len(parameters))
        entry = just(Member(by, "*"), taints)
        first = unknown("an error") if parameters and parameters[0].name in _ERRORS else entry
        return Arguments((first, *(entry for _ in parameters[1:]))[: len(parameters)])

    def written(self, atom: Foreign, arguments: Arguments) -> None:
        """A call that puts hostile data into a file: ``writeFileSync("/tmp/in.zip", data)``."""
        if len(arguments.plain) > 1 and atom.path.rpartition(".")[2] in _WRITING and root(atom.path).startswith("fs"):
            self._write(arguments.plain[0], taint_of(arguments.plain[1]))

    def _write(self, name: Value | None, taints: Taints) -> None:
        for one in name.atoms if name is not None and taints else ():
            self.files[one] = taints

    def reads_file(self, atom: Foreign) -> bool:
        """Whether a call gives what is in a file."""
        return bool(self.files) and atom.path.rpartition(".")[2] in _READING and root(atom.path).startswith("fs")

    def held(self, arguments: Arguments) -> Taints:
        """Where what is in files comes from that a call is given."""
        found = CLEAN
        if self.files:
            for value in arguments.every():
                for one in value.atoms:
                    found = together(found, self.files.get(one, CLEAN))
                    inside = [inner for _, inner in one.fields] if isinstance(one, Record) else []
                    if isinstance(one, Text) and len(one.pieces) == 1:  # a name that was made a text
                        inside = [piece for piece in one.pieces if isinstance(piece, Value)]
                    for inner in inside:
                        found = together(found, self.held(Arguments((inner,))))
        return found

    # What stands in parts of the follower that are built on this one.

    def invoke(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Value:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError
