"""Secrets that never change."""

from hauberk.model.subject import Number, Subject
from hauberk.model.values import Absent
from hauberk.model.verdict import LOW, Verdict, not_applicable, satisfied, violated
from hauberk.practices.checks import must
from hauberk.practices.control import control
from hauberk.study.study import Study


class Secret(Subject):
    """A secret of Secrets Manager."""

    TYPES = ("AWS::SecretsManager::Secret",)
    __slots__ = ()


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
    return violated(secret.says("no rotation is set up for this secret"))


class Rotation(Subject):
    """When a secret is rotated."""

    TYPES = ("AWS::SecretsManager::RotationSchedule",)
    __slots__ = ()

    days = Number("RotationRules.AutomaticallyAfterDays")


LONGEST = 90


@control("secret-rotated-too-rarely", practice=3, severity=LOW, subject=Rotation)
def secret_rotated_too_rarely(rotation: Rotation, study: Study) -> Verdict:
    """A secret is rotated less than every ninety days.

    The time between two rotations is the time that a stolen secret works.

    Attack: a secret from a log of last winter still opens the database.

    Safe when: whoever takes the secret can't change it more often.

    Fix: set AutomaticallyAfterDays to 90 or less.

    References:
    - https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-4
    """
    if isinstance(rotation.days, Absent):
        return not_applicable("a schedule expression says when")
    return must(rotation.days, lambda days: isinstance(days, (int, float)) and days <= LONGEST, "this is too rare")


CONTROLS = (secret_without_rotation, secret_rotated_too_rarely)
