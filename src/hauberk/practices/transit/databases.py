"""Connections to caches, brokers and databases."""

from hauberk.model.subject import Flag, Subject, Text
from hauberk.model.verdict import MEDIUM, State, Verdict
from hauberk.practices.checks import must_be_among, must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study


class Cache(Subject):
    """A cache."""

    TYPES = ("AWS::DAX::Cluster", "AWS::ElastiCache::ReplicationGroup", "AWS::MemoryDB::Cluster")
    __slots__ = ()

    endpoint = Text("ClusterEndpointEncryptionType", "NONE")

    encrypted = Flag("TransitEncryptionEnabled", False)
    with_tls = Flag("TLSEnabled", True)


@control("cache-without-tls", practice=7, severity=MEDIUM, subject=Cache)
def cache_without_tls(cache: Cache, study: Study) -> Verdict:
    """Connections to a cache are in plain text.

    Without encryption in transit the cache can ask for no password either, and everything in it travels openly.

    Attack: whoever gets into the network reads sessions out of the cache.

    Safe when: the cache holds public data only.

    Fix: set TransitEncryptionEnabled to true, and an AuthToken or user groups; for DAX ClusterEndpointEncryptionType to
    TLS.

    References:
    - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-5
    """
    if cache.resource.type == "AWS::DAX::Cluster":
        return must_be_among(cache.endpoint, ("TLS",), "sessions and data travel unencrypted")
    switch = cache.with_tls if cache.resource.type == "AWS::MemoryDB::Cluster" else cache.encrypted
    return must_be_on(switch, "sessions and data travel unencrypted")


class Broker(Subject):
    """A Kafka cluster."""

    TYPES = ("AWS::MSK::Cluster",)
    __slots__ = ()

    among_brokers = Flag("EncryptionInfo.EncryptionInTransit.InCluster", True)
    clients = Text("EncryptionInfo.EncryptionInTransit.ClientBroker", "TLS")


@control("broker-without-tls", practice=7, severity=MEDIUM, subject=Broker)
def broker_without_tls(broker: Broker, study: Study) -> Verdict:
    """Connections to a broker are in plain text.

    With PLAINTEXT or TLS_PLAINTEXT clients may connect without encryption.

    Attack: whoever gets into the network reads the stream.

    Safe when: for the time of a migration.

    Fix: set ClientBroker to TLS, and leave InCluster on.

    References:
    - https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html#msk-1
    """
    clients = must_be_among(broker.clients, ("TLS",), "clients may connect without encryption")
    if clients.state is not State.SATISFIED:
        return clients
    return must_be_on(broker.among_brokers, "the brokers talk to each other without encryption")


class Proxy(Subject):
    """A proxy before a database."""

    TYPES = ("AWS::RDS::DBProxy",)
    __slots__ = ()

    requires_tls = Flag("RequireTLS", False)


@control("database-proxy-without-tls", practice=7, severity=MEDIUM, subject=Proxy)
def database_proxy_without_tls(proxy: Proxy, study: Study) -> Verdict:
    """A database proxy takes connections without TLS.

    Functions connect to the proxy; unless it insists on TLS, a client library's default decides.

    Attack: whoever gets into the network reads queries and their results.

    Safe when: for clients that can't speak TLS, for the time of their replacement.

    Fix: set RequireTLS to true.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html#rds-proxy-security
    """
    return must_be_on(proxy.requires_tls, "functions may connect without encryption")


class SearchDomain(Subject):
    """A search domain."""

    TYPES = ("AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain")
    __slots__ = ()

    https = Flag("DomainEndpointOptions.EnforceHTTPS", False)
    between_nodes = Flag("NodeToNodeEncryptionOptions.Enabled", False)


@control("search-domain-without-tls", practice=7, severity=MEDIUM, subject=SearchDomain)
def search_domain_without_tls(domain: SearchDomain, study: Study) -> Verdict:
    """A search domain answers without TLS.

    Unless HTTPS is enforced, the domain takes requests over http too; unless its nodes encrypt, they send each other
    the documents in plain text.

    Attack: a client with a wrong address sends documents in plain text, and nothing fails.

    Safe when: never; every client speaks https.

    Fix: set DomainEndpointOptions.EnforceHTTPS and NodeToNodeEncryptionOptions.Enabled to true.

    References:
    - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-8
    """
    requests = must_be_on(domain.https, "requests may come unencrypted")
    if requests.state is not State.SATISFIED:
        return requests
    return must_be_on(domain.between_nodes, "its nodes talk to each other unencrypted")


CONTROLS = (cache_without_tls, broker_without_tls, database_proxy_without_tls, search_domain_without_tls)
