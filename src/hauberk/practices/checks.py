"""The few shapes that most controls have."""

from collections.abc import Callable, Container

from hauberk.model.given import given
from hauberk.model.regex import regex
from hauberk.model.subject import Subject, as_text, named
from hauberk.model.told import told
from hauberk.model.values import Absent, Fields, Items, Known, Plain, Unknown, Value
from hauberk.model.verdict import Verdict, not_applicable, satisfied, unknown, violated


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
    written = given(value)
    if written is None:
        return unknown(value)
    return satisfied() if written else violated(value.says(says))


def must_not_be_told(subject: Subject, path: str, bad: Container[Plain], says: str, reason: str = "") -> Verdict:
    """A state that a live account must not tell at a dotted path; ``reason`` is the path of the code that explains."""
    state = as_text(told(subject, path))
    if isinstance(state, Unknown):
        return unknown(state)
    if not isinstance(state, Known) or state.value not in bad:
        return satisfied()
    why = as_text(told(subject, reason)) if reason else None
    code = f" ({why.value})" if isinstance(why, Known) and why.value else ""
    return violated(state.says(f"{says}{code}"))


HELPER = "framework-helper"
"""The reason code of what isn't asked of a framework's helper; every report counts it."""

_HELPERS = regex(
    r"(?:BucketNotificationsHandler|LogRetention)[0-9a-f]{32}/Resource"
    r"|AWS679f53fac002430cb0da5b7982bd2287/Resource"
    r"|Custom::[\w@:-]+CustomResourceProvider/Handler"
    r"|framework-(?P<step>onEvent|isComplete|onTimeout)/Resource"
)
"""How the paths of the functions end that the AWS CDK makes for itself (aws-cdk-lib, 2026-11)."""
_HASH = 8


def unless_helper(subject: Subject) -> Verdict | None:
    """ "Not applicable" for what a framework makes for its own use, which nobody can change in the template."""
    return not_applicable("the AWS CDK makes it for its own use", HELPER) if is_helper(subject) else None


def is_helper(subject: Subject) -> bool:
    """Whether a function is one that the AWS CDK makes for its own use.

    A path in Metadata is anyone's to write, so the logical id has to be the one that the CDK makes of that path.
    """
    resource = subject.resource
    if not resource.label:
        return False
    path = named(resource.attributes.value("Metadata")).value("aws:cdk:path")
    if not isinstance(path, Known) or not isinstance(path.value, str):
        return False
    parts = path.value.split("/")
    helper = _HELPERS.fullmatch("/".join(parts[-2:]))
    if helper is None or not _is_made_of(resource.id.rpartition("/")[2], parts):
        return False
    return not helper["step"] or subject.at("Handler") == Known(f"framework.{helper['step']}")


def _is_made_of(name: str, path: list[str]) -> bool:
    """Whether a logical id ends with the CDK's hash of a construct's path in its stack; the stack's own path, which is
    in front, may have any length (AWS CDK developer guide, "Logical IDs", and aws-cdk-lib, 2026-11)."""
    import hashlib

    parts = [part for part in path if part != "Default"]
    own = name[-_HASH:].lower()
    return (
        any(
            hashlib.md5("/".join(parts[start:]).encode("utf-8", "surrogatepass"), usedforsecurity=False)
            .hexdigest()
            .startswith(own)
            for start in range(1, len(parts) - 1)
        )
        and len(own) == _HASH
    )
