"""What a live account's unread lists take away from the answers that hang on them."""

from hauberk.model.application import Application
from hauberk.model.values import Reason
from hauberk.model.verdict import State, unknown
from hauberk.practices.control import Control
from hauberk.practices.needs import needs_of
from hauberk.scan.asking import Answer


def doubt_of(control: Control, application: Application) -> Reason | None:
    """Why an answer of a control isn't known, whatever it says: a list that it looks at wasn't read."""
    unlisted = application.unlisted
    if not unlisted:
        return None
    for type_ in (*control.subject.TYPES, *needs_of(control.name)):
        reason = unlisted.get(type_)
        if reason is not None:
            return reason
    return None


def doubted(answer: Answer, doubt: Reason | None) -> Answer:
    """An answer that hangs on what wasn't read; one that is unknown already keeps its own reason."""
    if doubt is None or answer.verdict.state is State.UNKNOWN:
        return answer
    return Answer(unknown(doubt), (), "")
