import json
import os
from typing import Any, Iterator

import pymongo

DB = pymongo.MongoClient(os.environ["DOCDB_URI"], retryWrites=False)["rides"]


class RideQuery:
    """Rides between two places, with at least so many free seats."""

    def __init__(self, origin: str, destination: str, seats: int = 1) -> None:
        self.origin = origin
        self.destination = destination
        self.seats = seats

    @property
    def filter(self) -> dict[str, Any]:
        free = {"$gte": [{"$subtract": ["$capacity", "$booked"]}, self.seats]}
        return {"from_lower": self.origin.lower(), "to_lower": self.destination.lower(), "$expr": free}

    def run(self) -> Iterator[dict[str, Any]]:
        cursor = DB.offers.find(self.filter, {"_id": 0, "from": 1, "to": 1, "leaves": 1})
        yield from cursor.sort("leaves", pymongo.ASCENDING).limit(30)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    q = event["queryStringParameters"]
    found = list(RideQuery(q["from"], q["to"], int(q.get("seats", "1"))).run())
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"rides": found}, default=str),
    }
