import json
import logging

from aws_lambda_powertools import Logger

log = logging.getLogger()
logger = Logger()


@logger.inject_lambda_context(log_event=True)  # violated
def handler(event, context):
    log.info("called with %s", json.dumps(event))  # violated
    return {"statusCode": 204}
