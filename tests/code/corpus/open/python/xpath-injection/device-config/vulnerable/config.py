"""Answers a device that asks for its settings, which lie in one XML file on EFS."""

import json
import xml.etree.ElementTree as ET

import boto3

iot = boto3.client("iot-data")
SETTINGS = "/mnt/settings/devices.xml"


def finder(path):
    root = ET.parse(path).getroot()

    def find(model, serial):
        device = root.find(f".//model[@id='{model}']/device[@serial='{serial}']")  # FAULT xpath-injection
        return None if device is None else {node.tag: node.text for node in device}

    return find


def handler(event, context):
    find = finder(SETTINGS)
    settings = find(event["model"], event["serial"])
    if settings is not None:
        iot.publish(topic=f"devices/{int(event['number'])}/settings", payload=json.dumps(settings), qos=1)
