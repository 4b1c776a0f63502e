from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import AppSyncResolver

from notes import router

logger = Logger(service="notes")
app = AppSyncResolver()
app.include_router(router)


@app.resolver(type_name="Query", field_name="version")
def version():
    return "7"


@logger.inject_lambda_context
def handler(event, context):
    return app.resolve(event, context)
