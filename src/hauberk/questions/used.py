"""What somebody has used of what they may.

AWS tells when each service that somebody's policies grant was last used, and of some services single actions, of the
last four hundred days (IAM User Guide, "Refine permissions in AWS using last accessed information", 2026-11).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from hauberk.model.people import age
from hauberk.model.values import Absent, Known, Value


class Use(NamedTuple):
    """When something was last used: ``days`` ago, or not in the time that AWS remembers. ``service`` says that AWS
    tells it of the action's service as a whole."""

    days: int | None
    service: bool


class Used:
    """What one role has used."""

    def __init__(self, services: Mapping[str, Any], today: date) -> None:
        self._today = today
        self._services: dict[str, tuple[int | None, dict[str, int | None]]] = {}
        for one in services.get("Services", ()):
            actions = {str(each.get("Action")).lower(): self._days(each) for each in one.get("Actions", ())}
            self._services[str(one.get("Service"))] = (self._days(one), actions)

    def _days(self, told: Mapping[str, Any]) -> int | None:
        last = told.get("LastAccessed")
        value: Value = Known(last) if isinstance(last, str) else Absent()
        found = age(value, self._today)
        return found if isinstance(found, int) else None

    def of(self, action: str) -> Use | None:
        """When an action, or one that a pattern means, was last used; ``None`` where AWS doesn't tell, since no policy
        grants the service."""
        service, _, name = action.lower().partition(":")
        found = self._services.get(service)
        if found is None:
            return None
        whole, actions = found
        return Use(actions[name], False) if name in actions else Use(whole, True)
