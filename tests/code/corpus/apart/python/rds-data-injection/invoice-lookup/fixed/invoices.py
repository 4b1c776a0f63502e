"""Customer service looks up invoices through Aurora's Data API."""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError

logger = Logger(service="invoices")
tracer = Tracer(service="invoices")
app = APIGatewayRestResolver()
rds = boto3.client("rds-data")

CLUSTER = os.environ["CLUSTER_ARN"]
SECRET = os.environ["SECRET_ARN"]


def run(sql: str, parameters: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    result = rds.execute_statement(
        resourceArn=CLUSTER,
        secretArn=SECRET,
        database="billing",
        sql=sql,
        parameters=parameters or [],
        formatRecordsAs="JSON",
    )
    return json.loads(result["formattedRecords"])


@app.get("/invoices")
@tracer.capture_method
def invoices_of() -> dict[str, Any]:
    email = app.current_event.get_query_string_value("email")
    if not email:
        raise BadRequestError("email is required")
    rows = run(
        "SELECT number, issued_on, amount FROM invoice WHERE lower(email) = lower(:email)",
        [{"name": "email", "value": {"stringValue": email}}],
    )
    logger.info("invoices found", extra={"count": len(rows)})
    return {"invoices": rows}


@app.get("/invoices/overdue")
def overdue() -> dict[str, Any]:
    return {"invoices": run("SELECT number, issued_on, amount FROM invoice WHERE due_on < current_date AND NOT paid")}


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)
