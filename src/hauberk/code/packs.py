"""What users say of calls in their code, beside what ``knowledge/`` and ``weaknesses/sinks.toml`` say."""

from collections.abc import Mapping
from typing import NamedTuple

from hauberk.code.flow.knowledge import Declared
from hauberk.code.weaknesses.sinks import Sink


class Packs(NamedTuple):
    """What is said of names, by their paths, and the sinks among these with their paths. Plain data: it goes along to
    workers."""

    names: Mapping[str, Declared] = {}
    sinks: tuple[tuple[str, Sink], ...] = ()
