"""Answers the questions of ``benchmarks/iam.py`` with an SMT solver: a line of JSON for each line.

    python solver.py cvc5|z3

The encoding is the published one (Backes and others, "Semantic-based automated reasoning for AWS access policies using
SMT", 2018): a request is a resource and, for each condition key, whether it is there and its value, both strings; a
pattern is a regular expression.

``whole``: one formula, one check; an action is a number, the group to which it belongs, which is quicker than a string.
``split``: a check for each group, in one solver, until one finds a request. ``text``: one formula in which an action is
a string, as it is published: nothing of it is found out before, but any text is an action, so that the answer may be
another. Each question has a solver of its own, whose making counts, as does that of the terms.
"""

import gc
import json
import sys
import time
from typing import Any

from terms import Terms, terms_of

Plain = dict[str, Any]


class Encoding:
    """The terms of one question."""

    def __init__(self, terms: Terms, question: Plain) -> None:
        self.terms = terms
        self.keys: dict[str, tuple[Any, Any]] = {}
        self.resource = terms.text("resource")
        self.groups = question["groups"]
        self.held = [[self.statement(one) for one in kind] for kind in question["statements"]]

    def statement(self, one: Plain) -> Any:
        """Whether a statement holds the request, its action aside."""
        parts = [self.test(test) for test in one["tests"]]
        if not one["everything"]:
            found = self.terms.any_of([self.matches(self.resource, row) for row in one["resources"]])
            parts.append(self.terms.negation(found) if one["excepted"] else found)
        return self.terms.all_of(parts)

    def matches(self, text: Any, row: list[list[str]]) -> Any:
        """Whether a text matches a pattern."""
        return self.terms.matches(text, row)

    def key(self, name: str) -> tuple[Any, Any]:
        """Whether a key is there, and its value."""
        if name not in self.keys:
            self.keys[name] = self.terms.truth(f"is {name}"), self.terms.text(name)
        return self.keys[name]

    def test(self, test: Plain) -> Any:
        """Whether a test passes."""
        terms = self.terms
        present, value = self.key(test["key"])
        if test["kind"] == "null":
            null = terms.any_of([terms.negation(present), terms.matches(value, [])])
            return null if test["null"] else terms.negation(null)
        found = terms.any_of([self.matches(value, row) for row in test["patterns"]])
        if test["kind"] == "truth":
            sane = terms.any_of([terms.matches(value, [["text", text]]) for text in ("true", "false")])
            terms.always(terms.any_of([terms.negation(present), sane]))
        passes = terms.negation(found) if test["negated"] else found
        if test["negated"] or test["if exists"]:
            return terms.any_of([terms.negation(present), passes])
        return terms.all_of([present, passes])

    def beyond(self, group: list[list[int]]) -> Any:
        """Whether the first allows a request of some actions and the second doesn't."""
        return self.exceeding([[held[at] for at in places] for held, places in zip(self.held, group, strict=True)])

    def exceeding(self, held: list[list[Any]]) -> Any:
        """The same by the statements, of each kind, that may hold it."""
        terms = self.terms
        mine, denied, theirs, refused = map(terms.any_of, held)
        closed = terms.any_of([terms.negation(theirs), refused])
        return terms.all_of([mine, terms.negation(denied), closed])


def whole(question: Plain, name: str) -> bool | None:
    """One check."""
    terms = terms_of(name)
    encoding = Encoding(terms, question)
    action = terms.number("action")
    cases = [
        terms.all_of([terms.equals(action, at), encoding.beyond(group)]) for at, group in enumerate(encoding.groups)
    ]
    found = terms.check(terms.any_of(cases))
    return None if found is None else not found


def text(question: Plain, name: str) -> bool | None:
    """One check, an action being a text."""
    terms = terms_of(name)
    encoding = Encoding(terms, question)
    action = terms.text("action")

    def holds(one: Plain) -> Any:
        named = terms.any_of([encoding.matches(action, row) for row in one["actions"]])
        return terms.negation(named) if one["all but these"] else named

    held = [
        [terms.all_of([holds(one), rest]) for one, rest in zip(kind, rests, strict=True)]
        for kind, rests in zip(question["statements"], encoding.held, strict=True)
    ]
    found = terms.check(encoding.exceeding(held))
    return None if found is None else not found


def split(question: Plain, name: str) -> bool | None:
    """A check for each group of actions."""
    terms = terms_of(name)
    encoding = Encoding(terms, question)
    answer: bool | None = True
    for group in encoding.groups:
        found = terms.check(encoding.beyond(group))
        if found:
            return False
        if found is None:
            answer = None
    return answer


def main() -> None:
    """Answers."""
    name = sys.argv[1]
    terms_of(name)
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        question = json.loads(line)["encoded"]
        told = {}
        for way in (whole, split, text):
            start = time.process_time()
            answer = way(question, name)
            told[way.__name__] = (time.process_time() - start, answer)
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
