"""What the lists that couldn't be read of a live account take away from answers."""

from collections.abc import Iterable, Iterator

from hauberk.model.application import Application
from hauberk.model.values import Reason
from hauberk.model.verdict import State, unknown
from hauberk.practices.control import Control
from hauberk.practices.needs import leads_on, needed_by
from hauberk.scan.asking import Answer
from hauberk.scan.topic import Topic
from hauberk.study.found import Found
from hauberk.study.graph import FUNCTION
from hauberk.study.study import Study


def doubt_of(control: Control, application: Application, type_: str) -> Reason | None:
    """Why a control's answer on a resource of some type isn't known, whatever it says: a list that the answer hangs on
    wasn't read, or not of all that it has where they lead, which may be to this very resource."""
    types = needed_by(control.name).hung_on(type_)
    return _why(types, application) or _leading(types, type_, application)


def _leading(types: Iterable[str], about: str, application: Application) -> Reason | None:
    """Why it isn't known which resources of some types lead to one of the type that is asked about, or to something
    else that the answer hangs on."""
    types = tuple(types) if application.loose else ()
    for type_ in types:
        for other, reason in application.loose.get(type_, {}).items():
            if leads_on(type_, other, about, types):
                return reason
    return None


def doubt_of_parts(control: Control, study: Study, topic: Topic) -> Reason | None:
    """The same where what belongs to the subject's resource wasn't read, or to one that this refers to or serves, a
    function's versions and aliases included."""
    parts = study.application.unread_parts
    if not parts:
        return None
    hung_on = frozenset(needed_by(control.name).hung_on(topic.type))
    id_ = topic.resource
    owners = study.graph.owners(id_)
    names = (name for owner in owners for name in study.graph.names_of(owner))
    for near in dict.fromkeys((id_, *study.graph.targets.get(id_, ()), *owners, *names)):
        for type_, reason in parts.get(near, {}).items():
            if type_ in hung_on:
                return reason
    return None


def missed(control: Control, application: Application, topics: Iterable[Topic]) -> Reason | None:
    """Why there may be subjects of a control that it wasn't asked about: a list of them wasn't read, or what belongs to
    a resource, of which nothing is among its ``topics``."""
    lists = needed_by(control.name).lists
    why = _why(lists, application)
    if why is not None or not application.unread_parts:
        return why
    asked = frozenset(topic.resource for topic in topics)
    return next((one for one in _parts(lists, application) if one[0] not in asked), ("", None))[1]


def unwished(control: Control, study: Study) -> Reason | None:
    """Why a control that somebody asks by name has nothing to look at: what it finds is in the code of an account's
    functions, which nobody wished to have downloaded."""
    if not issubclass(control.subject, Found) or study.has_files or not study.application.has((FUNCTION,)):
        return None
    return Reason("code-not-downloaded", "the code of functions isn't here: `hauberk audit --code` follows it")


def _parts(types: Iterable[str], application: Application) -> Iterator[tuple[str, Reason]]:
    """What stands for parts of some types that weren't read, with the reason."""
    wanted = frozenset(types)
    for owner, parts in application.unread_parts.items():
        for type_, reason in parts.items():
            if type_ in wanted:
                yield f"{owner}#{type_.rpartition('::')[2]}", reason


def _why(types: Iterable[str], application: Application) -> Reason | None:
    found = (application.unlisted.get(type_) for type_ in types)
    return next((reason for reason in found if reason is not None), None)


def doubted(answer: Answer, doubt: Reason | None) -> Answer:
    """An answer that hangs on what wasn't read; one that is unknown already keeps its own reason."""
    if doubt is None or answer.verdict.state is State.UNKNOWN:
        return answer
    return Answer(unknown(doubt), (), "")
