"""Secrets in the files of an application: its code, its configuration, its notebooks and archives."""

from hauberk.model.secrets import Secret
from hauberk.model.values import Annotation
from hauberk.model.verdict import CRITICAL, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.secret_handling.finding import article
from hauberk.study.code.leaking import LeakingFile
from hauberk.study.study import Study


@control("secret-in-file", practice=3, severity=CRITICAL, subject=LeakingFile)
def secret_in_file(file: LeakingFile, study: Study) -> Verdict:
    """A secret stands in a file.

    Code, ``.env`` files, settings, notebooks with their outputs, and archives of code are read for secrets: by the form
    that their issuers give them, and by the name that a value is bound to. What stands in a file is in the repository,
    in its history for good, and what is deployed with a function can be downloaded by whoever may call GetFunction. Its
    value isn't shown here.

    Looked into are the folders and archives that the template names as code of functions and layers, and what lies
    beside the template and below, without installed packages, lock files and what tools make; where no template tells
    of code, the folder of its handlers. A value weighs less in a comment, a test or an example than in code;
    placeholders and what vendors' documentation shows don't count.

    Attack: someone reads the repository, an old fork or a layer that was shared, and has the key; it still works.

    Safe when: the value was made up for a test, or is meant to be public, as some keys of web pages are.

    Fix: take the secret back where it was issued, since the history keeps it; put a new one into Secrets Manager and
    read it at run time.

    References:
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
    - https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html
    """
    if file.left is not None:
        return unknown(file.left)
    if file.found is None:
        return satisfied()
    _, leak, span, text = file.found
    what = article(Secret(leak.kind, leak.start, leak.end))
    return violated(Annotation(span, f"{what} stands here for everyone to read", text))


CONTROLS = (secret_in_file,)
