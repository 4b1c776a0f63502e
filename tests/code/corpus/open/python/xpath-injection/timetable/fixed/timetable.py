"""GET /stops/{stop}: departures, out of the XML file that the operator publishes."""

import json
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

tree = etree.fromstring(Path(__file__).with_name("timetable.xml").read_bytes())


def departures(stop):
    return tree.xpath("//stop[@name=$stop]/departure/@time", stop=stop)


def handler(event, context):
    stop = unquote(event["pathParameters"]["stop"])
    times = [str(time) for time in departures(stop)]
    if not times:
        return {"statusCode": 404, "body": "[]"}
    return {"statusCode": 200, "body": json.dumps(sorted(times))}
