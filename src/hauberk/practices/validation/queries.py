"""Hostile data that becomes part of a statement to a database."""

from hauberk.model.verdict import CRITICAL, HIGH, Verdict
from hauberk.practices.control import control
from hauberk.study.code.reached import Reached, reached
from hauberk.study.study import Study


@control("sql-injection", practice=8, severity=CRITICAL, subject=reached("sql-injection"))
def sql_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes part of an SQL statement.

    Text from an event that is put into the text of a statement can end a value and go on with SQL of its own: other
    rows, other tables, changes.

    Attack: an id of ``' OR '1'='1`` reads everybody's rows.

    Safe when: the value can only be one of a few that the code names, such as the name of a column, or is a number.

    Fix: put a placeholder into the statement and give the value as a parameter.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/89.html
    """
    return place.judged(study, "{source} is part of the statement that {what} runs")


@control("rds-data-injection", practice=8, severity=CRITICAL, subject=reached("rds-data-injection"))
def rds_data_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes part of a statement to the RDS or Redshift Data API.

    The Data API runs SQL over HTTPS, with the rights of the database user whose secret the function names. Its
    statements are texts like any other driver's: a value that is put into one can go on with SQL of its own.

    Attack: an order number of ``0; DELETE FROM orders`` empties the table.

    Safe when: the value can only be one of a few that the code names, or is a number.

    Fix: write ``:name`` into the statement and give the value in ``parameters``.

    References:
    - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html
    - https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/89.html
    """
    return place.judged(study, "{source} is part of the statement that {what} runs")


@control("partiql-injection", practice=8, severity=HIGH, subject=reached("partiql-injection"))
def partiql_injection(place: Reached, study: Study) -> Verdict:
    """An event becomes part of a PartiQL statement.

    DynamoDB's PartiQL reads and writes tables by statements. A value that is put into the text of one can end its
    quotes and widen the condition: a statement that meant one item then means all of them, and reads the whole table,
    of every customer.

    Attack: an id of ``x' OR id > '`` answers with each item of the table, page by page, and the table's owner pays for
    the scan.

    Safe when: the value can only be one of a few that the code names, or is a number.

    Fix: put ``?`` into the statement and give the value in ``Parameters``, or ask with get_item and a key.

    References:
    - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
    - https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/943.html
    """
    return place.judged(study, "{source} is part of the PartiQL statement that {what} runs")


CONTROLS = (sql_injection, rds_data_injection, partiql_injection)
