"""Both parts of the corpus are whole: labels, comments and sources agree. Nothing is scored here."""

import ast
import json
import re
import shutil
import subprocess
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pytest

CORPUS = Path(__file__).parent / "corpus"

SUFFIXES = {
    "python": {".py"},
    "javascript": {".js", ".mjs", ".cjs"},
    "typescript": {".ts", ".mts", ".tsx"},
}
MARKER = re.compile(r"[ \t]+(?:#|//) (FAULT|ALSO) ([a-z-]+)$", re.MULTILINE)
ROW = re.compile(r"^\| `([a-z-]+)` \| ([\d, ]+) \|", re.MULTILINE)
MODULE = re.compile(r"^(?:import|export)\b", re.MULTILINE)


class Part(NamedTuple):
    """A part of the corpus, with what its README says that there may be."""

    root: Path
    sinks: dict[str, set[str]]
    shapes: set[str]
    triggers: set[str]

    @classmethod
    def read(cls, name: str) -> "Part":
        readme = (CORPUS / name / "README.md").read_text(encoding="utf-8")
        sinks = {slug: {f"CWE-{number}" for number in numbers.split(", ")} for slug, numbers in ROW.findall(readme)}
        return cls(CORPUS / name, sinks, words(readme, "Shapes"), words(readme, "Triggers"))

    @property
    def cases(self) -> list["Case"]:
        return [case for case in CASES if case.part is self]


def words(readme: str, heading: str) -> set[str]:
    """What a paragraph of a README lists: "Shapes: `async`, `class`, …"."""
    paragraph = re.search(rf"^{heading}: (.*?)\n\n", readme, re.MULTILINE | re.DOTALL)
    assert paragraph is not None
    return set(re.findall(r"`([a-z0-9-]+)`", paragraph[1]))


APART, OPEN = PARTS = [Part.read(name) for name in ("apart", "open")]


class Fault(NamedTuple):
    file: str
    line: int
    sink: str
    also: tuple[int, ...] = ()


class Case(NamedTuple):
    part: Part
    folder: Path
    label: dict[str, Any]

    @property
    def language(self) -> str:
        return self.folder.parts[-3]

    @property
    def sink(self) -> str:
        return self.folder.parts[-2]

    def files(self, side: str) -> dict[str, str]:
        """Every file of a side by its path, as text."""
        root = self.folder / side
        return {
            path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    def sources(self, side: str) -> dict[str, str]:
        """The files of a side that are code."""
        suffixes = SUFFIXES[self.language]
        return {name: text for name, text in self.files(side).items() if PurePosixPath(name).suffix in suffixes}


CASES = [
    Case(part, path.parent, tomllib.loads(path.read_text(encoding="utf-8")))
    for part in PARTS
    for path in sorted(part.root.glob("*/*/*/case.toml"))
]


@pytest.fixture(params=CASES, ids=lambda case: case.folder.relative_to(CORPUS).as_posix())
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture(params=PARTS, ids=lambda part: part.root.name)
def part(request: pytest.FixtureRequest) -> Part:
    found: Part = request.param
    return found


def faults_marked(files: dict[str, str]) -> Iterator[Fault]:
    for name, text in files.items():
        marked = [
            (word, number, sink)
            for number, line in enumerate(text.split("\n"), start=1)
            for word, sink in MARKER.findall(line)
        ]
        sinks = {word: {sink for other, _, sink in marked if other == word} for word in ("FAULT", "ALSO")}
        assert sinks["ALSO"] <= sinks["FAULT"]
        for word, number, sink in marked:
            if word == "FAULT":
                also = (line for other, line, of in marked if other == "ALSO" and of == sink)
                yield Fault(name, number, sink, tuple(also))


def binds(source: str, name: str, language: str) -> bool:
    """Whether a module gives a name to whoever loads it."""
    if language != "python":
        return re.search(rf"export (?:const|(?:async )?function) {name}\b|\bexports\.{name} = ", source) is not None
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef(name=bound) | ast.AsyncFunctionDef(name=bound) if bound == name:
                return True
            case ast.Assign(targets=[ast.Name(bound)]) if bound == name:
                return True
            case _:
                pass
    return False


def test_a_label_says_what_it_has_to(case: Case) -> None:
    label = case.label
    assert set(label) == {"title", "sink", "cwe", "shape", "trigger", "handler", "faults"}
    assert case.language in SUFFIXES
    assert label["sink"] == case.sink
    assert label["cwe"] in case.part.sinks[case.sink]
    assert label["shape"] in case.part.shapes
    assert label["trigger"] in case.part.triggers
    assert label["title"]
    assert not label["title"].endswith(".")


def test_labels_and_comments_agree(case: Case) -> None:
    labelled = [
        Fault(fault["file"], fault["line"], fault["sink"], tuple(fault.get("also", ())))
        for fault in case.label["faults"]
    ]
    assert sorted(labelled) == sorted(faults_marked(case.files("vulnerable")))
    assert all(set(fault) <= {"file", "line", "sink", "also"} for fault in case.label["faults"])
    assert case.sink in {fault.sink for fault in labelled}
    assert {fault.sink for fault in labelled} <= set(case.part.sinks)
    assert {name for name, text in case.files("vulnerable").items() if MARKER.search(text)} == {
        fault.file for fault in labelled
    }


def test_a_twin_has_no_fault(case: Case) -> None:
    assert [name for name, text in case.files("fixed").items() if re.search(r"\b(FAULT|ALSO)\b", text)] == []


def test_a_twin_is_another_version_of_the_same_function(case: Case) -> None:
    vulnerable = {name: MARKER.sub("", text) for name, text in case.sources("vulnerable").items()}
    fixed = case.sources("fixed")
    assert vulnerable
    assert fixed
    assert vulnerable != fixed
    assert set(vulnerable) & set(fixed)


@pytest.mark.parametrize("side", ["vulnerable", "fixed"])
def test_the_handler_is_there(case: Case, side: str) -> None:
    module, _, name = case.label["handler"].rpartition(".")
    if case.language == "python":
        module = module.replace(".", "/")
    sources = case.sources(side)
    found = [sources[module + suffix] for suffix in SUFFIXES[case.language] if module + suffix in sources]
    assert len(found) == 1
    assert binds(found[0], name, case.language)


@pytest.mark.parametrize("side", ["vulnerable", "fixed"])
def test_python_parses(case: Case, side: str) -> None:
    if case.language == "python":
        for name, text in case.sources(side).items():
            ast.parse(text, name, feature_version=(3, 11))


def sources_of(part: Part, *languages: str) -> dict[str, str]:
    return {
        f"{case.folder.relative_to(CORPUS)}/{side}/{name}": text
        for case in part.cases
        if case.language in languages
        for side in ("vulnerable", "fixed")
        for name, text in case.sources(side).items()
    }


READ_ALL = """
const vm = require('node:vm');
const wrong = [];
for (const [name, text, module] of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
  try {
    module ? new vm.SourceTextModule(text) : vm.compileFunction(text, ['exports', 'require', 'module']);
  } catch (error) {
    wrong.push(`${name}: ${error.message}`);
  }
}
console.log(JSON.stringify(wrong));
"""
"""Parses each source and runs none. One process for all, since each takes longer to start than to read them all."""


def test_javascript_parses(part: Part) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node isn't here")
    sources = [(name, text, bool(MODULE.search(text))) for name, text in sources_of(part, "javascript").items()]
    command = [node, "--no-warnings", "--experimental-vm-modules", "--eval", READ_ALL]
    ended = subprocess.run(command, input=json.dumps(sources), capture_output=True, text=True, check=True)
    assert sources
    assert json.loads(ended.stdout) == []


def test_typescript_parses(part: Part) -> None:
    tree_sitter = pytest.importorskip("tree_sitter")
    grammars = pytest.importorskip("tree_sitter_typescript")
    typescript = tree_sitter.Parser(tree_sitter.Language(grammars.language_typescript()))
    tsx = tree_sitter.Parser(tree_sitter.Language(grammars.language_tsx()))
    sources = sources_of(part, "typescript")
    assert sources
    assert [
        name
        for name, text in sources.items()
        if (tsx if name.endswith(".tsx") else typescript).parse(text.encode()).root_node.has_error
    ] == []


def test_no_two_files_are_the_same() -> None:
    """Save what a fix leaves alone: a file of a vulnerable side may be the same file of its twin."""
    places = defaultdict(set)
    for case in CASES:
        for side in ("vulnerable", "fixed"):
            for name, text in case.files(side).items():
                if text.strip():
                    places[MARKER.sub("", text)].add((case.folder, name))
    assert {text: found for text, found in places.items() if len(found) > 1} == {}


def test_there_are_enough() -> None:
    assert len(CASES) >= 300
    assert len(APART.cases) >= len(CASES) / 3
    assert len(OPEN.cases) >= len(CASES) / 3


def test_a_part_has_something_of_everything(part: Part) -> None:
    languages = Counter(case.language for case in part.cases)
    assert languages["python"] >= 50
    assert languages["javascript"] + languages["typescript"] >= 50
    assert min(languages.values()) >= 25
    sinks = Counter(case.sink for case in part.cases)
    assert set(sinks) == set(part.sinks)
    assert [sink for sink, count in sinks.items() if count < 2] == []
    assert {case.label["shape"] for case in part.cases} == part.shapes
    assert {case.label["trigger"] for case in part.cases} == part.triggers


def test_nothing_lies_about_that_is_no_case(part: Part) -> None:
    known = {path for case in part.cases for path in case.folder.rglob("*") if path.is_file()}
    strays = {path for path in part.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts} - known
    assert strays == {part.root / "README.md"}


def test_no_file_looks_like_a_test() -> None:
    for path in CORPUS.rglob("*.py"):
        assert not path.name.startswith(("test_", "conftest"))
        assert not path.name.endswith("_test.py")
