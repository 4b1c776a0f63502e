"""What the lists that couldn't be read of a live account take away from answers."""

from collections.abc import Iterable

from hauberk.model.application import Application
from hauberk.model.values import Reason
from hauberk.practices.control import Control


class Doubts:
    """Why answers about an application aren't known, whatever they say: a list that they hang on wasn't read."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._looked_at: dict[tuple[str, str], Reason | None] = {}

    def about(self, control: Control, id_: str) -> Reason | None:
        """Why what a control answers about a resource isn't known.

        What a control needs is known for all the types of resources together that it is asked about. The list of
        another service, of whose resources it is asked as well, says nothing of this one's.
        """
        resource = self._application.resources.get(id_)
        service = _service(resource.type) if resource is not None else ""
        key = (control.name, service)
        if key not in self._looked_at:
            asked = frozenset(control.subject.TYPES)
            types = (one for one in _needed(control) if one not in asked or not service or _service(one) == service)
            self._looked_at[key] = self._first(types)
        return self._looked_at[key]

    def of_more(self, control: Control, found: bool) -> Reason | None:
        """Why there may be more to ask a control about than was found: a list of its subjects wasn't read, or, where
        they are parts of whatever type, none was ``found`` and any list that it needs wasn't read."""
        types = control.subject.TYPES
        return self._first(types) if types else None if found else self._first(_needed(control))

    def _first(self, types: Iterable[str]) -> Reason | None:
        unlisted = self._application.unlisted
        return next((unlisted[one] for one in types if one in unlisted), None)


def _needed(control: Control) -> tuple[str, ...]:
    from hauberk.practices.needs import needs_of

    return tuple(dict.fromkeys((*control.subject.TYPES, *needs_of(control.name))))


def _service(type_: str) -> str:
    return type_.rpartition("::")[0]
