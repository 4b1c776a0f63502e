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
from hauberk.scan.sniff import may_be_template
from hauberk.sources.cloudformation.assets import uploads_of

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
    """What the given paths hold.

    ``files`` counts what was looked at, ``excluded`` what would have been; ``unnamed`` are files of cloud assemblies
    that look like templates and that no manifest names.
    """

    candidates: tuple[Candidate, ...]
    gaps: tuple[Gap, ...]
    files: int
    excluded: int = 0
    unnamed: tuple[str, ...] = ()


def discover(
    paths: Iterable[str],
    exclude: Iterable[str] = (),
    base: str = "",
    unnamed: str = "",
    *,
    shown: str = "",
    lenient: bool = False,
) -> Discovery:
    """Looks through files and folders. Each file is looked at once, however often the paths name it.

    A path's root is the working folder (or ``base``, shown as ``shown``) if it lies in there, else the path's own
    folder. ``exclude`` are shell patterns for paths as they are shown. Files of the folder ``unnamed`` are shown by
    their names alone. Where it is ``lenient``, to name a file isn't to say that it is a template.
    """
    found: dict[str, Candidate] = {}
    gaps: list[Gap] = []
    left: dict[str, None] = {}
    files = excluded = 0
    refused = tuple(exclude)
    for given in paths:
        root, relative = _root_of(given, os.path.realpath(base), shown)
        if root is None:
            gaps.append(Gap(given, "no-such-file", "there is no such file or folder"))
            continue
        if not os.path.isdir(os.path.join(root.folder, relative)):
            files += 1
            called = "" if unnamed and os.path.dirname(given) == unnamed else root.shown
            candidate = Candidate(root.folder, called, relative, not lenient)
            found.setdefault(os.path.join(root.folder, relative), candidate)
            continue
        for entry in _walk(root, relative):
            path = root.show(entry.path)
            if any(fnmatchcase(path, pattern) for pattern in refused):
                excluded += 1
                continue
            files += not entry.folder
            other = next((name for pattern, name in OTHER_FORMATS.items() if fnmatchcase(entry.name, pattern)), "")
            wanted = bool(other) or entry.name.endswith(TEMPLATE_SUFFIXES)
            if entry.error is not None:
                if entry.folder or wanted:
                    gaps.append(Gap(path or given, entry.error.code, entry.error.text))
            elif other:
                gaps.append(Gap(path, "format-not-read", f"Hauberk doesn't read {other} yet"))
            elif entry.unnamed:
                left[path] = None
            elif wanted:
                candidate = Candidate(root.folder, root.shown, entry.path, False)
                found.setdefault(os.path.join(root.folder, entry.path), candidate)
    return Discovery(tuple(found.values()), tuple(gaps), files, excluded, tuple(left))


def _root_of(given: str, here: str, shown: str) -> tuple[Root | None, str]:
    """The root for a path, and the path below it (empty for the root itself)."""
    try:
        real = os.path.realpath(os.path.join(here, given), strict=True)
    except (OSError, ValueError):
        return None, ""
    if real == here:
        return Root(here, shown), ""
    if real.startswith(here.rstrip(os.sep) + os.sep):
        return Root(here, shown), os.path.relpath(real, here).replace(os.sep, "/")
    if os.path.isdir(real):
        return Root(real, given), ""
    return Root(os.path.dirname(real), os.path.dirname(given)), os.path.basename(real)


class _Met(NamedTuple):
    """What a walk meets: a file, or with an ``error`` something else. ``unnamed``: see :class:`Discovery`."""

    path: str
    name: str
    error: ReadingError | None = None
    folder: bool = False
    unnamed: bool = False


def _walk(root: Root, relative: str) -> Iterator[_Met]:
    """The files below a folder; of a cloud assembly only the templates that its manifest names."""
    below = Root(os.path.join(root.folder, relative)) if relative else root
    entries = list(below.walk())
    paths = {entry.path for entry in entries}
    assemblies = {
        os.path.dirname(entry.path): found
        for entry in entries
        if entry.name == ASSEMBLY and (found := _assembly(below, entry.path)) is not None
    }
    start = f"{relative}/" if relative else ""
    for entry in entries:
        assembly = _assembly_of(entry.path, assemblies)
        unnamed = assembly is not None and entry.path not in assembly.stacks and entry.path not in assembly.uploads
        if assembly and unnamed and (entry.error or entry.path in assembly.others or not _may_be(below, entry)):
            continue
        yield _Met(f"{start}{entry.path}".rstrip("/"), entry.name, entry.error, entry.folder, unnamed)
    for folder, assembly in assemblies.items():
        for path in sorted(assembly.stacks - paths):
            text = f"{start}{folder}/{ASSEMBLY} names it, and it isn't in this folder"
            yield _Met(f"{start}{path}", os.path.basename(path), ReadingError("no-such-file", text), True)


def _may_be(root: Root, entry: Entry) -> bool:
    try:
        return entry.name.endswith(TEMPLATE_SUFFIXES) and may_be_template(root, entry.path)
    except ReadingError:
        return True


def _assembly_of(path: str, assemblies: "dict[str, _Assembly]") -> "_Assembly | None":
    """The innermost assembly around a file."""
    folder = os.path.dirname(path)
    while True:
        if folder in assemblies:
            return assemblies[folder]
        if not folder:
            return None
        folder = os.path.dirname(folder)


class _Assembly(NamedTuple):
    """The templates of a cloud assembly's stacks, files that the stacks upload, and others that its manifest names."""

    stacks: frozenset[str]
    uploads: frozenset[str]
    others: frozenset[str]


def _assembly(root: Root, path: str) -> _Assembly | None:
    """What a cloud assembly's manifest names; ``None`` if it is another kind of file, or names no stack.

    Cloud assembly schema of the AWS CDK (@aws-cdk/cloud-assembly-schema, 2026-11): artifacts of type
    ``aws:cloudformation:stack`` have ``properties.templateFile``, those of ``cdk:tree`` and ``cdk:asset-manifest``
    ``properties.file``; ``cdk:cloud-assembly`` is an assembly in a folder below. The templates of nested stacks stand
    in asset manifests alone, as files to upload.
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
    stacks: set[str] = set()
    uploads: set[str] = set()
    others = {path}
    stages = False
    for _, artifact in artifacts.entries.values():
        kind = _text(artifact, "type")
        properties = artifact.get("properties") if isinstance(artifact, Mapping) else None
        stages = stages or kind == "cdk:cloud-assembly"
        for name, group in ((_text(properties, "templateFile"), stacks), (_text(properties, "file"), others)):
            if name and (group is others or kind == "aws:cloudformation:stack"):
                group.add(os.path.normpath(os.path.join(os.path.dirname(path), name)))
        if kind == "cdk:asset-manifest" and (name := _text(properties, "file")):
            uploads.update(upload.path for upload in uploads_of(root, path, name))
    return _Assembly(frozenset(stacks), frozenset(uploads), frozenset(others)) if stacks or stages else None


def _text(node: Node | None, name: str) -> str:
    found = node.get(name) if isinstance(node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""
