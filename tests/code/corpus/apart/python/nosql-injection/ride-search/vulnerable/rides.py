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
    def expression(self) -> str:
        return (
            "this.from.toLowerCase() == '%s' && this.to.toLowerCase() == '%s' && this.capacity - this.booked >= %d"
            % (self.origin.lower(), self.destination.lower(), self.seats)
        )

    def run(self) -> Iterator[dict[str, Any]]:
        cursor = DB.offers.find({"$where": self.expression}, {"_id": 0, "from": 1, "to": 1, "leaves": 1})  # FAULT nosql-injection
        yield from cursor.sort("leaves", pymongo.ASCENDING).limit(30)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    q = event["queryStringParameters"]
    found = list(RideQuery(q["from"], q["to"], int(q.get("seats", "1"))).run())
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"rides": found}, default=str),
    }
