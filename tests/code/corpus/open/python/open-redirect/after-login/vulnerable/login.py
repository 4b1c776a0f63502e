"""The way back from the identity provider."""

from urllib.parse import urlsplit

HOME = "/home"


def signed_in(code):
    return bool(code) and len(code) == 36


def handler(event, context):
    query = event.get("queryStringParameters", {})
    if not signed_in(query.get("code", "")):
        return {"statusCode": 302, "headers": {"Location": "/login"}}
    target = query.get("next") or HOME
    parts = urlsplit(target)
    if parts.scheme not in ("", "https"):
        target = HOME
    return {"statusCode": 302, "headers": {"Location": target, "Cache-Control": "no-store"}}  # FAULT open-redirect
