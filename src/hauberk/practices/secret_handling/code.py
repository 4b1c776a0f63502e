"""Secrets in functions' code, and in what it writes."""

from hauberk.model.verdict import HIGH, Verdict
from hauberk.practices.control import control
from hauberk.study.code.stated import Stated, stated
from hauberk.study.study import Study


@control("hard-coded-credentials", practice=3, severity=HIGH, subject=stated("hard-coded-credentials"))
def hard_coded_credentials(secret: Stated, study: Study) -> Verdict:
    """A secret is written into a function's code.

    Code is read by more people than secrets should be: it lies in a repository with its whole history, in build logs,
    in the deployment bucket, and in the answer to GetFunction. A secret in it can't be changed without a deployment, so
    it isn't.

    Attack: who reads the repository, or may call GetFunction, signs in where the secret lets them.

    Safe when: the value is no secret, such as a key that is meant to be public.

    Fix: keep it in Secrets Manager or as a SecureString of Parameter Store, read it when the function starts, and
    change it: it has been seen.

    References:
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
    - https://cwe.mitre.org/data/definitions/798.html
    """
    return secret.judged(study)


@control("secret-in-log", practice=3, severity=HIGH, subject=stated("secret-in-log"))
def secret_in_log(line: Stated, study: Study) -> Verdict:
    """Code writes a secret to the log.

    A value from Secrets Manager, a password or a token goes into a line of the log. The log keeps it for as long as the
    log group keeps anything, and passes it on to wherever logs are gathered; access to it is seldom guarded as access
    to secrets is.

    Attack: who may read logs, to find mistakes, signs in with what they find.

    Safe when: what is written can't be used any more, such as a token that was withdrawn before.

    Fix: write what tells the secret from others and is none: its name, its version, the user that it belongs to. Change
    what was written already.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/532.html
    """
    return line.judged(study)


CONTROLS = (hard_coded_credentials, secret_in_log)
