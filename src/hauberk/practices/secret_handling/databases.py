"""Databases that need a password to be stored somewhere."""

from hauberk.model.subject import Flag, Subject, Text
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import LOW, Verdict, not_applicable, unknown
from hauberk.practices.checks import must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study


class Database(Subject):
    """A relational database."""

    TYPES = ("AWS::RDS::DBCluster", "AWS::RDS::DBInstance")
    __slots__ = ()

    engine = Text("Engine")
    by_iam = Flag("EnableIAMDatabaseAuthentication", False)


_ENGINES = ("aurora", "mariadb", "mysql", "postgres")


@control("database-without-iam-authentication", practice=3, severity=LOW, subject=Database)
def database_without_iam_authentication(database: Database, study: Study) -> Verdict:
    """A database knows passwords only.

    With IAM authentication a function signs in with its role, by a token of fifteen minutes: there is no password to
    store, to rotate and to lose.

    Attack: a password from an old backup of the configuration still opens the database.

    Safe when: the function reads a password from Secrets Manager that is rotated there.

    Fix: set EnableIAMDatabaseAuthentication to true and allow rds-db:connect to the function's role.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-10
    """
    if not isinstance(database.at("DBClusterIdentifier"), Absent) and database.resource.type == "AWS::RDS::DBInstance":
        return not_applicable("its cluster says so")
    if isinstance(database.engine, Unknown):
        return unknown(database.engine)
    if isinstance(database.engine, Known) and not str(database.engine.value).startswith(_ENGINES):
        return not_applicable("its engine has no such authentication")
    return must_be_on(database.by_iam, "passwords are the only way in")


CONTROLS = (database_without_iam_authentication,)
