# After the payment provider sends the buyer back: /thanks?name=Ada&order=1042
from html import escape

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Thank you</title></head>
<body>
<h1>Thank you, {name}!</h1>
<p>Your order number is <b>{order}</b>. We'll write to you as soon as it leaves the house.</p>
</body>
</html>
"""


def order_number(text):
    try:
        return int(text)
    except (TypeError, ValueError):
        return None


def handler(event, context):
    query = event.get("queryStringParameters") or {}
    order = order_number(query.get("order"))
    if order is None:
        return {"statusCode": 302, "headers": {"Location": "https://shop.example.com/"}}

    page = PAGE.format(name=escape(query.get("name", "dear customer")), order=order)
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"},
        "body": page,
    }
