"""What stands in front of and around functions: the readers of it, each with an account that was recorded."""

from collections.abc import Mapping

from hauberk.sources.account.calls import GLOBAL, Answer, Call
from hauberk.sources.account.services import (
    Reader,
    balancers,
    certificates,
    distributions,
    firewalls,
    graphql,
    http_apis,
    networks,
    pools,
)
from tests.sources.account.services import (
    test_balancers,
    test_certificates,
    test_distributions,
    test_firewalls,
    test_graphql,
    test_http_apis,
    test_networks,
    test_pools,
    test_rest_apis,
)
from tests.sources.account.services.recordings import REGION, Told

RECORDED: Mapping[str, tuple[Reader, tuple[Told, ...]]] = {
    "balancers": (balancers, test_balancers.TOLD),
    "certificates": (certificates, test_certificates.TOLD),
    "distributions": (distributions, test_distributions.TOLD),
    "firewalls": (firewalls, test_firewalls.TOLD),
    "graphql": (graphql, test_graphql.TOLD),
    "http_apis": (http_apis, test_http_apis.TOLD),
    "networks": (networks, test_networks.TOLD),
    "pools": (pools, test_pools.TOLD),
    "rest_apis": (test_rest_apis.READERS, test_rest_apis.TOLD),
}
READS = tuple(read for reader, _ in RECORDED.values() for read in reader.READS)


def answers_of(family: str) -> dict[Call, Answer]:
    """The recorded answers of a family."""
    return dict(RECORDED[family][1])


def region_of(family: str) -> str:
    """Where a family was recorded."""
    return GLOBAL if family == "distributions" else REGION
