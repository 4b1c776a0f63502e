"""What several facts about a value say together.

Names that aren't sinks stand among the kinds of a fact: that a text lacks a letter, begins with a slash, has no host.
"""

from hauberk.code.flow.patterns import LOCATION, PATHS, SLASH, kinds_without

ONE = frozenset(("one",))
"""That a text doesn't begin with two slashes: with one, it stays on the own site."""
INSIDE = frozenset(("inside",))
"""A path without any ``..``, which stays inside whatever it is put behind."""
RELATIVE = frozenset(("relative",))
"""A path that doesn't begin at the root, where it would leave what it is joined to."""
NORMAL = "normal"
"""A path without any ``..`` left in it."""
HOSTLESS, SCHEMELESS = frozenset(("hostless",)), frozenset(("schemeless",))
"""An address without a host, or scheme, of the caller's: it has none, or one that the program chose. Together they stay
on the own site."""
UNSLASHED = frozenset(("unslashed",))
"""A text that doesn't begin with a slash: behind one, it names no host."""
_LACKS = "lacks "
_TOGETHER = (
    (SLASH | ONE, LOCATION),
    (INSIDE | RELATIVE, PATHS),
    (HOSTLESS | SCHEMELESS, frozenset(("open-redirect",))),
    (HOSTLESS | SLASH, frozenset(("open-redirect",))),
)


def lacking(letters: str) -> frozenset[str]:
    """That a text has none of some letters."""
    return frozenset(_LACKS + letter for letter in letters)


def implied(kinds: frozenset[str]) -> frozenset[str]:
    """The kinds of sinks that a value is harmless for which some facts hold of, and these facts."""
    letters = frozenset(one[len(_LACKS) :] for one in kinds if one.startswith(_LACKS))
    found = kinds | kinds_without(letters) if letters else kinds
    for both, more in _TOGETHER:
        if both <= found:
            found |= more
    return found
