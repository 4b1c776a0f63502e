"""Databases that the internet can reach."""

from hauberk.model.subject import Flag, Subject, Text
from hauberk.model.values import Absent
from hauberk.model.verdict import CRITICAL, Verdict, not_applicable
from hauberk.practices.checks import must_be_among, must_be_off
from hauberk.practices.control import control
from hauberk.study.study import Study


class Database(Subject):
    """A database, warehouse or broker that can be given a public address."""

    TYPES = (
        "AWS::AmazonMQ::Broker",
        "AWS::DMS::ReplicationInstance",
        "AWS::MSK::Cluster",
        "AWS::RDS::DBInstance",
        "AWS::Redshift::Cluster",
        "AWS::RedshiftServerless::Workgroup",
    )
    __slots__ = ()

    public = Flag("PubliclyAccessible")
    brokers = Text("BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type", "DISABLED")


@control("database-publicly-accessible", practice=6, severity=CRITICAL, subject=Database)
def database_publicly_accessible(database: Database, study: Study) -> Verdict:
    """A database has an address on the internet.

    A public database is one wrong rule or one guessed password away from everyone.

    Attack: scanners find it within minutes and try the passwords of every leak, day and night.

    Safe when: never for a database behind functions; they reach it in the VPC.

    Fix: set PubliclyAccessible to false and let functions connect from private subnets.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2
    """
    if database.resource.type == "AWS::MSK::Cluster":
        return must_be_among(database.brokers, ("DISABLED",), "the brokers can be reached from the internet")
    if isinstance(database.public, Absent):
        return not_applicable("what AWS does then depends on the subnets")
    return must_be_off(database.public, "it can be reached from the internet")


CONTROLS = (database_publicly_accessible,)
