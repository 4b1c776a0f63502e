import base64
from pathlib import Path

PAGES = Path("/var/task/pages")
KINDS = {".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".png": "image/png"}


def locate(language, topic):
    """The page in the reader's language, else in English."""
    page = PAGES / language / topic
    if not page.exists():
        page = PAGES / "en" / topic
    return page


def reply(status, body, kind="text/plain; charset=utf-8"):
    return {
        "statusCode": status,
        "statusDescription": f"{status}",
        "isBase64Encoded": True,
        "headers": {"Content-Type": kind, "X-Content-Type-Options": "nosniff"},
        "body": base64.b64encode(body).decode("ascii"),
    }


def handler(event, context):
    parts = event["path"].removeprefix("/help/").split("/", 1)
    if len(parts) != 2:
        return reply(404, b"no such page")
    language, topic = parts
    page = locate(language, topic)
    try:
        content = page.read_bytes()  # FAULT path-traversal
    except (FileNotFoundError, IsADirectoryError):
        return reply(404, b"no such page")
    return reply(200, content, KINDS.get(page.suffix, "application/octet-stream"))
