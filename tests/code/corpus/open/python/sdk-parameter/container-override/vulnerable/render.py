"""Starts a renderer for each film that a studio hands in through the portal."""

import json
import os

import boto3

ecs = boto3.client("ecs")

PROFILES = {
    "web": ["--width", "1280", "--codec", "h264"],
    "cinema": ["--width", "4096", "--codec", "prores"],
}


def command(film):
    words = ["render", "--film", str(int(film["number"]))]
    words += film.get("options") or PROFILES["web"]
    return words


def network():
    return {"awsvpcConfiguration": {"subnets": os.environ["SUBNETS"].split(","), "assignPublicIp": "DISABLED"}}


def handler(event, context):
    film = event["detail"]
    answer = ecs.run_task(  # FAULT sdk-parameter
        cluster=os.environ["CLUSTER"],
        taskDefinition=os.environ["TASK"],
        launchType="FARGATE",
        networkConfiguration=network(),
        overrides={"containerOverrides": [{"name": "renderer", "command": command(film)}]},
        clientToken=event["id"],
    )
    if answer["failures"]:
        raise RuntimeError(json.dumps([failure.get("reason") for failure in answer["failures"]]))
    return answer["tasks"][0]["taskArn"]
