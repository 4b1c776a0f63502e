"""What a check tells of values, once it is passed.

A fact is about a value, not about a variable: ``event["id"]`` that was found to be a number is one wherever it is read.
"""

from collections.abc import Callable

from hauberk.code import ir
from hauberk.code.flow.alphabets import alphabet
from hauberk.code.flow.applied import about
from hauberk.code.flow.collected import emptied
from hauberk.code.flow.frames import EVERY, Facts, Frame, State, joined
from hauberk.code.flow.implied import HOSTLESS, INSIDE, NORMAL, ONE, RELATIVE, lacking
from hauberk.code.flow.matched import Matched
from hauberk.code.flow.noted import either_of
from hauberk.code.flow.patterns import (
    LINES,
    LOCATION,
    OWN_KEY,
    PATHS,
    SLASH,
    TYPED,
    kinds_of_alphabet,
    kinds_of_match,
)
from hauberk.code.flow.places import HOSTS, by_call, by_equality, by_membership, by_truth, joined_from
from hauberk.code.flow.quantified import Quantified
from hauberk.code.flow.removal import pattern_of
from hauberk.code.flow.signatures import signed
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Foreign,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    exception,
    is_there,
    just,
    taint_of,
    truthiness,
    without,
)
from hauberk.model.regex import regex

NUMERIC = frozenset(("isdigit", "isdecimal", "isnumeric", "isalnum", "isalpha", "isidentifier"))
"""Methods of Python's texts that hold for nothing with a special character in it."""
MEMBERSHIP = frozenset(("includes", "has", "indexOf", "hasOwnProperty", "__contains__"))
PREFIX = frozenset(("startswith", "startsWith"))
SUFFIX = frozenset(("endswith", "endsWith"))
_OWNING = frozenset(("Object.hasOwn", "Object.prototype.hasOwnProperty.call", "lodash.has", "Reflect.has"))
_LISTS = ("split()", "splitlines()", "keys()", "values()")
_OBJECTS = frozenset(("dict", "Mapping"))
"""What an operator would stand in."""
SIMPLE = frozenset(
    ("int", "float", "bool", "complex", "number", "boolean", "bigint", "UUID", "Decimal", "date", "datetime")
)
"""Types whose values have no text of the caller's."""
NUMBER_TESTS = frozenset(("Number.isInteger", "Number.isSafeInteger", "Number.isFinite", "isFinite", "math.isfinite"))
_PRINTING = 14
"""From this letter on there are no ends of lines any more."""
MATCHING = frozenset(("match", "fullmatch", "test", "search", "exec"))
WHOLE = frozenset(("href", "origin", "toString", "geturl", "toJSON"))
OWN = frozenset(("sdk-parameter",))
"""What a value may do in the hands of whom it belongs to."""
_UNKNOWN_SITE = regex(r"\x01[^/?#@\\]*[/?#]")
_ORIGIN = regex(r"(?:https?:)?//[^/?#@\\]+[/?#]|/(?![/\\])")


class Guards(Quantified, Matched):
    """Takes what a condition says for granted."""

    def assume(self, node: ir.Expression, holds: bool, frame: Frame) -> None:
        """Notes in the frame's state what is known where a condition holds, or doesn't."""
        if frame.state is None:
            return
        if frame.collecting:
            emptied(node, holds, frame)
        match node:
            case ir.Operation("not", (of,)):
                self.assume(of, not holds, frame)
            case ir.Either(operator, operands) if operator != "??":
                if (operator == "and") is holds:
                    for operand in operands:
                        self.assume(operand, holds, frame)
                else:
                    self._some(operands, holds, frame)
            case ir.Operation("==" | "is", (one, other)):
                self._equal(one, other, holds, frame)
            case ir.Operation("in", (one, other)):
                if holds:
                    self._one_of(self.again(one, frame), self.again(other, frame), frame)
                else:
                    self._lacks(self.again(one, frame), self.again(other, frame), frame)
            case ir.Operation("isinstance", (one, kind)):
                self._typed(one, kind, holds, frame)
            case ir.Operation("-", (one, other)) if not holds:
                self._within(one, other, frame)
            case ir.Operation(">" | ">=" | "<" | "<=", (one, other)):
                if holds and node.operator in ("<=", "<"):
                    self._within(one, other, frame)
                elif holds:
                    self._within(other, one, frame)
                self._compared(node.operator, one, other, holds, frame)
            case ir.Call():
                self._called(node, holds, frame)
            case ir.Name() | ir.Field() | ir.Index():
                self._itself(node, holds, frame)
            case ir.Bind(_, value) | ir.Await(value):
                self.assume(value, holds, frame)
            case ir.Gather() if not holds and len(node.clauses) == 1 and node.clauses[0].conditions:
                self._over_none(node, frame)
            case _:
                return

    def _some(self, operands: "tuple[ir.Expression, ...]", holds: bool, frame: Frame) -> None:
        """One of several conditions decides: what each of them tells is known."""
        before = frame.state
        after: State | None = None
        assert before is not None
        for number, operand in enumerate(operands):
            frame.state = before.copy()
            for passed in operands[:number]:
                self.assume(passed, not holds, frame)
            self.assume(operand, holds, frame)
            after = joined(after, frame.state)
        frame.state = before
        if after is not None:
            before.facts = after.facts

    def _equal(self, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        for node, beside in ((one, other), (other, one)):
            value, against = self.again(node, frame), self.again(beside, frame)
            if isinstance(node, ir.Operation) and node.operator == "typeof":
                only = against.only
                if holds and isinstance(only, Literal) and only.value in SIMPLE:
                    self.fact(self.again(node.operands[0], frame), EVERY, frame)
                elif isinstance(only, Literal) and only.value == ("string" if holds else "object"):
                    self.fact(self.again(node.operands[0], frame), TYPED, frame)
                return
            only = against.only
            if isinstance(node, ir.Index) and isinstance(only, Literal):
                self._letter(node, only.value, holds, frame)
            if isinstance(only, Literal) and only.value is None:
                if isinstance(node, (ir.Call, ir.Name)):
                    self.assume(node, not holds, frame)
                self._left(node, is_there, holds, frame)
                return
            if isinstance(only, Literal) and isinstance(only.value, bool):
                if holds or node is one:
                    self.assume(node, only.value is holds, frame)
                return
            if isinstance(only, Literal) and only.value == -1 and isinstance(node, ir.Call):
                self.assume(node, not holds, frame)
                return
            if isinstance(only, Literal) and only.value == "":
                self.learn_all(by_truth(value, not holds), frame)
            if self._is_type(value, against, holds, frame):
                return
            if holds and not taint_of(against) and against.atoms:
                self._same(value, frame)
            elif holds and against.atoms and is_vouched(against):
                self.fact(value, OWN, frame)
            elif not holds and isinstance(only, Literal) and only.value == "__proto__":
                self.fact(value, OWN_KEY, frame)

    def _letter(self, node: ir.Index, letter: object, holds: bool, frame: Frame) -> None:
        """``text[0] === "/"``, and ``text[1] !== "/"``."""
        if isinstance(node.key, ir.Const) and letter in ("/", "\\"):
            if node.key.value == 0 and letter == "/" and holds:
                self.fact(self.again(node.of, frame), SLASH, frame)
            elif node.key.value == 1 and letter == "/" and not holds:
                self.fact(self.again(node.of, frame), ONE, frame)

    def _same(self, value: Value, frame: Frame) -> None:
        """A value is one that the program chose: it is harmless, and so is what its host was taken from."""
        self.fact(value, EVERY, frame)
        self.learn_all(by_equality(value), frame)
        self._host(value, frame, HOSTS)
        for atom in value.atoms:
            if isinstance(atom, Result) and atom.of.path.endswith(("path.commonpath", "path.commonprefix")):
                for within in (one for given in atom.arguments.plain[:1] for one in given.atoms):
                    for item in within.items if isinstance(within, Sequence) else ():
                        self.fact(item, PATHS, frame)

    def _host(self, value: Value, frame: Frame, names: frozenset[str] = HOSTS) -> None:
        """What a host, or another part that has it in it, was taken from leads where the program wants."""
        for atom in value.atoms:
            if isinstance(atom, Input) and atom.path[-1] in names and frame.state is not None:
                whole = Input(*atom.path[:-1])  # of a model's address: ``url.host``
                for one in [one for one in frame.state.names.values() if one.only == whole]:
                    self.fact(one, LOCATION, frame)
            while isinstance(atom, (Member, Result)):
                if isinstance(atom, Member) and atom.name in names and isinstance(atom.of, Result):
                    for argument in (one for given in atom.of.arguments.plain[:1] for one in joined_from(given)):
                        self.fact(argument, LOCATION | HOSTLESS, frame)
                    self.fact(just(atom.of, value.taint), LOCATION, frame)
                    self.fact(value, LOCATION, frame)
                    break
                atom = atom.of

    def _one_of(self, value: Value, among: Value, frame: Frame) -> None:
        self.learn_all(by_membership(value, among, True), frame)
        if not among.atoms or taint_of(among):
            return
        letters = alphabet(among)
        if letters is not None:
            self.fits(value, kinds_of_alphabet(letters), frame)
            return
        if all(isinstance(atom, (Sequence, Record, Foreign)) and self._is_list(atom) for atom in among.atoms):
            self._same(value, frame)

    def _lacks(self, part: Value, whole: Value, frame: Frame) -> None:
        """A text without any slash is a name, not a path."""
        if any(isinstance(atom, Foreign) and atom.path == "Object.prototype" for atom in whole.atoms):
            self.fact(part, OWN_KEY, frame)
        if self._has(whole, "__proto__"):
            self.fact(part, OWN_KEY, frame)
        self.learn_all(by_membership(part, whole, False), frame)
        only = part.only
        if isinstance(only, Literal) and only.value in ("..", "../"):
            self.fact(whole, INSIDE, frame)
        if isinstance(only, Literal) and isinstance(only.value, str) and len(only.value) == 1:
            self.fact(whole, lacking(only.value), frame)

    def _has(self, whole: Value, text: str) -> bool:
        return any(
            isinstance(atom, Sequence) and any(item.only == Literal(text) for item in atom.items)
            for atom in whole.atoms
        )

    def _is_list(self, atom: object) -> bool:
        """Whether it isn't a text, of which a part would be enough."""
        if isinstance(atom, (Sequence, Record)):
            return True
        return isinstance(atom, Foreign) and (not atom.path.startswith("?") or atom.path.endswith(_LISTS))

    def _typed(self, node: ir.Expression, kind: ir.Expression, holds: bool, frame: Frame) -> None:
        kinds = kind.items if isinstance(kind, ir.Sequence) else (kind,)
        names = {one.name for one in kinds if isinstance(one, (ir.Name, ir.Field))}
        if holds and isinstance(node, ir.Name):
            self._of_class(node.name, kind, frame)
        if holds and names and names <= SIMPLE:
            self.fact(self.again(node, frame), EVERY, frame)
        elif (holds and names and names <= SIMPLE | {"str", "bytes"}) or (not holds and names & _OBJECTS):
            self.fact(self.again(node, frame), TYPED, frame)

    def _is_type(self, value: Value, against: Value, holds: bool, frame: Frame) -> bool:
        """``type(value) is str``."""
        made, kind = value.only, against.only
        if not isinstance(made, Result) or made.of.path != "builtins.type" or not isinstance(kind, Foreign):
            return False
        name = kind.path.rpartition(".")[2]
        for given in made.arguments.plain[:1] if holds else ():
            self.fact(given, EVERY if name in SIMPLE else TYPED if name == "str" else frozenset(), frame)
        return True

    def _of_class(self, name: str, kind: ir.Expression, frame: Frame) -> None:
        """What was raised is of a class that is asked for."""
        state = frame.state
        value = state.names.get(name) if state is not None else None
        if state is not None and value is not None and value.atoms == exception().atoms:
            state.names[name] = exception((self.again(kind, frame),)).tainted(value.taint)

    def _compared(self, operator: str, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        """``list.indexOf(x) >= 0`` and ``> -1``; ``ord(letter) < 32``."""
        if not isinstance(one, ir.Call):
            return
        only = self.again(other, frame).only
        bound = only.value if isinstance(only, Literal) else None
        printing = isinstance(bound, int) and bound >= _PRINTING and (operator, holds) in (("<", False), (">=", True))
        if printing and isinstance(one.callee, ir.Name) and one.callee.name == "ord" and one.arguments:
            self.fact(self.again(one.arguments[0], frame), LINES, frame)
        if (operator, bound) in ((">=", 0), (">", -1)):
            self.assume(one, holds, frame)
        elif (operator, bound) == ("<", 0):
            self.assume(one, not holds, frame)

    def _itself(self, node: "ir.Name | ir.Field | ir.Index", holds: bool, frame: Frame) -> None:
        """A truth value that was made of a check before."""
        if isinstance(node, ir.Name):
            check = frame.aliases.get(node.name)
            if isinstance(check, (ir.Call, ir.Operation, ir.Either, ir.Gather)):
                self.assume(check, holds, frame)
                self._left(node, truthiness, not holds, frame)
                return
        self._left(node, truthiness, not holds, frame)
        value = self.again(node, frame)
        self.learn_all(by_truth(value, holds), frame)
        for atom in value.atoms:
            if (
                isinstance(atom, Member)
                and isinstance(atom.of, Result)
                and atom.name == ("success" if holds else "error")
            ):
                self.validated(atom.of, frame)
            if isinstance(atom, Result):
                self._by_result(atom, holds, frame)

    def _left(self, node: ir.Expression, tells: Callable[[Value], bool | None], answer: bool, frame: Frame) -> None:
        """What is left of a variable's alternatives once something is known of it."""
        if isinstance(node, ir.Name) and frame.state is not None:
            before = frame.state.names.get(node.name)
            if before is not None and len(before.atoms) > 1:
                frame.state.names[node.name] = without(before, tells, answer)

    def _by_result(self, result: Result, holds: bool, frame: Frame) -> None:
        """A result that was given a name: ``match = re.fullmatch(…)``."""
        if isinstance(result.of, Member):
            self._method(result.of, result.arguments, holds, frame)
        elif holds:
            for argument in result.arguments.plain[1:2]:
                self.fits(argument, self._kinds_of(result), frame)

    def _called(self, node: ir.Call, holds: bool, frame: Frame) -> None:
        value = self.again(node, frame)
        own = self.own_checks.get(id(node))
        if own is not None:
            self.learn(own[0 if holds else 1], frame)
        callee = node.callee
        if isinstance(callee, ir.Field):
            of = self.again(callee.of, frame)
            arguments = tuple(self.again(one, frame) for one in node.arguments if not isinstance(one, ir.Spread))
            for atom in of.atoms:
                self._method(Member(atom, callee.name), Arguments(arguments), holds, frame, of)
            if callee.name == "issubset" and holds and node.arguments:
                self._within(callee.of, node.arguments[0], frame)
            if callee.name == "issuperset" and holds and node.arguments:
                self._within(node.arguments[0], callee.of, frame)
            if (callee.name, holds) in (("every", True), ("some", False)) and arguments:
                for item in self._items(of, frame):
                    self._over(arguments[0], item, holds, node, frame)
            elif (callee.name, holds) == ("some", True) and arguments and of.atoms and not taint_of(of):
                self._over(arguments[0], self.each(of, frame), holds, node, frame)
        elif isinstance(callee, ir.Name) and callee.name in ("all", "any"):
            for one in node.arguments[:1]:
                if isinstance(one, ir.Call) and len(one.arguments) == 2 and holds is (callee.name == "all"):
                    self._over_mapped(one, holds, frame)
                if isinstance(one, ir.Gather) and len(one.clauses) == 1:
                    over = self._over_items if holds is (callee.name == "all") else self._over_some
                    over(one, holds, frame)
        elif isinstance(callee, ir.Name) and callee.name in ("bool", "Boolean") and len(node.arguments) == 1:
            self.assume(node.arguments[0], holds, frame)
        for atom in value.atoms:
            if isinstance(atom, Result) and atom.of.path in _OWNING and holds and len(atom.arguments.plain) > 1:
                self.fact(atom.arguments.plain[1], OWN_KEY, frame)
                self._one_of(atom.arguments.plain[1], atom.arguments.plain[0], frame)
            if isinstance(atom, Result) and not isinstance(atom.of, Member):
                self._by_result(atom, holds, frame)
            if isinstance(atom, Result) and atom.of.path in NUMBER_TESTS and holds:
                for argument in atom.arguments.plain[:1]:
                    self.fact(argument, EVERY, frame)
            if isinstance(atom, Result) and atom.of.path == "builtins.isinstance" and len(node.arguments) == 2:
                self._typed(node.arguments[0], node.arguments[1], holds, frame)
            if isinstance(atom, Result) and holds:
                self.told(atom, frame)
            if isinstance(atom, Result):
                self.learn_all(by_call(atom.of, atom.arguments.at(0), value.taint, holds), frame)
                self.learn_all(signed(atom.of, atom.arguments, holds), frame)
                known = self.lookup.transfer(atom.of.path)
                kinds = known.tests | known.guards if holds else known.rejects
                for argument in atom.arguments.plain[:1] if kinds else ():
                    self.fact(argument, kinds, frame)
                self._declared(atom.of.path, atom.arguments, holds, frame)
                if holds and atom.of.path == "validator.matches" and len(atom.arguments.plain) > 1:
                    pattern = next(filter(None, map(pattern_of, atom.arguments.plain[1].atoms)), None)
                    self.fits(atom.arguments.plain[0], kinds_of_match(pattern or ""), frame)

    def _declared(self, path: str, arguments: Arguments, holds: bool, frame: Frame) -> None:
        """What a user's pack says of a check that gave something true, or false."""
        said = self.lookup.declared(path)
        value = about(said, arguments) if said is not None else None
        if said is not None and value is not None:
            self.fact(value, said.tests | said.guards if holds else said.rejects, frame)

    def _method(
        self, member: Member, arguments: Arguments, holds: bool, frame: Frame, receiver: Value | None = None
    ) -> None:
        """A check that is a method: of the value itself, or of what it is checked against."""
        of = (
            receiver
            if receiver is not None
            else just(member.of, arguments.plain[0].taint if arguments.plain else frozenset())
        )
        name, first = member.name, arguments.at(0)
        if first is not None and name in PREFIX | SUFFIX:
            first = either_of(first)
        if not holds:
            if name in MEMBERSHIP and first is not None:
                self._lacks(first, of, frame)
            elif name in PREFIX and first is not None:
                self._not_prefixed(of, first, frame)
            elif name in ("test", "search", "match") and first is not None:
                self._not_found(member, first, arguments, of, frame)
            return
        if name in NUMERIC and first is None:
            self.fact(of, EVERY, frame)
        elif name == "isprintable" and first is None:
            self.fact(of, LINES, frame)
        elif name in MEMBERSHIP and first is not None:
            self.fact(first, OWN_KEY if name == "hasOwnProperty" else frozenset(), frame)
            self._one_of(first, of, frame)
        elif name in PREFIX and first is not None:
            self._prefixed(of, first, frame)
        elif name in SUFFIX and first is not None:
            self._suffixed(of, first, frame)
        elif name in MATCHING and first is not None:
            self._matched(member, name, first, arguments, frame)

    def _prefixed(self, value: Value, prefix: Value, frame: Frame) -> None:
        if not taint_of(prefix) and value.taint and all(NORMAL in taint.cleaned for taint in value.taint):
            self.fact(value, PATHS, frame)
        if is_vouched(prefix) and all(_ends_as_folder(atom) for atom in prefix.atoms):
            self.fact(value, OWN, frame)
        texts = [atom.value if isinstance(atom, Literal) else None for atom in prefix.atoms]
        if texts == ["/"]:
            self.fact(value, SLASH, frame)
        elif prefix.atoms and not taint_of(prefix) and all(map(_names_site, prefix.atoms)):
            self.fact(value, LOCATION, frame)
            self._host(value, frame, WHOLE)

    def _not_prefixed(self, value: Value, prefix: Value, frame: Frame) -> None:
        """The way to a path doesn't lead up: ``!path.relative(root, file).startsWith("..")``; not two slashes."""
        texts = [atom.value for atom in prefix.atoms if isinstance(atom, Literal) and isinstance(atom.value, str)]
        if "/" in texts:
            self.fact(value, RELATIVE, frame)
        if "//" in texts or "/\\" in texts:
            self.fact(value, ONE, frame)
        text = texts[0] if texts else ""
        for atom in value.atoms if text.startswith("..") else ():
            if isinstance(atom, Result) and atom.of.path.endswith(("path.relative", "path.posix.relative")):
                for argument in atom.arguments.plain[1:2]:
                    self.fact(argument, PATHS, frame)
            elif isinstance(atom, Result) and atom.of.path.endswith("path.relpath"):
                for argument in atom.arguments.plain[:1]:
                    self.fact(argument, PATHS, frame)

    def _suffixed(self, value: Value, suffix: Value, frame: Frame) -> None:
        """``host.endsWith(".example.com")``: of a host that a URL was taken apart for."""
        if suffix.atoms and not taint_of(suffix) and all(_is_domain(atom) for atom in suffix.atoms):
            self._host(value, frame, HOSTS)

    own_checks: "dict[int, tuple[Facts, Facts]]"
    """By a call: what is known after it gave something true, and something false."""

    # What stands in parts of the follower that are built on this one.

    def told(self, result: Result, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.schemas.Schemas`."""
        raise NotImplementedError

    def validated(self, result: Result, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.schemas.Schemas`."""
        raise NotImplementedError


def is_vouched(value: Value) -> bool:
    """Whether nobody outside says what it is, or an authorizer vouches for it."""
    return all(taint.cleaned >= OWN for taint in taint_of(value))


def _ends_as_folder(atom: Atom) -> bool:
    """A prefix that ends a name: ``user/``; of what isn't known, nothing speaks against it."""
    if isinstance(atom, Text):
        last = atom.pieces[-1]
        return len(atom.pieces) > 1 and isinstance(last, str) and last[-1:] in ("/", "#", ":", "-", "_")
    return not isinstance(atom, Literal) or (isinstance(atom.value, str) and atom.value[1:].endswith("/"))


def _names_site(atom: Atom) -> bool:
    """A beginning of addresses that tells the whole host; of what isn't known, nothing speaks against it."""
    if isinstance(atom, Text):
        told = "".join(piece if isinstance(piece, str) else "\x01" for piece in atom.pieces)
        return bool(_ORIGIN.match(told) or _UNKNOWN_SITE.match(told))
    return not isinstance(atom, Literal) or (isinstance(atom.value, str) and bool(_ORIGIN.match(atom.value)))


def _is_domain(atom: Atom) -> bool:
    if isinstance(atom, Sequence):
        return all(
            _is_domain(one) for item in (*atom.items, *((atom.rest,) if atom.rest else ())) for one in item.atoms
        )
    if isinstance(atom, Text):
        first = atom.pieces[0]
        return isinstance(first, str) and first.startswith(".")
    return not isinstance(atom, Literal) or (isinstance(atom.value, str) and atom.value.startswith("."))
