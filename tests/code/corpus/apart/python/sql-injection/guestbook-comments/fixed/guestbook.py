# Guestbook of the village fair. One function behind a function URL; the database sits on EFS.
import base64
import html
import json
import sqlite3

DB = "/mnt/fair/guestbook.db"


def clean(value):
    """Everything we store is shown on the page again, so make it harmless right here."""
    return html.escape(value.strip(), quote=False)


def read_body(event):
    raw = event.get("body") or "{}"
    if event.get("isBase64Encoded"):
        raw = base64.b64decode(raw).decode("utf-8")
    return json.loads(raw)


def answer(code, payload):
    return {
        "statusCode": code,
        "headers": {"content-type": "application/json", "cache-control": "no-store"},
        "body": json.dumps(payload),
    }


def handler(event, context):
    if event["requestContext"]["http"]["method"] != "POST":
        return answer(405, {"error": "POST only"})

    body = read_body(event)
    name = clean(body.get("name", "anonymous"))[:60]
    message = clean(body.get("message", ""))[:500]
    if not message:
        return answer(422, {"error": "say something"})

    db = sqlite3.connect(DB, timeout=5)
    try:
        db.execute("INSERT INTO entries (name, message) VALUES (?, ?)", (name, message))
        db.commit()
    finally:
        db.close()
    return answer(201, {"ok": True})
