"""Files are written whole or not at all: beside their place first, then renamed."""

import os
import tempfile
from pathlib import Path

from hauberk.cli.errors import UsageError


def write_whole(file: str, text: str) -> None:
    """Writes a file. What stood there before stays until the new content is complete. Raises :class:`UsageError`."""
    path = Path(file)
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            mask = os.umask(0)
            os.umask(mask)
            Path(aside).chmod(0o666 & ~mask)
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror}") from None
