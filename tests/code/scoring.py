"""Scores what is found of hostile events over a part of the corpus, as its README says under "How to count".

``python -m tests.code.scoring open [python] [sql-injection] [-v]`` prints recall and false alarms by language and
sink; with ``-v`` every miss, every false alarm and every report of another sink on a twin. The part that is kept apart
is scored at the end alone (``apart``).
"""

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hauberk.code import javascript, python
from hauberk.code.flow.follower import follow
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.record import Record
from hauberk.code.hostility import hostile
from hauberk.code.ir import File
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.code.weaknesses.hostile import Finding, findings
from hauberk.code.weaknesses.sinks import sinks
from hauberk.reading.source import Source

CORPUS = Path(__file__).parent / "corpus"
MARK = re.compile(rb"[ \t]+(?:#|//) (?:FAULT|ALSO) [a-z-]+[ \t]*$", re.MULTILINE)
SUFFIXES = (".py", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx")


class Report(NamedTuple):
    """A finding by its lines."""

    kind: str
    file: str
    first: int
    last: int
    what: str
    source: str

    def __str__(self) -> str:
        return f"{self.kind} {self.file}:{self.first}-{self.last} {self.what} from {self.source}"


class Outcome(NamedTuple):
    """What came of a case."""

    case: Path
    language: str
    sink: str
    faults: int
    missed: tuple[dict[str, Any], ...]
    false: tuple[Report, ...]
    others: tuple[Report, ...]
    """Reports of other sinks on the twin."""


class Tally(NamedTuple):
    """Numbers of several cases."""

    faults: int = 0
    found: int = 0
    twins: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        return self.found / max(1, self.faults)

    @property
    def alarms(self) -> float:
        return self.false / max(1, self.twins)

    def __str__(self) -> str:
        recall, alarms = f"{self.found}/{self.faults}", f"{self.false}/{self.twins}"
        return f"recall {recall:>8} {self.recall:6.1%}   false alarms {alarms:>6} {self.alarms:6.1%}"


def reports(side: Path, handler: str, trigger: str) -> tuple[tuple[Report, ...], Record]:
    """What is reported of a function whose code is in a folder, and what was met on the way."""
    texts: dict[str, Source] = {}

    def read(path: str) -> File:
        source = texts[path] = Source(path, MARK.sub(b"", (side / path).read_bytes()))
        return python.read(source) if path.endswith(".py") else javascript.read(source)

    paths = [path.relative_to(side).as_posix() for path in side.rglob("*") if path.suffix in SUFFIXES]
    file, _, name = handler.rpartition(".")
    places = (file, file.replace(".", "/"))  # Python's modules are dotted
    path = next(place + suffix for place in places for suffix in SUFFIXES if place + suffix in paths)
    known = knowledge("python" if path.endswith(".py") else "javascript")
    met = follow(Program(paths, (".",), read), Lookup(known), lambda part: hostile(part, trigger), path, name)
    return tuple(_report(finding, texts) for finding in findings(met, sinks())), met


def _report(finding: Finding, texts: dict[str, Source]) -> Report:
    path, at = finding.site
    data = texts[path].data if path in texts else b""
    first, last = (data[:end].count(b"\n") + 1 for end in at)
    return Report(finding.kind, path, first, last, finding.what, finding.source)


@cache
def reached(part: str) -> frozenset[str]:
    """The sinks of hostile events, by the README's first table."""
    readme = (CORPUS / part / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Where hostile events reach")[2].partition("\n## ")[0]
    return frozenset(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))


def scored(part: str, wanted: frozenset[str] = frozenset()) -> Iterator[Outcome]:
    """Every case of a part; of some languages, sinks or names alone, if any are wanted."""
    for label in sorted((CORPUS / part).glob("*/*/*/case.toml")):
        language, sink, name = label.parts[-4:-1]
        if sink not in reached(part) or (wanted and not wanted & {language, sink, name}):
            continue
        case = tomllib.loads(label.read_text(encoding="utf-8"))
        bad, _ = reports(label.parent / "vulnerable", case["handler"], case["trigger"])
        good, _ = reports(label.parent / "fixed", case["handler"], case["trigger"])
        yield Outcome(
            label.parent,
            language,
            sink,
            len(case["faults"]),
            tuple(fault for fault in case["faults"] if not any(_is_of(report, fault) for report in bad)),
            tuple(report for report in good if report.kind == sink),
            tuple(report for report in good if report.kind != sink),
        )


def _is_of(report: Report, fault: dict[str, Any]) -> bool:
    lines = (fault["line"], *fault.get("also", ()))
    same = (report.kind, report.file) == (fault["sink"], fault["file"])
    return same and any(report.first <= line <= report.last for line in lines)


def tallied(outcomes: list[Outcome]) -> dict[tuple[str, str], Tally]:
    """Numbers by language and sink."""
    found: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for one in outcomes:
        before = found[one.language, one.sink]
        found[one.language, one.sink] = Tally(
            before.faults + one.faults,
            before.found + one.faults - len(one.missed),
            before.twins + 1,
            before.false + bool(one.false),
        )
    return dict(sorted(found.items()))


def total(tallies: dict[tuple[str, str], Tally], language: str | None = None) -> Tally:
    """The numbers of a language, or of all, without what is informational alone."""
    chosen = [tally for (one, sink), tally in tallies.items() if language in (None, one) and sink != "model-prompt"]
    return Tally(*(sum(numbers) for numbers in zip(*chosen, strict=True))) if chosen else Tally()


def table(tallies: dict[tuple[str, str], Tally]) -> str:
    """The numbers as lines: each language's sinks, then its sum."""
    lines: list[str] = []
    for language in sorted({one for one, _ in tallies}):
        lines += [f"{language:11}{sink:28}{tally}" for (one, sink), tally in tallies.items() if one == language]
        lines += [f"{language:39}{total(tallies, language)}", ""]
    return "\n".join([*lines, f"{'all':39}{total(tallies)}"])


def main(arguments: list[str]) -> None:
    """Prints the score of a part."""
    part, *others = [one for one in arguments if not one.startswith("-")]
    outcomes = list(scored(part, frozenset(others)))
    for one in outcomes if "-v" in arguments else ():
        name = one.case.relative_to(CORPUS / part)
        for fault in one.missed:
            print(f"missed  {name}: {fault['sink']} {fault['file']}:{fault['line']}")
        for report in one.false:
            print(f"false   {name}: {report}")
        for report in one.others:
            print(f"other   {name}: {report}")
    print(table(tallied(outcomes)))


if __name__ == "__main__":
    main(sys.argv[1:])
