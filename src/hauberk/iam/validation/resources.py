"""The resources of statements: whether they are ARNs, and whether the statement's actions can have them."""

import re
from collections.abc import Iterator

from hauberk.iam.algebra.formats import STAR, language
from hauberk.iam.algebra.lists import held_by
from hauberk.iam.algebra.machine import Machine
from hauberk.iam.algebra.rows import Reading, union
from hauberk.iam.algebra.words import shortest
from hauberk.iam.catalogue import Action, facts, resource_formats
from hauberk.iam.language.arn import PARTITIONS, PARTS, is_account
from hauberk.iam.language.policy import Statement
from hauberk.iam.language.text import Glob, Hole, Variable
from hauberk.iam.overlap import is_abbreviated
from hauberk.iam.validation.nearest import did_you_mean
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import Entry, View

_MARK = "\0"
"""Stands for a hole or a variable in a part of an ARN that is looked at as text."""
_OWNERS = frozenset(("aws", "aws-managed", "aws-marketplace", "amazon", "cloudfront", "third-party", "public"))
"""What stands in place of an account's digits in ARNs of AWS's own things. From the ARNs that AWS's managed policies
name (2026-11)."""


def _entries(view: View) -> Iterator[tuple[Statement, int, Glob]]:
    for statement in view.statements():
        for index, glob in enumerate(statement.resources):
            yield statement, index, glob


def _text(glob: Glob) -> str:
    """A pattern as text, with a mark for each part that isn't told."""
    return "".join(_MARK if isinstance(part, (Hole, Variable)) else str(Glob((part,))) for part in glob.parts)


def _parts(glob: Glob) -> list[str] | None:
    """The parts of an ARN, ``None`` for what isn't one, or whose colons aren't all seen."""
    text = _text(glob)
    if not text.startswith("arn:"):
        return None
    parts = text.split(":", PARTS - 1)
    return parts if len(parts) == PARTS else None


def _open(text: str) -> bool:
    """Whether a part has a wildcard or an unknown piece, and so isn't judged as text."""
    return any(char in text for char in ("*", "?", _MARK))


@check("malformed-arn", Severity.ERROR, "INVALID_ARN_PREFIX", "MISSING_ARN_FIELD")
def malformed_arn(view: View) -> Iterator[Told]:
    """A resource is an ARN of six parts, or the lone ``*``.

    IAM refuses a policy whose resource doesn't begin with ``arn:``. Where parts are missing, a wildcard may still reach
    over the colons; without one the entry fits no resource.

    Source: IAM user guide, "Identify AWS resources with Amazon Resource Names (ARNs)" and "IAM JSON policy elements:
    Resource" (2026-11). API Gateway's short form ``execute-api:/stage/method/path`` is one.
    """
    for statement, index, glob in _entries(view):
        flaw = _flaw(glob)
        if flaw:
            yield Told(f"{str(glob)!r} {flaw}", view.resource_place(statement, index), statement)


def _flaw(glob: Glob) -> str:
    """Why a resource is no ARN at all, or nothing."""
    text = _text(glob)
    if glob.everything or text.startswith((_MARK, "*")) or is_abbreviated(glob):
        return ""
    if not text.startswith("arn:"):
        return "" if _open(text[:4]) and len(text) > 1 else "isn't an ARN: it doesn't begin with arn:"
    if text.count(":") < PARTS - 1 and _MARK not in text and "*" not in text:
        return f"has {text.count(':') + 1} parts, an ARN has six: arn:partition:service:region:account:resource"
    return ""


@check("arn-without-colons", Severity.WARNING, "MISSING_ARN_FIELD")
def arn_without_colons(view: View) -> Iterator[Told]:
    """A wildcard stands for the rest of an ARN, colons too.

    ``arn:aws:s3*`` fits every resource of every service whose name begins so. What is meant is better said with all six
    parts.

    Source: IAM user guide, "IAM JSON policy elements: Resource" (2026-11).
    """
    for statement, index, glob in _entries(view):
        text = _text(glob)
        if text.startswith("arn:") and text.count(":") < PARTS - 1 and "*" in text and _MARK not in text:
            sentence = f"{str(glob)!r} leaves parts of an ARN to a wildcard: say all six"
            yield Told(sentence, view.resource_place(statement, index), statement)


@check("unknown-partition", Severity.ERROR, "INVALID_PARTITION")
def unknown_partition(view: View) -> Iterator[Told]:
    """AWS has no partition of that name, so the entry fits no resource.

    Source: IAM user guide, "Identify AWS resources with Amazon Resource Names (ARNs)"; AWS SDK partition metadata
    (2026-11).
    """
    for statement, index, glob in _entries(view):
        parts = _parts(glob)
        if parts and not _open(parts[1]) and parts[1] not in PARTITIONS:
            text = f"there is no partition {parts[1]!r}{did_you_mean(parts[1], PARTITIONS)}"
            yield Told(text, view.resource_place(statement, index), statement)


@check("unknown-region", Severity.ERROR, "INVALID_ARN_REGION")
def unknown_region(view: View) -> Iterator[Told]:
    """The partition has no region that is called so, so the entry fits no resource.

    Only the form of the name is looked at, so that a new region is one.

    Source: AWS SDK partition metadata (2026-11).
    """
    for statement, index, glob in _entries(view):
        parts = _parts(glob)
        if not parts or not parts[3] or _open(parts[3]):
            continue
        wanted = [PARTITIONS[parts[1]]] if parts[1] in PARTITIONS else list(PARTITIONS.values())
        if not any(partition.regions.fullmatch(parts[3]) for partition in wanted):
            text = f"{wanted[0].name if len(wanted) == 1 else 'AWS'} has no region {parts[3]!r}"
            yield Told(text, view.resource_place(statement, index), statement)


@check("malformed-account", Severity.ERROR, "INVALID_ARN_ACCOUNT")
def malformed_account(view: View) -> Iterator[Told]:
    """An account is twelve digits.

    Source: AWS account management guide, "View AWS account identifiers" (2026-11).
    """
    for statement, index, glob in _entries(view):
        parts = _parts(glob)
        if parts and parts[4] and not _open(parts[4]) and not is_account(parts[4]) and parts[4] not in _OWNERS:
            text = f"{parts[4]!r} isn't an account: twelve digits"
            yield Told(text, view.resource_place(statement, index), statement)


@check("service-in-capitals", Severity.ERROR, "INVALID_ARN_SERVICE_CASE")
def service_in_capitals(view: View) -> Iterator[Told]:
    """Services have lower-case letters in ARNs, which are compared as they are.

    Source: IAM user guide, "Access Analyzer policy check reference", "Invalid ARN service case" (2026-11).
    """
    for statement, index, glob in _entries(view):
        parts = _parts(glob)
        if parts and parts[2] != parts[2].lower():
            text = f"no ARN has the service {parts[2].replace(_MARK, '…')!r}: write {parts[2].lower()!r}"
            yield Told(text, view.resource_place(statement, index), statement)


@check("variable-before-resource", Severity.WARNING, "VARIABLE_UNSUPPORTED_IN_ELEMENT")
def variable_before_resource(view: View) -> Iterator[Told]:
    """A policy variable stands before an ARN's fifth colon, where AWS doesn't replace it.

    "This portion of the ARN appears after the fifth colon (:). You can't use a variable to replace parts of the ARN
    before the fifth colon, such as the service or account."

    Source: IAM user guide, "IAM policy elements: Variables and tags" (2026-11).
    """
    for statement, index, glob in _entries(view):
        colons = 0
        for part in glob.parts:
            if isinstance(part, str):
                colons += part.count(":")
            elif isinstance(part, Hole):
                break
            elif isinstance(part, Variable) and colons < PARTS - 1 and str(glob).startswith("arn:"):
                text = f"AWS doesn't replace ${{{part.key}}} before an ARN's fifth colon"
                yield Told(text, view.resource_place(statement, index), statement)
                break


# -- what actions can have


def _formats(action: Action) -> tuple[str, ...]:
    """The resources that a request for an action may be about."""
    formats = resource_formats(action)
    return (*formats, STAR) if action.unscoped else formats


def _language(action: Action) -> Machine:
    return language(_formats(action))


def _meets(machine: Machine, globs: tuple[Glob, ...], view: View) -> bool:
    """Whether patterns fit any of a language's resources. Raises ``UndecidedError``."""
    return any(
        glob.everything or shortest((union((glob,), Reading.RESOURCE), machine), (), view.budget) is not None
        for glob in globs
    )


def _well_formed(glob: Glob) -> bool:
    """Whether nothing is said of a pattern elsewhere that explains why it fits nothing."""
    parts = _parts(glob)
    if parts is None:
        return False
    return _open(parts[1]) or parts[1] in PARTITIONS


def _shown(formats: tuple[str, ...]) -> str:
    listed = [re.sub(r"\$\{(\w+)\}", r"<\1>", one) for one in formats if one != STAR]
    more = f" or {len(listed) - 2} more" if len(listed) > 2 else ""
    return " or ".join(listed[:2]) + more


def _dead(view: View, statement: Statement) -> Iterator[Entry]:
    """The entries of a statement none of whose actions can have any of its resources."""
    if statement.except_actions or statement.except_resources or not view.whole(statement):
        return
    if not statement.resources or any(
        glob.everything or is_abbreviated(glob) or _flaw(glob) for glob in statement.resources
    ):
        return
    for entry in view.entries(statement):
        if (
            entry.names
            and not entry.whole
            and not any(_meets(_language(one), statement.resources, view) for one in entry.facts())
        ):
            yield entry


@check("action-needs-star", Severity.WARNING, "UNSUPPORTED_RESOURCE_ARN_IN_POLICY")
def action_needs_star(view: View) -> Iterator[Told]:
    """The action acts on no resource: IAM asks about ``*``, which none of the statement's resources is.

    By the reference the statement neither allows nor denies it, whatever it looks like. It is a warning only, since the
    reference isn't always complete: AWS's own managed policies have such statements by the hundred.

    Source: Service Authorization Reference, "Actions table": "If the column is empty, then the action does not support
    resource-level permissions and you must specify all resources (*) in your policy" (2026-11).
    """
    for statement in view.statements():
        for entry in _dead(view, statement):
            if all(not one.resources for one in entry.facts()):
                text = f"{_named(entry)} acts on no resource, so it needs * there: the statement has no effect on it"
                yield Told(text, view.action_place(statement, entry.at), statement)


@check("action-without-resource", Severity.ERROR, "INVALID_ARN_RESOURCE")
def action_without_resource(view: View) -> Iterator[Told]:
    """No resource of the statement is one that the action can have.

    So the statement neither allows nor denies it. Whether a pattern and an ARN's format have anything in common is
    computed, not compared as text.

    Source: Service Authorization Reference, "Actions table" and "Resource types table" (the catalogue's own date).
    """
    for statement in view.statements():
        for entry in _dead(view, statement):
            found = tuple(entry.facts())
            if any(one.resources for one in found):
                formats = tuple(dict.fromkeys(one for action in found for one in _formats(action)))
                text = f"{_named(entry)} acts on {_shown(formats)}, which no resource of the statement is"
                yield Told(text, view.action_place(statement, entry.at), statement)


def _named(entry: Entry) -> str:
    return entry.names[0] if entry.glob.literal is not None else f"each action of {entry.glob}"


def _idle(view: View) -> Iterator[tuple[Statement, int, Glob, bool]]:
    """The resources that no action of their statement can have, where other resources of it can; and whether they are
    of a type that the services of the statement have."""
    for statement in view.statements():
        acts = view.acts(statement)
        if not acts or statement.except_resources:
            continue
        every = language(tuple(dict.fromkeys(one for act in acts for one in _formats(act))))
        idle = [
            (index, glob)
            for index, glob in enumerate(statement.resources)
            if not glob.everything and _well_formed(glob) and not _meets(every, (glob,), view)
        ]
        if not idle or len(idle) == len(statement.resources):
            continue  # each of its actions is told of already
        known = language(tuple(dict.fromkeys(one for act in acts for one in _types(act))))
        for index, glob in idle:
            yield statement, index, glob, _meets(known, (glob,), view)


def _types(action: Action) -> tuple[str, ...]:
    """Every ARN that things of an action's service have, and of those that the action acts on."""
    service = facts(action.name.partition(":")[0])
    of_service = tuple(arn for one in service.resources.values() for arn in one.arns) if service else ()
    return (*of_service, *_formats(action))


@check("resource-of-no-type", Severity.WARNING, "INVALID_ARN_RESOURCE")
def resource_of_no_type(view: View) -> Iterator[Told]:
    """The services of the statement have nothing whose ARN looks so, so the entry is idle.

    Often a region or an account is missing, or is there where the ARN has none.

    Source: Service Authorization Reference, "Resource types table" (the catalogue's own date).
    """
    for statement, index, glob, typed in _idle(view):
        if not typed:
            text = f"nothing that the statement's actions act on has an ARN like {glob}"
            yield Told(text, view.resource_place(statement, index), statement)


@check("resource-without-action", Severity.SUGGESTION)
def resource_without_action(view: View) -> Iterator[Told]:
    """No action of the statement can have the resource, so that saying it has no effect.

    Source: Service Authorization Reference, "Actions table" and "Resource types table" (the catalogue's own date).
    """
    for statement, index, glob, typed in _idle(view):
        if typed:
            text = f"no action of the statement acts on {glob}"
            yield Told(text, view.resource_place(statement, index), statement)


@check("redundant-resource", Severity.SUGGESTION, "REDUNDANT_RESOURCE")
def redundant_resource(view: View) -> Iterator[Told]:
    """Another entry of the same list holds every resource that it fits.

    Source: IAM user guide, "Access Analyzer policy check reference", "Redundant resource" (2026-11).
    """
    for statement in view.statements():
        for index, by in held_by(statement.resources, Reading.RESOURCE):
            text = f"{statement.resources[index]} is part of {statement.resources[by]}"
            yield Told(text, view.resource_place(statement, index), statement)


CHECKS = (
    malformed_arn,
    arn_without_colons,
    unknown_partition,
    unknown_region,
    malformed_account,
    service_in_capitals,
    variable_before_resource,
    action_needs_star,
    action_without_resource,
    resource_of_no_type,
    resource_without_action,
    redundant_resource,
)
