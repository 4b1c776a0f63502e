"""Languages against expressions, which know nothing of automata, on every short text."""

import re
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.rows import Reading, union
from hauberk.iam.algebra.words import shortest
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.text import Glob

_PATTERNS = st.lists(st.text("ab*?", max_size=4), min_size=1, max_size=2)
_TEXTS = ["".join(text) for length in range(5) for text in product("abc", repeat=length)]


def _globs(texts: list[str]) -> tuple[Glob, ...]:
    return tuple(pattern(text, variables=False, wild=True) for text in texts)


def _matches(texts: list[str], text: str) -> bool:
    return any(re.fullmatch(one.replace("*", ".*").replace("?", "."), text) for one in texts)


@settings(derandomize=True, max_examples=150)
@given(_PATTERNS, _PATTERNS)
def test_the_shortest_text_of_one_and_out_of_another(inside: list[str], out: list[str]) -> None:
    first, second = union(_globs(inside), Reading.PLAIN), union(_globs(out), Reading.PLAIN)
    for text in _TEXTS:
        assert first.accepts(text) is _matches(inside, text)
    fits = [text for text in _TEXTS if _matches(inside, text) and not _matches(out, text)]
    found = shortest((first,), (second,), Budget())
    if found is None:
        assert not fits
    else:
        word = "".join(map(str, found))
        assert _matches(inside, word)
        assert not _matches(out, word)
        assert not fits or len(word) == len(fits[0])
