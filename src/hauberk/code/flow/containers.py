"""What the languages' own containers, texts and functions do: lists, mappings, promises, ``map`` and its like."""

from collections.abc import Callable

from hauberk.code import ir
from hauberk.code.flow import texts
from hauberk.code.flow.alphabets import SETS
from hauberk.code.flow.expressions import Expressions
from hauberk.code.flow.frames import Facts, Frame, State, joined, meeting
from hauberk.code.flow.kept import kept
from hauberk.code.flow.patterns import LINES
from hauberk.code.flow.taint import CLEAN, Taints, together
from hauberk.code.flow.values import (
    NONE,
    NOTHING,
    NUMBER,
    Arguments,
    Atom,
    Bound,
    Closure,
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
    Value,
    cleaned,
    exception,
    is_there,
    join,
    just,
    literal,
    taint_of,
    text_of,
    unknown,
    without,
)
from hauberk.code.flow.values import joined as joined_values

_EACH = frozenset(("map", "forEach", "filter", "find", "findLast", "some", "every", "flatMap", "findIndex", "sort"))
_THREADS = frozenset(("Thread", "Process", "Timer"))
_NUMBERS = frozenset(("builtins.int", "builtins.float", "uuid.UUID", "decimal.Decimal"))
_OF_PART = {"get_query_string_value": "query_string_parameters", "get_header_value": "headers"}
"""Methods of Powertools' events that read a field of a part ("Event Source Data Classes", 2026-11)."""
_POOLED = frozenset(("map", "imap", "imap_unordered", "map_async"))
"""Methods of pools, which are given a function and then what to call it with."""
_KEEPING = frozenset(("filter", "find", "findLast"))
_MORE = frozenset(("append", "push", "unshift", "add", "appendleft"))
_PROMISES = frozenset(("then", "finally"))
_SAME_LIST = frozenset(("slice", "concat", "reverse", "flat", "copy", "toSorted", "values", "splice", "sort", "filter"))
_SAME_PARTS = frozenset(("slice", "reverse", "flat", "toSorted", "toReversed", "splice", "subarray"))
_ALL = frozenset(
    (
        "Promise.all",
        "Promise.allSettled",
        "Promise.race",
        "Promise.any",
        "builtins.list",
        "builtins.tuple",
        "builtins.set",
        "builtins.sorted",
        "builtins.reversed",
        "builtins.frozenset",
        "Array.from",
        "asyncio.gather",
        "builtins.iter",
        "Set",
        "itertools.chain",
        "collections.deque",
    )
)
_MAPPINGS = frozenset(
    (
        "builtins.dict",
        "collections.OrderedDict",
        "collections.ChainMap",
        "types.SimpleNamespace",
        "Object.assign",
        "Map",
        "Object.fromEntries",
        "structuredClone",
    )
)
_ENTRIES = frozenset(("Object.entries", "Object.keys", "Object.values", "builtins.enumerate", "builtins.zip"))
_BUILDING = frozenset(
    (
        *(*_ALL, *_MAPPINGS, *_ENTRIES),
        *("Promise.resolve", "builtins.map", "builtins.filter", "collections.defaultdict", "functools.partial"),
        *("builtins.str", "String", "builtins.repr", "builtins.ascii"),
    )
)
"""All that builds containers, and texts."""


class Containers(Expressions):
    """Follows methods."""

    def method(
        self, of: Value, name: str, arguments: Arguments, node: ir.Call, receiver: ir.Expression, frame: Frame
    ) -> Value:
        """``of.name(arguments)``."""
        if isinstance(receiver, ir.Name) and receiver.name == "super":
            return self.parent(name, arguments, node, frame)
        if isinstance(receiver, ir.Call) and isinstance(receiver.callee, ir.Name) and receiver.callee.name == "super":
            return self.parent(name, arguments, node, frame)
        found = self.one_of(
            without(of, is_there, False).atoms,
            lambda atom: self._of(atom, of.taint, name, arguments, node, receiver, frame),
            node,
            frame,
        )
        if name == "toString" and found.atoms:
            found = cleaned(found, texts.written_as(text_of(arguments.at(0))))
        return self.known(found, frame) if found.atoms else unknown("a call of nothing")

    def one_of(self, atoms: tuple[Atom, ...], call: Callable[[Atom], Value], node: ir.Call, frame: Frame) -> Value:
        """The value of a call of one of several, of which nobody knows which: what one of them checks or changes isn't
        so for the others, and behind the call only what is so with each."""
        before = frame.state
        if len(atoms) < 2 or before is None:
            return call(atoms[0]) if atoms else NOTHING
        after: State | None = None
        found = NOTHING
        checks: tuple[Facts, Facts] | None = None
        for atom in atoms:
            frame.state = before.copy()
            self.own_checks[id(node)] = ({}, {})
            found = join(found, call(atom))
            after = joined(after, frame.state)
            true, false = self.own_checks[id(node)]
            checks = (true, false) if checks is None else (meeting(checks[0], true), meeting(checks[1], false))
        frame.state = after
        self.own_checks[id(node)] = checks or ({}, {})
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
        if isinstance(atom, Foreign) and not self._is_builtin(name):  # as most are
            return self.foreign(Member(atom, name), taint, arguments, node, frame)
        own = self._own_member(atom, taint, name, frame, node)
        if own is not None:
            return self.called(own, arguments, node, frame)
        lent = name in ("call", "apply", "bind") and self.is_script(frame)
        if lent and is_function(atom) and getattr(atom, "path", "") != "Reflect":
            return self._lent(atom, name, arguments, node, frame)
        if name == "bind" and isinstance(atom, Member) and self.is_script(frame):  # ``client.search.bind(client)``
            given = Arguments(arguments.plain[1:])
            return just(Bound(just(atom, taint), given)) if given.plain else just(atom, taint)
        if name in _PROMISES or name == "catch":
            return self._promised(just(atom, taint), name, arguments, node, frame)
        pooled = name == "map" and len(arguments.plain) > 1 and isinstance(atom, Foreign) and not self.is_script(frame)
        if (
            name in _EACH
            and not pooled
            and any(
                isinstance(one, Closure) or (is_function(one) and not isinstance(atom, Foreign))
                for one in (arguments.at(0) or NONE).atoms
            )
        ):
            return self._for_each(just(atom, taint), name, arguments, node, frame)
        if name == "reduce" and arguments.plain:
            return self._reduced(just(atom, taint), arguments, node, frame)
        if isinstance(atom, Record):
            value = self._of_mapping(atom, taint, name, arguments, node, receiver, frame)
        elif isinstance(atom, Sequence):
            value = self._of_list(atom, taint, name, arguments, node, receiver, frame)
        elif isinstance(atom, (Literal, Text)):
            value = self._of_text(atom, taint, name, arguments, frame)
        elif isinstance(atom, Input):
            value = self._of_input(atom, name, arguments, frame, node)
        else:
            value = None
        if value is not None:
            return value
        inside = taint if isinstance(atom, Foreign) else together(taint, taint_of(just(atom)))
        if isinstance(atom, Record) and atom.made_by is not None:
            for one in self.lineage(atom.made_by):
                if isinstance(one, Foreign):
                    return self.foreign(Member(one, name), inside, arguments, node, frame)
        return self.foreign(Member(atom, name), inside, arguments, node, frame)

    def _lent(self, atom: Atom, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``function.call(this, …)``, ``function.apply(this, […])``, ``function.bind(this, …)``."""
        this, given = arguments.at(0), Arguments(arguments.plain[1:], (), arguments.more)
        if isinstance(atom, Closure) and this is not None and atom.this is None:
            atom = Closure(atom.function, atom.around, this)
        if name == "bind":
            return just(Bound(just(atom), given)) if given.plain else just(atom)
        if name == "apply" and given.plain:
            given = self.listed_out(given.plain[0], frame)
        return self.called(just(atom), given, node, frame)

    def listed_out(self, of: Value, frame: Frame) -> Arguments:
        """The items of a list as arguments."""
        only = of.only
        if isinstance(only, Sequence) and only.rest is None:
            return Arguments(only.items)
        return Arguments((self.each(of, frame),))

    def handed_on(self, path: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """A function that is handed to something that calls it with what is beside it: threads, executors."""
        plain, name = arguments.plain, path.rpartition(".")[2]
        target = arguments.at(1, "target") if name in _THREADS else None
        if target is not None:
            given = arguments.at(-1, "args")
            self.called(target, self.listed_out(given, frame) if given is not None else Arguments(), node, frame)
            return unknown("a thread")
        if name == "run_in_executor" and len(plain) > 1:
            return self.called(plain[1], Arguments(plain[2:]), node, frame)
        if path.startswith("lodash.") and len(plain) > 1 and isinstance(plain[1].only, Closure):
            if name == "mapValues":
                return just(
                    Record((), self.each(self._for_each(plain[0], "map", Arguments(plain[1:]), node, frame), frame))
                )
            return self._for_each(plain[0], name, Arguments(plain[1:]), node, frame) if name in _EACH else None
        if not plain or not any(is_function(atom) for atom in plain[0].atoms):
            return None
        if name in ("submit", "to_thread", "call_soon", "apply_async") and len(plain) > 1:
            return self.called(plain[0], Arguments(plain[1:], arguments.named), node, frame)
        if path == "Reflect.construct" and len(plain) > 1:
            return self.called(plain[0], self.listed_out(plain[1], frame), node, frame)
        if path == "Reflect.apply" and len(plain) > 2:
            return self.called(plain[0], self.listed_out(plain[2], frame), node, frame)
        if name in _POOLED and len(plain) > 1 and not self.is_script(frame) and path != "builtins.map":
            return self._for_each(plain[1], "map", Arguments(plain[:1]), node, frame)
        return None

    def _own_member(self, atom: Atom, taint: Taints, name: str, frame: Frame, node: ir.Call) -> Value | None:
        """A member that the application gave a value."""
        if isinstance(atom, (Kind, Namespace)):
            return self.member(just(atom), name, frame, node.at)
        if isinstance(atom, Record):
            value = atom.get(name) if not atom.mapping else None
            if value is None and atom.made_by is not None:
                made = self.member(just(atom, taint), name, frame, node.at)
                value = made if any(not isinstance(one, Foreign) for one in made.atoms) else None
            return value
        return None

    def _is_builtin(self, name: str) -> bool:
        return name in _EACH or name in _PROMISES or name in ("catch", "reduce", "bind", "call", "apply")

    def _promised(self, of: Value, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``promise.then(done)``: promises are what they come to."""
        found = NOTHING
        if name == "then":
            for atom in (arguments.at(0) or NONE).atoms:
                if is_function(atom):
                    found = join(found, self.called(just(atom), Arguments((of,)), node, frame))
        raised = exception().tainted(self.raised.rejected if name == "catch" else CLEAN)
        for value in arguments.plain[0 if name != "then" else 1 :]:
            for atom in value.atoms:
                if isinstance(atom, Closure):
                    caught = self.invoke(atom, Arguments((raised,)), frame, node.at)
                    found = join(found, caught if name != "finally" else NOTHING)
        return found if found.atoms and name == "then" else join(of, found)

    def _for_each(self, of: Value, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``list.map(f)`` and its like."""
        only = of.only
        exact = only.items if isinstance(only, Sequence) and only.rest is None and len(only.items) <= 12 else None
        given = list(exact) if exact is not None else [self.each(of, frame)]
        made: list[Value] = []
        for number, item in enumerate(given):
            value = NOTHING
            for atom in arguments.plain[0].atoms:
                if isinstance(atom, Closure):
                    value = join(value, self.invoke(atom, Arguments((item, NUMBER, of)), frame, node.at))
                elif is_function(atom):
                    value = join(value, self.called(just(atom), Arguments((item,)), node, frame))
            made.append(value)
            given[number] = self.kept(arguments.plain[0], item, of, node, frame) if name in _KEEPING else item
        every = joined_values(made)
        if name == "map":
            return just(Sequence(tuple(made))) if exact is not None else just(Sequence((), every))
        if name == "flatMap":
            return just(Sequence((), self.each(every, frame)))
        if name in ("filter", "sort"):
            return just(Sequence((), joined_values(given)))
        if name in ("find", "findLast"):
            return joined_values(given)
        return NONE if name == "forEach" else unknown("a truth value or number")

    def kept(self, check: Value, item: Value, of: Value, node: ir.Call, frame: Frame) -> Value:
        """An item that a check of the application's own lets through."""
        only = check.only
        if isinstance(only, Foreign):  # ``filter(str.isdigit, items)``
            return cleaned(item, self.lookup.transfer(only.path).tests)
        if not isinstance(only, Closure):
            return item
        facts = self.found_by(only, Arguments((item, NUMBER, of)), True, frame, node.at)
        left, parts = kept(item, facts, self.each(item, frame))
        self.learn(parts, frame)
        return left

    def _reduced(self, of: Value, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        start = arguments.at(1)
        item = self.each(of, frame)
        found = start if start is not None else item
        for atom in arguments.plain[0].atoms:
            if isinstance(atom, Closure):
                for _ in range(2):
                    found = join(found, self.invoke(atom, Arguments((found, item, NUMBER, of)), frame, node.at))
        return found

    def _of_mapping(
        self,
        atom: Record,
        taint: Taints,
        name: str,
        arguments: Arguments,
        node: ir.Call,
        receiver: ir.Expression,
        frame: Frame,
    ) -> Value | None:
        first = arguments.at(0)
        if name in ("get", "pop", "setdefault") and first is not None:
            found = self.in_map(just(atom, taint), first, frame, node.at)
            told = isinstance(first.only, Literal)
            missing = told and atom.get(str(getattr(first.only, "value", None))) is None
            default = arguments.at(1, "default")
            if default is None and not told:
                default = NONE
            if name == "setdefault" and default is not None:
                self.set_item(receiver, first, join(found, default) if not missing else default, frame, node.at)
            if missing and atom.rest is None and atom.made_by is None:
                return default if default is not None else NONE
            return join(found, default) if default is not None else found
        if name in ("items", "entries"):
            pairs = [just(Sequence((literal(key), value))) for key, value in atom.fields]
            rest = just(Sequence((self.name_in(atom.rest), atom.rest))) if atom.rest is not None else None
            return just(Sequence(tuple(pairs), rest), taint)
        if name == "keys":
            return just(Sequence((), self.each(just(atom, taint), frame, keys=True)))
        if name == "values":
            return just(Sequence(tuple([value for _, value in atom.fields]), atom.rest), taint)
        if name == "copy":
            return just(atom, taint)
        if name in ("model_dump", "dict", "_asdict", "to_dict", "toObject", "toJSON"):
            return just(Record(atom.fields, atom.rest, mapping=True), taint)
        if name == "set" and first is not None and len(arguments.plain) > 1:
            self.set_item(receiver, first, arguments.plain[1], frame, node.at)
            return just(atom, taint)
        if name == "update":
            record = atom
            for value in arguments.plain:
                record, _ = self.spread(record, value, frame)
            for key, value in arguments.named:
                record = record.with_(key, value)
            self.replace(receiver, just(record, taint), frame, node.at)
            return NONE
        return None

    def _of_list(
        self,
        atom: Sequence,
        taint: Taints,
        name: str,
        arguments: Arguments,
        node: ir.Call,
        receiver: ir.Expression,
        frame: Frame,
    ) -> Value | None:
        first = arguments.at(0)
        if name in _MORE and first is not None:
            changed = atom
            for value in arguments.plain:
                changed = changed.with_more(value)
            self.replace(receiver, just(changed, taint), frame, node.at)
            return NONE
        if name in ("extend", "insert") and arguments.plain:
            value = self.each(arguments.plain[0], frame) if name == "extend" else arguments.plain[-1]
            self.replace(receiver, just(Sequence(atom.items, join(atom.rest or NOTHING, value)), taint), frame, node.at)
            return NONE
        if name in ("pop", "shift", "popleft", "at"):
            return atom.every() if atom.items or atom.rest else NONE
        if name in ("__enter__", "__aenter__"):  # of a generator that ``contextlib.contextmanager`` decorates
            return atom.every()
        if name == "intersection" and first is not None:  # what both have is the program's, if one of them is
            both = (just(atom, taint), self.listed(first, frame))
            return next((one for one in both if not taint_of(one)), both[0])
        if name == "join" and self.is_script(frame):
            return texts.separated(first if first is not None else literal(","), just(atom, taint))
        if name in _SAME_LIST:
            more = [self.each(value, frame) for value in arguments.plain] if name == "concat" else []
            return just(Sequence((), joined_values((atom.every(), *more))), taint)
        if name == "entries":
            return just(Sequence((), just(Sequence((NUMBER, atom.every())))))
        if name in ("includes", "indexOf", "index", "count", "has", "some", "every"):
            return None
        return None

    def _of_text(self, atom: Atom, taint: Taints, name: str, arguments: Arguments, frame: Frame) -> Value | None:
        whole = just(atom, taint)
        if name == "format":
            return texts.formatted(whole, arguments)
        if name == "join" and arguments.plain:
            return texts.separated(whole, self.listed(arguments.plain[0], frame))
        if name == "concat":
            return texts.glued((whole, *arguments.plain))
        if name in (
            "strip",
            "trim",
            "lower",
            "upper",
            "toLowerCase",
            "toUpperCase",
            "encode",
            "toString",
            "rstrip",
            "lstrip",
        ):
            if isinstance(atom, Literal) and isinstance(atom.value, str) and not arguments.plain:
                return literal(_plainly(atom.value, name))
            if name in ("encode", "toString", "strip", "trim"):
                return whole
        return None

    def _of_input(self, atom: Input, name: str, arguments: Arguments, frame: Frame, node: ir.Call) -> Value | None:
        first = arguments.at(0)
        if name in _OF_PART and atom.path == ("request",):  # of Powertools' events
            first = arguments.at(0, "name")
            of = self.part(atom, _OF_PART[name], frame, node.at)
        else:
            of = just(atom)
        if name in ("get", "pop", "getItem", *_OF_PART) and first is not None:
            found = self.known(self.item(of, first, frame, node.at), frame)
            default = arguments.at(1, "default_value" if name in _OF_PART else "default")
            kind = arguments.at(2, "type")  # of Flask's mappings
            if kind is not None and all(getattr(one, "path", "") in _NUMBERS for one in kind.atoms):
                found = NUMBER
            return self.known(join(found, default) if default is not None else found, frame)
        if name in ("query", "param", "header", "queries") and atom.path == ("request",) and first is not None:
            return self.item(self.part(atom, name, frame, node.at), first, frame, node.at)
        if name == "valid" and atom.path == ("request",) and first is not None:
            return self.item(just(atom), first, frame, node.at)
        if name in ("items", "entries"):
            inner = self.part(atom, "*", frame, node.at)
            return just(Sequence((), just(Sequence((self.name_of(atom, inner.taint), inner)))))
        if name in ("values", "keys"):
            return just(Sequence((), self.part(atom, "*", frame, node.at)))
        if name == "join" and self.is_script(frame):
            items = self.listed(just(atom, self.sources(atom.path, frame.site(node.at))), frame)
            return texts.separated(first if first is not None else literal(","), items)
        if name in _SAME_PARTS and self.is_script(frame):
            return just(atom, self.sources(atom.path, frame.site(node.at)))
        if name in ("copy", "toString", "valueOf"):
            return just(atom, self.sources(atom.path, frame.site(node.at)))
        if name == "json":
            path = ("request", "body") if atom.path == ("request",) else atom.path
            return just(Input(*path, "{}"), self.sources(path, frame.site(node.at)))
        return None

    def listed(self, of: Value, frame: Frame) -> Value:
        """A list with what is known of its items, of which more may be known than of the whole."""
        only = of.only
        if isinstance(only, Sequence) and frame.state is not None and frame.state.facts:
            rest = self.known(only.rest, frame) if only.rest is not None else None
            return just(Sequence(tuple([self.known(item, frame) for item in only.items]), rest), of.taint)
        if not isinstance(only, Input):
            return of
        return just(Sequence((), self.known(self.each(of, frame), frame)))

    def built_in(self, path: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """Functions of the languages that build containers."""
        if path not in _BUILDING:  # as nearly all
            return None
        first = arguments.at(0)
        if path in SETS and isinstance(first.only if first is not None else None, Literal):
            return just(Result(Symbol(path), Arguments(arguments.plain[:1])))  # of letters, which are known together
        if path in _ALL:
            if len(arguments.plain) > 1 and path in ("asyncio.gather", "itertools.chain"):
                return just(Sequence(arguments.plain))
            if first is None:
                return just(Sequence())
            only = first.only
            made = first if isinstance(only, Sequence) else just(Sequence((), self.each(first, frame)))
            mapper = arguments.at(1)
            if path == "Array.from" and mapper is not None:
                return self._for_each(made, "map", Arguments((mapper,)), node, frame)
            return made
        if path == "Promise.resolve":
            return first if first is not None else NONE
        if path in _MAPPINGS:
            return self._mapping(path, arguments, node, frame)
        if path in _ENTRIES and first is not None:
            return self._entries(path, arguments, frame)
        if path in ("builtins.map", "builtins.filter") and len(arguments.plain) > 1:
            name = "map" if path == "builtins.map" else "filter"
            return self._for_each(arguments.plain[1], name, Arguments(arguments.plain[:1]), node, frame)
        if path == "collections.defaultdict":
            return just(Record((), self._made(first, node, frame), mapping=True))
        if path == "functools.partial" and first is not None:
            return just(Bound(first, Arguments(arguments.plain[1:], arguments.named, arguments.more)))
        if path in ("builtins.str", "String") and first is not None:
            return texts.glued((self.said(first, frame, node.at),))
        if path in ("builtins.repr", "builtins.ascii") and first is not None:
            return cleaned(texts.glued((first,)), LINES)
        return None

    def _made(self, factory: Value | None, node: ir.Call, frame: Frame) -> Value:
        """What a factory makes: an empty list, an empty mapping."""
        only = factory.only if factory is not None else None
        if isinstance(only, Closure):
            return self.called(just(only), Arguments(), node, frame)
        path = only.path if isinstance(only, Foreign) else ""
        if path in ("builtins.list", "builtins.set", "collections.deque"):
            return just(Sequence())
        return just(Record((), mapping=True)) if path == "builtins.dict" else unknown("a default")

    def _mapping(self, path: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        record = Record((), mapping=path.startswith(("builtins.", "collections.")))
        taint = CLEAN
        for value in arguments.plain:
            only = value.only
            if isinstance(only, Sequence):
                for pair in (*only.items, *((only.rest,) if only.rest else ())):
                    key = self.item(pair, literal(0), frame, node.at)
                    record = self.put(record, key, self.item(pair, literal(1), frame, node.at))
            elif isinstance(only, Input) and len(arguments.plain) == 1:
                return value
            else:
                record, _ = self.spread(record, value, frame)
        for name, value in arguments.named:
            record = record.with_(name, value)
        if arguments.more is not None:
            record = record.with_any(arguments.more)
        made = just(record, taint)
        if path == "Object.assign" and node.arguments and isinstance(node.arguments[0], (ir.Name, ir.Field, ir.Index)):
            self.replace(node.arguments[0], made, frame, node.at)
        return made

    def _entries(self, path: str, arguments: Arguments, frame: Frame) -> Value:
        first = arguments.plain[0]
        if path == "builtins.enumerate":
            return just(Sequence((), just(Sequence((NUMBER, self.each(first, frame))))))
        if path == "builtins.zip":
            return just(Sequence((), just(Sequence(tuple(self.each(one, frame) for one in arguments.plain)))))
        found = NOTHING
        for atom in first.atoms:
            keys = self.each(just(atom, first.taint), frame, keys=True)
            if isinstance(atom, Record):
                if path == "Object.entries":
                    pairs = tuple(just(Sequence((literal(key), value))) for key, value in atom.fields)
                    rest = just(Sequence((self.name_in(atom.rest), atom.rest))) if atom.rest is not None else None
                    found = join(found, just(Sequence(pairs, rest)))
                    continue
                values = atom.every()
            else:
                values = self.each(just(atom, first.taint), frame)
                if path == "Object.entries" and isinstance(atom, (Input, Foreign)):
                    keys = self.name_of(atom, values.taint)
            item = {"Object.keys": keys, "Object.values": values}.get(path, just(Sequence((keys, values))))
            found = join(found, just(Sequence((), item)))
        return found

    # What stands in parts of the follower that are built on this one.

    def foreign(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError


def _plainly(text: str, name: str) -> str:
    if name in ("lower", "toLowerCase"):
        return text.lower()
    if name in ("upper", "toUpperCase"):
        return text.upper()
    return text.strip() if name in ("strip", "trim") else text


def is_function(atom: Atom) -> bool:
    """Whether something is a function: the application's own, or one that a module has."""
    if isinstance(atom, (Closure, Bound)):
        return True
    if isinstance(atom, Foreign) and atom.path.startswith(("Object.prototype", "Array.prototype", "Function.")):
        return False  # they are lent what they work on
    depth = 0
    while isinstance(atom, Member) and depth < 3:
        atom, depth = atom.of, depth + 1
    return isinstance(atom, Symbol)
