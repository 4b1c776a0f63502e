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
    alarms,
    balancers,
    brokers,
    buckets,
    buses,
    caches,
    certificates,
    config,
    credentials,
    databases,
    deployments,
    distributions,
    domain_names,
    file_systems,
    firewalls,
    functions,
    graphql,
    history,
    http_apis,
    hubs,
    identities,
    keys,
    layers,
    logs,
    machines,
    networks,
    organization,
    parameters,
    pools,
    queues,
    regions,
    registries,
    rest_apis,
    samples,
    schedules,
    searches,
    secrets,
    settings,
    streams,
    tables,
    threats,
    topics,
    traces,
    trails,
    triggers,
    usage,
    usage_plans,
    vulnerabilities,
    warehouses,
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


READERS: tuple[Reader, ...] = (
    functions,
    layers,
    identities,
    credentials,
    settings,
    usage,
    logs,
    queues,
    topics,
    buckets,
    tables,
    streams,
    buses,
    schedules,
    machines,
    triggers,
    alarms,
    keys,
    secrets,
    parameters,
    registries,
    file_systems,
    deployments,
    databases,
    caches,
    searches,
    warehouses,
    brokers,
    rest_apis,
    domain_names,
    usage_plans,
    http_apis,
    firewalls,
    distributions,
    pools,
    graphql,
    certificates,
    balancers,
    networks,
    regions,
    config,
    trails,
    traces,
    threats,
    vulnerabilities,
    hubs,
    organization,
    samples,
    history,
)
"""All modules, in the order of their resources in an application."""
