"""What functions' code asks of their environment, and what it should have asked."""

from hauberk.model.subject import named
from hauberk.model.values import Absent, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.code.stated import Stated, stated
from hauberk.study.study import Study


@control("environment-without-default", practice=2, severity=MEDIUM, subject=stated("environment-needed"))
def environment_without_default(read: Stated, study: Study) -> Verdict:
    """Code needs an environment variable that the template doesn't set.

    The code reads a variable that isn't in the function's environment and has nothing to take in its place. Each
    invocation that comes there fails, or goes on with "undefined" for a name.

    Attack: a function that checks something, such as an authorizer, fails, and whoever waits for its answer goes on
    without; or a variable that was to name one's own bucket names nobody's.

    Safe when: something else sets the variable, such as a wrapper script in a layer.

    Fix: set the variable in the function's Environment, or in Globals, or give the read a default.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    - https://cwe.mitre.org/data/definitions/754.html
    """
    fact = read.finding
    if fact is None:
        return satisfied()
    if read.function.is_bare:
        return not_applicable("no template tells what is in its environment")
    variables = read.function.environment
    if isinstance(variables, Unknown):
        return unknown(variables)
    if not isinstance(named(variables).value(fact.what), Absent):
        return satisfied()
    return violated(read.remark(study, fact), read.says(f"{fact.what} isn't in its environment"))


@control("hard-coded-configuration", practice=2, severity=LOW, subject=stated("hard-coded-configuration"))
def hard_coded_configuration(name: Stated, study: Study) -> Verdict:
    """Code names one stage's table, bucket, queue or account.

    A name in the code is the same in development and in production: a test writes into the real table, and a copy of
    the application in another account works with things of the first. An account's number in public code tells where
    to look.

    Attack: who may deploy a test stage only reads and writes production's data through it.

    Safe when: there is one stage, and there will be no other.

    Fix: let the template set an environment variable (``!Ref`` of the resource), and let the code read that.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
    - https://cwe.mitre.org/data/definitions/547.html
    """
    return name.judged(study)


CONTROLS = (environment_without_default, hard_coded_configuration)
