"""Terms of two SMT solvers, by the same names."""

from typing import Any, Protocol

LIMIT = 5_000
"""Milliseconds that one check may take."""
Row = list[list[str]]


class Terms(Protocol):
    """Makes terms, and a check that something can hold."""

    def text(self, name: str) -> Any: ...
    def truth(self, name: str) -> Any: ...
    def number(self, name: str) -> Any: ...
    def equals(self, number: Any, value: int) -> Any: ...
    def matches(self, text: Any, row: Row) -> Any: ...
    def negation(self, term: Any) -> Any: ...
    def all_of(self, terms: list[Any]) -> Any: ...
    def any_of(self, terms: list[Any]) -> Any: ...
    def always(self, term: Any) -> None: ...
    def check(self, term: Any) -> bool | None: ...


def terms_of(name: str) -> Terms:
    """The terms of a solver, with a solver of their own."""
    return Cvc5() if name == "cvc5" else Z3()


class Cvc5:
    """cvc5's."""

    def __init__(self) -> None:
        import cvc5

        self.kind = cvc5.Kind
        self.make = make = cvc5.TermManager()
        self.solver = cvc5.Solver(make)
        self.solver.setLogic("QF_SLIA")
        self.solver.setOption("tlimit-per", str(LIMIT))
        self.solver.setOption("incremental", "true")
        char = make.mkTerm(self.kind.REGEXP_ALLCHAR)
        colon = make.mkTerm(self.kind.STRING_TO_REGEXP, make.mkString(":"))
        but = make.mkTerm(self.kind.REGEXP_DIFF, char, colon)
        self.steps = {
            "one": char,
            "one but colon": but,
            "some": make.mkTerm(self.kind.REGEXP_STAR, char),
            "some but colon": make.mkTerm(self.kind.REGEXP_STAR, but),
        }

    def text(self, name: str) -> Any:
        return self.make.mkConst(self.make.getStringSort(), name)

    def truth(self, name: str) -> Any:
        return self.make.mkConst(self.make.getBooleanSort(), name)

    def number(self, name: str) -> Any:
        return self.make.mkConst(self.make.getIntegerSort(), name)

    def equals(self, number: Any, value: int) -> Any:
        return self.make.mkTerm(self.kind.EQUAL, number, self.make.mkInteger(value))

    def matches(self, text: Any, row: Row) -> Any:
        if not row or (len(row) == 1 and row[0][0] == "text"):
            return self.make.mkTerm(self.kind.EQUAL, text, self.make.mkString(row[0][1] if row else ""))
        parts = [self.step(step) for step in row]
        regex = parts[0] if len(parts) == 1 else self.make.mkTerm(self.kind.REGEXP_CONCAT, *parts)
        return self.make.mkTerm(self.kind.STRING_IN_REGEXP, text, regex)

    def step(self, step: list[str]) -> Any:
        texts = [self.make.mkTerm(self.kind.STRING_TO_REGEXP, self.make.mkString(text)) for text in step[1:]]
        if not texts:
            return self.steps[step[0]]
        return texts[0] if len(texts) == 1 else self.make.mkTerm(self.kind.REGEXP_UNION, *texts)

    def negation(self, term: Any) -> Any:
        return term.notTerm()

    def all_of(self, terms: list[Any]) -> Any:
        if len(terms) == 1:
            return terms[0]
        return self.make.mkTerm(self.kind.AND, *terms) if terms else self.make.mkTrue()

    def any_of(self, terms: list[Any]) -> Any:
        if len(terms) == 1:
            return terms[0]
        return self.make.mkTerm(self.kind.OR, *terms) if terms else self.make.mkFalse()

    def always(self, term: Any) -> None:
        self.solver.assertFormula(term)

    def check(self, term: Any) -> bool | None:
        result = self.solver.checkSatAssuming(term)
        return True if result.isSat() else False if result.isUnsat() else None


class Z3:
    """z3's."""

    def __init__(self) -> None:
        import z3

        self.z3 = z3
        self.solver = z3.Solver()
        self.solver.set("timeout", LIMIT)
        char = z3.AllChar(z3.ReSort(z3.StringSort()))
        but = z3.Diff(char, z3.Re(":"))
        self.steps = {"one": char, "one but colon": but, "some": z3.Star(char), "some but colon": z3.Star(but)}

    def text(self, name: str) -> Any:
        return self.z3.String(name)

    def truth(self, name: str) -> Any:
        return self.z3.Bool(name)

    def number(self, name: str) -> Any:
        return self.z3.Int(name)

    def equals(self, number: Any, value: int) -> Any:
        return number == value

    def matches(self, text: Any, row: Row) -> Any:
        if not row or (len(row) == 1 and row[0][0] == "text"):
            return text == (row[0][1] if row else "")
        parts = [self.step(step) for step in row]
        return self.z3.InRe(text, parts[0] if len(parts) == 1 else self.z3.Concat(*parts))

    def step(self, step: list[str]) -> Any:
        texts = [self.z3.Re(text) for text in step[1:]]
        if not texts:
            return self.steps[step[0]]
        return texts[0] if len(texts) == 1 else self.z3.Union(*texts)

    def negation(self, term: Any) -> Any:
        return self.z3.Not(term)

    def all_of(self, terms: list[Any]) -> Any:
        return self.z3.And(terms) if terms else self.z3.BoolVal(True)

    def any_of(self, terms: list[Any]) -> Any:
        return self.z3.Or(terms) if terms else self.z3.BoolVal(False)

    def always(self, term: Any) -> None:
        self.solver.add(term)

    def check(self, term: Any) -> bool | None:
        self.solver.push()
        self.solver.add(term)
        result = self.solver.check()
        self.solver.pop()
        return True if result == self.z3.sat else False if result == self.z3.unsat else None
