"""What functions answer when something goes wrong."""

from hauberk.model.verdict import MEDIUM, Verdict, satisfied
from hauberk.practices.control import control
from hauberk.study.code.stated import Stated, stated
from hauberk.study.study import Study
from hauberk.study.triggers import How

OWN = ("Step Functions", "EventBridge Pipe", "CloudFormation")
"""Callers that are a part of the application: what they are told, nobody else reads."""


@control("exception-in-response", practice=8, severity=MEDIUM, subject=stated("exception-in-response"))
def exception_in_response(answer: Stated, study: Study) -> Verdict:
    """Code answers with the text of an exception.

    The text of an exception is written for whoever mends the code. It names tables, hosts, paths and versions, quotes
    statements, and with a stack trace shows the code's own lines.

    Attack: a caller sends what is wrong on purpose, and learns from the answers how a query is built.

    Safe when: the exception is one that the code raises itself, with a text for the caller. Classes of the
    application's own, and what validation says, aren't told; nor are answers that nobody outside reads: to queues,
    streams and events.

    Fix: write the exception to the log, and answer with a text of your own and the request's id.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/209.html
    """
    triggers = study.triggers(answer.function)
    if triggers and not any(one.how is How.SYNCHRONOUS and one.kind not in OWN for one in triggers):
        return satisfied()
    return answer.judged(study)


CONTROLS = (exception_in_response,)
