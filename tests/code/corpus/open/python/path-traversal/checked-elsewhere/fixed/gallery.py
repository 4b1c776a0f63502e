"""Where the pictures are."""

from pathlib import Path

GALLERY = Path("/mnt/gallery")


def picture(name):
    """A picture's file."""
    path = (GALLERY / name).resolve()
    if not path.is_relative_to(GALLERY):
        raise PermissionError(path)
    if not path.is_file():
        raise FileNotFoundError(path)
    return path
