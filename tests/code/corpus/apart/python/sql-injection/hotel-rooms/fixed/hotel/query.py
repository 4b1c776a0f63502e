"""A search for rooms, put together from what the guest asked for."""

from datetime import date
from typing import Any

BASE = """
SELECT r.id, r.name, r.beds, h.town, min(p.price) AS price
FROM room r JOIN hotel h ON h.code = r.hotel JOIN price p ON p.room = r.id
WHERE h.open AND p.day >= %(arrival)s AND p.day < %(departure)s
"""


class RoomQuery:
    def __init__(self, arrival: date, departure: date) -> None:
        self.values: dict[str, Any] = {"arrival": arrival, "departure": departure}
        self._conditions: list[str] = []

    def town(self, name: str) -> None:
        self.values["town"] = name.lower()
        self._conditions.append("lower(h.town) = %(town)s")

    def guests(self, count: int) -> None:
        self._conditions.append(f"r.beds >= {count:d}")

    def breakfast(self) -> None:
        self._conditions.append("r.breakfast")

    def text(self) -> str:
        conditions = "".join(f" AND {condition}" for condition in self._conditions)
        return BASE + conditions + " GROUP BY r.id, r.name, r.beds, h.town ORDER BY price LIMIT 50"
