"""What a report of a fault in Hauberk needs: which exception, and where in Hauberk. Nothing of what was checked."""

import os
from types import TracebackType

import hauberk

INTERNAL = "internal-error"
"""The code of what a fault in Hauberk has cost."""
_FRAMES = 3
_HOME = os.path.dirname(os.path.realpath(hauberk.__file__))


def describe(error: BaseException) -> str:
    """The exception's type, and Hauberk's innermost frames; its text is left out, since it may quote the target."""
    places = _places(error.__traceback__)[-_FRAMES:]
    where = ", called from ".join(f"{file}:{line}" for file, line in reversed(places))
    return f"{type(error).__name__} at {where}" if where else type(error).__name__


def _places(traceback: TracebackType | None) -> list[tuple[str, int]]:
    """Files and lines of Hauberk's own frames, the outermost first; the same one again and again counts once."""
    found: list[tuple[str, int]] = []
    while traceback is not None:
        file = os.path.realpath(traceback.tb_frame.f_code.co_filename)
        if file.startswith(_HOME + os.sep):
            place = (os.path.relpath(file, _HOME).replace(os.sep, "/"), traceback.tb_lineno)
            if place not in found:
                found.append(place)
        traceback = traceback.tb_next
    return found
