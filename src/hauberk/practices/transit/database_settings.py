"""Settings of databases that allow connections without TLS."""

from hauberk.model.subject import Subject, Whole, as_text, listed, named
from hauberk.model.values import Known, Unknown, Value
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

SWITCHES = ("rds.force_ssl", "require_secure_transport", "require_ssl", "tls")
"""Names of the setting in PostgreSQL and SQL Server, MySQL and MariaDB, Redshift, and DocumentDB (Amazon RDS user
guide, Amazon Redshift management guide, Amazon DocumentDB developer guide, 2026-11)."""
_OFF = frozenset(("0", "off", "false", "disabled"))


class ParameterGroup(Subject):
    """The settings of a database."""

    TYPES = (
        "AWS::DocDB::DBClusterParameterGroup",
        "AWS::RDS::DBClusterParameterGroup",
        "AWS::RDS::DBParameterGroup",
        "AWS::Redshift::ClusterParameterGroup",
    )
    __slots__ = ()

    parameters = Whole("Parameters")

    def setting(self, name: str) -> Value:
        """One setting. Redshift lists them, with name and value; the others map names to values."""
        for entry in listed(self.parameters):
            if isinstance(entry, Unknown):
                return entry
            if named(entry).value("ParameterName") == Known(name):
                return named(entry).value("ParameterValue")
        return named(self.parameters).value(name)


@control("database-without-tls", practice=7, severity=MEDIUM, subject=ParameterGroup)
def database_without_tls(group: ParameterGroup, study: Study) -> Verdict:
    """A database takes connections without TLS.

    The setting that makes a database insist on TLS is switched off; whether a connection is encrypted is left to each
    client's defaults.

    Attack: whoever gets into the network reads queries and their results.

    Safe when: clients that can't speak TLS are being replaced.

    Fix: set rds.force_ssl (PostgreSQL), require_secure_transport (MySQL) or require_ssl (Redshift) on.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-2
    """
    if isinstance(group.parameters, Unknown):
        return unknown(group.parameters)
    for name in SWITCHES:
        value = as_text(group.setting(name))
        if isinstance(value, Unknown):
            return unknown(value)
        if isinstance(value, Known):
            off = str(value.value).lower() in _OFF
            return violated(value.says("clients may connect without encryption")) if off else satisfied()
    return not_applicable("it says nothing of TLS")


CONTROLS = (database_without_tls,)
