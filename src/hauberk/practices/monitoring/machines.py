"""What state machines and databases log."""

from hauberk.model.subject import Subject, Text
from hauberk.model.values import Absent
from hauberk.model.verdict import LOW, Verdict, not_applicable
from hauberk.practices.checks import must_be_among, must_be_given
from hauberk.practices.control import control
from hauberk.study.study import Study


class LoggedMachine(Subject):
    """A state machine, as far as its log is concerned."""

    TYPES = ("AWS::StepFunctions::StateMachine",)
    __slots__ = ()

    level = Text("LoggingConfiguration.Level", "OFF")


@control("state-machine-without-logs", practice=4, severity=LOW, subject=LoggedMachine)
def state_machine_without_logs(machine: LoggedMachine, study: Study) -> Verdict:
    """A state machine writes no logs.

    The history of a standard execution is gone after 90 days, and an express execution has none but its log.

    Attack: what an execution did, and who started it, can't be told any more when it matters.

    Safe when: another service keeps the executions' events.

    Fix: set LoggingConfiguration with Level ERROR or ALL and a log group.

    References:
    - https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/stepfunctions-controls.html#stepfunctions-1
    """
    return must_be_among(machine.level, ("ALL", "ERROR", "FATAL"), "executions write no log")


LOGS: dict[str, str] = {
    "AWS::AmazonMQ::Broker": "Logs",
    "AWS::DocDB::DBCluster": "EnableCloudwatchLogsExports",
    "AWS::Elasticsearch::Domain": "LogPublishingOptions",
    "AWS::MSK::Cluster": "LoggingInfo",
    "AWS::Neptune::DBCluster": "EnableCloudwatchLogsExports",
    "AWS::OpenSearchService::Domain": "LogPublishingOptions",
    "AWS::RDS::DBCluster": "EnableCloudwatchLogsExports",
    "AWS::RDS::DBInstance": "EnableCloudwatchLogsExports",
    "AWS::Redshift::Cluster": "LoggingProperties",
}
"""Where a store says what becomes of its logs (CloudFormation Template Reference, 2026-11)."""


class LoggedDatabase(Subject):
    """A database, warehouse, search domain or broker, as far as its log is concerned."""

    TYPES = tuple(LOGS)
    __slots__ = ()


@control("database-without-log-exports", practice=4, severity=LOW, subject=LoggedDatabase)
def database_without_log_exports(database: LoggedDatabase, study: Study) -> Verdict:
    """A database keeps its logs to itself.

    Logs on the database's own disk are rotated away within days and are gone with the database.

    Attack: failed logins and dumps of whole tables leave no record that outlives the instance.

    Safe when: an activity stream records what happens.

    Fix: set EnableCloudwatchLogsExports to the logs that the engine has; LoggingInfo (MSK), LogPublishingOptions
    (OpenSearch), Logs (Amazon MQ), LoggingProperties (Redshift).

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9
    """
    if database.resource.type == "AWS::RDS::DBInstance" and not isinstance(database.at("DBClusterIdentifier"), Absent):
        return not_applicable("its cluster says so")
    return must_be_given(database.at(LOGS[database.resource.type]), "its logs stay on its own disk")


CONTROLS = (state_machine_without_logs, database_without_log_exports)
