"""Who may read secrets."""

from hauberk.model.policies import IdentityStatement
from hauberk.model.verdict import HIGH, Verdict
from hauberk.practices.control import control
from hauberk.practices.least_privilege.powers import READING, on_everything
from hauberk.study.study import Study


@control("read-any-secret", practice=3, severity=HIGH, subject=IdentityStatement)
def read_any_secret(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows every secret to be read.

    ``secretsmanager:GetSecretValue`` or ``ssm:GetParameter`` on every resource opens the secrets of all applications of
    the account.

    Attack: a flaw in the least important function gives the credentials of the most important database.

    Safe when: a condition on a tag of the secret narrows it.

    Fix: name the secret's ARN, or the parameters' path.

    References:
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
    - https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
    """
    return on_everything(statement, study, READING, "every secret of the account can be read")


CONTROLS = (read_any_secret,)
