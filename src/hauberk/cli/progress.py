"""A progress bar for what takes longer than a second, while a terminal looks on."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_AFTER = 1.0
_EVERY = 0.1
_WIDTH = 30


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Something to tell how many of how many are done; ``None`` if nobody would see it."""
    stream = sys.stderr
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    start = time.monotonic()
    drawn = start + _AFTER - _EVERY

    def hear(done: int, of: int) -> None:
        nonlocal drawn
        now = time.monotonic()
        if now - drawn >= _EVERY:
            drawn = now
            filled = _WIDTH * done // max(of, 1)
            stream.write(f"\r{'█' * filled}{'░' * (_WIDTH - filled)} {done}/{of}")
            stream.flush()

    try:
        yield hear
    finally:
        if drawn > start + _AFTER - _EVERY:
            stream.write("\r\x1b[K")
            stream.flush()
