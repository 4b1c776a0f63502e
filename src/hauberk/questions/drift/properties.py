"""The properties of two resources that are the same, compared: those that matter to security, and how many others."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.tokens import token_of
from hauberk.model.values import Absent, Known, Value
from hauberk.model.verdict import Severity
from hauberk.model.world import World
from hauberk.questions.drift.matters import Matter, kinds
from hauberk.questions.drift.results import Difference, Doubt, Other
from hauberk.questions.drift.sides import Half
from hauberk.questions.drift.values import (
    UNREAD,
    Form,
    NotKnownError,
    Said,
    concealed,
    defaulted,
    is_open,
    shaped,
    unordered,
)
from hauberk.questions.drift.words import BETTER, TO_TEMPLATE, Words

if TYPE_CHECKING:
    from hauberk.model.concealed import Key

_VARIABLES = "Environment.Variables"
_WITH_VARIABLES = ("AWS::Lambda::Function",)
_ELSEWHERE = frozenset(("wrong-type", "code-not-downloaded"))
"""Reasons that say that a property has another form here, whose own path tells."""
_OPEN = "what the template says of it is known at deployment only"
_CONCEALED = "it was concealed, and the other side wasn't, or under another key"


class Pair(NamedTuple):
    """A resource on both sides, under one id."""

    before: Resource
    after: Resource

    @property
    def name(self) -> str:
        """What to call it."""
        return self.after.name


class Newcomer(NamedTuple):
    """What is to be said of a new resource, and, if a property of it is bad, how bad and where it stands."""

    told: tuple[str, ...] = ()
    severity: Severity | None = None
    span: Span | None = None


_FLAGS = {"true": "yes", "false": "no"}


class Comparison:
    """Two halves whose resources have the same names."""

    def __init__(self, before: Half, after: Half, words: Words, key: "Key | None" = None) -> None:
        self.before, self.after, self.words = before, after, words
        self._key = key
        deployed = after if after.is_deployed else before
        self._forms = tuple(Form(half, deployed.account, deployed.region) for half in (before, after))
        self.names = {one.id: one.name for half in (before, after) for one in half.application.resources.values()}

    def of(self, pair: Pair) -> Iterator[Difference | Doubt | Other]:
        """What two resources differ in."""
        kind = kinds().get(pair.after.type)
        matters = kind.matters if kind is not None else ()
        for matter in matters:
            yield from self._matter(pair, matter)
        if pair.after.type in _WITH_VARIABLES:
            yield from self._variables(pair)
        told_of = {matter.at.partition(".")[0] for matter in matters}
        yield from self._others(pair, told_of | {_VARIABLES.partition(".")[0]})

    def _matter(self, pair: Pair, matter: Matter) -> Iterator[Difference | Doubt]:
        if matter.at.startswith("Account.") and not (self.before.is_deployed and self.after.is_deployed):
            return  # CloudFormation has no word for it
        if self._is_defined_elsewhere(pair, matter):
            return
        try:
            before, after = (form.said(one, matter.at) for form, one in zip(self._forms, pair, strict=True))
        except NotKnownError as error:
            if error.reason.code in _ELSEWHERE:
                return
            yield Doubt(pair.name, matter.at, f"{matter.is_about}: {error.reason.text}", error.reason.code in UNREAD)
            return
        ones, others = ([self._same(one.plain, matter) for one in some] for some in (before, after))
        deployed = self.before.is_deployed, self.after.is_deployed
        links, others_links = ([self._same(one.linked, matter) for one in some] for some in (before, after))
        pairs = (*product(ones, others), *product(links, others_links))
        if any(_equal(one, other, deployed, matter) for one, other in pairs):
            return
        if any(is_open(one) for some, own in zip((ones, others), deployed, strict=True) if not own for one in some):
            yield Doubt(pair.name, matter.at, f"{matter.is_about}: {_OPEN}")
            return
        if self._is_concealed_alike(ones, others, matter):
            return
        if concealed((*ones, *others)) and not self._has_key_of((*ones, *others)):
            yield Doubt(pair.name, matter.at, f"{matter.is_about}: {_CONCEALED}")
            return
        says = f"{pair.name}: {matter.is_about} isn't the same"
        if matter.is_shown:
            values = (matter.told(self._shown(*some), self.names) for some in ((ones, links), (others, others_links)))
            says = self.words.changed(pair.name, matter.is_about, *values, plural=matter.is_plural)
        severity = matter.severity
        first, last = (others, ones) if self.words is TO_TEMPLATE else (ones, others)
        if matter.is_better(first[0], last[0]):
            severity, says = Severity.LOW, f"{says}, {BETTER}"
        yield self._difference(pair, severity, matter.at, says, before[0], after[0])

    def newcomer(self, resource: Resource, *, later: bool) -> Newcomer:
        """What matters most of a new resource, by its properties."""
        found = Newcomer()
        kind = kinds().get(resource.type)
        for matter in kind.matters if kind is not None else ():
            if matter.severity is not Severity.CRITICAL and not matter.is_first:
                continue
            try:
                said = next(iter(self._forms[later].said(resource, matter.at)), None)
            except NotKnownError:
                continue
            plain = self._same(said.plain if said is not None else None, matter)
            if plain is None or plain == []:
                continue
            value = _FLAGS.get(plain) if isinstance(plain, str) else None
            told = (*found.told, f"{matter.is_about}: {value or matter.told(plain, self.names)}")
            is_bad = matter.is_bad(plain)
            span = _span(said, resource) if is_bad or matter.is_first else found.span
            found = Newcomer(told, matter.severity if is_bad else found.severity, span)
        return found

    def _shown(self, plains: list[Any], links: list[Any]) -> Any:
        """A value as it is told: by the names of the resources that it refers to, where it does."""
        link = links[0] if links else None
        linked = link if isinstance(link, list) else [link]
        return link if any(is_open(one) for one in linked) else plains[0]

    def _is_concealed_alike(self, ones: list[Any], others: list[Any], matter: Matter) -> bool:
        """Whether two values are the same once that of a template is concealed as the account's was."""
        if self._key is None or matter.is_shown:
            return False
        from hauberk.model.concealed import conceal

        name, key = matter.at.rpartition(".")[2], self._key
        hidden = [[conceal(name, one, key) if isinstance(one, str) else one for one in some] for some in (ones, others)]
        return any(one in hidden[1] for one in (*ones, *hidden[0])) or any(one in hidden[0] for one in others)

    def _has_key_of(self, plains: tuple[Any, ...]) -> bool:
        """Whether all that was concealed was under the key that is given."""
        keys = {token.key for plain in plains if isinstance(plain, str) and (token := token_of(plain)) is not None}
        return self._key is not None and keys == {self._key.id}

    def _is_defined_elsewhere(self, pair: Pair, matter: Matter) -> bool:
        """Whether a template says it in the definition of an API rather than in a property."""
        sides = zip((self.before, self.after), pair, strict=True)
        names = [one.properties.names() for half, one in sides if not half.is_deployed]
        return any("Body" in some and matter.at.partition(".")[0] not in some for some in names)

    @staticmethod
    def _same(plain: Any, matter: Matter) -> Any:
        plain = defaulted(plain, matter.default)
        return unordered(plain) if matter.unordered else plain

    def _difference(
        self, pair: Pair, severity: Severity, path: str, says: str, before: Said | None, after: Said | None
    ) -> Difference:
        return Difference(
            severity,
            "changed",
            pair.after.type,
            pair.after.id,
            pair.name,
            path,
            says,
            self.before.place(_span(before, pair.before), self.words.places[0], "related"),
            self.after.place(_span(after, pair.after), self.words.places[1], "primary"),
        )

    def _variables(self, pair: Pair) -> Iterator[Difference | Doubt]:
        """The variables of a function: which there are, and whether their values are the same."""
        try:
            before, after = (
                next(iter(form.said(one, _VARIABLES)), None) for form, one in zip(self._forms, pair, strict=True)
            )
        except NotKnownError:
            yield from self._each_variable(pair)
            return
        yield from self._between(pair, before, after)

    def _each_variable(self, pair: Pair) -> Iterator[Difference | Doubt]:
        """The same where a value isn't known: name by name."""
        names = [_names_at(one, _VARIABLES) for one in pair]
        if None in names:
            yield Doubt(pair.name, _VARIABLES, "its environment isn't known")
            return
        ones, others = (frozenset(some or ()) for some in names)
        yield from self._named(pair, ones, others)
        for name in sorted(ones & others):
            yield from self._value(pair, name)

    def _between(self, pair: Pair, before: Said | None, after: Said | None) -> Iterator[Difference | Doubt]:
        ones = (before.plain or {}) if before else {}
        others = (after.plain or {}) if after else {}
        yield from self._named(pair, frozenset(ones), frozenset(others))
        for name in sorted(ones.keys() & others.keys()):
            yield from self._value(pair, name)

    def _named(self, pair: Pair, before: frozenset[str], after: frozenset[str]) -> Iterator[Difference]:
        for name in sorted(after - before):
            says = f"{pair.name}: the variable {name} is {self.words.new}"
            yield self._difference(pair, Severity.MEDIUM, f"{_VARIABLES}.{name}", says, None, self._at(1, pair, name))
        for name in sorted(before - after):
            says = f"{pair.name}: the variable {name} is {self.words.gone}"
            yield self._difference(pair, Severity.MEDIUM, f"{_VARIABLES}.{name}", says, self._at(0, pair, name), None)

    def _at(self, side: int, pair: Pair, name: str) -> Said | None:
        try:
            return next(iter(self._forms[side].said(pair[side], f"{_VARIABLES}.{name}")), None)
        except NotKnownError:
            return None

    def _value(self, pair: Pair, name: str) -> Iterator[Difference | Doubt]:
        matter = Matter(f"{_VARIABLES}.{name}", f"the variable {name}", Severity.MEDIUM, is_shown=False)
        yield from self._matter(pair, matter)

    def _others(self, pair: Pair, told_of: set[str]) -> Iterator[Other]:
        """Other plain properties that both sides have and that aren't the same."""
        ones, others = (_scalars(one) for one in pair)
        for name in sorted(ones.keys() & others.keys() - told_of):
            if ones[name] != others[name]:
                yield Other(pair.name, name)


def _equal(one: Any, other: Any, deployed: tuple[bool, bool], matter: Matter) -> bool:
    """Whether two values are the same. An account says more than a template does, and spells words its own way."""
    if deployed[0] is not deployed[1]:
        one, other = (shaped(one, other), other) if deployed[0] else (one, shaped(other, one))
    if isinstance(matter.default, str) and isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()
    return bool(one == other)


def _span(said: Said | None, resource: Resource) -> Span | None:
    if said is None or isinstance(said.value, Absent):
        return resource.head
    return said.value.span or resource.head


def _names_at(resource: Resource, path: str) -> frozenset[str] | None:
    from hauberk.model.subject import Subject
    from hauberk.model.values import Fields

    found: Value = Subject(resource, World()).at(path)
    match found:
        case Known(Fields() as fields):
            return frozenset(fields.names())
        case Absent():
            return frozenset()
    return None


def _scalars(resource: Resource) -> dict[str, str]:
    found = {}
    for name in resource.properties.names():
        value = World().pick(resource.properties.value(name))
        if isinstance(value, Known) and isinstance(value.value, (str, int, bool)):
            found[name] = str(value.value).lower()
    return found
