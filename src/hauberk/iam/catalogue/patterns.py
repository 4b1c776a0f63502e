"""The actions that a pattern of a policy means."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from hauberk.iam.catalogue.services import Action, facts, names, prefixes
from hauberk.model.regex import regex

_LONGEST = 128
"""More than any prefix or action has characters (AWS's longest has 64)."""
_RUNS = regex(r"\*+")


def action(name: str) -> Action | None:
    """The action of this name, ``s3:GetObject`` in whichever case."""
    prefix, _, bare = name.partition(":")
    service = facts(prefix)
    return service.actions.get(bare.lower()) if service else None


def actions(pattern: str) -> tuple[str, ...]:
    """All actions that an action pattern of a policy means, ordered: by service, then as the catalogue has them.

    ``*`` stands for any text, ``?`` for any character, in the service as well as in the action. A pattern without a
    colon means nothing, since IAM refuses it, unless it is the lone ``*``.
    """
    lower = _RUNS.sub("*", pattern.lower())
    prefix, colon, bare = ("*", ":", "*") if lower == "*" else lower.partition(":")
    if not colon or len(prefix) > 2 * _LONGEST or len(bare) > 2 * _LONGEST:
        return ()
    return _actions(prefix, bare)


@lru_cache(maxsize=512)
def _actions(prefix: str, bare: str) -> tuple[str, ...]:
    return tuple(_found(prefix, bare))


def _found(prefix: str, bare: str) -> Iterator[str]:
    services = (prefix,) if prefix in prefixes() else filter(matcher(prefix), prefixes())
    if bare == "*":
        for service in services:
            yield from names(service).values()
    elif "*" in bare or "?" in bare:
        matches = matcher(bare)
        for service in services:
            yield from (full for name, full in names(service).items() if matches(name))
    else:
        for service in services:
            if full := names(service).get(bare):
                yield full


@lru_cache(maxsize=2048)
def matcher(pattern: str) -> Callable[[str], object]:
    """Tells whether a text matches a pattern with ``*`` and ``?`` as a whole, case by case.

    Each part between two stars takes the first place that it can and never gives it up, which is right for such
    patterns and leaves nothing to try again: the time is at most the product of both lengths.
    """
    first, *others = (_literal(part) for part in _RUNS.split(pattern))
    if not others:
        return re.compile(first, re.DOTALL).fullmatch
    *middle, last = others
    return re.compile(f"{first}{''.join(f'(?>.*?{part})' for part in middle)}.*{last}", re.DOTALL).fullmatch


def _literal(part: str) -> str:
    return re.escape(part).replace(r"\?", ".")
