"""Keys of KMS."""

from hauberk.model.subject import Flag, Number, Subject, Text
from hauberk.model.told import if_live, told
from hauberk.model.values import Known
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable
from hauberk.practices.checks import must, must_be_on, plain
from hauberk.practices.control import control
from hauberk.study.study import Study


class Key(Subject):
    """A key."""

    TYPES = ("AWS::KMS::Key",)
    __slots__ = ()

    rotates = Flag("EnableKeyRotation", False)
    spec = Text("KeySpec", "SYMMETRIC_DEFAULT")
    origin = Text("Origin", "AWS_KMS")
    waiting = Number("PendingWindowInDays", 30)


@control("key-without-rotation", practice=2, severity=MEDIUM, subject=Key)
def key_without_rotation(key: Key, study: Study) -> Verdict:
    """A key is never rotated.

    Rotation gives a symmetric key new material every year, by itself and without anyone noticing; old data stays
    readable. Without it one leak of key material concerns everything that was ever encrypted.

    Attack: material that leaked years ago still decrypts today's data.

    Safe when: the key is asymmetric or its material is imported; KMS can't rotate those. A key of an account that is
    switched off isn't asked about: KMS rotates none, and nobody can use it.

    Fix: set EnableKeyRotation to true.

    References:
    - https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4
    """
    if told(key, "KeyState") == Known("Disabled"):
        return not_applicable("it is switched off: nobody can use it, and KMS doesn't rotate it")
    if plain(key.spec) == (True, "SYMMETRIC_DEFAULT") and plain(key.origin) == (True, "AWS_KMS"):
        return must_be_on(key.rotates, "the key's material never changes")
    if isinstance(key.spec, Known) or isinstance(key.origin, Known):
        return not_applicable("KMS can't rotate such a key")
    return must_be_on(key.spec, "")


@control("key-deleted-in-a-hurry", practice=2, severity=LOW, subject=Key)
def key_deleted_in_a_hurry(key: Key, study: Study) -> Verdict:
    """A key can be gone within days.

    A deleted key takes all data with it that it encrypted. KMS waits between 7 and 30 days before it deletes one, and
    that is all the time there is to notice a mistake or an attack.

    Attack: someone with the permission schedules the deletion before a long holiday.

    Safe when: the stack is for tests and its data is nobody's.

    Fix: leave PendingWindowInDays at its default of 30, or set at least 14.

    References:
    - https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3
    """
    if live := if_live(key, "how long its deletion waits"):
        return live
    says = "so few days later the key is gone, and all that it encrypted"
    return must(key.waiting, lambda days: isinstance(days, (int, float)) and days >= 14, says)


CONTROLS = (key_without_rotation, key_deleted_in_a_hurry)
