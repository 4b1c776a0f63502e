"""Which files of the given paths may be applications' templates."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from hauberk.model.ledger import Gap
from hauberk.model.regex import regex
from hauberk.reading.documents import read_document
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Entry, Root
from hauberk.reading.nodes import Mapping, Node, Scalar
from hauberk.scan.exclusion import Exclusion
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


CODE_SUFFIXES = (".py", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx")


class Candidate(NamedTuple):
    """A file that may be a template: the root that its reading may not leave, how that is shown, the path below it."""

    folder: str
    shown: str
    path: str
    asked: bool
    """Whether the user named this very file."""


class CodeFile(NamedTuple):
    """A file of code: the root, how that is shown, the path, and the given path that it was found below.

    ``asked`` says whether the user named this very file.
    """

    folder: str
    shown: str
    path: str
    below: str
    asked: bool


class Discovery(NamedTuple):
    """What the given paths hold.

    ``files`` counts what was looked at, ``excluded`` what would have been. Of cloud assemblies, what looks like a
    template and isn't named by the manifest: ``unnamed`` are templates of stacks, ``copies`` are in folders of assets.
    ``code`` are all files of code, whoever's they are.
    """

    candidates: tuple[Candidate, ...]
    gaps: tuple[Gap, ...]
    files: int
    excluded: int = 0
    unnamed: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    code: tuple[CodeFile, ...] = ()


def discover(
    paths: Iterable[str],
    exclude: Iterable[str] = (),
    base: str = "",
    unnamed: str = "",
    configured: Iterable[str] = (),
    configuration: str = "",
    *,
    shown: str = "",
    lenient: bool = False,
) -> Discovery:
    """Looks through files and folders. Each file is looked at once, however often the paths name it.

    A path's root is the working folder (or ``base``, shown as ``shown``) if it lies in there, else the path's own
    folder. ``exclude`` are patterns (see :mod:`hauberk.scan.exclusion`) for what is below ``base`` and ``configured``
    for what is below the folder ``configuration``; a file that the user names is never left out. Files of the folder
    ``unnamed`` are shown by their names alone. Where it is ``lenient``, to name a file isn't to say that it is a
    template.
    """
    found: dict[str, Candidate] = {}
    code: dict[str, CodeFile] = {}
    gaps: list[Gap] = []
    aside: dict[str, dict[str, None]] = {UNNAMED: {}, COPY: {}}
    files = excluded = 0
    refused = _refused(exclude, os.path.realpath(base), configured, configuration)
    for given in paths:
        root, relative = root_of(given, os.path.realpath(base), shown)
        if root is None:
            gaps.append(Gap(given, "no-such-file", "there is no such file or folder"))
            continue
        if not os.path.isdir(os.path.join(root.folder, relative)):
            files += 1
            other = _other(os.path.basename(relative))
            if not lenient and other:
                gaps.append(Gap(root.show(relative), "format-not-read", f"Hauberk doesn't read {other} yet"))
                continue
            if not lenient and relative.lower().endswith(CODE_SUFFIXES):
                file = CodeFile(root.folder, root.shown, relative, os.path.dirname(relative), True)
                code[os.path.join(root.folder, relative)] = file
                continue
            called = "" if unnamed and os.path.dirname(given) == unnamed else root.shown
            candidate = Candidate(root.folder, called, relative, not lenient)
            found.setdefault(os.path.join(root.folder, relative), candidate)
            continue
        for entry in _walk(root, relative):
            path = root.show(entry.path)
            if refused is not None and refused(root, entry.path, entry.folder):
                excluded += 1
                continue
            files += not entry.folder
            other = _other(entry.name)
            wanted = bool(other) or entry.name.lower().endswith(TEMPLATE_SUFFIXES)
            if entry.error is not None:
                if entry.folder or wanted:
                    gaps.append(Gap(path or given, entry.error.code, entry.error.text))
            elif other:
                gaps.append(Gap(path, "format-not-read", f"Hauberk doesn't read {other} yet"))
            elif entry.aside:
                aside[entry.aside][path] = None
            elif wanted:
                candidate = Candidate(root.folder, root.shown, entry.path, False)
                found.setdefault(os.path.join(root.folder, entry.path), candidate)
            elif not entry.folder and entry.name.endswith(CODE_SUFFIXES):
                file = CodeFile(root.folder, root.shown, entry.path, relative, False)
                code.setdefault(os.path.join(root.folder, entry.path), file)
    return Discovery(
        tuple(found.values()),
        tuple(gaps),
        files,
        excluded,
        tuple(aside[UNNAMED]),
        tuple(aside[COPY]),
        tuple(code.values()),
    )


def _other(name: str) -> str:
    """The format that a file's name tells, if it is one that isn't read."""
    return next((format_ for pattern, format_ in OTHER_FORMATS.items() if fnmatchcase(name.lower(), pattern)), "")


def _refused(
    exclude: Iterable[str], base: str, configured: Iterable[str], configuration: str
) -> Callable[[Root, str, bool], bool] | None:
    """Whether a path of a root, a folder or not, is left out; nothing where there is no pattern."""
    rules = [(Exclusion(exclude), base), (Exclusion(configured), os.path.realpath(configuration))]
    rules = [(exclusion, folder) for exclusion, folder in rules if exclusion]

    def refused(root: Root, path: str, folder: bool) -> bool:
        whole = os.path.join(root.folder, path)
        below = ((exclusion, os.path.relpath(whole, start).replace(os.sep, "/")) for exclusion, start in rules)
        return any(exclusion.holds(one, folder) for exclusion, one in below)

    return refused if rules else None


def root_of(given: str, here: str, shown: str) -> tuple[Root | None, str]:
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


UNNAMED = "unnamed"
COPY = "copy"
_SYNTHESIZED = ".template.json"
"""How the CDK names the templates that it writes."""
_ASSET = regex(r"asset\.[0-9a-f]+", re.IGNORECASE)
"""How the CDK names the folders with copies of what it deploys, by their hashes."""


class _Met(NamedTuple):
    """What a walk meets: a file, or with an ``error`` something else. ``aside``: why a template isn't looked at."""

    path: str
    name: str
    error: ReadingError | None = None
    folder: bool = False
    aside: str = ""


def _walk(root: Root, relative: str) -> Iterator[_Met]:
    """The files below a folder; of a cloud assembly's own templates only those that its manifest names.

    A manifest doesn't speak for files that aren't the CDK's.
    """
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
        aside = _aside(entry, assemblies) if assemblies else ""
        if not aside or _may_be(below, entry):
            yield _Met(f"{start}{entry.path}".rstrip("/"), entry.name, entry.error, entry.folder, aside)
    for folder, assembly in assemblies.items():
        for path in sorted(assembly.stacks - paths):
            text = f"{start}{folder}/{ASSEMBLY} names it, and it isn't in this folder"
            yield _Met(f"{start}{path}", os.path.basename(path), ReadingError("no-such-file", text), True)


def _aside(entry: Entry, assemblies: "dict[str, _Assembly]") -> str:
    """Why a file of a cloud assembly is set aside; empty if it isn't."""
    folder = _assembly_of(entry.path, assemblies)
    if folder is None or entry.error or entry.path in assemblies[folder].stacks | assemblies[folder].uploads:
        return ""
    inside = entry.path.removeprefix(f"{folder}/")
    if "/" in inside and _ASSET.fullmatch(inside.partition("/")[0]):
        return COPY
    return UNNAMED if entry.name.endswith(_SYNTHESIZED) else ""


def _may_be(root: Root, entry: Entry) -> bool:
    try:
        return entry.name.lower().endswith(TEMPLATE_SUFFIXES) and may_be_template(root, entry.path)
    except ReadingError:
        return True


def _assembly_of(path: str, assemblies: "dict[str, _Assembly]") -> str | None:
    """The folder of the innermost assembly around a file."""
    folder = path
    while assemblies and folder:
        folder = os.path.dirname(folder)
        if folder in assemblies:
            return folder
    return None


class _Assembly(NamedTuple):
    """The templates of a cloud assembly's stacks, and files that the stacks upload, by what its manifest names."""

    stacks: frozenset[str]
    uploads: frozenset[str]


def _assembly(root: Root, path: str) -> _Assembly | None:
    """What a cloud assembly's manifest names; ``None`` if it is another kind of file, or names no stack.

    Cloud assembly schema of the AWS CDK (@aws-cdk/cloud-assembly-schema, 2026-11): artifacts of type
    ``aws:cloudformation:stack`` have ``properties.templateFile``, those of ``cdk:asset-manifest`` ``properties.file``;
    ``cdk:cloud-assembly`` is an assembly in a folder below. The templates of nested stacks stand in asset manifests
    alone, as files to upload.
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
    stages = False
    for _, artifact in artifacts.entries.values():
        kind = _text(artifact, "type")
        properties = artifact.get("properties") if isinstance(artifact, Mapping) else None
        stages = stages or kind == "cdk:cloud-assembly"
        if kind == "aws:cloudformation:stack" and (name := _text(properties, "templateFile")):
            stacks.add(os.path.normpath(os.path.join(os.path.dirname(path), name)))
        elif kind == "cdk:asset-manifest" and (name := _text(properties, "file")):
            uploads.update(upload.path for upload in uploads_of(root, path, name))
    return _Assembly(frozenset(stacks), frozenset(uploads)) if stacks or stages else None


def _text(node: Node | None, name: str) -> str:
    found = node.get(name) if isinstance(node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""
