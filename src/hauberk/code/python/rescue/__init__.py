"""Python that this process's own parser refuses: nested too deeply, of another version, or with mistakes in it.

The grammar of tree-sitter reads every version and goes on behind what it can't read. What it finds is told as a tree of
the standard parser, so that there is one way from Python into the core.
"""

from hauberk.code.python.rescue.parsing import rescued

__all__ = ("rescued",)
