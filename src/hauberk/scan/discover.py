"""Which files of the given paths may be applications' templates."""

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from hauberk.model.ledger import Gap
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Entry, Root
from hauberk.reading.nodes import Mapping, Node, Scalar

TEMPLATE_SUFFIXES = (".yaml", ".yml", ".json", ".template")
ASSEMBLY = "manifest.json"
"""The file that makes a folder a cloud assembly (CDK output)."""

OTHER_FORMATS = {
    "*.tf": "Terraform",
    "*.tf.json": "Terraform",
    "serverless.yml": "Serverless Framework",
    "serverless.yaml": "Serverless Framework",
    "serverless.ts": "Serverless Framework",
}


class Candidate(NamedTuple):
    """A file that may be a template: the root that its reading may not leave, how that is shown, the path below it."""

    folder: str
    shown: str
    path: str
    asked: bool
    """Whether the user named this very file."""


class Discovery(NamedTuple):
    """What the given paths hold. ``files`` counts what was looked at, ``excluded`` what would have been."""

    candidates: tuple[Candidate, ...]
    gaps: tuple[Gap, ...]
    files: int
    excluded: int = 0


def discover(paths: Iterable[str], exclude: Iterable[str] = (), base: str = "", unnamed: str = "") -> Discovery:
    """Looks through files and folders. Each file is looked at once, however often the paths name it.

    A path's root is the working folder if it lies in there, else the path's own folder. ``exclude`` are shell patterns
    for paths as they are shown. Files of the folder ``unnamed`` are shown by their names alone.
    """
    found: dict[str, Candidate] = {}
    gaps: list[Gap] = []
    files = excluded = 0
    refused = tuple(exclude)
    for given in paths:
        root, relative = _root_of(given, os.path.realpath(base))
        if root is None:
            gaps.append(Gap(given, "no-such-file", "there is no such file or folder"))
            continue
        if not os.path.isdir(os.path.join(root.folder, relative)):
            files += 1
            shown = "" if unnamed and os.path.dirname(given) == unnamed else root.shown
            candidate = Candidate(root.folder, shown, relative, True)
            found.setdefault(os.path.join(root.folder, relative), candidate)
            continue
        try:
            for entry in _walk(root, relative):
                shown = root.show(entry.path)
                if any(fnmatchcase(shown, pattern) for pattern in refused):
                    excluded += 1
                    continue
                files += 1
                other = next((name for pattern, name in OTHER_FORMATS.items() if fnmatchcase(entry.name, pattern)), "")
                if other:
                    gaps.append(Gap(shown, "format-not-read", f"Hauberk doesn't read {other} yet"))
                elif entry.name.endswith(TEMPLATE_SUFFIXES):
                    candidate = Candidate(root.folder, root.shown, entry.path, False)
                    found.setdefault(os.path.join(root.folder, entry.path), candidate)
        except ReadingError as error:
            gaps.append(Gap(given, error.code, error.text))
    return Discovery(tuple(found.values()), tuple(gaps), files, excluded)


def _root_of(given: str, here: str) -> tuple[Root | None, str]:
    """The root for a path, and the path below it (empty for the root itself)."""
    try:
        real = os.path.realpath(os.path.join(here, given), strict=True)
    except (OSError, ValueError):
        return None, ""
    if real == here:
        return Root(here), ""
    if real.startswith(here.rstrip(os.sep) + os.sep):
        return Root(here), os.path.relpath(real, here).replace(os.sep, "/")
    if os.path.isdir(real):
        return Root(real, given), ""
    return Root(os.path.dirname(real), os.path.dirname(given)), os.path.basename(real)


def _walk(root: Root, relative: str) -> Iterator[Entry]:
    """The files below a folder; of a cloud assembly only the templates that its manifest names."""
    below = Root(os.path.join(root.folder, relative)) if relative else root
    entries = list(below.walk())
    assemblies = {
        os.path.dirname(entry.path): stacks
        for entry in entries
        if entry.name == ASSEMBLY and (stacks := _stacks(below, entry.path)) is not None
    }
    for entry in entries:
        assembly = _assembly_of(entry.path, assemblies)
        if assembly is not None and entry.path not in assemblies[assembly]:
            continue
        yield Entry(f"{relative}/{entry.path}" if relative else entry.path, entry.name)


def _assembly_of(path: str, assemblies: dict[str, frozenset[str]]) -> str | None:
    """The innermost assembly around a file."""
    folder = os.path.dirname(path)
    while True:
        if folder in assemblies:
            return folder
        if not folder:
            return None
        folder = os.path.dirname(folder)


def _stacks(root: Root, path: str) -> frozenset[str] | None:
    """The stack templates that a cloud assembly's manifest names; ``None`` if it is another kind of file.

    Cloud assembly schema of the AWS CDK (@aws-cdk/cloud-assembly-schema, 2026-11): artifacts of type
    ``aws:cloudformation:stack`` have ``properties.templateFile``.
    """
    try:
        source = root.read(path)
        if '"artifacts"' not in source.text:
            return None
        manifest = read_document(source).root
    except ReadingError:
        return None
    artifacts = manifest.get("artifacts") if isinstance(manifest, Mapping) else None
    if not isinstance(artifacts, Mapping):
        return None
    stacks = []
    for _, artifact in artifacts.entries.values():
        if _text(artifact, "type") == "aws:cloudformation:stack" and isinstance(artifact, Mapping):
            name = _text(artifact.get("properties"), "templateFile")
            if name:
                stacks.append(os.path.normpath(os.path.join(os.path.dirname(path), name)))
    return frozenset(stacks)


def _text(node: Node | None, name: str) -> str:
    found = node.get(name) if isinstance(node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""
