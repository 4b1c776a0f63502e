"""The files of a function's code, and which of them an import means."""

import posixpath
from collections.abc import Callable, Iterable

from hauberk.code import ir

_SCRIPTS = (
    ".js",
    ".mjs",
    ".cjs",
    ".jsx",
    ".ts",
    ".mts",
    ".cts",
    ".tsx",
    "/index.js",
    "/index.mjs",
    "/index.cjs",
    "/index.ts",
)
_COMPILED = {".js": (".ts", ".tsx", ".jsx"), ".mjs": (".mts",), ".cjs": (".cts",)}
"""What TypeScript names by the file that it will be compiled to."""
_LAYERS = "/opt/"
"""Where Lambda puts what layers bring (Lambda developer guide, "Working with layers", 2026-11)."""


class Program:
    """Files by their paths, read when they are asked for.

    ``roots`` are the folders in which Python looks for modules: the code's own first, then those of layers; ``layers``
    are the folders whose files a function finds below ``/opt``, the topmost first; ``read`` gives a file as the core
    has it, or ``None`` if it can't be read.
    """

    def __init__(
        self,
        paths: Iterable[str],
        roots: tuple[str, ...],
        read: Callable[[str], ir.File | None],
        layers: tuple[str, ...] = (),
    ) -> None:
        self.paths = frozenset(paths)
        self.roots = roots
        self.layers = layers
        self._read = read
        self._files: dict[str, ir.File | None] = {}
        self._folders = frozenset(folder for path in self.paths for folder in _above(path))

    def file(self, path: str) -> ir.File | None:
        """A file; ``None`` if there is none, or it can't be read."""
        if path not in self._files:
            self._files[path] = self._read(path) if path in self.paths else None
        return self._files[path]

    def find(self, asking: str, module: str) -> str | None:
        """The file, or the folder, that an import in a file means; ``None`` if it is none of these."""
        if asking.endswith((".py", ".pyw")):
            return self._python(asking, module)
        return self._script(asking, module)

    def below(self, place: str, name: str) -> str | None:
        """The module of a name in a package of Python, given by its folder or its ``__init__.py``."""
        folder = posixpath.dirname(place) if place.endswith("/__init__.py") or place == "__init__.py" else place
        return self._module(posixpath.join(folder, name)) if not folder.endswith(".py") else None

    def _python(self, asking: str, module: str) -> str | None:
        name = module.lstrip(".")
        dots = len(module) - len(name)
        inner = name.replace(".", "/")
        if dots:
            folder = posixpath.dirname(asking)
            for _ in range(dots - 1):
                folder = posixpath.dirname(folder)
            return self._module(posixpath.join(folder, inner) if inner else folder)
        for root in self.roots:
            found = self._module(posixpath.join(root, inner))
            if found is not None:
                return found
        return None

    def _module(self, place: str) -> str | None:
        place = posixpath.normpath(place)
        package = posixpath.join(place, "__init__.py") if place != "." else "__init__.py"
        for path in (package, f"{place}.py"):
            if path in self.paths:
                return path
        return place if place in self._folders else None

    def _script(self, asking: str, module: str) -> str | None:
        if not module.startswith((".", "/")):
            return None
        if module.startswith(_LAYERS):
            inner = module.removeprefix(_LAYERS)
            places = (posixpath.normpath(posixpath.join(layer, inner)) for layer in self.layers)
            return next((found for place in places if (found := self._file(place)) is not None), None)
        return self._file(posixpath.normpath(posixpath.join(posixpath.dirname(asking), module)))

    def _file(self, place: str) -> str | None:
        """The file of a script that a path means."""
        if place in self.paths:
            return place
        for suffix in _SCRIPTS:
            if place + suffix in self.paths:
                return place + suffix
        stem, ending = posixpath.splitext(place)
        return next((stem + other for other in _COMPILED.get(ending, ()) if stem + other in self.paths), None)


def _above(path: str) -> Iterable[str]:
    folder = posixpath.dirname(path)
    while folder.strip("/"):
        yield folder
        folder = posixpath.dirname(folder)
