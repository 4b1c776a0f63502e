from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from routes import appointments, patients

logger = Logger()
tracer = Tracer()
app = APIGatewayRestResolver()
app.include_router(patients.router, prefix="/patients")
app.include_router(appointments.router, prefix="/appointments")


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event, context):
    return app.resolve(event, context)
