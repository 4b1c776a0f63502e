import json
import os
import re

import urllib3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response, content_types
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

log = Logger()
app = APIGatewayRestResolver()
pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=1, read=3), retries=False)

TOKEN = os.environ["STATUS_TOKEN"]
STATUS_URL = "https://%s/internal/status?verbose=%d"
TENANT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def state_of(host, verbose):
    reply = pool.request("GET", STATUS_URL % (host, verbose), headers={"Authorization": "Bearer " + TOKEN})
    if reply.status != 200:
        return {"state": "unknown"}
    return {"state": json.loads(reply.data)["state"]}


@app.get("/tenants/<tenant>/status")
def tenant_status(tenant: str):
    verbose = 1 if app.current_event.get_query_string_value("verbose") == "true" else 0
    if not TENANT.fullmatch(tenant):
        raise NotFoundError("no such tenant")
    return state_of(tenant + ".tenants.example.com", verbose)


@app.exception_handler(urllib3.exceptions.HTTPError)
def unreachable(_):
    return Response(status_code=504, content_type=content_types.APPLICATION_JSON, body=json.dumps({"state": "down"}))


@log.inject_lambda_context
def lambda_handler(event, context):
    return app.resolve(event, context)
