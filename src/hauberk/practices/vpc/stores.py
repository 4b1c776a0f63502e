"""Functions that use a store of a VPC from outside of it."""

from hauberk.model.compute import Function
from hauberk.model.subject import Subject, as_flag
from hauberk.model.values import Known, Unknown
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

INSIDE = (
    "AWS::DocDB::DBCluster",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::MemoryDB::Cluster",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBProxy",
)
"""Stores that live in a VPC (the services' user guides, 2026-11)."""
_BY_REQUEST = "EnableHttpEndpoint"


@control("function-outside-its-stores-vpc", practice=12, severity=MEDIUM, subject=Function)
def function_outside_its_stores_vpc(function: Function, study: Study) -> Verdict:
    """A function uses a store of a VPC, and isn't in it.

    A function outside the VPC reaches the store only if that has an address on the internet, for everyone.

    Attack: the database was made public so that the function can reach it, and scanners reach it too.

    Safe when: the function uses the RDS Data API, or only hands the address on.

    Fix: set VpcConfig with private subnets and a group of its own, and let the store's group take connections from it.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-3
    """
    used = []
    for store in study.graph.used(function.resource.id, *INSIDE):
        if function.world.holds(store.presence):
            by_request = as_flag(Subject(store, function.world).at(_BY_REQUEST))
            if by_request != Known(True):
                used.append(store)
    if not used:
        return not_applicable("it uses no store of a VPC")
    if isinstance(function.subnets, Unknown):
        return unknown(function.subnets)
    if not function.is_in_no_vpc:
        return satisfied()
    return violated(function.says(f"it uses {used[0].name} from outside its network"))


CONTROLS = (function_outside_its_stores_vpc,)
