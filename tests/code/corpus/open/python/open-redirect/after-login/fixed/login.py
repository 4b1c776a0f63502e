"""The way back from the identity provider."""

HOME = "/home"
PAGES = {"home": HOME, "orders": "/orders", "profile": "/profile"}


def signed_in(code):
    return bool(code) and len(code) == 36


def handler(event, context):
    query = event.get("queryStringParameters", {})
    if not signed_in(query.get("code", "")):
        return {"statusCode": 302, "headers": {"Location": "/login"}}
    target = PAGES.get(query.get("next"), HOME)
    return {"statusCode": 302, "headers": {"Location": target, "Cache-Control": "no-store"}}
