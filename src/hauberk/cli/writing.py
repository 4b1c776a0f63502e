"""What a command leaves: files that are written whole or not at all, and what it prints."""

import os
import sys

from hauberk.cli.errors import UsageError


def may_write(file: str) -> None:
    """Whether there is a place for a file, told before a long check and not after. Raises :class:`UsageError`."""
    if not os.path.isdir(os.path.dirname(os.path.abspath(file))):
        raise UsageError(f"{file} can't be written: there is no such folder")
    _place(file)


def write_whole(file: str, text: str) -> None:
    """Writes a file: beside its place first, then renamed, so that what stood there stays until the new content is
    complete. A link stays a link; a pipe or a device is written to as it is. Raises :class:`UsageError`.
    """
    write_whole_bytes(file, text.encode("utf-8"))


def write_whole_bytes(file: str, data: bytes, *, private: bool = False) -> None:
    """The same for what isn't text. What is ``private`` is for its owner alone."""
    place = _place(file)
    try:
        if place:
            _replace(place, data, private)
        else:
            with open(file, "wb") as stream:
                stream.write(data)
    except OSError as error:
        kept = "; what stood there is as it was" if place and os.path.exists(place) else ""
        raise UsageError(f"{file} can't be written: {error.strerror}{kept}") from None


def _place(file: str) -> str:
    """The regular file to write; empty for a pipe or a device.

    A link may lead to another file of its folder or below. One that leads elsewhere may have been planted in what is
    scanned, to have something overwritten. Raises :class:`UsageError`.
    """
    if file.startswith("/dev/") or (os.path.exists(file) and not os.path.isfile(file)):
        return ""
    place = os.path.realpath(file)
    folder = os.path.realpath(os.path.dirname(os.path.abspath(file)))
    if os.path.islink(file) and os.path.commonpath((place, folder)) != folder:
        raise UsageError(f"{file} can't be written: it is a link to {place}; if that is meant, name it")
    return place


def _replace(file: str, data: bytes, private: bool) -> None:
    import tempfile

    folder, name = os.path.split(file)
    handle, aside = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(aside, 0o600 if private else 0o666 & ~mask)
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
        close_out()


def close_out() -> None:
    """Sends what is still to be printed nowhere: Python would try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
