"""Route "ping" of the operators' websocket."""

import asyncio
import json
import os

import boto3

connections = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["CONNECTIONS_URL"])


async def alive(host):
    process = await asyncio.create_subprocess_shell(f"ping -c 1 -W 1 {host}", stdout=asyncio.subprocess.DEVNULL)  # FAULT command-injection
    return host, await process.wait() == 0


async def sweep(hosts):
    return dict(await asyncio.gather(*map(alive, hosts)))


def handler(event, context):
    hosts = json.loads(event["body"])["hosts"][:20]
    states = asyncio.run(sweep(hosts))
    connections.post_to_connection(
        ConnectionId=event["requestContext"]["connectionId"],
        Data=json.dumps(states).encode(),
    )
    return {"statusCode": 200}
