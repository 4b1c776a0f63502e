"""Old states of data, and what happens to it when a stack goes."""

from typing import ClassVar

from hauberk.model.subject import Flag, Number, Subject, Text, Whole, as_flag, listed, named
from hauberk.model.told import if_live
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import LOW, MEDIUM, State, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must, must_be_among, must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study


class Bucket(Subject):
    """A bucket."""

    TYPES = ("AWS::S3::Bucket",)
    __slots__ = ()

    versioning = Text("VersioningConfiguration.Status", "Suspended")


@control("bucket-without-versioning", practice=10, severity=LOW, subject=Bucket)
def bucket_without_versioning(bucket: Bucket, study: Study) -> Verdict:
    """A bucket keeps no old versions.

    Without versioning an object that is overwritten or deleted is gone.

    Attack: someone with write access encrypts every object and asks for money.

    Safe when: the bucket holds what can be made again.

    Fix: set VersioningConfiguration.Status to Enabled, with a lifecycle rule for old versions.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14
    """
    return must_be_among(bucket.versioning, ("Enabled",), "what is overwritten or deleted is gone")


class Table(Subject):
    """A table, or one that is kept in several regions."""

    TYPES = ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")
    __slots__ = ()

    recoverable = Flag("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled", False)
    replicas = Whole("Replicas")


@control("table-without-point-in-time-recovery", practice=10, severity=MEDIUM, subject=Table)
def table_without_point_in_time_recovery(table: Table, study: Study) -> Verdict:
    """A table can't be restored to yesterday.

    Point-in-time recovery keeps every change of the last 35 days, or of as many as RecoveryPeriodInDays says. Without
    it a bad deployment or an attack that overwrites items is final.

    Attack: a function that was taken over overwrites every item; there is nothing to go back to.

    Safe when: the table holds what can be made again, such as sessions.

    Fix: set PointInTimeRecoveryEnabled to true.

    References:
    - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2
    """
    says = "the table can't be restored to an earlier moment"
    if isinstance(table.replicas, Unknown):
        return unknown(table.replicas)
    if table.resource.type == "AWS::DynamoDB::Table":
        return must_be_on(table.recoverable, says)
    for replica in listed(table.replicas):
        own = named(named(replica).value("PointInTimeRecoverySpecification"))
        verdict = must_be_on(as_flag(own.value("PointInTimeRecoveryEnabled", False)), says)
        if verdict.state is State.VIOLATED:
            return violated(replica.says(says))
        if verdict.state is not State.SATISFIED:
            return verdict
    return satisfied()


class Database(Subject):
    """A database."""

    TYPES: ClassVar[tuple[str, ...]] = (
        "AWS::DocDB::DBCluster",
        "AWS::Neptune::DBCluster",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
    )
    __slots__ = ()

    cluster = Text("DBClusterIdentifier")
    protected = Flag("DeletionProtection", False)

    @property
    def is_member(self) -> bool:
        """Whether the database is an instance of a cluster, which decides for it."""
        return self.resource.type == "AWS::RDS::DBInstance" and not isinstance(self.cluster, Absent)


@control("database-without-deletion-protection", practice=10, severity=LOW, subject=Database)
def database_without_deletion_protection(database: Database, study: Study) -> Verdict:
    """A database can be deleted by a single call.

    With deletion protection someone has to switch it off first, which is seen.

    Attack: a mistake in a template replaces the database, and its data is gone within minutes.

    Safe when: the stack is for tests.

    Fix: set DeletionProtection to true.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-8
    """
    if database.is_member:
        return not_applicable("its cluster says so")
    return must_be_on(database.protected, "one call deletes the database")


class BackedUp(Database):
    """A database or a warehouse, as far as its backups are concerned."""

    TYPES: ClassVar[tuple[str, ...]] = (*Database.TYPES, "AWS::Redshift::Cluster")
    __slots__ = ()

    kept_days = Number("BackupRetentionPeriod", 1)
    snapshots_kept_days = Number("AutomatedSnapshotRetentionPeriod", 1)


@control("database-without-backups", practice=10, severity=MEDIUM, subject=BackedUp)
def database_without_backups(database: BackedUp, study: Study) -> Verdict:
    """A database's backups are kept too briefly.

    Zero days switch backups off; the default of one day is over before anyone has noticed that data is wrong.

    Attack: data is changed on Friday; on Monday there is no backup from before.

    Safe when: AWS Backup keeps copies for longer.

    Fix: set BackupRetentionPeriod (AutomatedSnapshotRetentionPeriod of a warehouse) to at least 7.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11
    """
    if database.is_member:
        return not_applicable("its cluster says so")
    if not isinstance(database.at("SourceDBInstanceIdentifier"), Absent):
        return not_applicable("it is a replica of a database that has backups of its own")
    says = "backups are gone before a mistake is noticed"
    kept = database.snapshots_kept_days if database.resource.type == "AWS::Redshift::Cluster" else database.kept_days
    return must(kept, lambda days: isinstance(days, (int, float)) and days >= 7, says)


class Keeper(Subject):
    """A resource that keeps data of which there is no other copy."""

    TYPES = (
        "AWS::Cognito::UserPool",
        "AWS::DocDB::DBCluster",
        "AWS::DynamoDB::GlobalTable",
        "AWS::DynamoDB::Table",
        "AWS::EFS::FileSystem",
        "AWS::KMS::Key",
        "AWS::Neptune::DBCluster",
        "AWS::RDS::DBCluster",
    )
    __slots__ = ()


@control("stateful-resource-not-retained", practice=10, severity=LOW, subject=Keeper)
def stateful_resource_not_retained(keeper: Keeper, study: Study) -> Verdict:
    """Data goes when its stack goes.

    Without a DeletionPolicy most resources are deleted with the stack, or when they leave the template, with all they
    hold. Buckets aren't asked about: CloudFormation deletes none that has anything in it.

    Attack: a stack is deleted by mistake, or by someone who wants to do harm; the customers' data with it.

    Safe when: the stack is for tests, or the data can be made again.

    Fix: set DeletionPolicy: Retain (or Snapshot) and UpdateReplacePolicy alike.

    References:
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    """
    if live := if_live(keeper, "what goes with its stack"):
        return live
    policy = keeper.resource.attributes.within(keeper.world).value("DeletionPolicy")
    match policy:
        case Known("Retain" | "Snapshot" | "RetainExceptOnCreate"):
            return satisfied()
        case Unknown():
            return unknown(policy)
        case Known():
            return violated(policy.says(f"{keeper.name} and what it holds are deleted with the stack"))
    if keeper.resource.type == "AWS::RDS::DBCluster":
        return satisfied()
    return violated(keeper.says(f"{keeper.name} and what it holds are deleted with the stack"))


CONTROLS = (
    bucket_without_versioning,
    table_without_point_in_time_recovery,
    database_without_deletion_protection,
    database_without_backups,
    stateful_resource_not_retained,
)
