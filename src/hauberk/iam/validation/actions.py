"""The actions of statements: whether AWS has them, and whether all of them need saying."""

from collections.abc import Iterator

from hauberk.iam.algebra.lists import held_by
from hauberk.iam.algebra.rows import Reading
from hauberk.iam.catalogue import dated, facts, prefixes
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.catalogue.services import names
from hauberk.iam.language.policy import Statement
from hauberk.iam.validation.nearest import did_you_mean
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import Entry, View
from hauberk.model.regex import regex

_WELL_FORMED = regex(r"[a-z0-9*?-]+:[a-z0-9*?_-]+|\*")


def _entries(view: View) -> Iterator[tuple[Statement, Entry]]:
    """Every entry without holes."""
    for statement in view.statements():
        for entry in view.entries(statement):
            if not entry.glob.holes:
                yield statement, entry


def _well_formed(entry: Entry) -> bool:
    return _WELL_FORMED.fullmatch(str(entry.glob)) is not None


def _wild(text: str) -> bool:
    return "*" in text or "?" in text


@check("malformed-action", Severity.ERROR, "INVALID_ACTION")
def malformed_action(view: View) -> Iterator[Told]:
    """An action is a service, a colon and a name.

    IAM refuses a policy with another text, but for the lone ``*``.

    Source: IAM user guide, "IAM JSON policy elements: Action" (2026-11).
    """
    for statement, entry in _entries(view):
        if not _well_formed(entry):
            text = f"{str(entry.glob)!r} isn't of the form service:action"
            yield Told(text, view.action_place(statement, entry.at), statement)


@check("unknown-service", Severity.ERROR, "INVALID_SERVICE_IN_ACTION")
def unknown_service(view: View) -> Iterator[Told]:
    """AWS has no service of that prefix, so the entry says nothing.

    Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS services" (the catalogue's
    own date is in the text).
    """
    told: set[tuple[int, str]] = set()
    for statement, entry in _entries(view):
        service = entry.service
        if not _well_formed(entry) or entry.glob.everything or (statement.place, service) in told:
            continue
        if not (any(map(matcher(service), prefixes())) if _wild(service) else service in prefixes()):
            hint = "" if _wild(service) else did_you_mean(service, prefixes())
            told.add((statement.place, service))
            text = f"AWS has no service {service!r} (as of {dated()}){hint}"
            yield Told(text, view.action_place(statement, entry.at), statement)


_LEGACY = frozenset(("sns:receive",))
"""Actions that AWS itself still writes and doesn't list any more: SNS gives each topic a policy with ``SNS:Receive``
(SNS developer guide, "Overview of managing access in Amazon SNS", 2026-11)."""


@check("unknown-action", Severity.ERROR, "INVALID_ACTION")
def unknown_action(view: View) -> Iterator[Told]:
    """The service has no such action: a statement that allows or denies it does nothing.

    A typing error, an API operation that is asked for under another action's name, or an action that AWS has retired.
    One that is newer than the catalogue is found too, so the text says how old that is.

    Source: Service Authorization Reference (the catalogue's own date is in the text).
    """
    for statement, entry in _entries(view):
        service, _, name = str(entry.glob).partition(":")
        if entry.names or not _well_formed(entry) or _wild(str(entry.glob)) or service not in prefixes():
            continue
        if str(entry.glob) in _LEGACY:
            continue
        known = names(service)
        hint = did_you_mean(name, known, lambda near, known=known: known[near])  # type: ignore[misc]
        text = f"{prefixes()[service]} has no action {entry.glob!s} (as of {dated()}){hint}"
        yield Told(text, view.action_place(statement, entry.at), statement)


@check("pattern-without-actions", Severity.WARNING, "INVALID_ACTION")
def pattern_without_actions(view: View) -> Iterator[Told]:
    """A pattern that no action of the service fits.

    It says nothing today. It is a warning only: it may be there for actions that are to come.

    Source: Service Authorization Reference (the catalogue's own date is in the text).
    """
    for statement, entry in _entries(view):
        service, _, name = str(entry.glob).partition(":")
        if entry.names or not _well_formed(entry) or not _wild(name) or facts(service) is None:
            continue
        text = f"no action of {prefixes()[service]} fits {entry.glob!s} (as of {dated()})"
        yield Told(text, view.action_place(statement, entry.at), statement)


@check("wildcard-in-service", Severity.SUGGESTION, "WILDCARD_IN_SERVICE_NAME")
def wildcard_in_service(view: View) -> Iterator[Told]:
    """A wildcard in the service's name takes in services that nobody thought of, and those that are to come.

    Source: IAM user guide, "Access Analyzer policy check reference", "Wildcard in service name" (2026-11).
    """
    for statement, entry in _entries(view):
        if _well_formed(entry) and _wild(entry.service) and str(entry.glob) != "*:*":
            text = f"{entry.glob!s} takes in every service whose prefix fits: name the services"
            yield Told(text, view.action_place(statement, entry.at), statement)


@check("redundant-action", Severity.SUGGESTION, "REDUNDANT_ACTION")
def redundant_action(view: View) -> Iterator[Told]:
    """Another entry of the same list already says it, today and with every action to come.

    Source: IAM user guide, "Access Analyzer policy check reference", "Redundant action" (2026-11).
    """
    for statement in view.statements():
        for index, by in held_by(statement.actions, Reading.PLAIN):
            text = f"{statement.actions[index]} is part of {statement.actions[by]}"
            yield Told(text, view.action_place(statement, index), statement)


CHECKS = (
    malformed_action,
    unknown_service,
    unknown_action,
    pattern_without_actions,
    wildcard_in_service,
    redundant_action,
)
