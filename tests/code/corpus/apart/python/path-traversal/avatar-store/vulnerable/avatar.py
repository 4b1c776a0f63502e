"""Upload of a profile picture. The EFS mount is what the web servers serve from."""

import base64
import json
import os

SIGNATURES = {b"\x89PNG": "png", b"\xff\xd8\xff\xe0": "jpeg", b"\xff\xd8\xff\xe1": "jpeg"}
MEDIA = os.environ.get("MEDIA_ROOT", "/mnt/media")
MAX = 400_000


def fields(event):
    body = json.loads(event["body"])
    return body["user"], body.get("filename") or "avatar.png", base64.b64decode(body["data"], validate=True)


def stale(folder, keep=5):
    """Old pictures beyond the last few, oldest first."""
    files = sorted((entry for entry in os.scandir(folder) if entry.is_file()), key=lambda entry: entry.stat().st_mtime)
    return [entry.path for entry in files[:-keep]]


def handler(event, context):
    user, filename, data = fields(event)
    if len(data) > MAX:
        return {"statusCode": 413}
    if data[:4] not in SIGNATURES:
        return {"statusCode": 415}

    folder = f"{MEDIA}/avatars/{int(user)}"
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{filename}", "wb") as out:  # FAULT path-traversal
        out.write(data)
    for path in stale(folder):
        os.remove(path)
    return {"statusCode": 201, "body": json.dumps({"size": len(data)})}
