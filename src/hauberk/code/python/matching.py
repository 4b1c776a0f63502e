"""Patterns of ``match`` as tests, which bind names as they go."""

import ast
from collections.abc import Iterator

from hauberk.code import ir
from hauberk.code.ir import Expression
from hauberk.code.python.expressions import Expressions


def matched(pattern: ast.pattern, subject: Expression, inside: Expressions) -> Iterator[Expression]:
    """What has to be true for a subject to fit a pattern; for one that takes everything, nothing."""
    at = inside.place(pattern)
    match pattern:
        case ast.MatchValue(value):
            yield ir.Operation("==", (subject, inside.of(value)), at)
        case ast.MatchSingleton(value):
            yield ir.Operation("is", (subject, ir.Const(value, at)), at)
        case ast.MatchAs(inner, name):
            if inner is not None:
                yield from matched(inner, subject, inside)
            if name is not None:
                yield _binding(name, subject, inside)
        case ast.MatchStar(name):
            if name is not None:
                yield _binding(name, ir.Slice(subject, at), inside)
        case ast.MatchOr(patterns):
            yield ir.Either("or", tuple(_one(matched(each, subject, inside), inside, each) for each in patterns), at)
        case ast.MatchSequence(patterns):
            for number, each in enumerate(patterns):
                part = subject if isinstance(each, ast.MatchStar) else ir.Index(subject, ir.Const(number, at), at)
                yield from matched(each, part, inside)
        case ast.MatchMapping(keys, patterns, rest):
            for key, each in zip(keys, patterns, strict=True):
                yield from matched(each, ir.Index(subject, inside.of(key), at), inside)
            if rest is not None:
                yield _binding(rest, subject, inside)
        case ast.MatchClass(cls, patterns, names, by_name):
            made = ir.Call(ir.Name("isinstance", at), (subject, inside.of(cls)), (), False, at)
            yield made
            for each in patterns:
                yield from matched(
                    each, subject if len(patterns) == 1 else ir.Opaque("match-args", (subject,), at), inside
                )
            for name, each in zip(names, by_name, strict=True):
                yield from matched(each, ir.Field(subject, name, at), inside)


def _one(tests: Iterator[Expression], inside: Expressions, pattern: ast.pattern) -> Expression:
    at = inside.place(pattern)
    found = tuple(tests)
    if not found:
        return ir.Const(True, at)
    return found[0] if len(found) == 1 else ir.Either("and", found, at)


def _binding(name: str, value: Expression, inside: Expressions) -> Expression:
    """A name that is given a value, which is no test: it holds whatever the value is."""
    bound = ir.Bind(inside.names.writing(name), value, value.at)
    return ir.Either("or", (bound, ir.Const(True, value.at)), value.at)
