"""What calls ask of the values that they are given: the types that they take, and the texts that they can read.

Sources: the Python library reference ("Built-in functions", "uuid", "decimal", "datetime", "ipaddress") and ECMA-262
("The Number constructor", "parseInt", "BigInt"), 2026-11. A conversion of JavaScript never fails: it gives ``NaN`` for
what isn't a number, so that it only shows the types that are meant.
"""

from typing import NamedTuple

_NUMBER = r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$"
_INTEGER = r"^\s*[+-]?\d+\s*$"


class Asked(NamedTuple):
    """What a call asks of its first argument."""

    types: frozenset[str]
    pattern: str = ""
    """Of a text."""
    format: str = ""


def _types(*names: str) -> frozenset[str]:
    return frozenset(names)


CALLS: dict[str, Asked] = {
    "builtins.int": Asked(_types("integer", "string"), _INTEGER),
    "builtins.float": Asked(_types("number", "string"), _NUMBER),
    "decimal.Decimal": Asked(_types("number", "string"), _NUMBER),
    "builtins.len": Asked(_types("string", "array", "object")),
    "builtins.sum": Asked(_types("array")),
    "builtins.abs": Asked(_types("number")),
    "builtins.round": Asked(_types("number")),
    "uuid.UUID": Asked(_types("string"), r"^(urn:)?(uuid:)?\{?([0-9a-fA-F]-?){31}[0-9a-fA-F]\}?$"),
    "datetime.datetime.fromisoformat": Asked(_types("string"), r"^\d{4}-?(\d\d|W\d\d)"),
    "datetime.date.fromisoformat": Asked(_types("string"), r"^\d{4}-?(\d\d|W\d\d)"),
    "datetime.datetime.strptime": Asked(_types("string")),
    "datetime.datetime.fromtimestamp": Asked(_types("number")),
    "ipaddress.ip_address": Asked(_types("string", "integer")),
    "json.loads": Asked(_types("string")),
    "base64.b64decode": Asked(_types("string")),
    "urllib.parse.unquote": Asked(_types("string")),
    "urllib.parse.unquote_plus": Asked(_types("string")),
    "urllib.parse.quote": Asked(_types("string")),
    "urllib.parse.urlparse": Asked(_types("string")),
    "JSON.parse": Asked(_types("string")),
    "BigInt": Asked(_types("integer", "string"), r"^\s*[+-]?\d*\s*$"),
    "Number": Asked(_types("number", "string", "null")),
    "parseInt": Asked(_types("number", "string", "null")),
    "parseFloat": Asked(_types("number", "string", "null")),
    "Number.parseInt": Asked(_types("number", "string", "null")),
    "Number.parseFloat": Asked(_types("number", "string", "null")),
}
"""By the path of a call."""
NUMBERS = frozenset(
    (
        *("builtins.int", "builtins.float", "decimal.Decimal", "Number", "parseInt", "parseFloat"),
        *("Number.parseInt", "Number.parseFloat", "BigInt"),
    )
)
"""Calls whose result is the number that their argument says."""
TELLS_TYPE = {
    "Array.isArray": _types("array"),
    "Number.isInteger": _types("integer"),
    "Number.isSafeInteger": _types("integer"),
    "Number.isFinite": _types("number"),
}
"""Checks of JavaScript that hold for a type alone."""
TYPE_NAMES = {
    "str": _types("string"),
    "int": _types("integer"),
    "float": _types("number"),
    "bool": _types("boolean"),
    "list": _types("array"),
    "dict": _types("object"),
    "string": _types("string"),
    "number": _types("number"),
    "boolean": _types("boolean"),
    "object": _types("object", "array", "null"),
}
"""What Python's ``isinstance`` and JavaScript's ``typeof`` call the types of JSON."""
OF_TEXT = frozenset(
    (
        *("capitalize", "casefold", "endswith", "isalnum", "isalpha", "isdecimal", "isdigit", "isidentifier"),
        *("islower", "isnumeric", "isspace", "isupper", "lower", "lstrip", "partition", "removeprefix"),
        *("removesuffix", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip"),
        *("swapcase", "title", "translate", "upper", "zfill", "encode", "ljust", "rjust", "replace"),
    )
)
"""Methods that only Python's texts have, of all that JSON has."""
OF_SCRIPT_TEXT = frozenset(
    (
        *("charAt", "charCodeAt", "codePointAt", "endsWith", "localeCompare", "match", "matchAll", "normalize"),
        *("padEnd", "padStart", "repeat", "replace", "replaceAll", "split", "startsWith", "substr", "substring"),
        *("toLowerCase", "toUpperCase", "trim", "trimEnd", "trimStart", "toLocaleLowerCase", "toLocaleUpperCase"),
    )
)
OF_SCRIPT_LIST = frozenset(
    (
        *("every", "filter", "find", "findIndex", "flat", "flatMap", "forEach", "join", "map", "pop", "push"),
        *("reduce", "reverse", "shift", "some", "sort", "splice", "unshift"),
    )
)
OF_MAPPING = frozenset(("get", "items", "keys", "values", "setdefault", "update"))
"""Methods that only Python's mappings have, of all that JSON has."""
