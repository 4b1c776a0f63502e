"""Applications with the actions that their code needs: ours of ``tests/code/least_privilege``, and those of
iam-policy-autopilot's own repository, whose minimal policies were found by running them in an account."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OURS = Path(__file__).parents[2] / "tests" / "code" / "least_privilege"
SUFFIXES = (".py", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts")
SCRIPTS = {"python": ("script.py", "python3.12"), "typescript": ("script.ts", "nodejs22.x")}
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Script:
    Type: AWS::Serverless::Function
    Properties: {{ Runtime: {runtime}, CodeUri: src/, Handler: script.main }}
"""


class Labelled(NamedTuple):
    """An application. Actions are in small letters."""

    language: str
    folder: Path
    files: tuple[Path, ...]
    needed: frozenset[str]
    allowed: frozenset[str]
    """What is right to tell besides."""


def ours() -> Iterator[Labelled]:
    """Ours. What the template brings about is needed by no call, and neither asked for nor wrong."""
    for label in sorted(OURS.glob("*/needed.toml")):
        read = tomllib.loads(label.read_text(encoding="utf-8"))
        needed: set[str] = set()
        allowed: set[str] = set()
        for function in read["functions"].values():
            for one in function.get("needed", ()):
                (needed if one["origin"] == "static" else allowed).add(one["action"].lower())
            allowed |= {one["action"].lower() for one in function.get("optional", ())}
        files = tuple(path for path in sorted(label.parent.rglob("*")) if path.suffix in SUFFIXES)
        yield Labelled(read["language"], label.parent, files, frozenset(needed), frozenset(allowed - needed))


def theirs(repository: Path, into: Path) -> Iterator[Labelled]:
    """Those of the repository, each script made a function of its own, whose handler is ``main``."""
    for label in sorted((repository / "integration-tests" / "projects").glob("*/minimal_policy.json")):
        policy = json.loads(label.read_text(encoding="utf-8"))
        needed = {action.lower() for one in policy["Statement"] for action in one["Action"]}
        for language, (script, runtime) in SCRIPTS.items():
            folder = into / f"{label.parent.name}-{language}"
            source = folder / "src" / script
            source.parent.mkdir(parents=True)
            source.write_bytes((label.parent / language / script).read_bytes())
            (folder / "template.yaml").write_text(TEMPLATE.format(runtime=runtime), encoding="utf-8")
            yield Labelled(language, folder, (source,), frozenset(needed), frozenset())
