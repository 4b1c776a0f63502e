"""Function URL in front of the price services of our regions."""

import json
import re

import urllib3

http = urllib3.PoolManager(timeout=urllib3.Timeout(connect=1, read=3))
REGION = re.compile(r"[a-z]{2}-[a-z]{4,9}-\d")


def host_of(region):
    return f"prices.{region}.shop.example"


def prices(region, sku):
    answer = http.request("GET", f"https://{host_of(region)}/prices", fields={"sku": sku})
    return json.loads(answer.data)


def handler(event, context):
    _, region, sku = event["rawPath"].split("/", 2)
    if REGION.fullmatch(region) is None:
        return {"statusCode": 404}
    return {"statusCode": 200, "body": json.dumps(prices(region, sku)["cents"])}
