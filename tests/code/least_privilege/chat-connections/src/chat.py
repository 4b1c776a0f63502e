import json
import os

import boto3

connections = boto3.resource("dynamodb").Table(os.environ["CONNECTIONS"])


def connect(event, context):
    connections.put_item(Item={"connection": event["requestContext"]["connectionId"]})
    return {"statusCode": 200}


def say(event, context):
    text = json.loads(event["body"])["text"]
    api = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["ENDPOINT"])
    found = connections.scan(ProjectionExpression="connection")
    for row in found["Items"]:
        try:
            api.post_to_connection(ConnectionId=row["connection"], Data=text.encode())
        except api.exceptions.GoneException:
            connections.delete_item(Key={"connection": row["connection"]})
    return {"statusCode": 200}
