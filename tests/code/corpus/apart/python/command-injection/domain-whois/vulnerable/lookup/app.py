import json

from .shell import capture
from .tools import dig_command


def respond(status, body):
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}


def handler(event, context):
    query = event.get("queryStringParameters") or {}
    domain = query.get("domain", "").strip().lower()
    kind = query.get("type", "A").upper()

    if not domain or "." not in domain:
        return respond(400, {"error": "which domain?"})
    if kind not in {"A", "AAAA", "MX", "TXT", "NS"}:
        return respond(400, {"error": "record type not supported"})

    answer = capture(dig_command(domain, kind))
    return respond(200, {"domain": domain, "answer": answer.splitlines()})
