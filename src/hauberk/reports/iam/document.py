"""JSON documents of answers. Their shapes are the ``iam-….schema.json`` beside the report's; they change with
``SCHEMA``.

A document is ASCII: what acts on a terminal, or can't be seen, is an escape of JSON's own, so that nothing of an answer
is lost. Secrets that their format gives away are masked.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from hauberk import __version__
from hauberk.iam.catalogue import spelling
from hauberk.iam.implied import RESOURCE_ACCOUNT, caller
from hauberk.iam.language import arn
from hauberk.iam.language.policy import Statement
from hauberk.iam.request import Request
from hauberk.model.ledger import Location
from hauberk.model.regex import regex
from hauberk.model.secrets import mask
from hauberk.questions.answers import Locate

SCHEMA = "1"

Members: TypeAlias = Mapping[str, Any]


class Safe(str):
    """A text that was masked by its parts, and stays as it is."""

    __slots__ = ()


def document(members: Members) -> str:
    """An answer as JSON: one object, two spaces, a newline at the end."""
    return dumped(headed(members), indent=2) + "\n"


def line(members: Members) -> str:
    """An answer as one line of JSON."""
    return dumped(headed(members)) + "\n"


def dumped(value: Any, indent: int | None = None) -> str:
    """A value as JSON in ASCII. What a runner of CI obeys wherever it stands (``##vso[…]``) is written otherwise."""
    return _RUNNERS.sub(r"\\u0023", json.dumps(value, indent=indent))


_RUNNERS = regex(r"#(?=#[A-Za-z]*\[)")


def headed(members: Members) -> dict[str, Any]:
    """The members of an answer behind those that every document begins with."""
    return {"schema": SCHEMA, "tool": {"name": "hauberk", "version": __version__}, **_masked(dict(members))}


def _masked(value: Any) -> Any:
    match value:
        case Safe():
            return value
        case str():
            return mask(value)
        case dict():
            return {mask(name): _masked(member) for name, member in value.items()}
        case list():
            return [_masked(member) for member in value]
    return value


def witness(request: Request) -> dict[str, Any]:
    """A request as ``hauberk iam ask`` takes it, by which an answer can be tried."""
    return {
        "principal": request.principal,
        "action": request.action,
        "resource": request.resource,
        "context": context(request),
    }


def context(request: Request) -> dict[str, Any]:
    """A request's context, each key as AWS writes it: one value as a text, several as a list.

    The account of the resource is in it where neither the ARN tells it nor the caller's own is meant.
    """
    service = request.action.partition(":")[0]
    told = {
        spelling(key, service): values[0] if len(values) == 1 else list(values)
        for key, values in sorted(request.context.items())
        if values
    }
    parts = arn.split(request.resource)
    owned = parts is not None and parts.owned
    own = caller(request.principal).account
    if own and request.resource_account not in ("", own) and not owned and RESOURCE_ACCOUNT not in request.context:
        told["aws:ResourceAccount"] = request.resource_account
    return told


def statements(found: tuple[tuple[str, Statement], ...], locate: Locate) -> list[dict[str, Any]]:
    """Statements with the policies that they are of, and where they stand."""
    return [statement(policy, one, locate) for policy, one in found]


def statement(policy: str, one: Statement, locate: Locate) -> dict[str, Any]:
    """A statement by its policy and its name, and where it stands."""
    return {
        "policy": policy,
        "statement": one.name,
        "effect": one.effect.value,
        "location": place(locate(one.span, "", "primary")),
    }


def place(location: Location | None) -> dict[str, Any] | None:
    """Where something stands."""
    if location is None:
        return None
    return {
        "path": location.path,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }
