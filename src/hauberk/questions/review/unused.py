"""What nobody uses, by the controls that ask about it."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.people import AccessKey, Credentials, Deployed, LastAccessed
from hauberk.model.subject import listed, named
from hauberk.model.values import Known, Reason, Value
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.review.account import idle_names
from hauberk.questions.review.matters import Matter, matter
from hauberk.scan.asking import ask
from hauberk.scan.topic import topics_of
from hauberk.study.study import Study


class _Unused(NamedTuple):
    """A kind of matter, the control whose findings these are, and what makes one of them another one: when something
    was used last, so that what was used meanwhile comes up again when it lies idle again."""

    kind: str
    control: str
    seen: "Callable[[Deployed, Study], Iterable[str]]"


def _text(value: Value) -> str:
    return str(value.value) if isinstance(value, Known) else ""


def _of_user(credentials: Deployed, _: Study) -> Iterator[str]:
    assert isinstance(credentials, Credentials)
    yield _text(credentials.created)
    yield _text(credentials.password_used)
    yield from (_text(named(key).value("LastUsedDate")) for key in listed(credentials.keys))


def _of_password(credentials: Deployed, _: Study) -> Iterator[str]:
    assert isinstance(credentials, Credentials)
    yield _text(credentials.password_changed)
    yield _text(credentials.password_used)


def _of_key(key: Deployed, _: Study) -> Iterator[str]:
    assert isinstance(key, AccessKey)
    yield _text(key.rotated)
    yield _text(key.used)


def _of_role(role: Deployed, _: Study) -> Iterator[str]:
    yield _text(role.told("CreateDate"))
    yield _text(role.told("RoleLastUsed.LastUsedDate"))


def _of_permission(accessed: Deployed, study: Study) -> Iterator[str]:
    assert isinstance(accessed, LastAccessed)
    yield from idle_names(accessed, study)


UNUSED = (
    _Unused("unused-user", "user-unused", _of_user),
    _Unused("unused-password", "console-password-unused", _of_password),
    _Unused("unused-key", "access-key-unused", _of_key),
    _Unused("unused-role", "role-unused", _of_role),
    _Unused("unused-permission", "permission-unused", _of_permission),
)


def controls() -> dict[str, Control]:
    """The controls that are asked, by the kinds of their matters."""
    by_name = {control.name: control for control in all_controls()}
    return {one.kind: by_name[one.control] for one in UNUSED}


def unused(application: Application, study: Study) -> Iterator["Matter | tuple[str, Reason]"]:
    """What nobody uses in an application of an account; of a kind that isn't known, the reason."""
    asked = controls()
    for kind, _, seen in UNUSED:
        control = asked[kind]
        unlisted = [application.unlisted[type_] for type_ in control.subject.TYPES if type_ in application.unlisted]
        if unlisted:
            yield kind, unlisted[0]
            continue
        for topic in topics_of(control.subject.seeds(application)):
            verdict = ask(control, topic, study).verdict
            if verdict.state is State.UNKNOWN and verdict.reason is not None:
                yield kind, verdict.reason
            elif verdict.state is State.VIOLATED and verdict.primary is not None:
                subject = topic.branches[0].fresh()
                assert isinstance(subject, Deployed)
                told = (verdict.primary.says, *((verdict.help,) if verdict.help else ()))
                yield matter(kind, topic.id.removesuffix("#Credentials"), told, seen(subject, study))
