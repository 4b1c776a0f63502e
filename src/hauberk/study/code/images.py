"""What a Dockerfile says of a function's code: the language of its image, the handler, and where the code comes from.

Sources: Docker documentation, "Dockerfile reference"; Lambda developer guide, "Deploy Python Lambda functions with
container images" and "… Node.js …" (2026-11).
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hauberk.model.regex import regex

LANGUAGES = (("python", "python"), ("node", "javascript"))
"""Words in names of base images, with the language of their code."""
_CONTINUED = regex(r"\\[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*")
_INSTRUCTION = regex(r"^[ \t]*([A-Za-z]+)[ \t]+(.*?)[ \t\r]*$", re.MULTILINE)
_WORD = regex(r'"((?:[^"\\]|\\.)*)"')
_ROOTS = ("${LAMBDA_TASK_ROOT}", "$LAMBDA_TASK_ROOT", "/var/task")


class Image(NamedTuple):
    """An image by its Dockerfile."""

    language: str
    """Empty if its base image's name doesn't tell."""
    command: str
    """What it is started with: a handler."""
    copied: tuple[tuple[str, str], ...]
    """What of the context is copied, and where below the folder that code is run from; empty for that folder."""


def image_of(text: str) -> Image:
    """The image that a Dockerfile makes in its last stage."""
    stages: dict[str, str] = {}
    language, command, folder = "", "", ""
    copied: list[tuple[str, str]] = []
    for name, rest in _instructions(text):
        if name == "FROM":
            words = [word for word in rest.split() if not word.startswith("--")]
            base = words[0].lower() if words else ""
            language = stages.get(base) or next((one for word, one in LANGUAGES if word in base), "")
            if len(words) == 3 and words[1].lower() == "as":
                stages[words[2].lower()] = language
            command, folder, copied = "", "", []
        elif name == "WORKDIR":
            folder = rest
        elif name in ("COPY", "ADD") and "--from" not in rest:
            copied.extend(_copies(rest, folder))
        elif name == "CMD":
            command = next(iter(_WORD.findall(rest) if rest.startswith("[") else rest.split()), "")
    return Image(language, command, tuple(copied))


def _instructions(text: str) -> Iterator[tuple[str, str]]:
    for match in _INSTRUCTION.finditer(_CONTINUED.sub(" ", text)):
        yield match[1].upper(), match[2]


def _copies(rest: str, folder: str) -> Iterator[tuple[str, str]]:
    words = _WORD.findall(rest) if rest.startswith("[") else [word for word in rest.split() if word[:2] != "--"]
    for source in words[:-1]:
        yield source, _below(words[-1], folder)


def _below(target: str, folder: str) -> str:
    """A target as a path below the folder that code is run from."""
    for root in (*_ROOTS, *((folder,) if folder else ())):
        if target == root or target.startswith(f"{root}/"):
            target = target[len(root) :]
            break
    return posixpath.normpath(target.strip("/") or ".").removeprefix("./").removeprefix(".")


def folder_of(image: Image, context: str, files: tuple[str, ...], exists: Callable[[str], bool]) -> str:
    """The folder of the context that becomes the one that code is run from: where one of some files is, as they are
    named there. Without any, the context itself."""
    for source, below in image.copied:
        path = posixpath.normpath(posixpath.join(context, source.lstrip("/")))
        whole = path if not below else path.removesuffix(below).rstrip("/") if path.endswith(below) else ""
        for folder in (whole, posixpath.dirname(path)):
            if any(exists(posixpath.join(folder, file)) for file in files):
                return "" if folder == "." else folder
    return context
