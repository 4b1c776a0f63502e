"""Whether a store asks who is there."""

from hauberk.model.subject import Subject, as_flag
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.checks import is_given
from hauberk.practices.control import control
from hauberk.study.study import Study

WAYS: dict[str, tuple[str, ...]] = {
    "AWS::ElastiCache::ReplicationGroup": ("AuthToken", "UserGroupIds"),
    "AWS::Elasticsearch::Domain": ("AdvancedSecurityOptions.Enabled", "AccessPolicies"),
    "AWS::MSK::Cluster": (
        "ClientAuthentication.Sasl.Iam.Enabled",
        "ClientAuthentication.Sasl.Scram.Enabled",
        "ClientAuthentication.Tls.Enabled",
        "ClientAuthentication.Tls.CertificateAuthorityArnList",
    ),
    "AWS::Neptune::DBCluster": ("IamAuthEnabled",),
    "AWS::OpenSearchService::Domain": ("AdvancedSecurityOptions.Enabled", "AccessPolicies"),
}
"""How clients of a store prove who they are: one has to be there, and not say no (CloudFormation Template Reference,
2026-11)."""


class Asker(Subject):
    """A cache, broker, graph or search domain that can do without any proof of who connects."""

    TYPES = tuple(WAYS)
    __slots__ = ()


@control("data-store-without-authentication", practice=1, severity=MEDIUM, subject=Asker)
def data_store_without_authentication(store: Asker, study: Study) -> Verdict:
    """A data store answers everyone who can reach it.

    Nothing but the network stands before the data.

    Attack: one function of the VPC is taken over, and with it everything in the cache.

    Safe when: it holds public data only.

    Fix: ask for IAM (MSK, Neptune, OpenSearch) or for user groups (ElastiCache).

    References:
    - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
    - https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html
    - https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html
    - https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
    """
    anyone = as_flag(store.at("ClientAuthentication.Unauthenticated.Enabled"))
    if anyone == Known(True):
        return violated(anyone.says(f"whoever can reach {store.name} may use it"))
    doubt = None
    for path in WAYS[store.resource.type]:
        value = store.at(path)
        if as_flag(value) == Known(True) or (not path.endswith("Enabled") and is_given(value)):
            return unknown(anyone) if isinstance(anyone, Unknown) else satisfied()
        if isinstance(value, Unknown):
            doubt = value
    if doubt is not None:
        return unknown(doubt)
    return violated(store.says(f"whoever can reach {store.name} may use it"))


CONTROLS = (data_store_without_authentication,)
