"""What becomes of an event inside a function: the part that templates can't tell."""

from hauberk.model.deployment import Deployment
from hauberk.model.values import Reason
from hauberk.model.verdict import HIGH, Verdict, not_applicable, unknown
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("hostile-event-reaches-sink", practice=8, severity=HIGH, subject=Deployment)
def hostile_event_reaches_sink(deployment: Deployment, study: Study) -> Verdict:
    """An event reaches a dangerous call unchecked.

    SQL, commands, templates, paths and addresses that are built from an event do what the event's sender wants. Whether
    that happens is in the functions' code, which Hauberk doesn't analyse yet; it says so rather than nothing.

    Attack: a body with a quote in it becomes a query of the attacker's own.

    Safe when: every input is checked against a schema, and queries take parameters.

    Fix: validate events where they come in, and never build code from text.

    References:
    - https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/data-protection.html
    - https://owasp.org/www-project-serverless-top-10/
    """
    if not any(study.there(deployment, "AWS::Lambda::Function")):
        return not_applicable("there is no function")
    return unknown(Reason("not-computed-yet", "what becomes of events in the functions' code is not computed yet"))


CONTROLS = (hostile_event_reaches_sink,)
