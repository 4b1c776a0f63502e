import os

import boto3

RUNNING = {"Name": "instance-state-name", "Values": ["running"]}


def stop_all(region):
    ec2 = boto3.resource("ec2", region_name=region)
    idle = ec2.instances.filter(Filters=[{"Name": "tag:team", "Values": ["dev"]}, RUNNING])
    names = [machine.id for machine in idle]
    if names:
        ec2.instances.filter(InstanceIds=names).stop()
    return names


def handler(event, context):
    return {region: stop_all(region) for region in os.environ["REGIONS"].split(",")}
