"""Python's front end: the standard parser's tree into the core."""

from hauberk.code.python.files import read

__all__ = ("read",)
