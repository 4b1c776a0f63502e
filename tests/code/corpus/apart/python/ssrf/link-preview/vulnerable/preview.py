"""GET /preview?url=… gives title and description of a page, for the chat's link cards."""

import json
import re

import requests
from bs4 import BeautifulSoup

session = requests.Session()
session.headers["User-Agent"] = "chat-preview/2.1"
BLANKS = re.compile(r"\s+")


def tidy(text, length=200):
    return BLANKS.sub(" ", text or "").strip()[:length]


def handler(event, context):
    params = event.get("queryStringParameters") or {}
    if "url" not in params:
        return {"statusCode": 400, "body": json.dumps({"error": "url is missing"})}

    try:
        page = session.get(params["url"], timeout=4, stream=True)  # FAULT ssrf
        page.raise_for_status()
        soup = BeautifulSoup(page.raw.read(300_000, decode_content=True), "html.parser")
    except requests.RequestException:
        return {"statusCode": 502, "body": json.dumps({"error": "page not available"})}

    description = soup.find("meta", attrs={"name": "description"})
    card = {
        "title": tidy(soup.title.string if soup.title else ""),
        "description": tidy(description.get("content") if description else ""),
    }
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(card)}
