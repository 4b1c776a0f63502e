"""A page with one marker on a map, for messages that can't show maps."""

import json

from markupsafe import escape

PAGE = """<!doctype html>
<meta charset="utf-8">
<div id="map" data-place="%s"></div>
<script>
  show(document.getElementById("map"), %s);
</script>
<script src="/map.js"></script>
"""


def script_safe(value):
    return json.dumps(value)


def handler(event, context):
    query = event["queryStringParameters"]
    place = query.get("place", "")
    marker = {"lat": float(query["lat"]), "lon": float(query["lon"]), "label": place}
    page = PAGE % (escape(place), script_safe(marker))
    return {
        "statusCode": 200,
        "statusDescription": "200 OK",
        "isBase64Encoded": False,
        "headers": {"content-type": "text/html"},
        "body": page,  # FAULT html-response
    }
