"""What a command leaves: files that are written whole or not at all, and what it prints."""

import os
import sys

from hauberk.cli.errors import UsageError


def may_write(file: str) -> None:
    """Whether a file's folder is there, told before a long check and not after. Raises :class:`UsageError`."""
    if not os.path.isdir(os.path.dirname(os.path.abspath(file))):
        raise UsageError(f"{file} can't be written: there is no such folder")


def write_whole(file: str, text: str) -> None:
    """Writes a file: beside its place first, then renamed, so that what stood there stays until the new content is
    complete. A link stays a link; a pipe or a device is written to as it is. Raises :class:`UsageError`.
    """
    try:
        if os.path.exists(file) and not os.path.isfile(file):
            with open(file, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        else:
            _replace(os.path.realpath(file), text)
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror}") from None


def _replace(file: str, text: str) -> None:
    import tempfile

    folder, name = os.path.split(file)
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


def write_out(text: str) -> None:
    """Prints a report. A reader who has seen enough, as ``head`` has, changes nothing of what the command found."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
