"""What of a snapshot was concealed under a key that another one doesn't have.

Two tokens of different keys can't be compared, and a name of the account stays hidden behind a token whose key is gone.
So a snapshot has one key: who goes on with an earlier one under another key asks again for what holds such tokens.
"""

from collections.abc import Iterator
from typing import Any

from hauberk.model.concealed import Key
from hauberk.model.tokens import tokens_in
from hauberk.sources.account.calls import Call, Data
from hauberk.sources.account.snapshot import Snapshot


def of_other_keys(snapshot: Snapshot, key: Key) -> frozenset[Call]:
    """The calls whose answers hold what was concealed under another key than one."""
    if snapshot.key == key.id:
        return frozenset()
    return frozenset(
        made
        for made, answer in snapshot.answers.items()
        if isinstance(answer, Data) and any(one != key.id for one in keys_in(answer.content))
    )


def keys_in(content: Any) -> Iterator[str]:
    """The keys of all tokens in plain data."""
    match content:
        case str():
            yield from (place.token.key for place in tokens_in(content))
        case dict():
            for inner in content.values():
                yield from keys_in(inner)
        case list():
            for inner in content:
                yield from keys_in(inner)
