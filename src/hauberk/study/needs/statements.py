"""DynamoDB's PartiQL statements and transactions: which tables they read and write."""

import re

from hauberk.code.flow.values import Record, Sequence
from hauberk.code.flow.values import Value as CodeValue
from hauberk.code.sdk.operation import Operation
from hauberk.iam.catalogue import Action
from hauberk.iam.language.text import EVERYTHING, Glob, Part, glob
from hauberk.model.regex import regex
from hauberk.study.needs.given import GivenNames, given
from hauberk.study.needs.names import Names
from hauberk.study.needs.places import Place, below, place
from hauberk.study.needs.reasons import reason

_PARTIQL = regex(
    r"""^\s*(select|insert|update|delete|exists)\b(?:.*?\bfrom|\s+into)?\s+("?[\w.\-\0]+"?(?:\."[^"]+"|\.[\w.\-\0]+)?)""",
    re.IGNORECASE | re.DOTALL,
)
"""A statement's verb and what it is about; what isn't known of it is a zero byte."""
_WAYS = ("Statement", "Statements.Statement", "TransactStatements.Statement")


def by_statements(action: Action, verb: str, operation: Operation, names: Names) -> Place:
    """What the statements that do something are about: a table, or an index of one."""
    resources: list[Glob] = []
    why = ""
    for way in _WAYS:
        value = below(operation, way)
        if value is None or not value.atoms:
            continue
        for one in names.of(value):
            text = "".join(part if isinstance(part, str) else "\0" for part in one.parts)
            match = _PARTIQL.match(text)
            if match is None:
                resources.append(EVERYTHING)
                why = ": ".join(filter(None, ("the statement is computed", reason("Statement", value, names))))
                continue
            if match[1].upper() != verb and not (match[1].upper() == "EXISTS" and verb == "SELECT"):
                continue
            table, index = _target(one, match.start(2), match.end(2))
            parameters = [("TableName", given(table))]
            if index is not None:
                parameters.append(("IndexName", given(index)))
            made = Operation("dynamodb", "execute_statement", tuple(parameters), through=operation.through)
            resources += place(action, made, GivenNames(names)).resources
            why = why or reason("Statement", value, names)
    return Place(tuple(dict.fromkeys(resources)), why)


def _target(statement: Glob, start: int, end: int) -> tuple[Glob, Glob | None]:
    """The table, and the index, that stand at a place of a statement; each unknown part counts as one character."""
    parts: list[Part] = []
    at = 0
    for part in statement.parts:
        size = len(part) if isinstance(part, str) else 1
        if at < end and at + size > start:
            parts.append(part[max(0, start - at) : end - at] if isinstance(part, str) else part)
        at += size
    whole = glob(*(part.replace('"', "\1") if isinstance(part, str) else part for part in parts))
    tables: list[Part] = []
    index: list[Part] | None = None
    quoted = False
    for part in whole.parts:
        if not isinstance(part, str):
            (tables if index is None else index).append(part)
            continue
        for letter in part:
            if letter == "\1":
                quoted = not quoted
            elif letter == "." and not quoted and index is None:
                index = []
            else:
                (tables if index is None else index).append(letter)
    return glob(*tables), None if index is None else glob(*index)


def by_items(action: Action, kind: str, operation: Operation, names: Names) -> Place:
    """The tables of a transaction's items of a kind."""
    items = operation.get("TransactItems")
    if items is None:
        return Place(())
    value = below(operation, f"TransactItems.{kind}.TableName")
    if value is not None and value.atoms:
        made = Operation("dynamodb", "put_item", (("TableName", value),), through=operation.through)
        return place(action, made, names)
    if _is_open(items):
        found = place(action, Operation("dynamodb", "put_item", (), through=operation.through), names)
        return found._replace(why=reason("TransactItems", items, names) or found.why)
    return Place(())


def _is_open(value: CodeValue) -> bool:
    """Whether a list may hold what isn't known."""
    for atom in value.atoms:
        if not isinstance(atom, Sequence):
            return True
        if any(not isinstance(one, Record) for one in atom.every().atoms):
            return True
    return False
