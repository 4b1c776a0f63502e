"""The few shapes that most controls have."""

from collections.abc import Callable, Container

from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Fields, Items, Known, Plain, Unknown, Value
from hauberk.model.verdict import Verdict, satisfied, unknown, violated

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


def plain(value: Value) -> tuple[bool, Plain]:
    """Whether a scalar is known, and which: what is written, or AWS's default where nothing is."""
    match value:
        case Known(scalar) if not isinstance(scalar, (Fields, Items)):
            return True, scalar
        case Absent(default) if default is not None:
            return True, default
    return False, None


def must(value: Value, accept: Callable[[Plain], bool], says: str) -> Verdict:
    """Satisfied where a value, or AWS's default for it, is accepted; violated where it isn't; else unknown."""
    known, scalar = plain(value)
    if not known:
        return unknown(value)
    return satisfied() if accept(scalar) else violated(value.says(says))


def must_be_on(value: Value, says: str) -> Verdict:
    """A switch that has to be on."""
    return must(value, lambda scalar: scalar is True, says)


def must_be_off(value: Value, says: str) -> Verdict:
    """A switch that has to be off."""
    return must(value, lambda scalar: scalar is False, says)


def must_be_among(value: Value, accepted: Container[Plain], says: str) -> Verdict:
    """A word that has to be one of some."""
    return must(value, lambda scalar: scalar in accepted, says)


def must_be_given(value: Value, says: str) -> Verdict:
    """Something has to be written, whatever it is; empty text and empty structure count as nothing."""
    match value:
        case Absent() | Known(None | "" | False):
            return violated(value.says(says))
        case Known(Fields() | Items() as structure) if not structure:
            return violated(value.says(says))
        case Unknown(reason) if reason.code not in GIVEN and not reason.code.startswith("dynamic-"):
            return unknown(value)
    return satisfied()


def is_given(value: Value) -> bool:
    """Whether something is written there, known or not."""
    return must_be_given(value, "").primary is None


HELPERS = (
    "/BucketNotificationsHandler",
    "/LogRetention",
    "/AWS679f53fac002430cb0da5b7982bd2287",
    "/Custom::",
    "CustomResourceProvider",
    "/framework-onEvent",
    "/framework-isComplete",
    "/framework-onTimeout",
)
"""Parts of the construct paths of functions that the AWS CDK makes for itself (aws-cdk-lib, 2026-11)."""


def is_helper(subject: Subject) -> bool:
    """Whether a function is one that the AWS CDK makes for its own use."""
    label = subject.resource.label
    return any(part in f"/{label}" for part in HELPERS)
