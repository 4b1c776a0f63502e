"""POST /payments/refused, called by the terminals in the shops."""

import base64
import logging

log = logging.getLogger()
log.setLevel(logging.INFO)


def body_of(event):
    body = event["body"] or ""
    return base64.b64decode(body).decode() if event.get("isBase64Encoded") else body


def handler(event, context):
    terminal = event["pathParameters"]["terminal"]
    reason = body_of(event)[:200]
    log.warning(f"refused at {int(terminal):06d}: {reason}")  # FAULT log-injection
    return {"statusCode": 204}
