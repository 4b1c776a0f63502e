"""Compares Hauberk's own reading of SAM templates with that of the reference translator's output.

``python -m tests.oracle.sam DIR [--files PATTERN] [--show N] [--only NAME] [--types PATTERN,...]``: for every template
of DIR the number that translate and agree, the differences (with ``--show`` up to N templates in full), and the places
where they differ by frequency. The exit code is 1 where a difference has no cause in ``causes.toml``. ``--files
"**/template.y*ml"`` looks in folders below DIR too. A type pattern is a shell pattern; one that starts with ``!``
leaves types out.
"""

import argparse
import sys
import tomllib
import traceback
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from hauberk.model.application import Application
from hauberk.model.values import Known
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.parameters import scalar_text
from hauberk.sources.cloudformation.reader import read_application
from tests.oracle.translate import PINS, NotTranslatedError, translate
from tests.oracle.trees import Difference, compare

CAUSES = Path(__file__).with_name("causes.toml")
"""Why some of the translator's own inputs are read differently, by their names."""


class Outcome(NamedTuple):
    """One template: ``refused`` by the translator (then nothing is compared), or the differences, or our crash."""

    name: str
    refused: str
    differences: tuple[Difference, ...]
    crash: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both readings are the same."""
        return not self.refused and not self.differences and not self.crash


def check(path: Path, types: tuple[str, ...] = ()) -> Outcome:
    """Reads one template both ways."""
    try:
        ours = _read(path)
    except Exception:
        ours, crash = None, traceback.format_exc(limit=-6)
    try:
        text = translate(path)
    except NotTranslatedError as error:
        return Outcome(path.name, str(error), (), "" if ours is not None else crash)
    if ours is None:
        return Outcome(path.name, "", (), crash)
    theirs = _read(path.with_suffix(".translated.json"), text)
    assert theirs is not None, "the translator's output can't be read"
    if not isinstance(ours, Application):
        return Outcome(path.name, "", (), f"not read: {ours}")
    try:
        return Outcome(path.name, "", tuple(compare(ours, theirs, _wanted(types))))
    except Exception:
        return Outcome(path.name, "", (), traceback.format_exc(limit=-6))


class Beside(Root):
    """A folder with one file more, so that what is beside a template is beside its translation too."""

    def __init__(self, folder: Path, name: str, text: str) -> None:
        super().__init__(folder)
        self._name, self._text = name, text

    def read_bytes(self, relative: str, budget: Budget = DEFAULT_BUDGET) -> bytes:
        return self._text.encode() if relative == self._name else super().read_bytes(relative, budget)


def _read(path: Path, text: str | None = None) -> Any:
    """The application, with every parameter pinned to what the translator takes it for; or why it wasn't read."""
    root = Root(path.parent) if text is None else Beside(path.parent, path.name, text)
    try:
        open_ended = read_application(root, path.name)
        pins = {
            item.name: scalar_text(item.default.value) for item in open_ended.inputs if isinstance(item.default, Known)
        }
        return read_application(root, path.name, {**pins, **PINS})
    except ReadingError as error:
        return f"{error.code}: {error.text}"


def _wanted(types: tuple[str, ...]) -> Any:
    refused = [pattern[1:] for pattern in types if pattern.startswith("!")]
    asked = [pattern for pattern in types if not pattern.startswith("!")]

    def wanted(kind: str) -> bool:
        if any(fnmatchcase(kind, pattern) for pattern in refused):
            return False
        return not asked or any(fnmatchcase(kind, pattern) for pattern in asked)

    return wanted


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", default="*", help="files to take, as a pattern below the folder")
    parser.add_argument("--show", type=int, default=0, help="templates to show in full")
    parser.add_argument("--only", default="", help="templates whose name contains this")
    parser.add_argument("--types", default="", help="resource types to compare")
    parser.add_argument("--top", type=int, default=40, help="places to list")
    parser.add_argument("--list", action="store_true", help="name every template that differs")
    options = parser.parse_args()
    types = tuple(filter(None, options.types.split(",")))
    paths = sorted(
        path
        for path in options.folder.glob(options.files)
        if path.suffix in (".yaml", ".yml", ".json") and options.only in str(path.relative_to(options.folder))
    )
    outcomes = [check(path, types)._replace(name=str(path.relative_to(options.folder))) for path in paths]
    shown = 0
    for outcome in outcomes:
        wrong = not outcome.agrees and (outcome.crash or not outcome.refused)
        if wrong and shown < options.show:
            shown += 1
            _show(outcome)
    return _summary(outcomes, options.top, options.list)


def _show(outcome: Outcome) -> None:
    print(f"== {outcome.name}" + (f" (refused: {outcome.refused})" if outcome.refused else ""))
    if outcome.crash:
        print(outcome.crash)
    for _, path, ours, theirs in outcome.differences:
        print(f"  {path}\n    ours:   {str(ours)[:700]}\n    theirs: {str(theirs)[:700]}")


def _summary(outcomes: list[Outcome], top: int, listing: bool) -> int:
    """Prints what came of it; 1 where a difference has no named cause."""
    counted = [outcome for outcome in outcomes if not outcome.refused]
    agreed = [outcome for outcome in counted if outcome.agrees]
    places = Counter(place for outcome in counted for place in dict.fromkeys(d.place for d in outcome.differences))
    if places:
        print("templates  where they differ")
        for place, count in sorted(places.items(), key=lambda pair: (-pair[1], pair[0]))[:top]:
            print(f"{count:9}  {place}")
        print(f"{len(places)} places")
    if listing:
        for outcome in counted:
            if not outcome.agrees:
                print(f"differs ({len(outcome.differences)}): {outcome.name}")
    crashes: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.crash:
            crashes.setdefault(outcome.crash.strip().rpartition("\n")[2], []).append(outcome.name)
    for reason, names in crashes.items():
        print(f"not read ({len(names)}): {reason[:200]}: {', '.join(names[:5])}")
    causes = tomllib.loads(CAUSES.read_text(encoding="utf-8"))
    named = [outcome for outcome in counted if not outcome.agrees and not outcome.crash and outcome.name in causes]
    for outcome in named:
        print(f"differs for a known cause: {outcome.name}: {causes[outcome.name]}")
    share = 100 * len(agreed) / len(counted) if counted else 0.0
    print(f"{len(outcomes)} templates, {len(counted)} translate, {len(agreed)} agree: {share:.1f}%")
    return 1 if crashes or len(agreed) + len(named) < len(counted) else 0


if __name__ == "__main__":
    sys.exit(main())
