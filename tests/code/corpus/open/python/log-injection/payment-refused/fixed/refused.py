"""POST /payments/refused, called by the terminals in the shops."""

import base64
import logging
import re

log = logging.getLogger()
log.setLevel(logging.INFO)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def body_of(event):
    body = event["body"] or ""
    return base64.b64decode(body).decode() if event.get("isBase64Encoded") else body


def handler(event, context):
    terminal = event["pathParameters"]["terminal"]
    reason = body_of(event)[:200]
    log.warning(f"refused at {int(terminal):06d}: {CONTROL.sub(' ', reason)}")
    return {"statusCode": 204}
