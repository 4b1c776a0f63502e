"""How much of the calls of AWS's SDKs `hauberk policy` tells, and why not the rest, over folders of applications.

``python -m tests.code.told FOLDER…`` prints it as the tables of ``docs/policy.md``. A call is a place in the code: one
that several functions reach counts once. A place at which one reason is told is unknown, whatever else is told of it.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.questions.least import Doubt, Least, OfFunction, Place
from hauberk.questions.policy import Wish, least
from hauberk.study.needs.needed import Origin

OF_CALLS = (
    "computed-import",
    "computed-operation",
    "computed-service",
    "evaluated-code",
    "invalid-syntax",
    "missing-module",
    "too-complex",
    "unknown-operation",
    "unknown-permission",
)
"""Reasons that are about a line of code which was read."""
OF_ROLES = ("role-outside", "undecided", "policy-too-long", "many-parameters")
"""Reasons that are about what is granted, not about code."""


class Told(NamedTuple):
    """What was counted in a folder."""

    functions: int
    unread: Counter[str]
    """Functions whose code wasn't read, or not to its end, by reason; each once, by its first."""
    calls: int
    """Places that call AWS whose permissions are told."""
    unknown: Counter[str]
    """Places whose permissions aren't, by reason."""

    @property
    def share(self) -> float:
        """Of all places, those that aren't told."""
        lost = self.unknown.total()
        return lost / (self.calls + lost) if lost else 0.0


def told(found: Least) -> Told:
    """The counts of an answer."""
    functions = list(found.functions)
    unread = Counter(reason for one in functions if (reason := _unread(one)))
    unknown = {(doubt.place, doubt.code) for one in functions for doubt in _of_calls(one)}
    lost = {place for place, _ in unknown}
    return Told(len(functions), unread, len(set(_calls(found)) - lost), Counter(code for _, code in unknown))


def _unread(function: OfFunction) -> str:
    codes = [one.code for one in function.unknown if one.code not in (*OF_CALLS, *OF_ROLES)]
    return codes[0] if codes else ""


def _of_calls(function: OfFunction) -> Iterator[Doubt]:
    return (one for one in function.unknown if one.code in OF_CALLS)


def _calls(found: Least) -> Iterator[Place]:
    for application in found.applications:
        for function in application.functions:
            for needed in function.needed:
                if needed.origin is not Origin.INFRASTRUCTURE:
                    yield from map(application.place, needed.evidence)


def tables(folders: Iterable[str]) -> str:
    """The counts of folders as two tables: of each folder, and of the reasons."""
    counted = {folder: told(least(Wish((folder,)))) for folder in folders}
    lines = ["| folder | functions | read | calls told | calls unknown | share |", "|---|---|---|---|---|---|"]
    for folder, one in counted.items():
        lines.append(_row(folder.rstrip("/").rpartition("/")[2], one))
    every = Told(
        sum(one.functions for one in counted.values()),
        sum((one.unread for one in counted.values()), Counter()),
        sum(one.calls for one in counted.values()),
        sum((one.unknown for one in counted.values()), Counter()),
    )
    lines += [_row("**all**", every), "", "| reason | functions not read | calls unknown |", "|---|---|---|"]
    for reason in sorted({*every.unread, *every.unknown}, key=lambda one: (-every.unread[one], one)):
        lines.append(f"| `{reason}` | {every.unread[reason] or ''} | {every.unknown[reason] or ''} |")
    return "\n".join(lines) + "\n"


def _row(name: str, one: Told) -> str:
    read = one.functions - one.unread.total()
    return f"| {name} | {one.functions} | {read} | {one.calls} | {one.unknown.total()} | {one.share:.1%} |"


if __name__ == "__main__":
    sys.stdout.write(tables(sys.argv[1:]))
