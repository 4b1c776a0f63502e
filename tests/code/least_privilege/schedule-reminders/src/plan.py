import json
import os
import uuid

import boto3


def handler(event, context):
    wish = json.loads(event["body"])
    scheduler = boto3.client("scheduler")
    name = f"remind-{uuid.uuid4()}"
    scheduler.create_schedule(
        Name=name,
        GroupName=os.environ["GROUP"],
        ScheduleExpression=f"at({wish['when']})",
        FlexibleTimeWindow={"Mode": "OFF"},
        ActionAfterCompletion="DELETE",
        Target={"Arn": os.environ["TARGET"], "RoleArn": os.environ["ROLE"], "Input": json.dumps(wish)},
    )
    return {"statusCode": 201, "body": name}
