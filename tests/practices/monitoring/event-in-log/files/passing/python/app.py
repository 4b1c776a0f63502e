import logging

from aws_lambda_powertools import Logger

log = logging.getLogger()
logger = Logger()


@logger.inject_lambda_context
def handler(event, context):
    log.info("called by %s with %d bytes", event["requestContext"]["routeKey"], len(event["body"]))
    logger.info("called", extra={"id": context.aws_request_id})
    return {"statusCode": 204}
