import os

import boto3
from boto3.dynamodb.conditions import Key
from fastapi import Depends, FastAPI, HTTPException, Path, Request
from mangum import Mangum

app = FastAPI()
dynamodb = boto3.resource("dynamodb")
PREFIX = os.environ.get("PREFIX", "crm")


def tenant_of(request: Request) -> str:
    event = request.scope["aws.event"]
    return event["requestContext"]["authorizer"]["jwt"]["claims"]["custom:tenant"]


def table(tenant: str = Path(min_length=3), own: str = Depends(tenant_of)):
    if not own:
        raise HTTPException(status_code=403)
    return dynamodb.Table(f"{PREFIX}-{tenant}")  # FAULT sdk-parameter


@app.get("/tenants/{tenant}/customers/{customer}")
def customer(customer: str, table=Depends(table)):
    found = table.get_item(Key={"pk": f"customer#{customer}"}).get("Item")
    if found is None:
        raise HTTPException(status_code=404)
    return found


@app.get("/tenants/{tenant}/customers/{customer}/calls")
def calls(customer: str, table=Depends(table)):
    answer = table.query(KeyConditionExpression=Key("pk").eq(f"calls#{customer}"), Limit=50)
    return answer["Items"]


handler = Mangum(app, lifespan="off")
