"""Members and items of values, and setting them."""

from collections.abc import Callable, Iterator

from hauberk.code import ir
from hauberk.code.flow.alphabets import CONSTANTS
from hauberk.code.flow.chosen import chosen, is_code, is_free, may_be, names_of, own
from hauberk.code.flow.entries import UNPACKED, renamed
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.knowledge import Gives
from hauberk.code.flow.machine import MAX_PATH
from hauberk.code.flow.modules import Modules
from hauberk.code.flow.pieces import cleaned_piece
from hauberk.code.flow.record import Kept, Stored
from hauberk.code.flow.removal import cleaned_by_splitting
from hauberk.code.flow.taint import CLEAN, Site, Taints, together
from hauberk.code.flow.values import (
    MAX_DEPTH,
    NOTHING,
    Arguments,
    Atom,
    Closure,
    Drawn,
    Environment,
    Foreign,
    Input,
    Kind,
    Literal,
    Member,
    Namespace,
    Record,
    Result,
    Sequence,
    Symbol,
    Text,
    Unknown,
    Value,
    bounded,
    cleaned,
    is_there,
    join,
    just,
    literal,
    taint_of,
    unknown,
    without,
)
from hauberk.code.flow.values import joined as joined_values

_ENVIRONMENT = frozenset(("os.environ", "process.env", "node:process.env"))
KEY = "key"
"""Not a sink: a name that isn't one of those that every object has."""
PROTOTYPE = "Object.prototype"
SETTER = "setter"
"""What is behind the name of a property for the function that sets it."""
_BARE = frozenset(("Object.create()", "Map()", "WeakMap()", "Object.prototype()"))
"""Objects that have nothing but what was put into them."""
_LEADING = frozenset(("host", "hostname", "href"))
"""Members of an address that say where it leads."""
_LENGTHS = frozenset(("length", "size"))


_FILED = Unknown("what stands under a name that was checked")
_ROUNDING = ("Math.floor()", "Math.round()", "Math.trunc()", "Math.ceil()", "parseInt()", "Number()", "builtins.int()")


def drawn(value: Value) -> Value:
    """What a number is drawn from by chance, so that it stays known how a character was chosen."""
    found = NOTHING
    for atom in value.atoms:
        if isinstance(atom, Drawn):
            found = join(found, just(atom))
        elif isinstance(atom, Result) and atom.path in _ROUNDING:
            for argument in atom.arguments.plain[:1]:
                found = join(found, drawn(argument))
    return found


class Members(Modules):
    """Reads and sets what is in values."""

    def member(self, of: Value, name: str, frame: Frame, at: ir.Place) -> Value:
        """``of.name``."""
        if len(of.atoms) == 1:  # as most have
            found = self._member(of.atoms[0], of.taint, name, frame, at)
        else:
            found = NOTHING
            for atom in without(of, is_there, False).atoms:
                found = join(found, self._member(atom, of.taint, name, frame, at))
        return bounded(found) if found.atoms else NOTHING

    def _member(self, atom: Atom, taint: Taints, name: str, frame: Frame, at: ir.Place) -> Value:
        match atom:
            case Record():
                return self._of_record(atom, taint, name, frame, at)
            case Input():
                return self.part(atom, name, frame, at)
            case Namespace():
                return self.exported(atom, name, frame, at)
            case Kind():
                return self._of_kind(atom, just(atom), name, frame, at)
            case Foreign():
                return self._of_foreign(atom, taint, name, frame, at)
            case Sequence() | Literal() | Text() if name in _LENGTHS:
                return unknown("a number")
            case Sequence():
                return just(Member(atom, name), taint)
            case Closure():
                return just(Member(atom, name))
        return just(Member(atom, name), taint) if atom.depth < MAX_DEPTH else unknown("a member", taint)

    def environment(self, name: str, frame: Frame, at: ir.Place, *, raises: bool) -> Value:
        """A variable of the environment, read at a place."""
        if raises and self.record.notes.tolerant:
            self.record.notes.checked.add(name)
        self.record.notes.read(name, frame.site(at), len(self.way), raises=raises)
        return just(Environment(name))

    def looked_up(self, name: Value, of: Value) -> None:
        """``name in of``: of the environment it tells that a variable may be missing."""
        only = name.only
        asked = any(isinstance(atom, Foreign) and atom.path in _ENVIRONMENT for atom in of.atoms)
        if asked and isinstance(only, Literal) and isinstance(only.value, str):
            self.record.notes.checked.add(only.value)

    def part(self, of: Input, name: str, frame: Frame, at: ir.Place) -> Value:
        """A part of the input."""
        if name == "length" and self.is_script(frame):
            return unknown("a number")
        if len(of.path) >= MAX_PATH:
            return just(of, self.sources(of.path, frame.site(at)))
        return self.input((*of.path, name), frame.site(at))

    def _of_record(self, atom: Record, taint: Taints, name: str, frame: Frame, at: ir.Place) -> Value:
        value = atom.get(name) if not atom.mapping else None
        if value is not None:
            return value.tainted(together(value.taint, taint)) if taint else value
        if atom.made_by is not None:
            me = just(atom, taint)
            found = self._of_kind(atom.made_by, me, name, frame, at)
            if found.atoms:
                return found
        if atom.rest is not None and not atom.mapping:
            return atom.rest
        if atom.made_by is not None or atom.mapping or atom.fields:
            return (
                just(Member(atom, name), taint) if atom.depth < MAX_DEPTH else unknown("a member", taint_of(just(atom)))
            )
        return literal(None)  # nothing is in it: what is hostile is what it stands beside

    def _of_kind(self, kind: Kind, me: Value, name: str, frame: Frame, at: ir.Place) -> Value:
        """What a class, or one that it extends, has under a name, for an object or the class itself."""
        for one in self.lineage(kind):
            if isinstance(one, Kind):
                value = one.members.get(name)
                if value is not None:
                    return self._bound(value, me, frame, at)
            elif isinstance(one, Foreign):
                return just(Member(one, name), me.taint)
        return NOTHING

    def _bound(self, value: Value, me: Value, frame: Frame, at: ir.Place) -> Value:
        found = NOTHING
        for atom in value.atoms:
            if isinstance(atom, Closure) and atom.this is None:
                names = self.decorators_of(atom)
                if isinstance(me.only, Kind) and "classmethod" not in names:
                    found = join(found, just(atom))
                    continue
                if "property" in names or "cached_property" in names:
                    found = join(found, self.invoke(Closure(atom.function, atom.around, me), Arguments(), frame, at))
                elif "staticmethod" in names:
                    found = join(found, just(atom))
                else:
                    found = join(found, just(Closure(atom.function, atom.around, me)))
            else:
                found = join(found, just(atom, value.taint))
        return found

    def lineage(self, kind: Kind) -> Iterator[Atom]:
        """A class and those that it extends, nearest first; of a cycle each once."""
        pending: list[Atom] = [kind]
        seen: set[Atom] = set()
        while pending and len(seen) < 32:
            one = pending.pop(0)
            if one in seen:
                continue
            seen.add(one)
            yield one
            if isinstance(one, Kind):
                pending.extend(atom for base in one.bases for atom in base.atoms)

    def _of_foreign(self, atom: Foreign, taint: Taints, name: str, frame: Frame, at: ir.Place) -> Value:
        if atom.path in _ENVIRONMENT and name not in ("get", "items", "keys", "values", "setdefault", "copy", "pop"):
            return self.environment(name, frame, at, raises=False)
        if atom.path == "module" and name == "exports":
            return self.own_exports(frame)
        if atom.depth >= MAX_DEPTH:
            return unknown("a member of something that took many steps to make", taint)
        if name == "default" and isinstance(atom, Symbol) and self.is_script(frame):
            return just(atom, taint)  # of a module: what it is as a whole
        made = Member(atom, name)
        if made.path in CONSTANTS and not self.is_script(frame):
            return literal(CONSTANTS[made.path])
        known = self.lookup.field(made.path)
        if known is not None:
            if known.gives is Gives.DECODED:
                return self.input(("request",), frame.site(at))
            if known.cleans:
                taint = frozenset(one.without(known.cleans) for one in taint)
        if self.lookup.pack:
            taint = together(taint, self.variable_source(made.path, frame.site(at)))
        return just(made, taint)

    def in_map(self, of: Value, key: Value, frame: Frame, at: ir.Place) -> Value:
        """``of.get(key)``: a map has nothing but what was put into it."""
        found = NOTHING
        only = key.only
        name = only.value if isinstance(only, Literal) else None
        for atom in without(of, is_there, False).atoms:
            found = join(found, self._item(atom, of.taint, name, frame, at))
        return bounded(found)

    def item(self, of: Value, key: Value, frame: Frame, at: ir.Place) -> Value:
        """``of[key]``."""
        if isinstance(key.only, Literal) and key.only.value is not None:
            return self.in_map(of, key, frame, at)
        if len(key.atoms) > 1 and (names := names_of(key)):
            return joined_values(self.item(of, literal(name), frame, at) for name in names)
        script = self.is_script(frame)
        found = self.own_functions(of, key, frame, at) if script else NOTHING
        code = [atom for atom in of.atoms if isinstance(atom, Foreign) and is_code(atom)] if is_free(key) else []
        for atom in code:
            found = join(found, just(chosen(atom, key)))
        others = Value(tuple(atom for atom in of.atoms if atom not in code), of.taint) if code else of
        found = join(found, self.in_map(others, key, frame, at))
        if script:
            found = join(found, self._beside(of, key))
        if any(isinstance(atom, (Text, Literal, Foreign)) for atom in of.atoms):
            found = join(found, drawn(key))
        return bounded(found)

    def own_functions(self, of: Value, key: Value, frame: Frame, at: ir.Place) -> Value:
        """The functions of the application's own objects, classes and modules that a computed name may choose."""
        found = NOTHING
        for atom in of.atoms:
            if isinstance(atom, Kind) or (isinstance(atom, Record) and atom.made_by is not None):
                kind = atom if isinstance(atom, Kind) else atom.made_by
                lineage = self.lineage(kind) if kind is not None else iter(())
                for name in own(atom, lineage, key):
                    found = join(found, self._member(atom, of.taint, name, frame, at))
            elif isinstance(atom, Namespace) and not (self.offers_more(atom) and is_free(key)):
                for name in self.functions_of(atom):
                    found = join(found, self.exported(atom, name, frame, at)) if may_be(key, name) else found
        return found

    def _beside(self, of: Value, key: Value) -> Value:
        """What JavaScript's objects give for a key that isn't theirs: nothing, or what all objects have."""
        found = NOTHING
        if any(isinstance(atom, Record) for atom in of.atoms):
            found = literal(None)
        if is_free_key(key) and of.atoms and all(map(_inherits, of.atoms)):
            found = join(found, just(Result(Symbol(PROTOTYPE), Arguments((key,)))))
        return found

    def _item(self, atom: Atom, taint: Taints, name: object, frame: Frame, at: ir.Place) -> Value:
        match atom:
            case Record():
                if name is not None:
                    value = atom.get(str(name))
                    if value is not None:
                        return value.tainted(together(value.taint, taint)) if taint else value
                    if atom.rest is not None:
                        return atom.rest
                    if atom.made_by is not None:
                        return self._of_record(atom, taint, str(name), frame, at)
                    return unknown("a missing item", taint)
                every = atom.every()
                return every.tainted(together(every.taint, taint)) if every.atoms else unknown("an item", taint)
            case Sequence():
                exact = isinstance(name, int) and not isinstance(name, bool) and atom.rest is None
                if exact and isinstance(name, int) and -len(atom.items) <= name < len(atom.items):
                    return atom.items[name]
                every = atom.every()
                return every if every.atoms else unknown("an item", taint)
            case Input():
                return self.part(atom, name if isinstance(name, str) else "*", frame, at)
            case Namespace() if isinstance(name, str):
                return self.exported(atom, name, frame, at)
            case Foreign():
                if atom.path == "builtins.globals()" and isinstance(name, str):
                    return self.global_(name, frame)
                if atom.path in _ENVIRONMENT:
                    if not isinstance(name, str):
                        return unknown("a variable of the environment")
                    return self.environment(name, frame, at, raises=not self.is_script(frame))
                if isinstance(name, str):
                    return self._of_foreign(atom, taint, name, frame, at)
                if atom.depth >= MAX_DEPTH:
                    return unknown("an item", taint)
                part = self._of_parts(atom, just(Member(atom, f"[{name}]" if isinstance(name, int) else "*"), taint))
                return cleaned(part, cleaned_piece(atom, name)) if isinstance(name, int) and taint else part
            case Text() | Literal():
                return unknown("a character", together(taint, taint_of(just(atom))))
        return unknown("an item", taint)

    def each(self, of: Value, frame: Frame, *, keys: bool = False) -> Value:
        """Any item of something that is gone through; of JavaScript's objects a name, with ``keys``."""
        found = NOTHING
        for atom in of.atoms:
            found = join(found, self._each(atom, of.taint, frame, keys))
        return bounded(found) if found.atoms else unknown("an item", of.taint)

    def _each(self, atom: Atom, taint: Taints, frame: Frame, keys: bool) -> Value:
        match atom:
            case Record():
                names = joined_values(literal(name) for name, _ in atom.fields)
                if keys or atom.mapping:
                    names = names.tainted(together(names.taint, taint))
                    return names if atom.rest is None else join(names, self.name_in(atom.rest, taint))
                return atom.every()
            case Sequence():
                return unknown("a number") if keys else atom.every()
            case Input() if keys:
                return self.name_of(atom, self.sources((*atom.path, "*")[:MAX_PATH], frame.site(ir.Place(0, 0))))
            case Input():
                return (
                    self.input((*atom.path, "*"), frame.site(ir.Place(0, 0)))
                    if len(atom.path) < MAX_PATH
                    else just(atom, taint)
                )
            case Foreign() if atom.depth < MAX_DEPTH:
                return self._of_parts(atom, just(Member(atom, "*"), taint))
        return unknown("an item", together(taint, taint_of(just(atom))))

    def _of_parts(self, atom: Foreign, part: Value) -> Value:
        """A part of something that may be a text which was taken apart."""
        kinds = cleaned_by_splitting(atom) if part.taint else frozenset()
        return cleaned(part, kinds) if kinds else part

    def name_of(self, atom: Atom, taint: Taints) -> Value:
        """A name that something has which isn't the application's: what is found of it isn't found of its value."""
        return just(Member(atom, "[name]"), taint) if isinstance(atom, Foreign) else unknown("a name", taint)

    def spread(self, record: Record, value: Value, frame: Frame) -> tuple[Record, Taints]:
        """A record with all that another value has, and what is hostile in its unseen parts."""
        taint = CLEAN
        for atom in value.atoms:
            if isinstance(atom, Record):
                for name, inner in atom.fields:
                    record = record.with_(name, inner)
                if atom.rest is not None:
                    record = record.with_any(atom.rest)
            elif isinstance(atom, Literal) and atom.value is None:
                continue
            else:
                more = self.each(just(atom, value.taint), frame)  # which may stand under names that are there already
                fields = tuple((name, join(before, more)) for name, before in record.fields)
                record = Record(fields, record.rest, mapping=record.mapping, made_by=record.made_by).with_any(more)
        return record, taint

    def put(self, record: Record, key: Value, value: Value) -> Record:
        """A record with a value under a key, which may be computed. Where such a name isn't the caller's, or was
        checked, the value isn't one that came with its name, which is what :meth:`name_in` goes by."""
        only = key.only
        if isinstance(only, Literal) and only.value is not None:
            return record.with_(str(only.value), value)
        if not taint_of(key) and any(map(_with_name, value.atoms)):
            value = Value(tuple(_FILED if _with_name(atom) else atom for atom in value.atoms), value.taint)
        return record.with_any(value)

    def name_in(self, rest: Value, taint: Taints = CLEAN) -> Value:
        """A name that isn't known: the caller's, if what is under it came with the names."""
        theirs = any(map(_with_name, rest.atoms))
        return unknown("a name", together(taint, rest.taint if theirs else CLEAN))

    def set_member(self, target: ir.Expression, name: str, value: Value, frame: Frame, at: ir.Place) -> None:
        """``target.name = value``."""
        before = self.value(target, frame)
        self.record.wrote(name, value, frame.site(at))
        atoms: list[Atom] = []
        if any(renamed(atom, name, value) for atom in before.atoms):
            before = cleaned(before, UNPACKED)
        for atom in before.atoms:
            setter = self._setter(atom, name)
            if setter is not None and isinstance(atom, Record):
                atoms.extend(self.set_by(setter, just(atom, before.taint), value, frame, at).atoms)
            elif isinstance(atom, Record):
                atoms.append(atom.with_(name, value))
            elif isinstance(atom, Kind):
                atom.members[name] = value
                if self.record.notes.loaded >= 0:
                    self.record.kept[Kept(f"{atom.class_.name}.{name}", value, frame.site(at))] = None
                atoms.append(atom)
            elif isinstance(atom, Namespace) and just(atom) == self.own_exports(frame):
                self.export(name, value, frame)
                atoms.append(atom)
            elif isinstance(atom, Namespace):
                self.set_exported(atom, name, value)
                atoms.append(atom)
            elif isinstance(atom, Literal) and atom.value is None:
                continue
            elif isinstance(atom, Foreign) and atom.path in ("module", "exports", "module.exports"):
                self.export(name, value, frame)
                atoms.append(atom)
            else:
                if isinstance(atom, Input):
                    self.heap[(*atom.path, name)] = bounded(value)
                if name in _LEADING and isinstance(atom, Result) and atom.of.path.endswith("URL"):
                    before = before.tainted(together(before.taint, taint_of(value)))
                self.record.stores[Stored(just(atom, before.taint), literal(name), value, frame.site(at))] = None
                atoms.append(atom)
        self.replace(target, Value(tuple(dict.fromkeys(atoms)), before.taint), frame, at)

    def _setter(self, atom: Atom, name: str) -> Closure | None:
        """The method of an object's class that is called when a name is set."""
        if not isinstance(atom, Record) or atom.made_by is None:
            return None
        for one in self.lineage(atom.made_by):
            found = one.members.get(f"{name}.{SETTER}") if isinstance(one, Kind) else None
            if found is not None:
                return found.only if isinstance(found.only, Closure) else None
        return None

    def set_item(self, target: ir.Expression, key: Value, value: Value, frame: Frame, at: ir.Place) -> None:
        """``target[key] = value``."""
        only = key.only
        before = self.value(target, frame)
        if isinstance(only, Literal) and isinstance(only.value, str) and self.is_script(frame):
            self.set_member(target, only.value, value, frame, at)
            return
        atoms: list[Atom] = []
        named = isinstance(only, Literal) and only.value is not None
        if isinstance(only, Literal) and isinstance(only.value, str):
            self.record.wrote(only.value, value, frame.site(at))
        for atom in before.atoms:
            if isinstance(atom, Record):
                atoms.append(self.put(atom, key, value))
            elif isinstance(atom, Sequence):
                index = only.value if isinstance(only, Literal) else None
                if isinstance(index, int) and atom.rest is None and 0 <= index < len(atom.items):
                    atoms.append(Sequence((*atom.items[:index], value, *atom.items[index + 1 :])))
                else:
                    atoms.append(atom.with_more(value))
            else:
                if isinstance(atom, Input) and isinstance(only, Literal) and isinstance(only.value, str):
                    self.heap[(*atom.path, only.value)] = bounded(value)
                atoms.append(atom)
            if _is_guarded(atom, lambda by: self.known(by, frame)):
                continue
            if not named or isinstance(atom, (Foreign, Input)):
                self.record.stores[Stored(just(atom, before.taint), key, value, frame.site(at))] = None
        self.replace(target, Value(tuple(dict.fromkeys(atoms)), before.taint), frame, at)

    def _shared(self, of: Value, name: str, value: Value, site: Site) -> None:
        """Notes a change of what belongs to a class, and so to all of its objects: ``self.items.append(item)``."""
        for atom in of.atoms if self.record.notes.loaded >= 0 else ():
            kind = atom if isinstance(atom, Kind) else atom.made_by if isinstance(atom, Record) else None
            own = isinstance(atom, Record) and atom.get(name) is not None
            if kind is None or own or name not in kind.members:
                continue
            before = kind.members[name]
            if any(isinstance(one, (Record, Sequence)) for one in before.atoms):
                self.record.kept[Kept(f"{kind.class_.name}.{name}", value, site)] = None

    def replace(self, target: ir.Expression, value: Value, frame: Frame, at: ir.Place, depth: int = 0) -> None:
        """Gives what an expression stands for, a variable or a part of one, another value: the same thing, changed."""
        if depth > 8 or frame.state is None:
            return
        match target:
            case ir.Name(name):
                alias = frame.aliases.get(name)
                owner = frame.owner(name)
                if owner is not None and owner.state is not None:
                    if owner is frame and name in frame.lasting:
                        self.record.kept[Kept(name, value, frame.site(at))] = None
                    if owner is not frame and owner.state.names.get(name) != value:
                        owner.changes += 1
                        if owner.outer is None:
                            self.record.kept[Kept(name, value, frame.site(at))] = None
                    owner.state.names[name] = bounded(value)
                if alias is not None:
                    self.replace(alias, value, frame, at, depth + 1)
                    frame.aliases[name] = alias
            case ir.Field(of, name):
                before = self.value(of, frame)
                self._shared(before, name, value, frame.site(at))
                atoms = tuple(atom.with_(name, value) if isinstance(atom, Record) else atom for atom in before.atoms)
                if atoms != before.atoms:
                    self.replace(of, Value(atoms, before.taint), frame, at, depth + 1)
            case ir.Index(of, key):
                before, under = self.value(of, frame), self.value(key, frame)
                only = under.only
                changed: list[Atom] = []
                for atom in before.atoms:
                    if isinstance(atom, Record):
                        changed.append(self.put(atom, under, value))
                    elif isinstance(atom, Sequence):
                        index = only.value if isinstance(only, Literal) else None
                        exact = isinstance(index, int) and atom.rest is None and 0 <= index < len(atom.items)
                        changed.append(
                            Sequence((*atom.items[:index], value, *atom.items[index + 1 :]))
                            if exact and isinstance(index, int)
                            else Sequence(atom.items, join(atom.rest or NOTHING, value))
                        )
                    else:
                        changed.append(atom)
                if tuple(changed) != before.atoms:
                    self.replace(of, Value(tuple(changed), before.taint), frame, at, depth + 1)
            case _:
                return

    # What stands in parts of the follower that are built on this one.

    def known(self, value: Value, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def decorators_of(self, closure: Closure) -> frozenset[str]:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def set_by(self, setter: Closure, me: Value, value: Value, frame: Frame, at: ir.Place) -> Value:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError

    def invoke(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Value:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError

    def passed_by(self, check: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> None:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError


def _with_name(atom: Atom) -> bool:
    """Whether it is any value of an input, which came with its name."""
    return isinstance(atom, Input) and atom.path[-1] == "*"


def _inherits(atom: Atom) -> bool:
    """Whether something has what all objects have: no map, and nothing without a prototype."""
    if isinstance(atom, Record):
        said = atom.get("__proto__")
        return said is None or is_there(said) is not False
    return isinstance(atom, Unknown) or (isinstance(atom, Foreign) and atom.path not in _BARE)


def is_free_key(key: Value) -> bool:
    """Whether somebody outside may name ``__proto__``."""
    return any(KEY not in taint.cleaned for taint in key.taint)


def _is_guarded(atom: Atom, known: Callable[[Value], Value]) -> bool:
    """Whether what all objects have can't be meant, by what is known of the key by now."""
    return isinstance(atom, Result) and atom.of.path == PROTOTYPE and not is_free_key(known(atom.arguments.plain[0]))
