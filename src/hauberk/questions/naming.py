"""Policies as arguments name them: a file, or one of AWS by its ARN."""

from collections.abc import Iterable

from hauberk.iam.language.policy import Kind, Policy
from hauberk.questions.documents import completed, policy_in
from hauberk.questions.files import Files, InputError
from hauberk.questions.requests import of_aws


def policy_named(files: Files, name: str, kind: Kind) -> Policy:
    """The policy of a file, or of AWS by its ARN. Raises :class:`InputError`."""
    if name.startswith("arn:"):
        found = of_aws(name, kind)
        if found is None:
            raise InputError(f"{name} is no policy that AWS manages; give a file with its document")
        return found
    return completed(policy_in(files, name, kind))


def levels(files: Files, names: Iterable[str], kind: Kind) -> tuple[tuple[Policy, ...], ...]:
    """An organization's policies by their levels, each files with commas between them. Raises :class:`InputError`."""
    return tuple(tuple(policy_named(files, name, kind) for name in level.split(",") if name) for level in names)
