"""A progress bar for what takes longer than a second, while a terminal looks on."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_AFTER = 1.0
_EVERY = 0.1
_WIDTH = 30


class Hear(Protocol):
    """Takes how many of how many are done, and what else there is to say of it."""

    def __call__(self, done: int, of: int, more: str = "") -> None:
        """Draws it, if it is time to."""
        ...


@contextmanager
def progress() -> Iterator[Hear | None]:
    """Something to tell how many of how many are done; ``None`` if nobody would see it."""
    stream = sys.stderr
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    start = time.monotonic()
    drawn = start + _AFTER - _EVERY

    def hear(done: int, of: int, more: str = "") -> None:
        nonlocal drawn
        now = time.monotonic()
        if now - drawn >= _EVERY:
            drawn = now
            filled = _WIDTH * done // max(of, 1)
            end = f"{more}\x1b[K" if more else ""
            stream.write(f"\r{'█' * filled}{'░' * (_WIDTH - filled)} {done}/{of}{end}")
            stream.flush()

    try:
        yield hear
    finally:
        if drawn > start + _AFTER - _EVERY:
            stream.write("\r\x1b[K")
            stream.flush()
