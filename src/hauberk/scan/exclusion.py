"""Paths that are left out, by patterns as ``.gitignore`` has them.

``build`` and ``*.old.yaml`` hold in every folder, for files and for folders with all that is in them; ``build/`` for
folders alone; with a slash elsewhere, ``docs/build`` or ``./build``, a pattern counts from the folder that it is given
for. ``**`` stands for any number of folders.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate

Part = Callable[[str], object]
"""Whether a part of a path is meant."""


class Exclusion:
    """Patterns for paths below one folder."""

    __slots__ = ("_patterns",)

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [made for pattern in patterns if (made := _Pattern(pattern)).parts]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def holds(self, path: str, folder: bool = False) -> bool:
        """Whether a path, or a folder that it is in, is left out; ``folder`` says that it is a folder itself."""
        parts = path.strip("/").split("/")
        return any(pattern.matches(parts, folder) for pattern in self._patterns)


class _Pattern:
    """One pattern. ``None`` among its parts stands for any number of folders."""

    __slots__ = ("folders", "parts")

    def __init__(self, text: str) -> None:
        self.folders = text.endswith("/")
        names = [name for name in text.split("/") if name not in ("", ".")]
        anywhere = names and "/" not in text.rstrip("/")
        self.parts: list[Part | None] = [None] if anywhere else []
        self.parts += [None if name == "**" else re.compile(translate(name)).match for name in names]

    def matches(self, path: Sequence[str], folder: bool) -> bool:
        """Whether the path or a beginning of it is meant. Each part is compared once with each part of the pattern, so
        that no pattern is slow."""
        reached = {0}
        for part in self.parts:
            if part is None:
                reached = set(range(min(reached), len(path) + 1))
            else:
                reached = {at + 1 for at in reached if at < len(path) and part(path[at])}
            if not reached:
                return False
        first = min(reached) + (self.parts[-1] is None)  # what is in a folder, not the folder
        return first < len(path) + (folder or not self.folders)
