"""Answers a device that asks for its settings, which lie in one XML file on EFS."""

import json
import xml.etree.ElementTree as ET

import boto3

iot = boto3.client("iot-data")
SETTINGS = "/mnt/settings/devices.xml"


def finder(path):
    root = ET.parse(path).getroot()

    def find(model, serial):
        for kind in root.iterfind(".//model"):
            for device in kind.iterfind("device"):
                if kind.get("id") == model and device.get("serial") == serial:
                    return {node.tag: node.text for node in device}
        return None

    return find


def handler(event, context):
    find = finder(SETTINGS)
    settings = find(event["model"], event["serial"])
    if settings is not None:
        iot.publish(topic=f"devices/{int(event['number'])}/settings", payload=json.dumps(settings), qos=1)
