"""Files are written whole or not at all: beside their place first, then renamed."""

import os

from hauberk.cli.errors import UsageError


def write_whole(file: str, text: str) -> None:
    """Writes a file. What stood there before stays until the new content is complete. Raises :class:`UsageError`."""
    import tempfile

    folder, name = os.path.split(os.path.abspath(file))
    try:
        handle, aside = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(aside, 0o666 & ~mask)
            os.replace(aside, file)
        except BaseException:
            if os.path.exists(aside):
                os.unlink(aside)
            raise
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror}") from None
