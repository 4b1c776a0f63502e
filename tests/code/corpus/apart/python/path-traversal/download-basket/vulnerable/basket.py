"""Course material as one zip: the reader ticks lessons, we pack them.

POST {"course": 17, "files": ["01/slides.pdf", "01/code.zip"]}
"""

import base64
import io
import json
import logging
import os
import zipfile
from pathlib import Path

logger = logging.getLogger()
logger.setLevel(logging.INFO)

MATERIAL = Path(os.environ.get("MATERIAL", "/mnt/material"))
MOST_FILES = 60
MOST_BYTES = 4_000_000


class Refused(Exception):
    """Something that the reader can mend."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status
        self.reason = reason


def parse(event):
    body = event.get("body") or "{}"
    if event.get("isBase64Encoded"):
        body = base64.b64decode(body)
    try:
        request = json.loads(body)
        course, files = int(request["course"]), list(request["files"])
    except (ValueError, KeyError, TypeError):
        raise Refused(400, "a course and a list of files") from None
    if not 0 < len(files) <= MOST_FILES:
        raise Refused(422, f"between one and {MOST_FILES} files")
    return course, files


def pack(course, files):
    folder = MATERIAL / str(course)
    out = io.BytesIO()
    size = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(files, 1):
            path = folder / name
            if not path.is_file():
                raise Refused(404, f"file {number} isn't there")
            size += path.stat().st_size
            if size > MOST_BYTES:
                raise Refused(413, "that's too much for one zip")
            archive.write(path, arcname=f"{number:02d}-{path.name}")  # FAULT path-traversal
    return out.getvalue()


def handler(event, context):
    try:
        course, files = parse(event)
        content = pack(course, files)
    except Refused as refused:
        return {
            "statusCode": refused.status,
            "headers": {"content-type": "application/json"},
            "body": json.dumps({"message": refused.reason}),
        }
    logger.info("packed %d files of course %d", len(files), course)
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/zip", "content-disposition": f'attachment; filename="{course}.zip"'},
        "isBase64Encoded": True,
        "body": base64.b64encode(content).decode("ascii"),
    }
