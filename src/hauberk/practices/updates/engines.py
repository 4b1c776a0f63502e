"""Databases and brokers that aren't patched by themselves."""

from hauberk.model.subject import Flag, Subject
from hauberk.model.verdict import LOW, Verdict
from hauberk.practices.checks import must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study


class Engine(Subject):
    """A database, cache or broker that AWS can patch."""

    TYPES = (
        "AWS::AmazonMQ::Broker",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::MemoryDB::Cluster",
        "AWS::Neptune::DBInstance",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::Redshift::Cluster",
    )
    __slots__ = ()

    upgrades = Flag("AutoMinorVersionUpgrade", True)
    versions = Flag("AllowVersionUpgrade", True)


@control("engine-upgrades-off", practice=19, severity=LOW, subject=Engine)
def engine_upgrades_off(engine: Engine, study: Study) -> Verdict:
    """A database or broker isn't patched by itself.

    Minor versions bring the fixes for flaws. Without automatic upgrades they wait until someone thinks of them.

    Attack: a flaw in the engine is known for a year, and still open here.

    Safe when: someone upgrades on a schedule.

    Fix: set AutoMinorVersionUpgrade (AllowVersionUpgrade of a warehouse) to true, with a maintenance window that suits.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-13
    """
    switch = engine.versions if engine.resource.type == "AWS::Redshift::Cluster" else engine.upgrades
    return must_be_on(switch, "fixes of the engine wait until someone thinks of them")


CONTROLS = (engine_upgrades_off,)
