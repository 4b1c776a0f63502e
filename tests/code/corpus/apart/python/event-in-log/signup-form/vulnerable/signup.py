import json
import logging
import os

import boto3
from pydantic import BaseModel, EmailStr, Field, ValidationError

logger = logging.getLogger(__name__)
logger.setLevel(os.environ.get("LOG_LEVEL", "INFO"))
cognito = boto3.client("cognito-idp")
CLIENT_ID = os.environ["CLIENT_ID"]


class Signup(BaseModel):
    email: EmailStr
    password: str = Field(min_length=12, max_length=128)
    newsletter: bool = False


def handler(event, context):
    logger.info("received %s", json.dumps(event))  # FAULT event-in-log
    try:
        signup = Signup.model_validate_json(event["body"] or "")
    except ValidationError:
        return {"statusCode": 422, "body": json.dumps({"message": "check address and password"})}

    cognito.sign_up(
        ClientId=CLIENT_ID,
        Username=signup.email,
        Password=signup.password,
        UserAttributes=[{"Name": "email", "Value": signup.email}],
        ClientMetadata={"newsletter": "yes" if signup.newsletter else "no"},
    )
    return {"statusCode": 201, "body": json.dumps({"message": "look into your mail"})}
