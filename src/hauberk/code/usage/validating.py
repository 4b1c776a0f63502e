"""Validators that a program has: what they say of a part counts as it stands."""

from hauberk.code import ir
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.shapes import Shape, root
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import (
    Arguments,
    Foreign,
    Input,
    Kind,
    Member,
    Result,
    Value,
    just,
)
from hauberk.code.usage import declared, models
from hauberk.code.usage.limits import Declared, Evidence, Limits, Path
from hauberk.code.usage.reading import Reading

_TELLING = frozenset(("is", "Check", "isValid", "isValidSync", "test", "guard", "compile", "isType", "is_valid"))
"""Checks that give a truth value: what they say counts where that is true."""


class Validating(Reading):
    """Watches validators."""

    def checked(self, how: str, atom: Foreign, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """A validator of a library."""
        reads = self._kept()
        found = super().checked(how, atom, arguments, node, frame)
        self.reads, self.unnamed, self.iterated = reads
        if how != "json-schema" and isinstance(atom, Member) and atom.name not in _TELLING:
            self._by_check(Result(atom, arguments), frame, node.at)
        return found

    def _kept(self) -> tuple[dict[Path, Site], dict[Path, Site], dict[Path, Site]]:
        """What was read so far: a schema reads what it names, which isn't a use of it."""
        return dict(self.reads), dict(self.unnamed), dict(self.iterated)

    def model(self, kind: Kind, data: Value, frame: Frame, depth: int = 0) -> Value:
        """A model of the application that a part has to fit."""
        if depth == 0:
            self._by_model(kind, data, frame)
        reads, before = self._kept(), self.by_get
        self.by_get = True
        found = super().model(kind, data, frame, depth)
        self.by_get = before
        self.reads, self.unnamed, self.iterated = reads
        return found

    def declares(self, schema: Value, data: Value, by: str, frame: Frame, at: ir.Place) -> None:
        """A JSON Schema that a call, a decorator or middleware asks by."""
        self._declare(declared.of_json(schema), data, by, frame, at)

    def modelled(self, kind: Kind, base: Foreign, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``Model(**data)``: the data as a whole is what has to fit."""
        found = super().modelled(kind, base, arguments, node, frame)
        more = arguments.more.only if arguments.more is not None and not arguments.named else None
        if isinstance(more, Input) and more.path[-1] == "*":
            self.iterated.pop(more.path[:-1], None)
            self._by_model(kind, just(Input(*more.path[:-1])), frame)
        return found

    def _by_model(self, kind: Kind, data: Value, frame: Frame) -> None:
        schema = models.of_model(kind, lambda one: list(self.lineage(one)), self.value)
        inside = kind.around if isinstance(kind.around, Frame) else frame
        self._declare(declared.kept(schema), data, f"the model {kind.class_.name}", frame, kind.class_.at, inside.file)

    def note(self, shape: Shape, data: Value, frame: Frame, depth: int = 0) -> None:
        """What a schema says that was passed."""
        reads = self._kept()
        super().note(shape, data, frame, depth)
        self.reads, self.unnamed, self.iterated = reads

    def validated(self, result: Result, frame: Frame) -> None:
        """A check that was passed."""
        super().validated(result, frame)
        self._by_check(result, frame, self.asked_at)

    def _by_check(self, result: Result, frame: Frame, at: ir.Place) -> None:
        """What a call that validates says of its data."""
        found = self.schema_of(result)
        if found is not None:
            fluent = self.lookup.schema(result.of.path) == "fluent"
            by = root(result.of.path)
            self._declare(declared.of_check(result, fluent=fluent), found[1], by, frame, at)

    def _declare(self, said: Declared | None, data: Value, by: str, frame: Frame, at: ir.Place, file: str = "") -> None:
        found = self.path_of(data)
        if found is None:
            return
        path = (*found[0], "{}") if found[0][-1] == "body" else found[0]
        site = Site(file or frame.file, at)
        parts = declared.parts(said) if said is not None and path == ("event",) else ()
        for part in parts:
            self._tell_declared((*path, *part.path), part.said, by, site, frame)
        if not parts:
            self._tell_declared(path, said, by, site, frame)

    def _tell_declared(self, path: Path, said: Declared | None, by: str, site: Site, frame: Frame) -> None:
        self.declared.setdefault(path, (by, site))
        if said is not None:
            evidence = frozenset((Evidence("declared", f"{by} validates it", site),))
            self.tell(path, Limits(declared=frozenset((said,)), evidence=evidence), frame)
