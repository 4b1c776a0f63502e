"""What somebody has used of what they may.

AWS tells when each service that somebody's policies grant was last used, and of some services single actions, of the
last four hundred days (IAM User Guide, "Refine permissions in AWS using last accessed information", 2026-11). What
CloudTrail has seen of somebody says it of the action itself, and nothing of what it hasn't seen.
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

    def __init__(self, services: Mapping[str, Any], today: date, seen: Mapping[str, str] = {}) -> None:
        """``seen`` are the actions that CloudTrail saw, in small letters, with the last time in ISO 8601."""
        self._today = today
        self._seen = seen
        self._services: dict[str, tuple[int | None, dict[str, int | None]]] = {}
        for one in services.get("Services", ()):
            actions = {str(each.get("Action")).lower(): self._days(each) for each in one.get("Actions", ())}
            self._services[str(one.get("Service"))] = (self._days(one), actions)

    def _days(self, told: Mapping[str, Any]) -> int | None:
        last = told.get("LastAccessed")
        return self._since(last) if isinstance(last, str) else None

    def _since(self, last: str) -> int | None:
        value: Value = Known(last) if last else Absent()
        found = age(value, self._today)
        return found if isinstance(found, int) else None

    def of(self, action: str) -> Use | None:
        """When an action, or one that a pattern means, was last used; ``None`` where AWS doesn't tell, since no policy
        grants the service."""
        service, _, name = action.lower().partition(":")
        seen = self._since(self._seen.get(action.lower(), ""))
        found = self._services.get(service)
        if found is None:
            return None if seen is None else Use(seen, False)
        whole, actions = found
        told = actions.get(name)
        if seen is not None and (told is None or seen <= told):
            return Use(seen, False)
        return Use(told, False) if name in actions else Use(whole, True)
