"""Hostile data that becomes part of a query."""

from hauberk.model.verdict import CRITICAL, Verdict
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


CONTROLS = (sql_injection,)
