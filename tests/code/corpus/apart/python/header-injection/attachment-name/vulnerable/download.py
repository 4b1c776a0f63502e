"""GET /notes/{id}/download?as=… : a note as a text file, named as the reader likes."""

import os

import boto3

notes = boto3.resource("dynamodb").Table(os.environ["NOTES_TABLE"])


def not_found():
    return {"statusCode": 404, "headers": {"Content-Type": "text/plain"}, "body": "no such note"}


def as_text(item):
    """The note as it is printed: a heading, a line, and the text with the line ends of old editors."""
    title = item.get("title", "Note")
    lines = [title, "=" * len(title), "", *item["text"].splitlines()]
    return "\r\n".join(lines) + "\r\n"


def handler(event, context):
    owner = event["requestContext"]["authorizer"]["claims"]["sub"]
    item = notes.get_item(Key={"owner": owner, "id": event["pathParameters"]["id"]}).get("Item")
    if item is None:
        return not_found()

    name = (event.get("queryStringParameters") or {}).get("as") or "note"
    return {
        "statusCode": 200,
        "headers": {
            "Content-Type": "text/plain; charset=utf-8",
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": f'attachment; filename="{name}.txt"',  # FAULT header-injection
        },
        "body": as_text(item),
    }
