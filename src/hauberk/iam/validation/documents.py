"""The document as a whole: its version, its size and its characters."""

from collections.abc import Iterator

from hauberk.iam.language.parse import CURRENT
from hauberk.iam.language.policy import Kind
from hauberk.iam.validation.holders import alone, holders
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.size import characters
from hauberk.iam.validation.view import View
from hauberk.model.regex import regex


@check("missing-version", Severity.SUGGESTION, "MISSING_VERSION")
def missing_version(view: View) -> Iterator[Told]:
    """Without ``Version`` a policy is of 2008-10-17, which has no policy variables.

    Where it has something that looks like one, that is an error of its own: ``variable-in-old-version``.

    Source: IAM user guide, "IAM JSON policy elements: Version" (2026-11).
    """
    if view.written.has("Version") is False:
        yield Told(f'the policy has no "Version": "{CURRENT}"', view.policy.span)


@check("old-version", Severity.SUGGESTION)
def old_version(view: View) -> Iterator[Told]:
    """Version 2008-10-17 has no policy variables and none of what came later.

    Source: IAM user guide, "IAM JSON policy elements: Version" (2026-11).
    """
    if view.policy.version != CURRENT and view.written.has("Version") is not False:
        yield Told(f"version {view.policy.version} is an old one: use {CURRENT}", view.written.element("Version"))


@check("no-statements", Severity.WARNING, "EMPTY_ARRAY_STATEMENT")
def no_statements(view: View) -> Iterator[Told]:
    """A policy without statements says nothing.

    Source: IAM user guide, "IAM JSON policy elements: Statement" (2026-11).
    """
    if not view.policy.statements and not view.policy.unread:
        yield Told("the policy has no statements", view.written.element("Statement") or view.policy.span)


@check(
    "too-large",
    Severity.ERROR,
    "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
    "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA",
)
def too_large(view: View) -> Iterator[Told]:
    """The policy is larger than what holds it takes.

    White space between the parts of the document isn't counted, since IAM doesn't, and a document is easily written
    without. Unknown parts aren't counted either. Where it isn't known what holds the policy, the largest limit of its
    kind is taken.

    Source: ``holders.json``, a page per row (2026-11).
    """
    holder = view.holder or alone(view.kind)
    size = max(view.written.characters(), characters(view.policy))
    if holder is None:
        limits = [one for one in holders().values() if view.kind in one.kinds and not one.trust]
        if view.kind is Kind.RESOURCE or any(not one.limit for one in limits):
            return
        holder = max(limits, key=lambda one: one.limit)._replace(what=f"a policy of this kind ({view.kind})")
    if holder.limit and size > holder.limit:
        unit = "bytes" if holder.bytes else "characters"
        more = ", unless AWS has raised it" if holder.raisable else ""
        yield Told(f"the policy has {size:,} {unit}, {holder.what} at most {holder.limit:,}{more}", view.policy.span)


@check("too-many-entries", Severity.ERROR)
def too_many_entries(view: View) -> Iterator[Told]:
    """The policy has more statements, or a statement more actions, than what holds it takes.

    Source: ``holders.json`` (SQS developer guide, "Amazon SQS policy quotas", 2026-11).
    """
    holder = view.holder
    if holder is None:
        return
    if holder.statements and len(view.policy.statements) > holder.statements:
        text = f"the policy has {len(view.policy.statements)} statements, {holder.what} at most {holder.statements}"
        yield Told(text, view.policy.span)
    for statement in view.statements():
        if holder.actions and len(statement.actions) > holder.actions:
            text = f"the statement has {len(statement.actions)} actions, one of {holder.what} at most {holder.actions}"
            yield Told(text, view.label_place(statement, "Action"), statement)


_REFUSED = regex(r"[^\t\n\r\x20-\xff]")


@check("character-refused", Severity.ERROR)
def character_refused(view: View) -> Iterator[Told]:
    """IAM takes the characters U+0020 to U+00FF, tabs and ends of lines in a policy, and no others.

    Source: IAM user guide, "IAM and AWS STS quotas", "IAM name requirements" (2026-11).
    """
    if view.kind not in (Kind.IDENTITY, Kind.BOUNDARY, Kind.SESSION) and not view.trust:
        return
    for text, place in view.written.texts():
        found = _REFUSED.search(text)
        if found:
            yield Told(f"IAM refuses the character U+{ord(found[0]):04X} in a policy", place)


CHECKS = (missing_version, old_version, no_statements, too_large, too_many_entries, character_refused)
