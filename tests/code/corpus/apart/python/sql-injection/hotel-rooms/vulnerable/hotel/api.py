"""The booking site's API. All routes are public; prices are the same for everyone."""

from __future__ import annotations

from datetime import date
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, NotFoundError
from aws_lambda_powertools.metrics import MetricUnit

from hotel.query import RoomQuery
from hotel.store import Store

logger = Logger(service="rooms")
metrics = Metrics(namespace="Hotel", service="rooms")
app = APIGatewayRestResolver(cors=CORSConfig(allow_origin="https://book.example.com", max_age=600))
store = Store()


def day(name: str) -> date:
    try:
        return date.fromisoformat(app.current_event.get_query_string_value(name, ""))
    except ValueError:
        raise BadRequestError(f"{name} is not a day") from None


@app.get("/hotels")
def hotels() -> list[dict[str, Any]]:
    return store.rows("SELECT code, town, stars FROM hotel WHERE open ORDER BY town")


@app.get("/hotels/<code>")
def hotel(code: str) -> dict[str, Any]:
    found = store.rows("SELECT code, town, stars FROM hotel WHERE open AND code = %(code)s", {"code": code})
    if not found:
        raise NotFoundError("no such hotel")
    return found[0]


@app.get("/rooms")
def rooms() -> dict[str, Any]:
    arrival, departure = day("from"), day("to")
    if not 1 <= (departure - arrival).days <= 28:
        raise BadRequestError("between one night and four weeks")

    query = RoomQuery(arrival, departure)
    given = app.current_event.get_query_string_value
    if town := given("town"):
        query.town(town)
    if guests := given("guests"):
        query.guests(int(guests))
    if given("breakfast") == "true":
        query.breakfast()

    found = store.rows(query.text(), query.values)
    metrics.add_metric(name="Searches", unit=MetricUnit.Count, value=1)
    logger.info("rooms found", extra={"count": len(found), "nights": (departure - arrival).days})
    return {"nights": (departure - arrival).days, "rooms": found}


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)
