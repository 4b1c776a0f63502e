"""Secrets that never change."""

from hauberk.model.subject import Subject, Text
from hauberk.model.verdict import LOW, Verdict, satisfied, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


class Secret(Subject):
    """A secret of Secrets Manager."""

    TYPES = ("AWS::SecretsManager::Secret",)
    __slots__ = ()

    kms_key = Text("KmsKeyId")


@control("secret-without-rotation", practice=3, severity=LOW, subject=Secret)
def secret_without_rotation(secret: Secret, study: Study) -> Verdict:
    """A secret is never rotated.

    A secret that stays the same for years is known to everyone who ever had access, and to every backup and log that it
    slipped into.

    Attack: a former colleague's notes still open the database.

    Safe when: someone else hands the secret out and can't be asked for a new one by a machine.

    Fix: add an AWS::SecretsManager::RotationSchedule; for RDS and others a hosted rotation needs no code.

    References:
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1
    """
    if any(study.users(secret, "AWS::SecretsManager::RotationSchedule")):
        return satisfied()
    return violated(secret.says("nothing in the template rotates this secret"))


CONTROLS = (secret_without_rotation,)
