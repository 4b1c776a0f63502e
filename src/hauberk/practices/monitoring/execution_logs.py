"""Whether a REST API says what goes wrong in it."""

from hauberk.model.api import RestStage
from hauberk.model.subject import listed, named
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import LOW, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("rest-api-without-execution-logs", practice=4, severity=LOW, subject=RestStage)
def rest_api_without_execution_logs(stage: RestStage, study: Study) -> Verdict:
    """A REST API doesn't log what goes wrong.

    Access logs tell who called; execution logs tell why an authorizer, a validator or an integration refused.

    Attack: someone tries out how to get past an authorizer, and its failures are recorded nowhere.

    Safe when: access logs carry $context.error and $context.authorizer.error.

    Fix: set LoggingLevel to ERROR in MethodSettings; leave DataTraceEnabled off.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-1
    """
    if isinstance(stage.methods, Unknown):
        return unknown(stage.methods)
    for setting in listed(stage.methods):
        if isinstance(setting, Unknown):
            return unknown(setting)
        level = named(setting).value("LoggingLevel")
        if isinstance(level, Unknown):
            return unknown(level)
        if level in (Known("ERROR"), Known("INFO")):
            return satisfied()
    place = stage if isinstance(stage.methods, Absent) else stage.methods
    return violated(place.says("errors inside the API are recorded nowhere"))


CONTROLS = (rest_api_without_execution_logs,)
