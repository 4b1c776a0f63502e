import os

import boto3

ssm = boto3.client("ssm")
SERVER = os.environ["SERVER"]


def handler(event, context):
    sent = ssm.send_command(
        InstanceIds=[SERVER],
        DocumentName="AWS-RunShellScript",
        Parameters={"commands": ["systemctl restart shop"]},
    )
    command = sent["Command"]["CommandId"]
    waiter = ssm.get_waiter("command_executed")
    waiter.wait(CommandId=command, InstanceId=SERVER)
    return ssm.get_command_invocation(CommandId=command, InstanceId=SERVER)["Status"]
