"""A policy as JSON: what is printed is read back as the same policy, places in the source aside."""

import json
from collections.abc import Iterable
from typing import TypeAlias

from hauberk.iam.language.patterns import takes, written
from hauberk.iam.language.policy import Policy, Principal, PrincipalKind, Statement, Test
from hauberk.iam.language.text import Glob

Json: TypeAlias = "str | list[Json] | dict[str, Json]"

UNREAD = "<unread>"
"""The member under which a draft lists what couldn't be read."""


class UnprintableError(ValueError):
    """A policy that no JSON says: with unknown parts, or with something that the language can't write."""


def is_whole(policy: Policy) -> bool:
    """Whether nothing of it is unknown."""
    return not policy.unread and not any(_unknown(statement) for statement in policy.statements)


def _unknown(statement: Statement) -> bool:
    globs = [
        *statement.actions,
        *statement.resources,
        *(principal.id for principal in statement.principals),
        *(value for test in statement.tests for value in test.values),
    ]
    return bool(statement.unread) or any(glob.holes for glob in globs)


def to_json(policy: Policy, *, draft: bool = False) -> dict[str, Json]:
    """The policy as plain data.

    Raises :class:`UnprintableError`. A ``draft`` shows holes as ``<name>``: for a reader, not for AWS.
    """
    if not draft and not is_whole(policy):
        raise UnprintableError("parts of the policy aren't known")
    variables = policy.version == "2012-10-17"
    statements: list[Json] = [_statement(statement, variables) for statement in policy.statements]
    printed: dict[str, Json] = {"Version": policy.version}
    if policy.id:
        printed["Id"] = policy.id
    printed["Statement"] = statements
    if policy.unread:
        printed[UNREAD] = [hole.name for hole in policy.unread]
    return printed


def to_text(policy: Policy, *, draft: bool = False, indent: int | None = 2) -> str:
    """The policy as text; see :func:`to_json`."""
    return json.dumps(to_json(policy, draft=draft), indent=indent, ensure_ascii=False)


def _statement(statement: Statement, variables: bool) -> Json:
    printed: dict[str, Json] = {}
    if statement.sid:
        printed["Sid"] = statement.sid
    printed["Effect"] = statement.effect.value
    if statement.principals:
        printed["NotPrincipal" if statement.except_principals else "Principal"] = _principals(statement.principals)
    if statement.actions:
        printed["NotAction" if statement.except_actions else "Action"] = _texts(statement.actions, False, True)
    elif not statement.unread:
        raise UnprintableError(f"{statement.name} has no actions")
    if statement.resources:
        name = "NotResource" if statement.except_resources else "Resource"
        printed[name] = _texts(statement.resources, variables, True)
    if statement.tests:
        printed["Condition"] = _condition(statement.tests, variables)
    if statement.unread:
        printed[UNREAD] = [hole.name for hole in statement.unread]
    return printed


def _principals(principals: tuple[Principal, ...]) -> Json:
    if [principal for principal in principals if _everyone(principal)] == list(principals) and len(principals) == 1:
        return "*"
    printed: dict[str, Json] = {}
    for kind in dict.fromkeys(principal.kind for principal in principals):
        ids = [principal for principal in principals if principal.kind is kind]
        printed[kind.value] = _short("*" if _everyone(one) else _text(one.id, False, False) for one in ids)
    return printed


def _everyone(principal: Principal) -> bool:
    return principal.kind is PrincipalKind.AWS and principal.id.everything


def _condition(tests: tuple[Test, ...], variables: bool) -> Json:
    printed: dict[str, Json] = {}
    for test in tests:
        keys = printed.setdefault(str(test.operator), {})
        assert isinstance(keys, dict)
        if test.key in keys:
            raise UnprintableError(f"{test.operator} tests {test.key} twice, which JSON can't say")
        keys[test.key] = _texts(test.values, *takes(test.operator, variables))
    return printed


def _texts(globs: tuple[Glob, ...], variables: bool, wild: bool) -> Json:
    return _short(_text(glob, variables, wild) for glob in globs)


def _text(glob: Glob, variables: bool, wild: bool) -> str:
    text = written(glob, variables=variables, wild=wild)
    if text is None:
        raise UnprintableError(f"the policy language can't write {str(glob)!r} here")
    return text


def _short(texts: Iterable[str]) -> Json:
    """One alone stands without a list."""
    listed: list[Json] = list(texts)
    return listed[0] if len(listed) == 1 else listed
