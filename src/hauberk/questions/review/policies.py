"""What somebody may do: the policies of each user, group and role, and the account's own managed policies.

A policy that AWS manages changes without anyone's review; it is known by its name here, as in a template.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.model.values import Reason
from hauberk.practices.review.unused import LINKED
from hauberk.questions.review.matters import POLICY, Matter, matter
from hauberk.sources.account.calls import GLOBAL, Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.planning import unlisted
from hauberk.sources.account.services import identities
from hauberk.sources.account.snapshot import Snapshot

TYPES = ("AWS::IAM::Group", "AWS::IAM::ManagedPolicy", "AWS::IAM::Role", "AWS::IAM::User")


def policies(snapshot: Snapshot) -> Iterator["Matter | tuple[str, Reason]"]:
    """A matter for each that has or is a policy; the reason where that isn't known."""
    missing = unlisted(snapshot, snapshot.home)
    for type_ in TYPES:
        if type_ in missing:
            yield POLICY, missing[type_]
            return
    for made in identities.resources(Answers(snapshot.answers, GLOBAL), snapshot.place(GLOBAL)):
        if made.type in TYPES and not str(made.properties.get("Path", "")).startswith(LINKED):
            told = tuple(_lines(made))
            if told:
                yield matter(POLICY, made.id, told, told)


def _lines(made: Made) -> Iterator[str]:
    """What there is to read, a line for each statement, in an order that doesn't hang on AWS's."""
    properties = made.properties
    yield from (f"may be assumed: {line}" for line in _statements(properties.get("AssumeRolePolicyDocument")))
    yield from _statements(properties.get("PolicyDocument"))
    for policy in sorted(properties.get("Policies", ()), key=lambda one: str(one.get("PolicyName"))):
        yield from (f"{policy.get('PolicyName')}: {line}" for line in _statements(policy.get("PolicyDocument")))
    yield from (f"has {arn}" for arn in sorted(map(str, properties.get("ManagedPolicyArns", ()))))
    yield from (f"is in group {name}" for name in sorted(map(str, properties.get("Groups", ()))))
    if boundary := properties.get("PermissionsBoundary"):
        yield f"is bounded by {boundary}"


def _statements(document: Any) -> Iterator[str]:
    if isinstance(document, Unread):
        yield f"not read: {document.text}"
    if not isinstance(document, Mapping):
        return
    statements = document.get("Statement")
    for statement in statements if isinstance(statements, list) else [statements]:
        yield _said(statement) if isinstance(statement, Mapping) else _plain(statement)


def _said(statement: Mapping[str, Any]) -> str:
    """A statement in a line, with everything that it says but its own name."""
    words = [str(statement.get("Effect", "?"))]
    for joint, name in (("", "Action"), ("on ", "Resource"), ("to ", "Principal")):
        if name in statement:
            words.append(f"{joint}{_listed(statement[name])}")
        if f"Not{name}" in statement:
            words.append(f"{joint}all but {_listed(statement[f'Not{name}'])}")
    if statement.get("Condition"):
        words.append(f"if {_plain(statement['Condition'])}")
    return " ".join(words)


def _listed(value: Any) -> str:
    if isinstance(value, Mapping):  # of principals, by their kinds
        return "; ".join(f"{kind} {_listed(value[kind])}" for kind in sorted(value))
    texts = value if isinstance(value, list) else [value]
    return ", ".join(sorted(one if isinstance(one, str) else _plain(one) for one in texts))


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
