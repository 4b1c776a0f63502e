"""What a file may cost. Each budget has a name, and a report says which one was hit."""

from typing import NamedTuple


class Budget(NamedTuple):
    """Limits for one document.

    ``bytes`` of a file; ``nodes`` of its tree, every use of an alias counted anew; ``depth`` of nesting (libyaml is
    quadratic in it, so its events aren't pulled past that); ``scalar`` characters of one value; ``digits`` of one
    integer (CPython refuses more than 4,300, and quadratic time precedes that); ``problems`` listed for it (duplicate
    keys and the like).
    CloudFormation itself takes templates up to 1 MB (quotas page, 2026-11).
    """

    bytes: int = 16 * 1024 * 1024
    nodes: int = 500_000
    depth: int = 200
    scalar: int = 4 * 1024 * 1024
    digits: int = 300
    problems: int = 100


DEFAULT_BUDGET = Budget()
