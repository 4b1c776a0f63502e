"""The file that holds the key of snapshots' values: one line, for its owner alone.

    hauberk-key-1:5f1c…   (32 bytes in hexadecimal)

Who has the file may try guesses against the values of every snapshot that was made with it. So a file that others may
read is refused, as ssh refuses such keys.
"""

import os
import stat

from hauberk.cli.errors import UsageError
from hauberk.model.concealed import SIZE, Key

_PREFIX = "hauberk-key-1:"
_LENGTH = len(_PREFIX) + 2 * SIZE
_HEX = frozenset("0123456789abcdef")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_key(path: str) -> Key:
    """A key that nobody has yet, in a new file. Raises :class:`UsageError`, also where there is a file already."""
    from secrets import token_bytes

    secret = token_bytes(SIZE)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(
            f"{path} is there already; what was concealed with a key that is gone compares with nothing"
        ) from None
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}") from None
    with os.fdopen(handle, "w", encoding="ascii", newline="\n") as stream:
        stream.write(f"{_PREFIX}{secret.hex()}\n")
    return Key(secret)


def read_key(path: str) -> Key:
    """The key in a file. Raises :class:`UsageError` if others may read it, or it holds none."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise UsageError(f"{path} is no file that a key could be in")
            if mode & _OTHERS and os.name == "posix":
                raise UsageError(
                    f"{path} may be read or written by others than its owner: close it (chmod 600), and make a new key "
                    "if somebody may have seen this one"
                )
            line = stream.read(_LENGTH + 3)
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from None
    text = line.decode("ascii", "replace").rstrip("\r\n")
    secret = text.removeprefix(_PREFIX) if text.startswith(_PREFIX) else ""
    if len(secret) != 2 * SIZE or not _HEX.issuperset(secret):
        raise UsageError(f"{path} holds no key: a key is one line, {_PREFIX}… with {2 * SIZE} hexadecimal digits")
    return Key(bytes.fromhex(secret))
