"""The front end of JavaScript and TypeScript: the tree of tree-sitter's grammars into the core.

What the core has no word for is told so:

- A file in which the module itself is a value (``module.exports = app``, ``export = app``) exports it as ``=``; of an
  object that is written there, each entry is an export.
- Methods are variables of the class, as in Python, without a parameter for the object: ``this`` is a variable of each
  function that isn't an arrow. Fields are set where the constructor starts, behind ``super(…)``.
- Getters, setters and static methods carry Python's decorators: ``property``, ``name.setter``, ``staticmethod``.
- A part of an expression that has to be a statement (a field that is set, a comma) stands before the statement that
  it's in, under the condition that it has there.
- ``this``, ``arguments``, ``super``, ``import`` (of ``import.meta`` and of computed imports) are names.
"""

from hauberk.code.javascript.files import read

__all__ = ("read",)
