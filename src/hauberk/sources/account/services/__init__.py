"""The services that are read, a module for each family: what to call for which facts, and what the answers say.

A module has ``READS`` and ``resources(answers, place)``. The latter is asked once for each region, and once for what is
global, where it finds no answers if its service isn't; it takes answers for hostile, since names and policies are what
other people wrote.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services import (
    balancers,
    certificates,
    distributions,
    firewalls,
    functions,
    graphql,
    http_apis,
    identities,
    logs,
    networks,
    pools,
    rest_apis,
)


class Reader(Protocol):
    """What a module offers."""

    @property
    def READS(self) -> Sequence[Read]:  # noqa: N802 - the name of a constant
        """What can be called."""
        ...

    def resources(self, answers: Answers, place: Place) -> Iterator[Made]:
        """What there is, by the answers."""
        ...


_EDGES: tuple[Reader, ...] = (
    rest_apis,
    http_apis,
    graphql,
    distributions,
    balancers,
    firewalls,
    certificates,
    pools,
    networks,
)
READERS: tuple[Reader, ...] = (functions, *_EDGES, identities, logs)
"""All modules, in the order of their resources in an application."""
