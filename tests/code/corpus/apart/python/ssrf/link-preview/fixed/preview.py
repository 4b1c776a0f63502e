"""GET /preview?url=… gives title and description of a page, for the chat's link cards."""

import json
import re
from urllib.parse import quote, urlsplit

import requests
from bs4 import BeautifulSoup

session = requests.Session()
session.headers["User-Agent"] = "chat-preview/2.1"
BLANKS = re.compile(r"\s+")
HOSTS = {"news.example.com": "https://news.example.com", "blog.example.com": "https://blog.example.com"}


def tidy(text, length=200):
    return BLANKS.sub(" ", text or "").strip()[:length]


def page_address(url):
    """The same page on one of our own sites, or None: host and scheme are ours, never the caller's."""
    parts = urlsplit(url)
    origin = HOSTS.get(parts.hostname)
    return origin and origin + quote(parts.path or "/")


def handler(event, context):
    params = event.get("queryStringParameters") or {}
    if "url" not in params:
        return {"statusCode": 400, "body": json.dumps({"error": "url is missing"})}

    address = page_address(params["url"])
    if address is None:
        return {"statusCode": 403, "body": json.dumps({"error": "no previews of that site"})}
    try:
        page = session.get(address, timeout=4, stream=True, allow_redirects=False)
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
