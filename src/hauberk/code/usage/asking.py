"""What conditions ask of parts of the event, where they hold."""

from hauberk.code import ir
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.removal import flags_of, pattern_of
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Scalar,
    Sequence,
    Value,
    just,
    literal,
    text_of,
)
from hauberk.code.usage import conversions
from hauberk.code.usage.expressions import literal as written
from hauberk.code.usage.expressions import portable
from hauberk.code.usage.limits import Choice, Path
from hauberk.code.usage.telling import NO_NULL
from hauberk.code.usage.validating import Validating

MAX_ROUNDS = 24
"""Constants of a list that are gone through one by one: the names of fields that have to be there."""
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Asking(Validating):
    """Watches conditions."""

    def assume(self, node: ir.Expression, holds: bool, frame: Frame) -> None:
        """Takes a condition for granted."""
        before, self.asked_at = self.asked_at, node.at
        super().assume(node, holds, frame)
        self.asked_at = before

    def _equal(self, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        """``a == b``."""
        pairs = [(one, other), (other, one)]
        for node, beside in pairs:
            against = self.value(beside, frame).only
            if isinstance(against, Literal):
                self._against(node, against, holds, frame)
                if against.value is None or against.value == -1:
                    self.vague += 1
                    super()._equal(one, other, holds, frame)
                    self.vague -= 1
                    return
        super()._equal(one, other, holds, frame)

    def _against(self, node: ir.Expression, against: Literal, holds: bool, frame: Frame) -> None:
        """Whether something is what is written down."""
        told = against.value
        if isinstance(node, ir.Operation) and node.operator == "typeof":
            found = self.path_of(self.value(node.operands[0], frame))
            if found is None:
                return
            if holds and told in conversions.TYPE_NAMES:
                types = conversions.TYPE_NAMES[str(told)]
                self.says(found[0], frame, node.at, f"its type has to be {told}", there=True, types=types)
            elif not holds and told == "undefined":
                self.says(found[0], frame, node.at, "it has to be there", there=True)
            return
        sized = self._sized(node, frame)
        if sized is not None:
            if isinstance(told, int) and not isinstance(told, bool):
                if holds:
                    self.says(sized, frame, node.at, f"its length has to be {told}", shortest=told, longest=told)
                elif told == 0:
                    self.says(sized, frame, node.at, "it mustn't be empty", shortest=1)
            return
        value = self.value(node, frame)
        where = self.path_of(value)
        if where is None:
            return
        path, sure = where
        if told is None:
            if not holds and sure:
                more = {} if self.is_script(frame) else {"types": NO_NULL}
                self.says(path, frame, node.at, "it has to be there", there=True, **more)
        elif isinstance(told, bytes):
            return
        elif holds and (sure or value in self.fallbacks):
            self._choices(path, [told], frame, node.at, there=sure)
        elif not holds and told == "" and sure:
            self.says(path, frame, node.at, "it mustn't be empty", shortest=1)

    def _choices(self, path: Path, told: list[Scalar], frame: Frame, at: ir.Place, *, there: bool) -> None:
        choices = frozenset(Choice(type(one), one) for one in told)
        what = {"there": True} if there else {}
        self.says(path, frame, at, "it has to be one of these", choices=choices, **what)

    def _one_of(self, value: Value, among: Value, frame: Frame) -> None:
        """``value in among``."""
        super()._one_of(value, among, frame)
        at = self.asked_at
        found = self.path_of(value)
        if found is not None and (found[1] or value in self.fallbacks):
            choices = _constants(among)
            if choices:
                self._choices(found[0], choices, frame, at, there=found[1])
            return
        inside = self.path_of(among)
        names = [atom.value for atom in value.atoms if isinstance(atom, Literal) and isinstance(atom.value, str)]
        if inside is None or not inside[1] or len(names) != len(value.atoms) or (len(names) > 1 and not self._all):
            return
        for name in names:
            if (*inside[0], name) in self.reads or inside[0][-1] in ("{}", "event"):
                self.reads.setdefault((*inside[0], name), frame.site(at))
                self.says((*inside[0], name), frame, at, "it has to be there", there=True)

    def _over_items(self, gather: ir.Gather, holds: bool, frame: Frame) -> None:
        """``all(name in body for name in names)``."""
        self._all += 1
        super()._over_items(gather, holds, frame)
        self._all -= 1

    def _compared(self, operator: str, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        """``a < b``."""
        self.vague += 1
        super()._compared(operator, one, other, holds, frame)
        self.vague -= 1
        for node, beside, sign in ((one, other, operator), (other, one, _TURNED[operator])):
            only = self.value(beside, frame).only
            if isinstance(only, Literal) and isinstance(only.value, (int, float)) and not isinstance(only.value, bool):
                self._bounded(node, sign if holds else _OPPOSITE[sign], only.value, frame)

    def _bounded(self, node: ir.Expression, sign: str, bound: float, frame: Frame) -> None:
        says = f"it has to be {sign} {bound:g}"
        sized = self._sized(node, frame)
        if sized is not None:
            whole = int(bound) if bound == int(bound) else None
            if whole is None:
                return
            length = {">": whole + 1, ">=": whole, "<": whole - 1, "<=": whole}[sign]
            name = "shortest" if sign in (">", ">=") else "longest"
            if length > 0 or name == "longest":
                self.says(sized, frame, node.at, f"its length has to be {sign} {bound:g}", **{name: max(length, 0)})
            return
        value = self.value(node, frame)
        number = _converted(value)
        found = self.path_of(number if number is not None else value)
        if found is None:
            return
        strict = sign in (">", "<")
        name = "least" if sign in (">", ">=") else "most"
        sure = found[1] and number is None and not self.is_script(frame)
        more: dict[str, object] = {"types": frozenset(("number",)), "there": True} if sure else {}
        self.says(found[0], frame, node.at, says, **{name: (bound, strict)}, **more)

    def _sized(self, node: ir.Expression, frame: Frame) -> Path | None:
        """The part whose length an expression is."""
        of: Value | None = None
        if isinstance(node, ir.Field) and node.name == "length" and self.is_script(frame):
            of = self.value(node.of, frame)
        elif (
            isinstance(node, ir.Call)
            and isinstance(node.callee, ir.Name)
            and node.callee.name == "len"
            and node.arguments
        ):
            of = self.value(node.arguments[0], frame)
        elif isinstance(node, ir.Name) and isinstance(frame.aliases.get(node.name), (ir.Field, ir.Call)):
            return self._sized(frame.aliases[node.name], frame)
        found = self.path_of(of) if of is not None else None
        return found[0] if found is not None else None

    def _typed(self, node: ir.Expression, kind: ir.Expression, holds: bool, frame: Frame) -> None:
        """``isinstance(value, kind)``."""
        super()._typed(node, kind, holds, frame)
        kinds = (
            kind.items
            if isinstance(kind, ir.Sequence)
            else kind.operands
            if isinstance(kind, ir.Operation)
            else (kind,)
        )
        names = [one.name for one in kinds if isinstance(one, (ir.Name, ir.Field))]
        found = self.path_of(self.value(node, frame))
        if not holds or self.is_script(frame) or found is None or len(names) != len(kinds):
            return
        if all(name in conversions.TYPE_NAMES for name in names):
            types: frozenset[str] = frozenset().union(*(conversions.TYPE_NAMES[name] for name in names))
            there = {"there": True} if found[1] else {}
            self.says(found[0], frame, node.at, f"it has to be {' or '.join(names)}", types=types, **there)

    def _called(self, node: ir.Call, holds: bool, frame: Frame) -> None:
        """A check that is a call."""
        super()._called(node, holds, frame)
        value = self.value(node, frame)
        self._counts(value, holds, frame, node.at)
        for atom in value.atoms:
            if not isinstance(atom, Result) or not atom.arguments.plain:
                continue
            first = atom.arguments.plain[0]
            number = _converted(first)
            path = self.path_of(number if number is not None else first)
            if path is None:
                continue
            if holds and number is None and atom.of.path in conversions.TELLS_TYPE:
                self.says(
                    path[0],
                    frame,
                    node.at,
                    f"{atom.of.path}() has to hold",
                    there=True,
                    types=conversions.TELLS_TYPE[atom.of.path],
                )
            elif number is not None and (
                (atom.of.path in ("isNaN", "Number.isNaN") and not holds)
                or (atom.of.path in conversions.TELLS_TYPE and holds)
            ):
                self.says(
                    path[0],
                    frame,
                    node.at,
                    "it has to be a number",
                    there=path[1],
                    types=frozenset(("number", "string")),
                )

    def _itself(self, node: "ir.Name | ir.Field | ir.Index", holds: bool, frame: Frame) -> None:
        """A value that has to count as true."""
        super()._itself(node, holds, frame)
        if isinstance(node, ir.Name):
            check = frame.aliases.get(node.name)
            if isinstance(check, ir.Gather) and not holds:
                self._none_left(check, frame)
        if isinstance(node, ir.Field) and node.name == "length" and self.is_script(frame):
            sized = self._sized(node, frame)
            if sized is not None and holds:
                self.says(sized, frame, node.at, "it mustn't be empty", shortest=1)
            return
        self._counts(self.value(node, frame), holds, frame, node.at)

    def _counts(self, value: Value, holds: bool, frame: Frame, at: ir.Place) -> None:
        found = self.path_of(value)
        if holds and not self.vague and found is not None and found[1]:
            self.says(found[0], frame, at, "it mustn't be missing or empty", there=True, types=NO_NULL, shortest=1)

    def _none_left(self, gather: ir.Gather, frame: Frame) -> None:
        """``missing = [name for name in names if name not in body]`` is empty: no condition holds for any item."""
        clause = gather.clauses[0]
        items = self.rounds(self.value(clause.iterable, frame)) if len(gather.clauses) == 1 else None
        if items is None or len(clause.conditions) != 1 or frame.state is None:
            return
        names = dict(frame.state.names)
        for item in items:
            self.assign(clause.item, item, frame)
            self.block(clause.bind, frame)
            self.assume(clause.conditions[0], False, frame)
        frame.state.names = names

    def _method(
        self, member: Member, arguments: Arguments, holds: bool, frame: Frame, receiver: Value | None = None
    ) -> None:
        """A check that is a method of a text."""
        super()._method(member, arguments, holds, frame, receiver)
        of = receiver if receiver is not None else just(member.of)
        found = self.path_of(of)
        if not holds or found is None or not found[1]:
            return
        text = text_of(arguments.plain[0] if arguments.plain else None)
        at = self.asked_at
        if member.name in ("isdigit", "isdecimal") and not arguments.plain:
            self.says(found[0], frame, at, f"{member.name}() has to hold", patterns=frozenset((r"^\d+$",)))
        elif member.name in ("startswith", "startsWith") and text:
            self.says(found[0], frame, at, f"it has to begin with {text}", patterns=frozenset((f"^{written(text)}",)))
        elif member.name in ("endswith", "endsWith") and text:
            self.says(found[0], frame, at, f"it has to end with {text}", patterns=frozenset((f"{written(text)}$",)))

    def _matched(self, member: Member, name: str, first: Value, arguments: Arguments, frame: Frame) -> None:
        """A regular expression that a text has to fit."""
        super()._matched(member, name, first, arguments, frame)
        pattern, flags, value = pattern_of(member.of), flags_of(member.of), first
        script = self.is_script(frame)
        if pattern is None and isinstance(member.of, Input):  # text.match(/…/)
            pattern, flags, value = pattern_of(first.only), flags_of(first.only), just(member.of)
        elif pattern is None and member.path.startswith("re."):
            only, second = first.only, arguments.at(1)
            if not isinstance(only, Literal) or not isinstance(only.value, str) or second is None:
                return
            pattern, value, flags = only.value, second, "x" if arguments.at(2, "flags") is not None else ""
        elif pattern is not None and not script and _has_flags(member.of):
            flags = "x"
        found = self.path_of(value)
        if pattern is None or found is None:
            return
        told = portable(pattern, script=script, flags=flags, how="search" if script else name)
        types = {} if script else {"types": frozenset(("string",)), "there": found[1]}
        if told is None:
            if types:
                self.says(
                    found[0], frame, self.asked_at, f"it has to fit {pattern}, which JSON Schema can't say", **types
                )
            self.untold.setdefault((found[0], pattern), frame.site(self.asked_at))
            return
        self.says(
            found[0], frame, self.asked_at, "a regular expression has to fit", patterns=frozenset((told,)), **types
        )

    def rounds(self, iterable: Value) -> tuple[Value, ...] | None:
        """Constants are gone through one by one."""
        only = iterable.only
        if not isinstance(only, (Sequence, Record)) or only.rest is not None:
            return None
        items = only.items if isinstance(only, Sequence) else tuple(literal(name) for name, _ in only.fields)
        if not 0 < len(items) <= MAX_ROUNDS or not all(isinstance(item.only, Literal) for item in items):
            return None
        return items


def _constants(among: Value) -> list[Scalar]:
    """The constants of which a value has to be one."""
    found: list[Scalar] = []
    for atom in among.atoms:
        if isinstance(atom, Sequence) and atom.rest is None:
            values = [item.only for item in atom.items]
            if not all(isinstance(one, Literal) and not isinstance(one.value, bytes) for one in values):
                return []
            found += [one.value for one in values if isinstance(one, Literal)]
        elif isinstance(atom, Record) and atom.rest is None and atom.made_by is None:
            found += [name for name, _ in atom.fields]
        else:
            return []
    return found


def _converted(value: Value) -> Value | None:
    """What a number was made of."""
    only = value.only
    if isinstance(only, Result) and only.of.path in conversions.NUMBERS and only.arguments.plain:
        return only.arguments.plain[0]
    return None


def _has_flags(atom: Atom) -> bool:
    return isinstance(atom, Result) and atom.of.path == "re.compile" and len(atom.arguments.every()) > 1
