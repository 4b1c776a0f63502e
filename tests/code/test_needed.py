"""What functions need, scored over the labelled applications of `least_privilege/`.

No needed action may be missing; of what is told, at least 95 in 100 have to be right, resources included. What a label
has as a parameter is taken at its default, as Hauberk takes it.
"""

import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hauberk.iam.language.text import ANY, ONE, Glob, Hole, Part, glob
from hauberk.model.application import Application
from hauberk.model.values import Known
from hauberk.model.world import World
from hauberk.questions.least import OfApplication, OfFunction
from hauberk.questions.policy import Wish, of_application
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.arns import Arns, expanded, in_aws
from hauberk.study.needs.needed import Origin

ROOT = Path(__file__).parent / "least_privilege"
NAMES = sorted(path.parent.name for path in ROOT.glob("*/needed.toml"))
PRECISION = 0.95
SECONDS = 0.5

_MARK = re.compile(r"\$\{([^}]*)\}|([*?])")


class Labels:
    """The labels of one application, with resources as globs."""

    def __init__(self, application: Application, label: dict[str, Any]) -> None:
        self._arns = Arns(application, World())
        self._resources = application.resources
        self._defaults = {
            one.name: str(one.default.value) for one in application.inputs if isinstance(one.default, Known)
        }
        self.label = label

    def glob(self, text: str) -> Glob:
        parts: list[Part] = []
        at = 0
        for match in _MARK.finditer(text):
            parts.append(text[at : match.start()])
            parts.append(self._part(match))
            at = match.end()
        parts.append(text[at:])
        return in_aws(expanded(glob(*parts), self._arns.resolve, wild=True))

    def _part(self, match: re.Match[str]) -> Part:
        if match[2]:
            return ANY if match[2] == "*" else ONE
        default = self._defaults.get(match[1])
        return default if default is not None else Hole(match[1], own=match[1].split(".")[0] in self._resources)

    def pairs(self, function: str, *kinds: str) -> dict[tuple[str, Glob], dict[str, Any]]:
        """Actions with one resource each, with the label that they are in."""
        return {
            (one["action"].lower(), self.glob(text)): one
            for kind in kinds
            for one in self.label["functions"][function].get(kind, ())
            for text in one["resources"]
        }


class Case(NamedTuple):
    labels: Labels
    found: OfApplication
    seconds: float


@cache
def case(name: str) -> Case:
    folder = ROOT / name
    label = tomllib.loads((folder / "needed.toml").read_text(encoding="utf-8"))
    start = time.process_time()
    root = Root(folder)
    application = read_application(root, "template.yaml")
    found = of_application(root, application, Wish((str(folder),)))
    assert found is not None
    return Case(Labels(application, label), found, time.process_time() - start)


def told(function: OfFunction) -> set[tuple[str, Glob]]:
    return {(one.action.lower(), in_aws(resource)) for one in function.needed for resource in one.resources}


def functions() -> Iterator[tuple[str, Case, OfFunction]]:
    for name in NAMES:
        one = case(name)
        for function in one.found.functions:
            yield name, one, function


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_needed_is_missing(name: str) -> None:
    one = case(name)
    for function in one.found.functions:
        needed = {action for action, _ in one.labels.pairs(function.id, "needed")}
        assert needed <= {action for action, _ in told(function)}, function.id


def test_resources_are_exact_and_little_else_is_told() -> None:
    right: dict[str, int] = defaultdict(int)
    given: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    met: dict[str, int] = defaultdict(int)
    for _, one, function in functions():
        language = one.labels.label["language"]
        needed = one.labels.pairs(function.id, "needed")
        known = one.labels.pairs(function.id, "needed", "optional")
        mine = told(function)
        given[language] += len(mine)
        right[language] += len(mine & known.keys())
        wanted[language] += len(needed)
        met[language] += len(mine & needed.keys())
    assert set(given) == {"python", "javascript", "typescript"}
    for language, number in given.items():
        assert right[language] / number >= PRECISION, language
        assert met[language] / wanted[language] >= 0.99, language


@pytest.mark.parametrize("name", NAMES)
def test_evidence_is_every_call(name: str) -> None:
    one = case(name)
    for function in one.found.functions:
        places: dict[str, set[str]] = defaultdict(set)
        for need in function.needed:
            if need.origin is Origin.STATIC:
                found = (one.found.place(place) for place in need.evidence)
                places[need.action.lower()] |= {f"{place.path}:{place.line}" for place in found}
        labelled: dict[str, set[str]] = defaultdict(set)
        for entry in one.labels.label["functions"][function.id].get("needed", ()):
            if entry["origin"] == "static":
                labelled[entry["action"].lower()] |= set(entry["evidence"])
        for action, lines in labelled.items():
            assert lines <= places[action], (function.id, action)


@pytest.mark.parametrize("name", NAMES)
def test_every_star_has_its_reason(name: str) -> None:
    for function in case(name).found.functions:
        for one in function.needed:
            assert one.why or not any(ANY in resource.parts for resource in one.resources), one.action


@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_can_tell_is_unknown(name: str) -> None:
    one = case(name)
    for function in one.found.functions:
        mine = {(doubt.place.path, doubt.place.line, doubt.code) for doubt in function.unknown}
        labelled = one.labels.label["functions"][function.id].get("unknown", ())
        assert mine == {(place["path"], place["line"], place["reason"]) for place in labelled}, function.id


@pytest.mark.parametrize("name", [name for name in NAMES if "judged" in case(name).labels.label["shapes"]])
def test_missing_and_excess_are_as_labelled(name: str) -> None:
    one = case(name)
    for function in one.found.functions:
        compared = function.compared
        assert compared is not None
        missing = {(found.needed.action.lower(), in_aws(r)) for found in compared.missing for r in found.resources}
        excess = {(found.action.lower(), in_aws(r)) for found in compared.excess for r in found.resources}
        assert missing == one.labels.pairs(function.id, "missing").keys(), function.id
        assert excess == one.labels.pairs(function.id, "excess").keys(), function.id


def test_an_application_takes_less_than_half_a_second() -> None:
    times = sorted(case(name).seconds for name in NAMES)
    assert times[len(times) // 2] < SECONDS / 5
    assert times[-2] < SECONDS  # the first of all reads tables and grammars, which the others find read
