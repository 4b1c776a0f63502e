"""Regular expressions that are compiled when they are first used.

To compile the two hundred that a check may need would be a quarter of its start, and most checks use a few dozen.
"""

import re
from typing import Any, AnyStr, cast

METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class Late:
    """Stands for a compiled pattern, and takes on its methods once one of them is asked for."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update((method, getattr(compiled, method)) for method in METHODS)
        return getattr(compiled, name)


def regex(pattern: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """What ``re.compile`` gives, compiled later. Only its methods work; the functions of ``re`` don't take it."""
    return cast("re.Pattern[AnyStr]", Late(pattern, flags))
