"""Which parts of the event are read, and what a read asks of what it reads."""

from hauberk.code import ir
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.taint import Site, Taints
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Input,
    Literal,
    Record,
    Value,
    just,
)
from hauberk.code.usage import conversions
from hauberk.code.usage.limits import root_name, touch
from hauberk.code.usage.telling import Telling


class Reading(Telling):
    """Watches reads."""

    def part(self, of: Input, name: str, frame: Frame, at: ir.Place) -> Value:
        """A part that is read."""
        if frame.state is not None:
            root = root_name((*of.path, name))
            self.touched.add(root)
            touch(frame.state.facts, root)
        if name == "*":
            self.unnamed.setdefault(of.path, frame.site(at))
        elif not (name == "length" and self.is_script(frame)):
            self.reads.setdefault((*of.path, name), frame.site(at))
        return super().part(of, name, frame, at)

    def item(self, of: Value, key: Value, frame: Frame, at: ir.Place) -> Value:
        """``of[key]``: in Python the part has to be there."""
        only = key.only
        name = only.value if isinstance(only, Literal) else None
        found = self.path_of(of)
        if found is not None and at.end and not self.by_get:
            path, sure = found
            if isinstance(name, bool) or not isinstance(name, (int, str)):
                return super().item(of, key, frame, at)
            if isinstance(name, int):
                self.iterated.setdefault(path, frame.site(at))
                if not self.is_script(frame) and sure:
                    self.says(path, frame, at, "an item is read", there=True, types=frozenset(("array", "string")))
                return self.input((*path, "*"), frame.site(at)) if sure else super().item(of, key, frame, at)
            if sure and not self.asks(frame, at):
                self.says(path, frame, at, f"its {name} is read", there=True, types=frozenset(("object",)))
                if not self.is_script(frame):
                    self.says((*path, name), frame, at, "it is read without a default", there=True)
        return super().item(of, key, frame, at)

    def member(self, of: Value, name: str, frame: Frame, at: ir.Place) -> Value:
        """``of.name``: in JavaScript what it is read of has to be an object."""
        if self.is_script(frame) and name != "length":
            found = self.path_of(of)
            if found is not None and found[1] and not self.asks(frame, at):
                self.says(found[0], frame, at, f"its {name} is read", there=True, types=frozenset(("object",)))
        return super().member(of, name, frame, at)

    def each(self, of: Value, frame: Frame, *, keys: bool = False) -> Value:
        """Items that are gone through."""
        found = self.path_of(of)
        if found is not None and not keys:
            self.iterated.setdefault(found[0], Site(frame.file, ir.Place(0, 0)))
        return super().each(of, frame, keys=keys)

    def spread(self, record: Record, value: Value, frame: Frame) -> tuple[Record, Taints]:
        """A part whose fields become those of another object."""
        found = self.path_of(value)
        listed = dict(self.iterated)
        made = super().spread(record, value, frame)
        if found is not None:
            self.iterated = listed
            self.whole.setdefault(found[0], ("another object", Site(frame.file, ir.Place(0, 0))))
        return made

    def _entries(self, path: str, arguments: Arguments, frame: Frame) -> Value:
        """``Object.entries(of)`` and its like go through fields, not items."""
        listed = dict(self.iterated)
        made = super()._entries(path, arguments, frame)
        found = self.path_of(arguments.plain[0])
        if found is not None and path.startswith("Object."):
            self.iterated = listed
            self.unnamed.setdefault(found[0], Site(frame.file, self.asked_at))
        return made

    def _of_input(self, atom: Input, name: str, arguments: Arguments, frame: Frame, node: ir.Call) -> Value | None:
        """``.get(name, default)`` reads without asking for anything."""
        before, self.by_get = self.by_get, True
        found = super()._of_input(atom, name, arguments, frame, node)
        self.by_get = before
        if found is not None and name == "get" and len(found.atoms) > 1 and arguments.at(1, "default") is not None:
            self.fallbacks.add(found)
        if name in ("items", "entries", "keys", "values") and not self.is_script(frame):
            self.unnamed.setdefault(atom.path, frame.site(node.at))
        return found

    def _of(
        self,
        atom: Atom,
        taint: Taints,
        name: str,
        arguments: Arguments,
        node: ir.Call,
        receiver: ir.Expression,
        frame: Frame,
    ) -> Value:
        """A method that one type alone has."""
        if isinstance(atom, Input):
            value = self.value(receiver, frame) if isinstance(receiver, (ir.Name, ir.Field, ir.Index)) else just(atom)
            self._method_of(value, name, node, frame)
        return super()._of(atom, taint, name, arguments, node, receiver, frame)

    def _method_of(self, value: Value, name: str, node: ir.Call, frame: Frame) -> None:
        script = self.is_script(frame)
        if script and self.asks(frame, node.callee.at):
            return
        types: frozenset[str] = frozenset()
        if name in (conversions.OF_SCRIPT_TEXT if script else conversions.OF_TEXT):
            types = frozenset(("string",))
        elif script and name in conversions.OF_SCRIPT_LIST:
            types = frozenset(("array",))
        elif not script and name in conversions.OF_MAPPING:
            types = frozenset(("object",))
        if types:
            self.typed_as(value, types, frame, node.at, f"{name}() is called on it")
