"""What functions do in their code: the part that templates can't tell."""

from hauberk.model.deployment import Deployment
from hauberk.model.values import Reason
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, unknown
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("insecure-code", practice=13, severity=MEDIUM, subject=Deployment)
def insecure_code(deployment: Deployment, study: Study) -> Verdict:
    """A function does something insecure.

    Weak hashes, predictable random numbers, archives that are unpacked unchecked, state that is kept from one caller to
    the next: these are in the functions' code, which Hauberk doesn't analyse yet; it says so rather than nothing.

    Attack: a session id that can be guessed is a session that can be taken over.

    Safe when: a linter for security looks at the code.

    Fix: run one, such as bandit or semgrep, until Hauberk does.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
    """
    if not any(study.there(deployment, "AWS::Lambda::Function")):
        return not_applicable("there is no function")
    return unknown(Reason("not-computed-yet", "what the functions' code does is not computed yet"))


CONTROLS = (insecure_code,)
