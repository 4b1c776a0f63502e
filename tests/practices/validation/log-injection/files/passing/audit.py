import json
import logging

logger = logging.getLogger("audit")


def handler(event, context):
    for record in event["Records"]:
        logger.info("message taken: %s", json.dumps(record["Sns"]["Message"]))
