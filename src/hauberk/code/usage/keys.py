"""Where a value becomes the key of an item, which Amazon DynamoDB doesn't take empty.

Source: Amazon DynamoDB developer guide, "Constraints in Amazon DynamoDB" (key attributes: non-empty; 2026-11).
"""

from collections.abc import Iterator

from hauberk.code import ir
from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Arguments, Foreign, Record, Result, Value
from hauberk.code.weaknesses.sdk import operation

_NAMES = frozenset(("get_item", "update_item", "delete_item", "query"))
_COMMANDS = ("GetCommand", "UpdateCommand", "DeleteCommand", "GetItemCommand", "UpdateItemCommand", "DeleteItemCommand")
_METHODS = frozenset(
    ("get_item", "update_item", "delete_item", "get", "update", "delete", "getItem", "updateItem", "deleteItem")
)


def keyed(atom: Foreign, arguments: Arguments, node: ir.Call) -> Iterator[tuple[Value, str]]:
    """The values that a call takes for keys, and a sentence."""
    name = atom.path.removesuffix("()").rpartition(".")[2]
    if name not in _METHODS and not name.endswith(_COMMANDS):
        return
    found = operation(Called(atom, arguments, Site("", node.at), node.new))
    if found is None or found.service != "dynamodb" or found.operation not in _NAMES:
        return
    for parameter, value in found.parameters:
        if parameter != "Key":
            continue
        for record in value.atoms:
            for field, inner in record.fields if isinstance(record, Record) else ():
                yield _plain(inner), f"it is the key {field} of an item in DynamoDB, which mustn't be empty"


def _plain(value: Value) -> Value:
    """The value in ``{"S": value}``."""
    only = value.only
    if isinstance(only, Record) and len(only.fields) == 1 and only.fields[0][0] in ("S", "N", "B"):
        return only.fields[0][1]
    if isinstance(only, Result) and only.arguments.plain and only.of.path.endswith(".marshall"):
        return only.arguments.plain[0]
    return value
