"""Whether something is written, whatever it is."""

from hauberk.model.values import Absent, Fields, Items, Known, Unknown, Value

GIVEN = frozenset(
    (
        "availability-zones",
        "import-value",
        "no-echo",
        "parameter-set-at-deployment",
        "parameter-store",
        "parameter-without-default",
    )
)
"""Reasons for which a value isn't known, though it is sure that there is one."""


def given(value: Value) -> bool | None:
    """Whether something is written there, known or not; ``None`` where that can't be told. Empty text and empty
    structure count as nothing."""
    match value:
        case Absent() | Known(None | "" | False):
            return False
        case Known(Fields() | Items() as structure) if not structure:
            return False
        case Unknown(reason) if reason.code not in GIVEN and not reason.code.startswith("dynamic-"):
            return None
    return True


def is_given(value: Value) -> bool:
    """Whether something is surely written there, known or not."""
    return given(value) is True
