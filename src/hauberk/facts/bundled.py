"""Data files that come with Hauberk, read from beside the module that knows them.

By plain paths: ``importlib.resources`` costs as long to import as a small check takes.
"""

import os


def bundled(module_file: str, name: str, length: int = -1) -> str:
    """The text of the file ``name`` beside ``module_file``, or its first ``length`` characters."""
    with open(os.path.join(os.path.dirname(module_file), name), encoding="utf-8") as stream:
        return stream.read(length)


def bundled_bytes(module_file: str, name: str) -> bytes:
    """The file ``name`` beside ``module_file``, which isn't text."""
    with open(os.path.join(os.path.dirname(module_file), name), "rb") as stream:
        return stream.read()
