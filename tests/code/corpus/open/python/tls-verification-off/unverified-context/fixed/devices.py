"""Sends new settings to the displays of a shop."""

import http.client
import json
import os
import ssl


def context():
    return ssl.create_default_context(cafile="displays-ca.pem")


def sender(host, token):
    connection = http.client.HTTPSConnection(host, context=context(), timeout=5)

    def send(path, settings):
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("PUT", path, body=json.dumps(settings), headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status < 300

    return send


def handler(event, lambda_context):
    settings = {"brightness": int(event["detail"]["brightness"]), "on": bool(event["detail"]["on"])}
    results = {}
    for host in os.environ.get("DISPLAYS", "").split(","):
        if host:
            results[host] = sender(host, os.environ["DISPLAY_TOKEN"])("/settings", settings)
    return results
