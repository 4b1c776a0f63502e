"""What users of an account sign in with, by its credential report, where no second factor is asked for."""

from collections.abc import Iterator

from hauberk.model.people import Credentials
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_flag, listed, named
from hauberk.model.told import is_live
from hauberk.model.values import Known, Reason, Unknown, Value
from hauberk.model.world import World
from hauberk.study.principals import GROUP, USER
from hauberk.study.study import Study

WITH_KEY, WITH_PASSWORD = "with an access key alone", "with a password alone"
(_ROWS,) = Credentials.TYPES


def way_without_factor(principal: Resource | None, study: Study) -> str | Reason | None:
    """What a user, or somebody of a group, comes with who has no second factor; ``None`` if nobody can. A reason where
    that can't be told.

    It is an access key where nobody knows, in a template, and where there is nobody yet: somebody may be given one. Who
    has a password and a second factor is asked for it at every sign-in (IAM User Guide, "AWS Multi-factor
    authentication in IAM", 2026-11).
    """
    if principal is None or principal.type not in (USER, GROUP):
        return WITH_KEY
    users = [principal] if principal.type == USER else list(study.graph.users(principal.id, USER))
    rows = [(user, next(study.graph.users(user.id, _ROWS), None)) for user in users]
    if not rows or not is_live(Subject(principal, World())):
        return WITH_KEY
    found = [_way_of(user, row, study) for user, row in rows]
    return next((one for one in found if isinstance(one, str)), next((one for one in found if one is not None), None))


def _way_of(user: Resource, row: Resource | None, study: Study) -> str | Reason | None:
    if row is None:
        missing = Reason("outside", f"the credential report says nothing of {user.name}: it may be older")
        return study.application.unlisted.get(_ROWS, missing)
    credentials = Credentials(row, World())
    keys = list(_active(credentials.keys))
    if Known(True) in keys:
        return WITH_KEY
    for value in (credentials.password, credentials.mfa):
        if isinstance(value, Unknown):
            return value.reason
    if credentials.password == Known(True) and credentials.mfa != Known(True):
        return WITH_PASSWORD
    return next((value.reason for value in keys if isinstance(value, Unknown)), None)


def _active(keys: Value) -> Iterator[Value]:
    """Whether each of some access keys works."""
    if isinstance(keys, Unknown):
        yield keys
    yield from (as_flag(named(key).value("Active")) for key in listed(keys))
