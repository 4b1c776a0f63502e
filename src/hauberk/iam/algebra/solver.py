"""A second opinion on languages: cvc5's, where it is installed (``pip install hauberk[solver]``).

Automata remember one set of places for each way of reading so far, which patterns such as ``*a?????????????????``
double with each ``?``. A solver reasons on lengths and places instead, and decides some of what they can't; it is far
worse on most of what they can, such as dozens of patterns with several stars (both measured: ``docs/iam.md``).

The question is whether one text is in regular expressions and out of others (Liang, Tsiskaridze, Reynolds, Tinelli and
Barrett, "A decision procedure for regular membership and length constraints over unbounded strings", FroCoS 2015). What
it costs is bounded by cvc5's own count of work, which is the same on every machine, not by time.
"""

from collections.abc import Sequence
from typing import Any

from hauberk.iam.algebra.machine import Letters, Machine, Step, Symbol
from hauberk.iam.algebra.product import Word

_WORK = 100_000
"""What one answer may cost, as cvc5 counts it: seconds."""
_LARGEST = 5_000
"""Steps of all patterns of a question that is asked at all."""
_LAST = 0x2FFFF
"""The last character of SMT-LIB's strings (The SMT-LIB standard, theory of Unicode strings, 2026-11)."""


class SilentError(Exception):
    """No answer: the solver isn't there, may not be asked, or doesn't know."""


def opinion(positives: tuple[Machine, ...], negatives: tuple[Machine, ...]) -> Word | None:
    """A text that all positives accept and no negative does, or ``None`` if there is none.

    Only where no positive that must be met to the letter names a hole or a variable: a text is then made of characters
    alone, so that a lenient machine takes no more than its steps say and a step that takes a token takes nothing; with
    tokens, languages are no longer those of text. A text is believed only once the machines say the same of it; that
    there is none is the solver's word.

    Raises :class:`SilentError`.
    """
    machines = (*positives, *negatives)
    if any(not machine.lenient and _tokens(machine) for machine in positives):
        raise SilentError
    if sum(len(row) for machine in machines for row in machine.rows) > _LARGEST:
        raise SilentError
    if any(isinstance(one, str) and ord(one) > _LAST for machine in machines for one in machine.literals):
        raise SilentError
    text = _solved(positives, negatives)
    if text is None:
        return None
    word = tuple(text)
    if not all(machine.accepts(word) for machine in positives) or any(machine.accepts(word) for machine in negatives):
        raise SilentError
    return word


def _tokens(machine: Machine) -> bool:
    return any(not isinstance(one, str) for one in machine.literals)


def _solved(positives: tuple[Machine, ...], negatives: tuple[Machine, ...]) -> str | None:
    try:
        import cvc5  # native code of 40 MB, for one question in many thousands
    except ImportError:
        raise SilentError from None
    terms = _Terms(cvc5)
    solver = cvc5.Solver(terms.make)
    solver.setLogic("QF_SLIA")
    solver.setOption("produce-models", "true")
    solver.setOption("rlimit-per", str(_WORK))
    solver.setOption("re-elim", "agg")  # without it, it runs into loops that it doesn't count
    text = terms.make.mkConst(terms.make.getStringSort(), "text")
    for machine in positives:
        solver.assertFormula(terms.among(text, machine))
    for machine in negatives:
        solver.assertFormula(terms.among(text, machine).notTerm())
    try:
        result = solver.checkSat()
        if result.isUnsat():
            return None
        if result.isSat():
            return str(solver.getValue(text).getStringValue())
    except RuntimeError:  # what cvc5 raises where it can't go on
        raise SilentError from None
    raise SilentError


class _Terms:
    """Patterns as regular expressions of cvc5."""

    def __init__(self, cvc5: Any) -> None:
        self.kind = cvc5.Kind
        self.make = cvc5.TermManager()
        digit, hyphen = self.between("0", "9"), self.between("-", "-")
        self.classes = {
            Letters.ALL: self.make.mkTerm(self.kind.REGEXP_ALLCHAR),
            # Ranges, as "all but" leads it into loops that it doesn't count.
            Letters.NOT_COLON: self.any_of([self.between("\0", "9"), self.between(";", chr(_LAST))]),
            Letters.NAME: self.any_of(
                [self.between("\0", "."), self.between("0", "9"), self.between(";", chr(_LAST))],
            ),
            Letters.DIGIT: digit,
            Letters.REGION: self.any_of([self.between("a", "z"), digit, hyphen]),
        }

    def among(self, text: Any, machine: Machine) -> Any:
        """Whether a text is in one of a machine's patterns."""
        found = [
            self.make.mkTerm(self.kind.STRING_IN_REGEXP, text, self.row(row))
            for row in machine.rows
            if all(isinstance(takes, Letters) or any(isinstance(one, str) for one in takes) for takes, _ in row)
        ]
        if len(found) > 1:
            return self.make.mkTerm(self.kind.OR, *found)
        return found[0] if found else self.make.mkFalse()

    def row(self, row: Sequence[Step]) -> Any:
        """The texts of a pattern."""
        parts = [self.step(*step) for step in row]
        if len(parts) > 1:
            return self.make.mkTerm(self.kind.REGEXP_CONCAT, *parts)
        return parts[0] if parts else self.literal("")

    def step(self, takes: frozenset[Symbol] | Letters, star: bool) -> Any:
        """The texts of a step."""
        if takes is Letters.ALL and star:
            return self.make.mkTerm(self.kind.REGEXP_ALL)
        if isinstance(takes, Letters):
            found = self.classes[takes]
        else:
            found = self.any_of([self.literal(one) for one in sorted(one for one in takes if isinstance(one, str))])
        return self.make.mkTerm(self.kind.REGEXP_STAR, found) if star else found

    def literal(self, text: str) -> Any:
        """One text."""
        return self.make.mkTerm(self.kind.STRING_TO_REGEXP, self.make.mkString(text))

    def between(self, first: str, last: str) -> Any:
        """The characters of a range."""
        return self.make.mkTerm(self.kind.REGEXP_RANGE, self.make.mkString(first), self.make.mkString(last))

    def any_of(self, found: list[Any]) -> Any:
        """What any of some takes."""
        return self.make.mkTerm(self.kind.REGEXP_UNION, *found) if len(found) > 1 else found[0]
