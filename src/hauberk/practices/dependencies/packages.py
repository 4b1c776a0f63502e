"""Packages with known flaws: the part that templates can't tell."""

from hauberk.model.deployment import Deployment
from hauberk.model.values import Reason
from hauberk.model.verdict import HIGH, Verdict, not_applicable, unknown
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("vulnerable-dependency", practice=5, severity=HIGH, subject=Deployment)
def vulnerable_dependency(deployment: Deployment, study: Study) -> Verdict:
    """A function brings a package with a known flaw.

    Which packages a function brings is in its lock files, layers and images, which Hauberk doesn't read yet; it says so
    rather than nothing.

    Attack: a flaw that has a number and an exploit is tried by scanners within hours.

    Safe when: another tool looks at the packages, such as pip-audit, npm audit or Amazon Inspector.

    Fix: run one of them in the pipeline, and switch on Inspector for Lambda.

    References:
    - https://docs.aws.amazon.com/inspector/latest/user/scanning-lambda.html
    """
    if not any(study.there(deployment, "AWS::Lambda::Function")):
        return not_applicable("there is no function")
    return unknown(Reason("not-computed-yet", "which packages the functions bring is not computed yet"))


CONTROLS = (vulnerable_dependency,)
