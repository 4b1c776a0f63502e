"""What the lists that couldn't be read of a live account take away from answers."""

from hauberk.model.application import Application
from hauberk.model.values import Reason
from hauberk.practices.control import Control
from hauberk.practices.needs import needs_of


def doubt_of(control: Control, application: Application) -> Reason | None:
    """Why an answer of a control isn't known, whatever it says: a list that it looks at wasn't read."""
    for type_ in (*control.subject.TYPES, *needs_of(control.name)):
        reason = application.unlisted.get(type_)
        if reason is not None:
            return reason
    return None
