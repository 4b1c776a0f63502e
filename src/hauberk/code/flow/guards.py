"""What a check tells of values, once it is passed.

A fact is about a value, not about a variable: ``event["id"]`` that was found to be a number is one wherever it is read.
"""

import re

from hauberk.code import ir
from hauberk.code.flow.frames import EVERY, Facts, Frame
from hauberk.code.flow.machine import Machine
from hauberk.code.flow.values import (
    Arguments,
    Foreign,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Value,
    just,
    taint_of,
)

NUMERIC = frozenset(("isdigit", "isdecimal", "isnumeric", "isalnum", "isalpha", "isidentifier"))
"""Methods of Python's texts that hold for nothing with a special character in it."""
MEMBERSHIP = frozenset(("includes", "has", "indexOf", "hasOwnProperty", "__contains__"))
PREFIX = frozenset(("startswith", "startsWith"))
WITHIN = frozenset(("is_relative_to",))
_LISTS = ("split()", "splitlines()", "keys()", "values()")
SIMPLE = frozenset(
    ("int", "float", "bool", "complex", "number", "boolean", "bigint", "UUID", "Decimal", "date", "datetime")
)
"""Types whose values have no text of the caller's."""
NUMBER_TESTS = frozenset(("Number.isInteger", "Number.isSafeInteger", "Number.isFinite", "isFinite", "math.isfinite"))
MATCHING = frozenset(("match", "fullmatch", "test", "search", "exec"))
HOSTS = frozenset(("hostname", "host", "netloc", "origin"))
LOCATION = frozenset(("ssrf", "open-redirect"))
PATHS = frozenset(("path-traversal", "archive-extraction"))
TYPED = frozenset(("nosql-injection", "prototype-pollution"))
"""What a text does no harm in, though an object would."""
NORMAL = "normal"
"""Not a sink: a path without any ``..`` left in it."""
_ORIGIN = re.compile(r"(?:https?:)?//[^/?#@\\]+[/?#]|/(?![/\\])")
_SPECIAL = re.compile(r"^[\w\s@:=.,+-]*$")


class Guards(Machine):
    """Takes what a condition says for granted."""

    def assume(self, node: ir.Expression, holds: bool, frame: Frame) -> None:
        """Notes in the frame's state what is known where a condition holds, or doesn't."""
        if frame.state is None:
            return
        match node:
            case ir.Operation("not", (of,)):
                self.assume(of, not holds, frame)
            case ir.Either(operator, operands) if operator != "??":
                if (operator == "and") is holds:
                    for operand in operands:
                        self.assume(operand, holds, frame)
            case ir.Operation("==" | "is", (one, other)):
                self._equal(one, other, holds, frame)
            case ir.Operation("in", (one, other)):
                if holds:
                    self._one_of(self.value(one, frame), self.value(other, frame), frame)
                else:
                    self._lacks(self.value(one, frame), self.value(other, frame), frame)
            case ir.Operation("isinstance", (one, kind)):
                self._typed(one, kind, holds, frame)
            case ir.Operation(">" | ">=" | "<" | "<=", (one, other)):
                self._compared(node.operator, one, other, holds, frame)
            case ir.Call():
                self._called(node, holds, frame)
            case ir.Name() | ir.Field() | ir.Index():
                self._itself(node, holds, frame)
            case ir.Bind(_, value):
                self.assume(value, holds, frame)
            case _:
                return

    def fact(self, value: Value, kinds: frozenset[str], frame: Frame) -> None:
        """Notes that a value is harmless for some kinds of sinks."""
        if frame.state is None or not (value.taint or taint_of(value)):
            return
        before = frame.state.facts.get(value, frozenset())
        frame.state.facts[value] = before | kinds

    def _equal(self, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        for node, beside in ((one, other), (other, one)):
            value, against = self.value(node, frame), self.value(beside, frame)
            if isinstance(node, ir.Operation) and node.operator == "typeof":
                only = against.only
                if holds and isinstance(only, Literal) and only.value in SIMPLE:
                    self.fact(self.value(node.operands[0], frame), EVERY, frame)
                elif holds and isinstance(only, Literal) and only.value == "string":
                    self.fact(self.value(node.operands[0], frame), TYPED, frame)
                return
            only = against.only
            if isinstance(only, Literal) and only.value is None:
                if isinstance(node, (ir.Call, ir.Name)):
                    self.assume(node, not holds, frame)
                return
            if isinstance(only, Literal) and isinstance(only.value, bool):
                if holds or node is one:
                    self.assume(node, only.value is holds, frame)
                return
            if isinstance(only, Literal) and only.value == -1 and isinstance(node, ir.Call):
                self.assume(node, not holds, frame)
                return
            if holds and not taint_of(against) and against.atoms:
                self._same(value, frame)

    def _same(self, value: Value, frame: Frame) -> None:
        """A value is one that the program chose: it is harmless, and so is what its host was taken from."""
        self.fact(value, EVERY, frame)
        self._host(value, frame)
        for atom in value.atoms:
            if isinstance(atom, Result) and atom.of.path.endswith(("path.commonpath", "path.commonprefix")):
                for within in (one for given in atom.arguments.plain[:1] for one in given.atoms):
                    for item in within.items if isinstance(within, Sequence) else ():
                        self.fact(item, PATHS, frame)

    def _host(self, value: Value, frame: Frame) -> None:
        for atom in value.atoms:
            while isinstance(atom, (Member, Result)):
                if isinstance(atom, Member) and atom.name in HOSTS and isinstance(atom.of, Result):
                    for argument in atom.of.arguments.plain[:1]:
                        self.fact(argument, LOCATION, frame)
                    self.fact(just(atom.of, value.taint), LOCATION, frame)
                    break
                atom = atom.of

    def _one_of(self, value: Value, among: Value, frame: Frame) -> None:
        if not among.atoms or taint_of(among):
            return
        if all(isinstance(atom, (Sequence, Record, Foreign)) and self._is_list(atom) for atom in among.atoms):
            self._same(value, frame)

    def _lacks(self, part: Value, whole: Value, frame: Frame) -> None:
        """A text without any slash is a name, not a path."""
        only = part.only
        if isinstance(only, Literal) and only.value == "/":
            self.fact(whole, PATHS, frame)

    def _is_list(self, atom: object) -> bool:
        """Whether it isn't a text, of which a part would be enough."""
        if isinstance(atom, (Sequence, Record)):
            return True
        return isinstance(atom, Foreign) and (not atom.path.startswith("?") or atom.path.endswith(_LISTS))

    def _typed(self, node: ir.Expression, kind: ir.Expression, holds: bool, frame: Frame) -> None:
        kinds = kind.items if isinstance(kind, ir.Sequence) else (kind,)
        names = {one.name for one in kinds if isinstance(one, (ir.Name, ir.Field))}
        if holds and names and names <= SIMPLE:
            self.fact(self.value(node, frame), EVERY, frame)
        elif holds and names and names <= SIMPLE | {"str", "bytes"}:
            self.fact(self.value(node, frame), TYPED, frame)

    def _compared(self, operator: str, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        """``list.indexOf(x) >= 0`` and ``> -1``."""
        if not isinstance(one, ir.Call):
            return
        only = self.value(other, frame).only
        bound = only.value if isinstance(only, Literal) else None
        if (operator, bound) in ((">=", 0), (">", -1)):
            self.assume(one, holds, frame)
        elif (operator, bound) == ("<", 0):
            self.assume(one, not holds, frame)

    def _itself(self, node: "ir.Name | ir.Field | ir.Index", holds: bool, frame: Frame) -> None:
        """A truth value that was made of a check before."""
        if isinstance(node, ir.Name):
            check = frame.aliases.get(node.name)
            if isinstance(check, (ir.Call, ir.Operation, ir.Either)):
                self.assume(check, holds, frame)
                return
        value = self.value(node, frame)
        for atom in value.atoms:
            if isinstance(atom, Member) and atom.name == "success" and isinstance(atom.of, Result) and holds:
                self.validated(atom.of, frame)
            if isinstance(atom, Result):
                self._by_result(atom, holds, frame)

    def _by_result(self, result: Result, holds: bool, frame: Frame) -> None:
        """A result that was given a name: ``match = re.fullmatch(…)``."""
        if isinstance(result.of, Member):
            self._method(result.of, result.arguments, holds, frame)
        elif holds and self._matches(result):
            for argument in result.arguments.plain[1:2]:
                self.fact(argument, EVERY, frame)

    def _called(self, node: ir.Call, holds: bool, frame: Frame) -> None:
        value = self.value(node, frame)
        own = self.own_checks.get(id(node))
        if own is not None:
            self.learn(own[0 if holds else 1], frame)
        callee = node.callee
        if isinstance(callee, ir.Field):
            of = self.value(callee.of, frame)
            arguments = tuple(self.value(one, frame) for one in node.arguments if not isinstance(one, ir.Spread))
            for atom in of.atoms:
                self._method(Member(atom, callee.name), Arguments(arguments), holds, frame, of)
        for atom in value.atoms:
            if isinstance(atom, Result) and not isinstance(atom.of, Member):
                self._by_result(atom, holds, frame)
            if isinstance(atom, Result) and atom.of.path in NUMBER_TESTS and holds:
                for argument in atom.arguments.plain[:1]:
                    self.fact(argument, EVERY, frame)
            if (
                isinstance(atom, Result)
                and atom.of.path == "builtins.isinstance"
                and holds
                and len(node.arguments) == 2
            ):
                self._typed(node.arguments[0], node.arguments[1], holds, frame)
            if isinstance(atom, Result) and holds:
                guards = self.lookup.transfer(f"{atom.of.path}").guards
                if guards:
                    for argument in atom.arguments.plain[:1]:
                        self.fact(argument, guards, frame)

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
        if not holds:
            return
        if name in NUMERIC and first is None:
            self.fact(of, EVERY, frame)
        elif name in MEMBERSHIP and first is not None:
            self._one_of(first, of, frame)
        elif name in PREFIX and first is not None:
            self._prefixed(of, first, frame)
        elif name in WITHIN and first is not None:
            self.fact(of, PATHS, frame)
        elif name in MATCHING and first is not None:
            self._matched(member, name, first, arguments, frame)

    def _prefixed(self, value: Value, prefix: Value, frame: Frame) -> None:
        if not taint_of(prefix) and value.taint and all(NORMAL in taint.cleaned for taint in value.taint):
            self.fact(value, PATHS, frame)
        only = prefix.only
        if isinstance(only, Literal) and isinstance(only.value, str) and _ORIGIN.match(only.value):
            self.fact(value, LOCATION, frame)

    def _matched(self, member: Member, name: str, first: Value, arguments: Arguments, frame: Frame) -> None:
        """A text that a regular expression matches as a whole holds nothing that the expression doesn't name."""
        pattern, value = self.pattern_of(member.of), first
        whole = name == "fullmatch"
        if pattern is None and member.path in ("re.match", "re.fullmatch", "re.search"):
            only = first.only
            second = arguments.at(1)
            if not isinstance(only, Literal) or not isinstance(only.value, str) or second is None:
                return
            pattern, value = only.value, second
        if pattern is not None and is_narrow(
            pattern,
            whole=whole,
            begins=name in ("match", "fullmatch") and member.of is not None and not self.is_script(frame),
        ):
            self._same(value, frame)

    def is_script(self, frame: Frame) -> bool:
        """Whether a file is JavaScript's."""
        return not frame.file.endswith(".py")

    def pattern_of(self, atom: object) -> str | None:
        """The regular expression that something was compiled from."""
        if isinstance(atom, Result) and atom.of.path in ("re.compile", "RegExp"):
            only = atom.arguments.plain[0].only if atom.arguments.plain else None
            return only.value if isinstance(only, Literal) and isinstance(only.value, str) else None
        return None

    def _matches(self, result: Result) -> bool:
        only = result.arguments.plain[0].only if len(result.arguments.plain) > 1 else None
        if not isinstance(only, Literal) or not isinstance(only.value, str):
            return False
        whole = result.of.path == "re.fullmatch"
        return result.of.path in ("re.match", "re.fullmatch", "re.search") and is_narrow(
            only.value, whole=whole, begins=result.of.path != "re.search"
        )

    def learn(self, facts: Facts, frame: Frame) -> None:
        """Notes what a call of the application's own found."""
        if frame.state is not None:
            for value, kinds in facts.items():
                frame.state.facts[value] = frame.state.facts.get(value, frozenset()) | kinds

    own_checks: "dict[int, tuple[Facts, Facts]]"
    """By a call: what is known after it gave something true, and something false."""

    # What stands in parts of the follower that are built on this one.

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def validated(self, result: Result, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.schemas.Schemas`."""
        raise NotImplementedError


def is_narrow(pattern: str, *, whole: bool = False, begins: bool = False) -> bool:
    """Whether a text that a regular expression matches has no character that does harm anywhere: it is anchored on both
    sides, in each of its alternatives, and takes only letters, digits and a few marks in between."""
    text = pattern.removeprefix("(?i)")
    starts = whole or begins or text.startswith(("^", "\\A"))
    ends = whole or (text.endswith(("$", "\\Z", "\\z")) and not text.endswith("\\$"))
    if not (starts and ends):
        return False
    text = text.removeprefix("^").removeprefix("\\A")
    text = re.sub(r"(\\[zZ]|(?<!\\)\$)$", "", text)
    if not whole and _has_bare_alternative(text):
        return False
    return not re.search(r"(?<!\\)\.|\\[SWD.]?(?<=\\[SWD])|\[\^|\\s|\\n", _without_classes(text)) and _classes_narrow(
        text
    )


def _has_bare_alternative(text: str) -> bool:
    depth = 0
    inside = False
    for number, letter in enumerate(text):
        if number and text[number - 1] == "\\":
            continue
        if letter == "[":
            inside = True
        elif letter == "]":
            inside = False
        elif not inside:
            depth += (letter == "(") - (letter == ")")
            if letter == "|" and depth == 0:
                return True
    return False


_CLASS = re.compile(r"\[(\^?)((?:\\.|[^\]\\])*)\]")
_HARMFUL = set("'\"`;|&$<>(){}\\/\n\r%*?!#~")


def _without_classes(text: str) -> str:
    return _CLASS.sub(lambda found: "[^" if found[1] else "", text)


def _classes_narrow(text: str) -> bool:
    for negated, inside in _CLASS.findall(text):
        if negated:
            return False
        bare = re.sub(r"\\[wd]|\\[-.\]]|[A-Za-z0-9]-[A-Za-z0-9]", "", inside)
        if set(bare) & _HARMFUL or re.search(r"\\[SWDs]", inside):
            return False
    return True
