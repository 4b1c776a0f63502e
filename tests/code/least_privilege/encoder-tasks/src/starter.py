import os

import boto3

ecs = boto3.client("ecs")


def handler(event, context):
    answer = ecs.run_task(
        cluster=os.environ["CLUSTER"],
        taskDefinition=os.environ["TASK"],
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": [os.environ["SUBNET"]]}},
        overrides={"containerOverrides": [{"name": "encoder", "command": [event["film"]]}]},
    )
    if answer["failures"]:
        raise RuntimeError(answer["failures"][0]["reason"])
    return answer["tasks"][0]["taskArn"]
