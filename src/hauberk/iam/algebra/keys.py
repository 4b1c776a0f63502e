"""The values that one condition key may have under some tests.

A test is wanted to pass or to fail. Each comes down to a few questions about single values: what every value must do,
and what some value must do. These are languages, intervals or blocks of addresses, and decided as such.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple, TypeAlias

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.machine import Letters, Machine, Step, Symbol
from hauberk.iam.algebra.product import Word
from hauberk.iam.algebra.rows import Reading, union
from hauberk.iam.algebra.words import shortest
from hauberk.iam.language.operators import Family, Qualifier
from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import Glob, glob


class Absence(Enum):
    """A key that the request doesn't have."""

    ABSENT = "absent"


ABSENT = Absence.ABSENT

Values: TypeAlias = tuple[Word, ...] | Absence


class Wanted(NamedTuple):
    """A test and whether it is to pass."""

    test: Test
    passes: bool


class Domain(NamedTuple):
    """What a key may hold at all in the requests of a question."""

    present: bool = False
    """Whether every request has it."""
    absent: bool = False
    """Whether no request has it."""
    within: tuple[Machine, ...] = ()
    """Languages that its value is of, lenient ones: what a hole or a variable stands for may be any text."""


FREE = Domain()


class Atom(NamedTuple):
    """A question about one value: whether it matches any of some values (``positive``), or none of them."""

    family: Family
    order: str
    values: tuple[Glob, ...]
    positive: bool

    @property
    def tokens(self) -> bool:
        """Whether a hole or a variable is among the values."""
        return any(value.holes or value.variables for value in self.values)


def possible(wanted: tuple[Wanted, ...], domain: Domain, budget: Budget) -> Values | None:
    """Values under which every test does what is wanted, or ``None`` if there are none.

    A key that is left out is preferred to one that is made up. Raises
    :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    if _contradicts_itself(wanted):
        return None
    if not domain.present and all(_absent(test) is passes for test, passes in wanted):
        return ABSENT
    if domain.absent:
        return None
    values = _values_of(wanted, domain, budget)
    return (_EMPTY,) if values is None and _null(wanted, domain) else values


def _values_of(wanted: tuple[Wanted, ...], domain: Domain, budget: Budget) -> Values | None:
    """Values of a key that the request has, and not the empty text alone where that is the same as none."""
    every: list[Atom] = []
    some: list[Atom] = []
    one_value = null_is_absent = False
    for test, passes in wanted:
        asked = test.operator
        if asked.operator.family is Family.NULL:
            if _present(test) is not passes:
                return None
            null_is_absent = True
            continue
        if asked.qualifier is Qualifier.NONE:
            one_value = True
        else:
            null_is_absent = True
        atom = _atom(test, passes)
        match asked.qualifier, passes:
            case (Qualifier.ANY, True) | (Qualifier.ALL, False):
                some.append(atom)
            case _:
                every.append(atom)
    if one_value:
        every, some = every + some, []  # a key that is asked without a qualifier holds one value
    found: list[Word] = []
    for atoms in [(*every, atom) for atom in some] or [tuple(every)]:
        word = _value(atoms, domain, bool(some) or not null_is_absent, budget)
        if word is None:
            return None
        found.append(word)
    if some and not any(found):
        word = _value(tuple(every), domain, False, budget)  # beside the empty text, which alone would be none
        if word is None:
            return None
        found.append(word)
    return tuple(dict.fromkeys(found))


_EMPTY: Word = ()


def _null(wanted: tuple[Wanted, ...], domain: Domain) -> bool:
    """Whether every test does what is wanted where the one value is the empty text: that is none to ``Null`` and to
    those with a qualifier, and a text to the others."""
    if domain.present or not all(machine.accepts(_EMPTY) for machine in domain.within):
        return False
    return all(_of_null(test, passes) for test, passes in wanted)


def _of_null(test: Test, passes: bool) -> bool:
    operator, qualifier, _ = test.operator
    if operator.family is Family.NULL:
        return _absent(test) is passes
    if operator.family in _LINES or operator.family is Family.BOOL:
        return False  # what is compared as a number is one
    if qualifier is not Qualifier.NONE:
        return (qualifier is Qualifier.ALL) is passes
    atom = _atom(test, passes)
    matched = union(_values(atom), _READINGS[atom.family], lenient=atom.positive, wide=atom.positive).accepts(_EMPTY)
    return matched is atom.positive


def _contradicts_itself(wanted: tuple[Wanted, ...]) -> bool:
    """Whether one and the same test is to pass and to fail. With unknown values the languages alone wouldn't tell."""
    asked = {(test.operator, frozenset(test.values), passes) for test, passes in wanted}
    return any((operator, values, not passes) in asked for operator, values, passes in asked)


def _absent(test: Test) -> bool:
    """Whether a test passes where the key is absent."""
    operator, qualifier, if_exists = test.operator
    if operator.family is Family.NULL:
        return _says(test, "true")
    if if_exists or qualifier is Qualifier.ALL:
        return True
    return operator.negated and qualifier is Qualifier.NONE


def _present(test: Test) -> bool:
    """Whether a ``Null`` test passes where the key is present."""
    return _says(test, "false")


def _says(test: Test, truth: str) -> bool:
    """Whether one of the values is a word of truth, in whichever case."""
    if any((value.literal or "").lower() == truth for value in test.values):
        return True
    if any(value.holes for value in test.values):
        raise UndecidedError("unknown-value", "whether a condition asks for a key or for its absence isn't known")
    return False


def _atom(test: Test, passes: bool) -> Atom:
    operator = test.operator.operator
    return Atom(operator.family, operator.order, test.values, passes is not operator.negated)


_READINGS = {
    Family.STRING: Reading.PLAIN,
    Family.STRING_IGNORE_CASE: Reading.FOLDED,
    Family.LIKE: Reading.PLAIN,
    Family.ARN: Reading.ARN,
    Family.BINARY: Reading.PLAIN,
    Family.BOOL: Reading.FOLDED,
}
_LINES = frozenset((Family.NUMERIC, Family.DATE, Family.IP))
"""What is compared as a point on a line. Who knows of numbers and addresses is imported for the first condition on one:
most policies have none."""

_NON_EMPTY = Machine([(Step(Letters.ALL), Step(Letters.ALL, True))], lenient=True)
_TRUTH = Machine([tuple(Step(frozenset(char)) for char in word) for word in ("true", "false")], lenient=True)


def _value(atoms: tuple[Atom, ...], domain: Domain, may_be_empty: bool, budget: Budget) -> Word | None:
    lines = {atom.family for atom in atoms if atom.family in _LINES}
    texts = tuple(atom for atom in atoms if atom.family not in _LINES)
    if not lines:
        return _text(texts, domain, may_be_empty, budget)
    if len(lines) == 1 and not texts and not domain.within:
        (family,) = lines
        return _on_line(family, atoms)
    return _mixed(atoms, lines, domain, may_be_empty, budget)


def _text(atoms: tuple[Atom, ...], domain: Domain, may_be_empty: bool, budget: Budget) -> Word | None:
    """A text that does. The empty one comes last, and not where IAM takes it for an absent key.

    Of the patterns with tokens that it must be of, each in turn is the strict one, and once none is: a text there is
    has an origin in each of these languages, so that nothing is left where one of them is empty.
    """
    hosts = [atom for atom in atoms if atom.positive and atom.tokens]
    found: Word | None = None
    for host in (*hosts, None):
        word = _hosted(atoms, host, domain, may_be_empty, budget)
        if word is None:
            return None
        found = word if found is None else found
    return found


def _hosted(
    atoms: tuple[Atom, ...], host: Atom | None, domain: Domain, may_be_empty: bool, budget: Budget
) -> Word | None:
    positives = list(domain.within)
    negatives: list[Machine] = []
    refused: dict[Reading, frozenset[Glob]] = {}
    for atom in atoms:
        if not atom.positive:
            reading = _READINGS[atom.family]
            refused[reading] = refused.get(reading, frozenset()).union(_values(atom))
    for atom in atoms:
        lenient = atom.positive and atom is not host and (host is not None or atom.tokens)
        if atom.positive:
            out = refused.get(_READINGS[atom.family], frozenset())
            left = tuple(value for value in _values(atom) if value not in out)
            positives.append(union(left, _READINGS[atom.family], lenient, wide=True))
        else:
            negatives.append(union(_values(atom), _READINGS[atom.family]))
    if any(atom.family is Family.BOOL for atom in atoms):
        positives.append(_TRUTH)
    none_of = tuple(dict.fromkeys(negatives))
    word = shortest(tuple(dict.fromkeys((*positives, _NON_EMPTY))), none_of, budget)
    if word is None and may_be_empty:
        return shortest(tuple(dict.fromkeys(positives)), none_of, budget)
    return word


def _values(atom: Atom) -> tuple[Glob, ...]:
    """The values of an atom; of bytes, as all write them who write the same bytes."""
    if atom.family is not Family.BINARY:
        return atom.values
    return tuple(value if value.holes else glob(text) for value in atom.values if (text := _bytes(value)) is not None)


def _bytes(value: Glob) -> str | None:
    """Base64 in its usual form; nothing for what is none."""
    if value.holes:
        return ""
    try:
        return b64encode(b64decode(value.literal or "", validate=True)).decode()
    except ValueError:
        return None


def _on_line(family: Family, atoms: tuple[Atom, ...]) -> Word | None:
    from hauberk.iam.algebra.lines import some_text

    text = some_text(family, atoms)
    return None if text is None else tuple(text)


def _mixed(
    atoms: tuple[Atom, ...], lines: set[Family], domain: Domain, may_be_empty: bool, budget: Budget
) -> Word | None:
    """Operators of different families on one key: what one asks for is tried against the others."""
    alone: list[Word] = []
    for family in sorted(lines):
        word = _on_line(family, tuple(atom for atom in atoms if atom.family is family))
        if word is None:
            return None
        alone.append(word)
    texts = tuple(atom for atom in atoms if atom.family not in lines)
    word = _text(texts, domain, may_be_empty, budget)
    if word is None:
        return None
    finite = [
        tuple(literal)
        for atom in texts
        if atom.positive
        for literal in (value.literal for value in atom.values)
        if literal is not None
    ]
    for candidate in (*finite, *alone, word):
        if all(_passes(atom, candidate) for atom in atoms) and all(m.accepts(candidate) for m in domain.within):
            return candidate
    if any(atom.positive and atom.family is Family.STRING and all(v.literal for v in atom.values) for atom in texts):
        return None  # its values were all tried
    raise UndecidedError("mixed-operators", "a key is compared as text and as a number, date or address at once")


def _passes(atom: Atom, word: Word) -> bool:
    if atom.family not in _LINES:
        return union(_values(atom), _READINGS[atom.family]).accepts(word) is atom.positive
    from hauberk.iam.algebra.lines import hits

    return hits(atom, _written(word)) is atom.positive


def _written(word: Iterable[Symbol]) -> str:
    return "".join(symbol if isinstance(symbol, str) else "\0" for symbol in word)
