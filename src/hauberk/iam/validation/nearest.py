"""What was probably meant."""

from collections.abc import Callable, Iterable


def did_you_mean(word: str, known: Iterable[str], shown: Callable[[str], str] = str) -> str:
    """A question to add to a sentence: the known word that is nearest, or nothing if none is near."""
    from difflib import get_close_matches  # takes longer to import than most policies take to check

    near = get_close_matches(word[:100], tuple(known), 1, 0.75)
    return f"; did you mean {shown(near[0])}?" if near else ""
