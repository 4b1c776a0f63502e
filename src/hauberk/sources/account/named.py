"""Names of resources that were concealed, told again.

What a variable holds is concealed as it comes in, when nobody knows yet what else there is. A name of something that
the snapshot holds anyway hides nothing, and without it nobody would see that a function uses its table. So once all is
read, each token whose value is such a name gives way to it, unless the value was held for a secret. The order in which
answers came changes nothing of that.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.model.concealed import Key
from hauberk.model.tokens import PREFIX, VALUE, token_of
from hauberk.sources.account.calls import GLOBAL, Answers, Data
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.services import READERS
from hauberk.sources.account.snapshot import Snapshot


def with_names(snapshot: Snapshot, key: Key) -> Snapshot:
    """The snapshot, in which names of its own resources stand for themselves. ``key`` is what it was concealed with."""
    names = {_mac(name, key): name for name in _names(snapshot)}
    concealing = frozenset(read.api for read in ALL_READS if read.conceals)
    return snapshot._replace(
        answers={
            made: Data(_told(answer.content, names, key))
            if isinstance(answer, Data) and made.api in concealing
            else answer
            for made, answer in snapshot.answers.items()
        }
    )


def _names(snapshot: Snapshot) -> Iterator[str]:
    """What its resources are called: by people, and by the templates and programs that use them."""
    for region in (*snapshot.regions, GLOBAL):
        answers, place = Answers(snapshot.answers, region), snapshot.place(region)
        for reader in READERS:
            for made in reader.resources(answers, place):
                yield from (name for name in (made.name, *made.returns.values()) if name)


def _mac(text: str, key: Key) -> str:
    token = token_of(key.token(text, VALUE))
    assert token is not None
    return token.mac


def _told(content: Any, names: Mapping[str, str], key: Key) -> Any:
    match content:
        case Mapping():
            return {name: _told(value, names, key) for name, value in content.items()}
        case list():
            return [_told(value, names, key) for value in content]
        case str() if content.startswith(PREFIX):
            token = token_of(content)
            if token is not None and token.key == key.id and not token.is_secret:
                return names.get(token.mac, content)
    return content
