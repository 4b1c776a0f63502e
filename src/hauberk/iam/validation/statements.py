"""Statements as wholes: those that never apply, those that others make needless, and those that say what not."""

import re
from collections.abc import Iterator, Sequence

from hauberk.iam.algebra.keys import FREE, Wanted, possible
from hauberk.iam.language.policy import Effect, Kind, Statement, Test
from hauberk.iam.overlap import holders_of, readable
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import PAIRWISE, View


@check("contradicting-conditions", Severity.WARNING)
def contradicting_conditions(view: View) -> Iterator[Told]:
    """No request passes all of a statement's tests on one condition key, so the statement never applies.

    All lines of a ``Condition`` must hold. Whether they can is computed: of texts, patterns, numbers, dates and blocks
    of addresses, with keys that are absent, and whatever stands for unknown parts.

    Source: IAM user guide, "Conditions with multiple context keys or values" (2026-11).
    """
    for statement in view.statements():
        by_key: dict[str, list[Test]] = {}
        for test in statement.tests:
            by_key.setdefault(test.key, []).append(test)
        for key, tests in by_key.items():
            if any(not test.values for test in tests):
                continue  # told of already
            if possible(tuple(Wanted(test, True) for test in tests), FREE, view.budget) is None:
                several = len(tests) > 1
                names = " and ".join(str(test.operator) for test in tests)
                text = (
                    f"no value of {key} passes {names}"
                    + (" at once" if several else "")
                    + ": the statement never applies"
                )
                yield Told(text, tests[-1].span or statement.span, statement)


@check("nothing-left", Severity.WARNING)
def nothing_left(view: View) -> Iterator[Told]:
    """``NotAction`` or ``NotResource`` excepts everything, so the statement never applies.

    Source: IAM user guide, "IAM JSON policy elements: NotAction" and "NotResource" (2026-11).
    """
    for statement in view.statements():
        if statement.except_actions and any(str(glob) in ("*", "*:*") for glob in statement.actions):
            yield Told(
                "NotAction excepts every action: the statement never applies",
                view.label_place(statement, "Action"),
                statement,
            )
        if statement.except_resources and any(glob.everything for glob in statement.resources):
            text = "NotResource excepts every resource: the statement never applies"
            yield Told(text, view.label_place(statement, "Resource"), statement)


def _names(statements: Sequence[Statement]) -> str:
    listed = [one.name for one in statements]
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"


def _comparable(view: View) -> tuple[Statement, ...]:
    """The statements that can be held against each other."""
    found = tuple(one for one in view.policy.statements if readable(one))
    return found if len(found) <= PAIRWISE else ()


@check("redundant-statement", Severity.SUGGESTION, "REDUNDANT_STATEMENT")
def redundant_statement(view: View) -> Iterator[Told]:
    """Other statements say all that this one says, for the same principals and whatever it is asked about.

    Source: IAM user guide, "Access Analyzer policy check reference", "Redundant statement" (2026-11). What AWS compares
    as text is computed here, so that several statements together may hold one.
    """
    kept = list(_comparable(view))
    for statement in reversed(tuple(kept)):
        others = [one for one in kept if one is not statement and one.effect is statement.effect]
        held = holders_of(statement, others, view.budget)
        if held:
            kept.remove(statement)
            verb = "say" if len(held) > 1 else "says"
            yield Told(f"{_names(held)} {verb} all of it", statement.span, statement)


@check("allow-that-is-denied", Severity.WARNING)
def allow_that_is_denied(view: View) -> Iterator[Told]:
    """The policy itself denies every request that the statement allows, and a denial always wins.

    Source: IAM user guide, "Policy evaluation logic" (2026-11).
    """
    statements = _comparable(view)
    denials = [one for one in statements if one.effect is Effect.DENY]
    for statement in statements:
        if statement.effect is Effect.ALLOW and denials:
            held = holders_of(statement, denials, view.budget)
            if held:
                verb = "deny" if len(held) > 1 else "denies"
                yield Told(f"{_names(held)} {verb} all that it allows", statement.span, statement)


_LIMITS = (Kind.SCP, Kind.RCP, Kind.BOUNDARY)
"""Kinds whose ``Allow`` grants nothing by itself."""


@check("allow-not-action", Severity.WARNING, "ALLOW_WITH_NOT_ACTION", security=True)
def allow_not_action(view: View) -> Iterator[Told]:
    """A grant of everything but some actions, of every service that there is and will be.

    Not blamed where it grants nothing by itself: in service control policies and boundaries.

    Source: IAM user guide, "IAM JSON policy elements: NotAction" (2026-11).
    """
    for statement in view.statements(Effect.ALLOW):
        if statement.except_actions and statement.actions and view.kind not in _LIMITS:
            text = "it allows every action but those that it names, also of services to come"
            yield Told(text, view.label_place(statement, "Action"), statement)


@check("allow-not-resource", Severity.WARNING, "ALLOW_WITH_NOT_RESOURCE", security=True)
def allow_not_resource(view: View) -> Iterator[Told]:
    """A grant on everything but some resources, on every one that there is and will be.

    Source: IAM user guide, "IAM JSON policy elements: NotResource" (2026-11).
    """
    for statement in view.statements(Effect.ALLOW):
        if statement.except_resources and statement.resources and view.kind not in _LIMITS:
            text = "it allows on every resource but those that it names, also on those to come"
            yield Told(text, view.label_place(statement, "Resource"), statement)


@check("allow-not-principal", Severity.WARNING, "ALLOW_WITH_NOT_PRINCIPAL", security=True)
def allow_not_principal(view: View) -> Iterator[Told]:
    """A grant to everyone but some: to every other account, and to the anonymous.

    Source: IAM user guide, "AWS JSON policy elements: NotPrincipal" (2026-11).
    """
    for statement in view.statements(Effect.ALLOW):
        if statement.except_principals and statement.principals:
            text = "it allows everyone but those that it names: every other account, and requests without a signature"
            yield Told(text, view.label_place(statement, "Principal"), statement)


def _sids(view: View) -> Iterator[tuple[Statement, str]]:
    return ((statement, statement.sid) for statement in view.policy.statements if statement.sid)


def _repeated(view: View) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement, sid in _sids(view):
        if sid in seen:
            yield statement
        seen.add(sid)


@check("duplicate-sid", Severity.ERROR, "UNIQUE_SIDS_REQUIRED")
def duplicate_sid(view: View) -> Iterator[Told]:
    """Two statements have one ``Sid``, which IAM refuses.

    "In IAM, the Sid value must be unique within a JSON policy."

    Source: IAM user guide, "IAM JSON policy elements: Sid" (2026-11).
    """
    if view.kind is not Kind.RESOURCE or view.trust:
        for statement in _repeated(view):
            yield Told(
                f"the Sid {statement.sid!r} is another statement's", view.label_place(statement, "Sid"), statement
            )


@check("repeated-sid", Severity.WARNING, "UNIQUE_SIDS_RECOMMENDED")
def repeated_sid(view: View) -> Iterator[Told]:
    """Two statements of a resource's policy have one ``Sid``, which some services refuse.

    Source: IAM user guide, "Access Analyzer policy check reference", "Unique Sids recommended" (2026-11).
    """
    if view.kind is Kind.RESOURCE and not view.trust:
        for statement in _repeated(view):
            yield Told(
                f"the Sid {statement.sid!r} is another statement's", view.label_place(statement, "Sid"), statement
            )


@check("invalid-sid", Severity.ERROR, "UNSUPPORTED_SID")
def invalid_sid(view: View) -> Iterator[Told]:
    """IAM takes letters and digits in a ``Sid``, nothing else.

    Services that hold policies themselves take more: of the policies of resources only those of roles are judged.

    Source: IAM user guide, "IAM JSON policy elements: Sid" (2026-11).
    """
    if view.kind is Kind.RESOURCE and not view.trust:
        return
    for statement, sid in _sids(view):
        if not re.fullmatch(r"[A-Za-z0-9]+", sid):
            text = f"the Sid {sid!r} has other characters than letters and digits"
            yield Told(text, view.label_place(statement, "Sid"), statement)


CHECKS = (
    contradicting_conditions,
    nothing_left,
    redundant_statement,
    allow_that_is_denied,
    allow_not_action,
    allow_not_resource,
    allow_not_principal,
    duplicate_sid,
    repeated_sid,
    invalid_sid,
)
