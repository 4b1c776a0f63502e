"""Policy variables: whether they are ones, and whether AWS replaces them."""

from collections.abc import Iterator

from hauberk.iam.catalogue import global_keys
from hauberk.iam.language.operators import Family
from hauberk.iam.language.parse import CURRENT
from hauberk.iam.language.policy import Statement
from hauberk.iam.language.text import Glob, Variable
from hauberk.iam.validation.keys import is_claim, known_key
from hauberk.iam.validation.nearest import did_you_mean
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import View
from hauberk.model.regex import regex
from hauberk.model.span import Span

_LOOKS_LIKE = regex(r"\$\{[A-Za-z][\w-]*:[^{}]+\}")
_WITH_VARIABLES = (Family.STRING, Family.STRING_IGNORE_CASE, Family.LIKE, Family.ARN)
_ELSEWHERE = ("transfer:", "iot:")
"""Beginnings of variables that services replace in policies of their own before IAM sees them: Transfer Family's
``${transfer:HomeBucket}`` (its user guide, "Creating a session policy for an Amazon S3 bucket") and IoT's
``${iot:…}`` (its developer guide, "AWS IoT Core policy variables"; both 2026-11)."""


def _places(view: View) -> Iterator[tuple[Statement, Glob, Span | None]]:
    """The texts in which variables may stand."""
    for statement in view.statements():
        for index, resource in enumerate(statement.resources):
            if any(isinstance(part, (Variable, str)) for part in resource.parts):
                yield statement, resource, view.resource_place(statement, index) if "${" in str(resource) else None
        for test in statement.tests:
            if test.operator.operator.family in _WITH_VARIABLES:
                for value in test.values:
                    yield statement, value, test.span or statement.span


def _literals(pattern: Glob) -> Iterator[str]:
    return (part for part in pattern.parts if isinstance(part, str))


@check("variable-in-old-version", Severity.ERROR, "VARIABLE_UNSUPPORTED_IN_VERSION")
def variable_in_old_version(view: View) -> Iterator[Told]:
    """Policy variables are replaced in version 2012-10-17 only.

    In another, or where no version is written, ``${aws:username}`` stands for those very characters.

    Source: IAM user guide, "IAM policy elements: Variables and tags" (2026-11).
    """
    if view.policy.version == CURRENT:
        return
    for statement, pattern, place in _places(view):
        found = next((match for text in _literals(pattern) if (match := _LOOKS_LIKE.search(text))), None)
        if found:
            text = f'{found[0]} isn\'t replaced without "Version": "{CURRENT}"'
            yield Told(text, place or statement.span, statement)


@check(
    "malformed-variable",
    Severity.ERROR,
    "MISSING_BRACE_IN_VARIABLE",
    "MISSING_QUOTE_IN_VARIABLE",
    "UNSUPPORTED_SPACE_IN_VARIABLE",
    "EMPTY_VARIABLE",
)
def malformed_variable(view: View) -> Iterator[Told]:
    """A ``${`` begins no policy variable: a brace or a quotation mark is missing, or there is a space in its name.

    Source: IAM user guide, "IAM policy elements: Variables and tags" (2026-11).
    """
    if view.policy.version != CURRENT:
        return
    for statement, pattern, place in _places(view):
        if pattern.holes:
            continue
        for text in _literals(pattern):
            if "${" in text:
                shown = text[text.index("${") :][:40]
                yield Told(f"{shown!r} isn't a policy variable, so it stands for itself", place, statement)


@check("unknown-variable", Severity.ERROR, "INVALID_VARIABLE")
def unknown_variable(view: View) -> Iterator[Told]:
    """A policy variable names a key that no request has, so its text matches nothing.

    Often it is a substitution of a template's (``${AWS::AccountId}``) where ``Fn::Sub`` is missing.

    Source: IAM user guide, "IAM policy elements: Variables and tags" (2026-11).
    """
    for statement, pattern, place in _places(view):
        for variable in pattern.variables:
            name = variable.key
            if known_key(view, statement, name) is not None or is_claim(name) or name.startswith(_ELSEWHERE):
                continue
            if "::" in name or ":" not in name:
                why = "a template's substitution needs Fn::Sub, a policy variable is of the form ${service:key}"
                yield Told(f"{Glob((variable,))} isn't a policy variable: {why}", place, statement)
            else:
                near = did_you_mean(name, global_keys(), lambda one: global_keys()[one].name)
                yield Told(f"there is no condition key {name} for {Glob((variable,))}{near}", place, statement)


@check("variable-of-several-values", Severity.WARNING)
def variable_of_several_values(view: View) -> Iterator[Told]:
    """A key with several values can't be a policy variable: its text then matches nothing.

    Source: IAM user guide, "IAM policy elements: Variables and tags" (2026-11).
    """
    for statement, pattern, place in _places(view):
        for variable in pattern.variables:
            found = known_key(view, statement, variable.key)
            if found is not None and found.multivalued:
                yield Told(f"{found.name} may have several values, so {Glob((variable,))} has none", place, statement)


CHECKS = (variable_in_old_version, malformed_variable, unknown_variable, variable_of_several_values)
