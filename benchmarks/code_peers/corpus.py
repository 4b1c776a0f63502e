"""The open part of the corpus, laid out for peers, and what they report scored as we score ours.

A fault is found where a peer reports its kind on its lines; a twin is blamed where its kind is reported anywhere. The
same is counted for reports of any kind, since a peer may name a fault otherwise than we do.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.code.scoring import CORPUS, MARK, Tally, reached

KINDS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
_CWE = re.compile(r"CWE-(\d+)")


class Told(NamedTuple):
    """What a peer reports: the kinds that it may mean, and its lines."""

    kinds: frozenset[str]
    path: str
    first: int
    last: int


class Scores(NamedTuple):
    """The numbers of one language, for reports of the fault's kind and for any."""

    same: Tally
    any: Tally


def lay(into: Path) -> None:
    """Copies every case, without its marks."""
    for path in sorted((CORPUS / "open").glob("*/*/*/*/**/*")):
        place = into / path.relative_to(CORPUS / "open")
        if path.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(MARK.sub(b"", path.read_bytes()))


def by_semgrep(report: dict[str, Any]) -> Iterator[Told]:
    """What Semgrep's JSON has, by the CWE that a rule names."""
    for one in report["results"]:
        named = one["extra"]["metadata"].get("cwe", ())
        numbers = _CWE.findall(named if isinstance(named, str) else " ".join(named))
        kinds = frozenset(kind for number in numbers for kind in KINDS["cwe"].get(number, ()))
        yield Told(kinds, one["path"], one["start"]["line"], one["end"]["line"])


def by_bandit(report: dict[str, Any]) -> Iterator[Told]:
    """What Bandit's JSON has, by the name of the test."""
    for one in report["results"]:
        if one["test_id"] not in KINDS["bandit-says-little"]["tests"]:
            lines = (one["line_number"], *one["line_range"])
            kinds = frozenset(KINDS["bandit"].get(one["test_id"], ()))
            yield Told(kinds, one["filename"], min(lines), max(lines))


def scored(told: list[Told], folder: Path) -> dict[str, Scores]:
    """The numbers by language, without what is informational alone."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[Path(one.path).resolve().relative_to(folder.resolve()).as_posix()].append(one)
    numbers: dict[str, list[list[int]]] = defaultdict(lambda: [[0] * 4, [0] * 4])
    for label in sorted((CORPUS / "open").glob("*/*/*/case.toml")):
        language, sink, _ = label.parts[-4:-1]
        if sink not in reached("open") - {"model-prompt"}:
            continue
        place = label.parent.relative_to(CORPUS / "open").as_posix()
        case = tomllib.loads(label.read_text(encoding="utf-8"))
        twin = [one for path, some in found.items() if path.startswith(f"{place}/fixed/") for one in some]
        for counted, kinds in zip(numbers[language], ({sink}, None), strict=True):
            hits = sum(_hit(found[f"{place}/vulnerable/{one['file']}"], one, kinds) for one in case["faults"])
            blamed = any(kinds is None or kinds & one.kinds for one in twin)
            for at, more in enumerate((len(case["faults"]), hits, 1, blamed)):
                counted[at] += more
    return {language: Scores(*(Tally(*one) for one in both)) for language, both in sorted(numbers.items())}


def _hit(told: list[Told], fault: dict[str, Any], kinds: set[str] | None) -> bool:
    lines = (fault["line"], *fault.get("also", ()))
    return any(
        (kinds is None or fault["sink"] in one.kinds) and any(one.first <= line <= one.last for line in lines)
        for one in told
    )
