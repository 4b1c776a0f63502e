"""What someone may have meant who mistyped a name."""

from collections.abc import Iterable


def nearest(word: str, names: Iterable[str]) -> str:
    """A question for the names that are like a word; empty if none is."""
    by_sound = {name.lower(): name for name in names}
    sound = word.lower()
    if sound in by_sound:
        return f". Did you mean {by_sound[sound]}?"
    from difflib import get_close_matches

    near = get_close_matches(sound, by_sound, n=3, cutoff=0.5)
    return f". Did you mean {' or '.join(by_sound[name] for name in near)}?" if near else ""
