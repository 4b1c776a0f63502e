"""Which file of a function's code is the module that its handler is in.

Sources: Lambda developer guide, "Define Lambda function handler in Python", "… in Node.js"; AWS SAM developer guide,
"Building Lambda functions with esbuild" (2026-11).
"""

import posixpath
from typing import TYPE_CHECKING

from hauberk.code.front_ends import PYTHON

if TYPE_CHECKING:
    from hauberk.study.code.places import Place

SCRIPTS = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx")
ENDINGS = {"python": PYTHON, "javascript": SCRIPTS}
"""How files of modules end, by their language."""
FILES = {"python": (*PYTHON, "/__init__.py"), "javascript": (*SCRIPTS, "/index.js", "/index.ts")}
"""What the path of a module may go on with."""


def module_of(place: "Place", paths: frozenset[str]) -> str | None:
    """The file of the handler's module among those that its code has."""
    if place.file:
        return place.file if place.file in paths else None
    base = posixpath.normpath(posixpath.join(place.folder, place.module))
    found = next((base + end for end in FILES[place.language] if base + end in paths), None)
    if found is not None:
        return found
    stem = posixpath.basename(base)
    named = [entry for entry in place.entries if posixpath.splitext(posixpath.basename(entry))[0] == stem]
    for entry in named or place.entries[:1]:
        beside = posixpath.normpath(posixpath.join(place.folder, entry))
        found = next((beside + end for end in ("", *FILES[place.language]) if beside + end in paths), None)
        if found is not None:
            return found
    return _alike(base, paths) if place.built else None


def _alike(base: str, paths: frozenset[str]) -> str | None:
    """The one file that is called like a module and has most of its folders: ``src/orders/index.ts`` for
    ``dist/orders/index``."""
    wanted = base.split("/")[::-1]
    ranked: dict[int, list[str]] = {}
    for path in paths:
        parts = posixpath.splitext(path)[0].split("/")[::-1]
        pairs = enumerate(zip(parts, wanted, strict=False))
        common = next((number for number, (a, b) in pairs if a != b), min(len(parts), len(wanted)))
        ranked.setdefault(common, []).append(path)
    best = max(ranked, default=0)
    return ranked[best][0] if best and len(ranked[best]) == 1 else None
