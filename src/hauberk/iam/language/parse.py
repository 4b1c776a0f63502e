"""A policy document as a :class:`Policy`, from a file's tree or from a template's value in one world.

Sources (IAM user guide, 2026-11): "Grammar of the IAM JSON policy language"; "IAM JSON policy elements reference";
"IAM policy elements: Variables and tags"; "Access Analyzer policy check reference" for what AWS calls an error. The
prefix and the name of an action, condition keys and variables are compared without regard to case ("The prefix and the
action name are case insensitive", "Condition key names are not case-sensitive"); ``Effect`` isn't ("The Effect value is
case sensitive"). Elements are JSON names, which are compared as they are; the grammar spells each one way.

What AWS wouldn't take as a policy is a list of faults, and no policy. What the source doesn't tell is a hole: a part of
a text where it stands in one, a name in ``unread`` where it stands for a whole element, statement or document.
"""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.iam.language.operators import Asked, operator
from hauberk.iam.language.patterns import read, takes
from hauberk.iam.language.policy import Effect, Kind, Policy, Principal, PrincipalKind, Statement, Test
from hauberk.iam.language.text import ANY, Glob, Hole, Part, glob
from hauberk.iam.language.trees import Document, Node, ReadingError, from_node, from_text
from hauberk.model.regex import regex
from hauberk.model.span import Span
from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Reason, Reference, Unknown, Value

MAX_STATEMENTS = 5_000
"""A policy of AWS's largest size, 32 KB for a key's or an organisation's (2026-11), holds a tenth of them."""
MAX_TEXTS = 100_000
"""Actions, resources, principals and values of a policy, all together."""
MAX_LENGTH = 8_192
"""Characters of one of them. An ARN has at most 2,048."""
MAX_JSON = 1_000_000
"""Characters of a policy that is written as text."""
MAX_FAULTS = 100

CURRENT, FIRST = "2012-10-17", "2008-10-17"

_DOCUMENT = ("Version", "Id", "Statement")
_STATEMENT = (
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
)
_SAME_EVERYWHERE = regex(
    r"parameter (\S+) has no default|(\S+) is a NoEcho parameter|(\S+) is read from Parameter Store at deployment"
    r"|(another stack exports (?!it$)[^…]+)"
)
"""Reasons of unknowns that are the same text wherever they are used: those that name what it depends on."""

_WITH_PRINCIPAL = (Kind.RESOURCE, Kind.RCP)
_WITH_RESOURCE = (Kind.IDENTITY, Kind.BOUNDARY, Kind.SESSION, Kind.SCP, Kind.RCP)


class Fault(NamedTuple):
    """Why a document is no policy: a stable ``code`` to count by, a sentence for the reader, and the place."""

    code: str
    text: str
    span: Span | None


class Parsed(NamedTuple):
    """A policy, or why there is none: one of both is empty."""

    policy: Policy | None
    faults: tuple[Fault, ...] = ()


def parse(
    document: Document | Node | Value, *, name: str = "", kind: Kind = Kind.IDENTITY, bare: bool = False
) -> Parsed:
    """The policy that a document says.

    ``document`` is a file's tree, or a template's value whose branches are picked. ``kind`` decides whether a statement
    must, may or can't have principals and resources. ``bare`` says that it is the statement alone, without a document
    around it (``AWS::Events::EventBusPolicy``).
    """
    reader = _Reader(kind)
    if isinstance(document, Document):
        reader.oddities(document.problems)
        value = from_node(document.root)
    elif isinstance(document, Node):
        value = from_node(document)
    else:
        value = document
    try:
        policy = reader.statement_alone(value, name) if bare else reader.policy(value, name)
    except _GivenUpError:
        policy = None
    return Parsed(None if reader.faults else policy, tuple(reader.faults))


def text(value: Value) -> Glob | None:
    """A value as a text without wildcards, with the holes that a policy would have there; ``None`` for any other."""
    try:
        return _Reader(Kind.IDENTITY)._glob(value, "a text", variables=False, wild=False)
    except (_GivenUpError, _UnreadError):
        return None


def pattern(value: Value) -> Glob | None:
    """A value as the pattern that an element of ``Resource`` would have there; ``None`` for any other."""
    try:
        return _Reader(Kind.IDENTITY)._glob(value, "a pattern", variables=False, wild=True)
    except (_GivenUpError, _UnreadError):
        return None


class _GivenUpError(Exception):
    """Past a limit: the rest isn't looked at."""


class _UnreadError(Exception):
    """An element that can't be read; ``hole`` names it."""

    def __init__(self, hole: Hole) -> None:
        super().__init__(hole.name)
        self.hole = hole


class _Reader:
    """Reads one document and keeps what is wrong with it."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.faults: list[Fault] = []
        self.texts = 0
        self.variables = False

    # -- faults

    def fault(self, code: str, text: str, span: Span | None) -> None:
        self.faults.append(Fault(code, text, span))
        if len(self.faults) >= MAX_FAULTS:
            raise _GivenUpError

    def wrong(self, what: str, wanted: str, value: Value) -> None:
        self.fault("wrong-type", f"{what} has to be {wanted}", value.span)

    def oddities(self, problems: tuple[ReadingError, ...]) -> None:
        for problem in problems:
            self.fault(problem.code, problem.text, problem.span)

    # -- the document

    def policy(self, value: Value, name: str) -> Policy | None:
        span = value.span
        value = self._unwrapped(value)
        unread = _unread(value)
        if unread is not None:
            return Policy((), CURRENT, "", name, (unread,), span)
        if not (isinstance(value, Known) and isinstance(value.value, Fields)):
            self.wrong("a policy", "an object", value)
            return None
        fields = value.value
        self._elements(fields, _DOCUMENT, "a policy")
        missing: list[Hole] = [] if fields.rest is None else [_hole(fields.rest)]
        version = self._version(fields, missing)
        self.variables = version == CURRENT
        id_ = self._label(fields.value("Id"), "Id") if "Id" in fields else ""
        statements: tuple[Statement, ...] = ()
        if "Statement" in fields:
            statements = self._statements(fields.value("Statement"), missing)
        elif not missing:
            self.fault("missing-statement", "a policy needs a Statement", span)
        return Policy(statements, version, id_, name, tuple(missing), span)

    def statement_alone(self, value: Value, name: str) -> Policy | None:
        span = value.span
        value = self._unwrapped(value)
        self.variables = True
        missing: list[Hole] = []
        statements = self._statements(value, missing)
        return Policy(statements, CURRENT, "", name, tuple(missing), span)

    def _unwrapped(self, value: Value) -> Value:
        """What a text of JSON says, where the policy is written as text."""
        text = isinstance(value, Pattern) or (isinstance(value, Known) and isinstance(value.value, str))
        if not text:
            return value
        size = len(value.text()) if isinstance(value, Pattern) else len(str(getattr(value, "value", "")))
        if size > MAX_JSON:
            self.fault("too-large", f"the policy has more than {MAX_JSON:,} characters", value.span)
            raise _GivenUpError
        try:
            inner, problems = from_text(value)
        except ReadingError as error:
            if isinstance(value, Pattern):  # a hole may be what makes it JSON
                return Unknown(Reason(error.code, error.text), value.trail)
            self.fault(error.code, error.text, value.span)
            raise _GivenUpError from None
        for problem in problems:
            self.fault(problem.code, problem.text, value.span)
        return inner

    def _elements(self, fields: Fields, known: tuple[str, ...], what: str) -> None:
        for name in fields:
            if name not in known:
                self.fault("unknown-element", f"{what} has no element {_shown(name)}", fields.key(name))

    def _version(self, fields: Fields, missing: list[Hole]) -> str:
        match fields.value("Version"):
            case Known(str() as text) if text in (CURRENT, FIRST):
                return text
            case Known() as value:
                self.fault("invalid-version", f"Version is {CURRENT} or {FIRST}", value.span)
            case Absent():
                return FIRST
            case value if "Version" in fields:
                missing.append(_hole(value))
        return CURRENT

    def _label(self, value: Value, what: str) -> str:
        """``Sid`` and ``Id``, which decide nothing: what isn't known of them is left out."""
        match value:
            case Known(str() | int() | float() as label) if not isinstance(label, bool):
                return str(label)
            case Known():
                self.wrong(what, "a text", value)
        return ""

    def _statements(self, value: Value, missing: list[Hole]) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        for place, element in enumerate(self._listed(value)):
            if place >= MAX_STATEMENTS:
                self.fault("too-many-statements", f"a policy has more than {MAX_STATEMENTS:,} statements", value.span)
                raise _GivenUpError
            unread = _unread(element) or (_hole(element) if isinstance(element, (Pattern, Reference)) else None)
            if unread is not None:
                missing.append(unread)
            elif isinstance(element, Known) and isinstance(element.value, Fields):
                try:
                    statement = self._statement(element.value, place, element.span)
                except _UnreadError as error:
                    missing.append(error.hole)
                else:
                    if statement is not None:
                        statements.append(statement)
            else:
                self.wrong("a statement", "an object", element)
        return tuple(statements)

    def _listed(self, value: Value) -> Iterator[Value]:
        """An element that may be one thing or a list of them."""
        if isinstance(value, Known) and isinstance(value.value, Items):
            yield from value.value
        elif not isinstance(value, Absent):
            yield value

    # -- a statement

    def _statement(self, fields: Fields, place: int, span: Span | None) -> Statement | None:
        self._elements(fields, _STATEMENT, "a statement")
        unread: list[Hole] = [] if fields.rest is None else [_hole(fields.rest)]
        effect = self._effect(fields, span)
        actions, except_actions = self._either(fields, "Action", unread, span, needed=True)
        resources, except_resources = self._either(fields, "Resource", unread, span, needed=self.kind in _WITH_RESOURCE)
        principals, except_principals = self._principals(fields, unread, span)
        tests = self._condition(fields.value("Condition"), unread) if "Condition" in fields else ()
        sid = self._label(fields.value("Sid"), "Sid") if "Sid" in fields else ""
        if effect is None:
            return None
        return Statement(
            effect,
            actions,
            except_actions,
            resources,
            except_resources,
            principals,
            except_principals,
            tests,
            sid,
            place,
            tuple(unread),
            span,
        )

    def _effect(self, fields: Fields, span: Span | None) -> Effect | None:
        match fields.value("Effect"):
            case Known("Allow"):
                return Effect.ALLOW
            case Known("Deny"):
                return Effect.DENY
            case Known() as value:
                self.fault("invalid-effect", "Effect is Allow or Deny, in this case", value.span)
            case Absent():
                self.fault("missing-effect", "a statement needs an Effect", span)
            case value:
                raise _UnreadError(_hole(value))
        return None

    def _either(
        self, fields: Fields, name: str, unread: list[Hole], span: Span | None, *, needed: bool
    ) -> tuple[tuple[Glob, ...], bool]:
        """``Action`` or ``NotAction``, ``Resource`` or ``NotResource``; without either, everything."""
        found = self._one_of(fields, name)
        if found is None:
            if needed and fields.rest is None:
                self.fault(f"missing-{name.lower()}", f"a statement needs {name} or Not{name}", span)
            return (), fields.rest is None
        value = fields.value(found)
        gaps, flawed = len(unread), len(self.faults)
        globs = tuple(self._globs(value, found, unread, variables=name == "Resource"))
        if name == "Action":
            globs = tuple(_lowered(glob) for glob in globs)
        if not globs and (len(unread), len(self.faults)) == (gaps, flawed):
            self.fault(f"missing-{name.lower()}", f"{found} is empty", value.span or span)
        return globs, found.startswith("Not")

    def _one_of(self, fields: Fields, name: str) -> str | None:
        """Which of an element and its opposite a statement has."""
        if name in fields and f"Not{name}" in fields:
            self.fault("both-elements", f"a statement has {name} or Not{name}, not both", fields.key(f"Not{name}"))
        return name if name in fields else f"Not{name}" if f"Not{name}" in fields else None

    def _globs(self, value: Value, what: str, unread: list[Hole], *, variables: bool) -> Iterator[Glob]:
        for element in self._listed(value):
            try:
                found = self._glob(element, what, variables=variables, wild=True)
            except _UnreadError as error:
                unread.append(error.hole)
                continue
            if found is not None:
                yield found

    # -- principals

    def _principals(self, fields: Fields, unread: list[Hole], span: Span | None) -> tuple[tuple[Principal, ...], bool]:
        found = self._one_of(fields, "Principal")
        if found is None:
            if self.kind in _WITH_PRINCIPAL and fields.rest is None:
                self.fault("missing-principal", f"a statement of a {self.kind} policy needs a Principal", span)
            return (), fields.rest is None
        if self.kind not in _WITH_PRINCIPAL:
            self.fault("unexpected-principal", f"a statement of this policy ({self.kind}) has no {found}", span)
        value = fields.value(found)
        if isinstance(value, Known) and isinstance(value.value, Fields):
            return tuple(self._named_principals(value.value, unread)), found == "NotPrincipal"
        hole = _unread(value)
        if hole is not None or isinstance(value, (Reference, Pattern)):
            unread.append(hole or _hole(value))
            return (), False
        if isinstance(value, Known) and value.value == "*":
            return (Principal(PrincipalKind.AWS, Glob((ANY,))),), found == "NotPrincipal"
        self.fault("invalid-principal", f'{found} is "*" or an object', value.span)
        return (), False

    def _named_principals(self, fields: Fields, unread: list[Hole]) -> Iterator[Principal]:
        if fields.rest is not None:
            unread.append(_hole(fields.rest))
        for key, value in fields.items():
            try:
                kind = PrincipalKind(key)
            except ValueError:
                kinds = ", ".join(PrincipalKind)
                self.fault("invalid-principal", f"{_shown(key)} is none of {kinds}", fields.key(key))
                continue
            for element in self._listed(value):
                try:
                    id_ = self._glob(element, "a principal", variables=False, wild=False)
                except _UnreadError as error:
                    unread.append(error.hole)
                    continue
                if id_ is not None:
                    everyone = kind is PrincipalKind.AWS and id_.literal == "*"
                    yield Principal(kind, Glob((ANY,)) if everyone else id_)

    # -- conditions

    def _condition(self, value: Value, unread: list[Hole]) -> tuple[Test, ...]:
        tests: list[Test] = []
        for written, keys in self._object(value, "Condition", unread):
            asked = operator(written)
            if asked is None:
                where = (
                    value.value.key(written) if isinstance(value, Known) and isinstance(value.value, Fields) else None
                )
                self.fault("unknown-operator", f"there is no condition operator {_shown(written)}", where)
                continue
            for key, values in self._object(keys, written, unread):
                span = _key(keys, key) or values.span
                try:
                    tests.append(Test(asked, key.lower(), tuple(self._values(values, asked)), span))
                except _UnreadError as error:
                    unread.append(error.hole)
        return tuple(tests)

    def _object(self, value: Value, what: str, unread: list[Hole]) -> Iterator[tuple[str, Value]]:
        """The members of a mapping whose names are compared without regard to case."""
        hole = _unread(value)
        if hole is not None or isinstance(value, (Reference, Pattern)):
            unread.append(hole or _hole(value))
            return
        if not (isinstance(value, Known) and isinstance(value.value, Fields)):
            self.wrong(what, "an object", value)
            return
        fields = value.value
        if fields.rest is not None:
            unread.append(_hole(fields.rest))
        seen: set[str] = set()
        for name, member in fields.items():
            if name.lower() in seen:
                self.fault("duplicate-key", f"{_shown(name)} comes twice, in different case", fields.key(name))
            seen.add(name.lower())
            yield name, member

    def _values(self, value: Value, asked: Asked) -> Iterator[Glob]:
        variables, wild = takes(asked, self.variables)
        for element in self._listed(value):
            found = self._glob(element, "a condition's value", variables=variables, wild=wild, plain=True)
            if found is not None:
                yield found

    # -- texts

    def _glob(self, value: Value, what: str, *, variables: bool, wild: bool, plain: bool = False) -> Glob | None:
        """One text. ``plain`` takes booleans and numbers too, as JSON spells them."""
        self.texts += 1
        if self.texts > MAX_TEXTS:
            self.fault("too-large", f"the policy has more than {MAX_TEXTS:,} actions, resources and values", value.span)
            raise _GivenUpError
        parts: tuple[str | Hole, ...]
        match value:
            case Known(str() as text):
                parts = (text,)
            case Known(bool() as flag) if plain:
                parts = ("true" if flag else "false",)
            case Known(int() | float() as number) if not isinstance(number, bool):
                parts = (str(number),)
            case Pattern(pieces):
                parts = tuple(piece if isinstance(piece, str) else _hole(piece) for piece in pieces)
            case Reference():
                parts = (_hole(value),)
            case Unknown(reason) if _SAME_EVERYWHERE.fullmatch(reason.text) or reason.code == "resource-attribute":
                parts = (_hole(value),)
            case _:
                unread = _unread(value)
                if unread is not None:
                    raise _UnreadError(unread)
                self.wrong(what, "a text", value)
                return None
        if sum(len(part) for part in parts if isinstance(part, str)) > MAX_LENGTH:
            self.fault("too-long", f"{what} has more than {MAX_LENGTH:,} characters", value.span)
            return None
        variables = variables and self.variables
        made: list[Part] = []
        for index, part in enumerate(parts):
            if isinstance(part, Hole):
                made.append(part)
                continue
            if variables and index + 1 < len(parts) and part.rfind("${") > part.rfind("}"):
                raise _UnreadError(Hole(f"a variable named by {parts[index + 1]}"))
            made.extend(read(part, variables=variables, wild=wild))
        return glob(*made)


def _lowered(found: Glob) -> Glob:
    return Glob(tuple(part.lower() if isinstance(part, str) else part for part in found.parts))


def _unread(value: Value) -> Hole | None:
    """The name of a value that isn't known at all."""
    return None if isinstance(value, (Known, Absent, Reference, Pattern)) else _hole(value)


def _hole(value: Value) -> Hole:
    """The name of what isn't known, the same for what is the same text.

    A resource of the application is called as ``Fn::GetAtt`` does, a parameter by its name. Other unknowns may differ
    from place to place, so their origin is in the name.
    """
    match value:
        case Reference(resource, attribute):
            return Hole(f"{resource}.{attribute}" if attribute else resource, own=not value.pseudo)
        case Unknown(reason):
            same = _SAME_EVERYWHERE.fullmatch(reason.text)
            if same:
                return Hole(next(group for group in same.groups() if group))
            text = reason.text
        case Pattern():
            text = f"text {value.text('…')!r}"
        case _:
            text = "a value that differs by parameter"
    origin = value.origin
    return Hole(f"{text} ({origin.path}:{origin.start})" if origin else text)


def _key(value: Value, name: str) -> Span | None:
    """Where a member's name stands."""
    return value.value.key(name) if isinstance(value, Known) and isinstance(value.value, Fields) else None


def _shown(name: str) -> str:
    return repr(name if len(name) <= 60 else name[:60] + "…")
