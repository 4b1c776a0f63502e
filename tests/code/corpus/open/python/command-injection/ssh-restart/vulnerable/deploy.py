"""Deploys a customer's build on the customer's host. The input is what they pushed."""

import io
import os

import boto3
import paramiko

secrets = boto3.client("secretsmanager")


class Host:
    """A connection that closes itself."""

    def __init__(self, name):
        self.name = name
        self.client = paramiko.SSHClient()
        self.client.load_host_keys("/var/task/known_hosts")

    def __enter__(self):
        key = secrets.get_secret_value(SecretId=os.environ["DEPLOY_KEY"])["SecretString"]
        self.client.connect(self.name, username="deploy", pkey=paramiko.Ed25519Key.from_private_key(io.StringIO(key)))
        return self

    def __exit__(self, *error):
        self.client.close()

    def run(self, line):
        _, output, _ = self.client.exec_command(line, timeout=120)  # FAULT command-injection
        return output.channel.recv_exit_status()

    def deploy(self, version):
        steps = (f"/opt/app/fetch {version}", f"/opt/app/switch {version}", "sudo systemctl restart app")
        return all(self.run(step) == 0 for step in steps)


def handler(event, context):
    with Host(os.environ["HOST"]) as host:
        done = host.deploy(event["build"]["version"])
    return {"deployed": done, "build": event["build"]["id"]}
