# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""Places that a caller names, as engineers go to them in Python: addresses of requests, and files.

Sources: OWASP Cheat Sheet Series (server-side request forgery, file upload); docs.python.org/3 (urllib.parse, os.path, pathlib,
ipaddress); the documentation of requests, httpx, aiohttp and urllib3 (2026-11).
"""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

FAULTY = {
    "requests by method": """
        import requests
        requests.get(q, timeout=5)  #! ssrf
        requests.post(url=body["callback"], json={"ok": True})  #! ssrf
        requests.request("DELETE", url=q)  #! ssrf
        requests.head(q)  #! ssrf
    """,
    "a session of a module": """
        import requests
        from requests.adapters import HTTPAdapter
        session = requests.Session()
        session.mount("https://", HTTPAdapter(max_retries=3))
        def handler(event, context):
            return session.get(event["queryStringParameters"]["url"]).text  #! ssrf
    """,
    "a host in an address": """
        import requests
        requests.get(f"https://{q}/api/status")  #! ssrf
        requests.get("http://{}:8080/".format(body["host"]))  #! ssrf
        requests.get("https://" + body["tenant"] + ".example.com/")  #! ssrf
    """,
    "an address without its slash": """
        import requests
        BASE = "https://api.example.com"
        requests.get(BASE + q)  #! ssrf
    """,
    "a path that may begin with an at sign": """
        import requests
        from urllib.parse import urlsplit
        requests.get("https://api.example.com" + urlsplit(q).path)  #! ssrf
    """,
    "a path that isn't resolved before it is compared": """
        from pathlib import Path
        BASE = Path("/mnt/files")
        path = BASE / q
        if not path.is_relative_to(BASE):
            raise PermissionError
        path.read_text()  #! path-traversal
    """,
    "urljoin": """
        import requests
        from urllib.parse import urljoin
        requests.get(urljoin("https://api.example.com/", q))  #! ssrf
    """,
    "urllib": """
        import urllib.request
        from urllib.request import Request, urlopen
        with urlopen(q) as answer:  #! ssrf
            answer.read()
        request = Request(body["url"], headers={"Accept": "*/*"})  #! ssrf
        urlopen(request, timeout=3)  #! ssrf
        urllib.request.urlretrieve(q, "/tmp/x")  #! ssrf
    """,
    "urllib3": """
        import urllib3
        http = urllib3.PoolManager()
        def handler(event, context):
            return http.request("GET", event["queryStringParameters"]["url"]).data  #! ssrf
    """,
    "httpx": """
        import asyncio, httpx
        async def get(url):
            async with httpx.AsyncClient(timeout=5) as client:
                answer = await client.get(url)  #! ssrf
                return answer.text
        def handler(event, context):
            return asyncio.run(get(event["queryStringParameters"]["url"]))
    """,
    "httpx's stream": """
        import httpx
        with httpx.stream("GET", q) as answer:  #! ssrf
            answer.read()
        with httpx.Client() as client:
            client.post(q, json={})  #! ssrf
    """,
    "aiohttp": """
        import aiohttp, asyncio
        async def get(urls):
            async with aiohttp.ClientSession() as session:
                async def one(url):
                    async with session.get(url) as answer:  #! ssrf
                        return await answer.text()
                return await asyncio.gather(*[one(url) for url in urls])
        def handler(event, context):
            import json
            return asyncio.run(get(json.loads(event["body"])["urls"]))
    """,
    "http.client": """
        import http.client
        from urllib.parse import urlparse
        parts = urlparse(q)
        connection = http.client.HTTPSConnection(parts.netloc)
        connection.request("GET", parts.path)  #! ssrf
    """,
    "sockets": """
        import socket
        with socket.create_connection((body["host"], int(body["port"]))) as connection:  #! ssrf
            connection.sendall(b"x")
    """,
    "a socket that connects": """
        import socket
        connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        connection.connect((body["host"], 80))  #! ssrf
    """,
    "other protocols": """
        import ftplib, smtplib
        ftplib.FTP(body["host"])  #! ssrf
        smtplib.SMTP(body["host"], 25)  #! ssrf
    """,
    "a client class of our own": """
        import requests
        class Api:
            def __init__(self, base):
                self.base = base.rstrip("/")
            def get(self, path):
                return requests.get(f"{self.base}/{path}", timeout=3)  #! ssrf
        def handler(event, context):
            return Api(event["headers"]["x-api"]).get("status").json()
    """,
    "records with web hooks": """
        import json, requests
        def handler(event, context):
            for record in event["Records"]:
                message = json.loads(record["Sns"]["Message"])
                requests.post(message["webhook"], json=message["payload"], timeout=2)  #! ssrf
    """,
    "a check of the scheme alone": """
        import requests
        if not q.startswith(("http://", "https://")):
            raise ValueError("an address")
        requests.get(q)  #! ssrf
    """,
    "a check of a beginning without its slash": """
        import requests
        if q.startswith("https://example.com"):
            requests.get(q)  #! ssrf
    """,
    "a list of what is forbidden": """
        import requests
        from urllib.parse import urlparse
        if urlparse(q).hostname in ("169.254.169.254", "localhost"):
            return {"statusCode": 400}
        requests.get(q)  #! ssrf
    """,
    "a host that holds the name": """
        import requests
        from urllib.parse import urlparse
        if "example.com" in urlparse(q).netloc:
            requests.get(q)  #! ssrf
    """,
    "pandas and others that load": """
        import pandas as pd
        pd.read_csv(q)  #! ssrf path-traversal
    """,
    "a client of AWS": """
        import boto3
        boto3.client("s3", endpoint_url=body["endpoint"])  #! ssrf
    """,
    "selenium": """
        from selenium import webdriver
        driver = webdriver.Chrome()
        driver.get(q)  #! ssrf
    """,
    "a page with weasyprint": """
        from weasyprint import HTML
        HTML(url=q).write_pdf("/tmp/x.pdf")  #! ssrf
    """,
    "open": """
        with open("/mnt/files/" + q) as file:  #! path-traversal
            return file.read()
    """,
    "open by join": """
        import os
        BASE = "/mnt/files"
        path = os.path.join(BASE, event["pathParameters"]["name"])
        if not os.path.exists(path):
            return {"statusCode": 404}
        with open(path, "rb") as file:  #! path-traversal
            return file.read()
    """,
    "pathlib": """
        from pathlib import Path
        BASE = Path("/mnt/files")
        (BASE / q).read_text()  #! path-traversal
        BASE.joinpath(q).write_bytes(b"")  #! path-traversal
        Path(f"/mnt/{q}").unlink()  #! path-traversal
        with (BASE / q).open() as file:  #! path-traversal
            file.read()
    """,
    "an object's key": """
        import boto3, os
        from urllib.parse import unquote_plus
        s3 = boto3.client("s3")
        def handler(event, context):
            for record in event["Records"]:
                key = unquote_plus(record["s3"]["object"]["key"])
                s3.download_file(record["s3"]["bucket"]["name"], key, f"/tmp/{key}")  #! path-traversal
                s3.download_file(record["s3"]["bucket"]["name"], key, os.path.join("/tmp", key))  #! path-traversal
    """,
    "an object's key by a resource": """
        import boto3
        def handler(event, context):
            record = event["Records"][0]["s3"]
            bucket = boto3.resource("s3").Bucket(record["bucket"]["name"])
            bucket.download_file(record["object"]["key"], "/tmp/" + record["object"]["key"])  #! path-traversal
            bucket.Object(record["object"]["key"]).download_file("/tmp/" + record["object"]["key"])  #! path-traversal
    """,
    "shutil and os": """
        import os, shutil
        shutil.copy(f"/mnt/{q}", "/tmp/x")  #! path-traversal
        shutil.rmtree(os.path.join("/mnt", q))  #! path-traversal
        os.remove("/mnt/%s" % q)  #! path-traversal
        os.listdir("/mnt/" + q)  #! path-traversal
    """,
    "dots are replaced once": """
        open("/mnt/" + q.replace("../", ""))  #! path-traversal
    """,
    "a check without the separator": """
        import os
        BASE = "/mnt/files"
        path = os.path.abspath(os.path.join(BASE, q))
        if not path.startswith("/mnt"):
            raise PermissionError
        data = open(os.path.join(BASE, q)).read()  #! path-traversal
    """,
    "a check before it is resolved": """
        import os
        path = os.path.join("/mnt/files", q)
        if not path.startswith("/mnt/files/"):
            raise PermissionError
        open(path)  #! path-traversal
    """,
    "an ending alone": """
        if q.endswith(".csv"):
            open("/mnt/" + q)  #! path-traversal
    """,
    "a file that is sent": """
        import serverless_wsgi
        from flask import Flask, request, send_file
        app = Flask(__name__)
        @app.route("/file")
        def file():
            return send_file("/mnt/" + request.args["name"])  #! path-traversal
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "an upload by its own name": """
        import base64, json
        def save(name, data):
            with open(f"/mnt/uploads/{name}", "wb") as file:  #! path-traversal
                file.write(base64.b64decode(data))
        def handler(event, context):
            for upload in json.loads(event["body"])["files"]:
                save(upload["name"], upload["data"])
    """,
    "aiofiles and gzip": """
        import gzip, aiofiles
        gzip.open("/mnt/" + q)  #! path-traversal
        async def read():
            async with aiofiles.open("/mnt/" + q) as file:  #! path-traversal
                return await file.read()
        import asyncio
        asyncio.run(read())
    """,
    "a proxy": """
        import urllib3
        http = urllib3.PoolManager(timeout=3)
        def handler(event, context):
            target = event["pathParameters"]["proxy"]
            answer = http.request(event["httpMethod"], "https://" + target, body=event.get("body"), headers={})  #! ssrf
            return {"statusCode": answer.status, "body": answer.data.decode()}
    """,
    "a proxy with keyword arguments": """
        import json, requests
        def call(**options):
            return requests.request(**options)  #! ssrf
        def handler(event, context):
            job = json.loads(event["body"])
            return call(method="POST", url=job["url"], json=job["data"]).status_code
    """,
    "a dataclass of jobs": """
        import json, requests
        from dataclasses import dataclass
        @dataclass
        class Job:
            url: str
            method: str = "GET"
            def run(self):
                return requests.request(self.method, self.url, timeout=5)  #! ssrf
        def handler(event, context):
            for record in event["Records"]:
                Job(**json.loads(record["body"])).run()
    """,
    "a host by region and port": """
        import http.client, json
        def handler(event, context):
            body = json.loads(event["body"])
            connection = http.client.HTTPConnection(body["host"], int(body.get("port", 80)), timeout=3)
            connection.request("GET", "/health")  #! ssrf
            return connection.getresponse().status
    """,
    "an opener": """
        import urllib.request
        opener = urllib.request.build_opener()
        opener.addheaders = [("User-Agent", "x")]
        def handler(event, context):
            return opener.open(event["queryStringParameters"]["feed"]).read()  #! ssrf
    """,
    "an async client in a loop": """
        import asyncio, json, httpx
        async def fetch_all(urls):
            async with httpx.AsyncClient() as client:
                tasks = [client.get(url, follow_redirects=True) for url in urls]  #! ssrf
                return [answer.status_code for answer in await asyncio.gather(*tasks)]
        def handler(event, context):
            return asyncio.run(fetch_all(json.loads(event["body"])))
    """,
    "a URL that is put together of parts": """
        import requests
        from urllib.parse import urlunparse
        def handler(event, context):
            query = event["queryStringParameters"]
            url = urlunparse(("https", query["host"], query.get("path", "/"), "", "", ""))
            return requests.get(url).text  #! ssrf
    """,
    "a user's part before the host": """
        import requests
        def handler(event, context):
            user = event["queryStringParameters"]["user"]
            return requests.get(f"https://{user}@api.example.com/").text  #! ssrf
    """,
    "a check for one part of the text": """
        import requests
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if "https://images.example.com" in url:
                return requests.get(url).content  #! ssrf
            return None
    """,
    "a pattern without its beginning": """
        import re, requests
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if re.search(r"images\\.example\\.com/", url):
                return requests.get(url).content  #! ssrf
            return None
    """,
    "an allow-list that is only logged": """
        import requests
        from urllib.parse import urlparse
        ALLOWED = {"images.example.com"}
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if urlparse(url).hostname not in ALLOWED:
                print("not in the list")
            return requests.get(url).content  #! ssrf
    """,
    "boto3 in the caller's region": """
        import boto3
        def handler(event, context):
            endpoint = f"https://{event['queryStringParameters']['host']}/"
            return boto3.client("dynamodb", endpoint_url=endpoint).list_tables()  #! ssrf
    """,
    "a file by two parts": """
        import os
        ROOT = "/mnt/reports"
        def handler(event, context):
            parameters = event["pathParameters"]
            path = os.path.join(ROOT, parameters["year"], parameters["name"] + ".pdf")
            with open(path, "rb") as file:  #! path-traversal
                return file.read()
    """,
    "a check of another part": """
        import os
        ROOT = "/mnt/reports"
        def handler(event, context):
            parameters = event["pathParameters"]
            if ".." in parameters["year"]:
                return {"statusCode": 400}
            with open(f"{ROOT}/{parameters['year']}/{parameters['name']}") as file:  #! path-traversal
                return file.read()
    """,
    "a cache on EFS": """
        import json, os
        class Cache:
            def __init__(self, root):
                self.root = root
            def path(self, key):
                return os.path.join(self.root, key)
            def get(self, key):
                with open(self.path(key)) as file:  #! path-traversal
                    return json.load(file)
            def put(self, key, value):
                with open(self.path(key), "w") as file:  #! path-traversal
                    json.dump(value, file)
        cache = Cache("/mnt/cache")
        def handler(event, context):
            key = event["queryStringParameters"]["key"]
            cache.put(key, {"x": 1})
            return cache.get(key)
    """,
    "unquoting after the check": """
        from urllib.parse import unquote
        def handler(event, context):
            name = event["pathParameters"]["name"]
            if "/" in name:
                return {"statusCode": 400}
            with open("/mnt/" + unquote(name)) as file:  #! path-traversal
                return file.read()
    """,
    "a key that goes to a folder": """
        import boto3, pathlib
        from urllib.parse import unquote_plus
        s3 = boto3.client("s3")
        TMP = pathlib.Path("/tmp")
        def handler(event, context):
            for record in event["Records"]:
                bucket = record["s3"]["bucket"]["name"]
                key = unquote_plus(record["s3"]["object"]["key"])
                target = TMP / key
                s3.download_file(bucket, key, str(target))  #! path-traversal
    """,
    "a key in an f-string of a queue's message": """
        import json, boto3
        s3 = boto3.client("s3")
        def handler(event, context):
            for message in event["Records"]:
                for record in json.loads(message["body"])["Records"]:
                    key = record["s3"]["object"]["key"]
                    with open(f"/tmp/{key}", "wb") as file:  #! path-traversal
                        s3.download_fileobj(record["s3"]["bucket"]["name"], key, file)
    """,
    "a multipart's file name": """
        import cgi, io, base64
        def handler(event, context):
            form = cgi.FieldStorage(fp=io.BytesIO(base64.b64decode(event["body"])), environ={"REQUEST_METHOD": "POST"}, headers=event["headers"])
            upload = form["file"]
            with open("/mnt/uploads/" + upload.filename, "wb") as target:  #! path-traversal
                target.write(upload.file.read())
    """,
    "a generator of addresses": """
        import json, requests
        def addresses(event):
            for record in event["Records"]:
                yield from json.loads(record["Sns"]["Message"])["urls"]
        def handler(event, context):
            return [requests.head(url, timeout=2).status_code for url in addresses(event)]  #! ssrf
    """,
    "a cached property": """
        import functools, requests
        class Feed:
            def __init__(self, event):
                self.event = event
            @functools.cached_property
            def url(self):
                return self.event["queryStringParameters"]["url"]
            def read(self):
                return requests.get(self.url, timeout=3).text  #! ssrf
        def handler(event, context):
            return Feed(event).read()
    """,
    "retries": """
        import time, urllib.request
        def retry(function, *arguments, times=3):
            for number in range(times):
                try:
                    return function(*arguments)
                except OSError:
                    time.sleep(2 ** number)
            raise TimeoutError
        def fetch(url):
            with urllib.request.urlopen(url, timeout=3) as answer:  #! ssrf
                return answer.read()
        def handler(event, context):
            return retry(fetch, event["queryStringParameters"]["url"]).decode()
    """,
    "static files": """
        import mimetypes, os
        STATIC = os.path.join(os.path.dirname(__file__), "static")
        def handler(event, context):
            path = event["path"].lstrip("/") or "index.html"
            full = os.path.join(STATIC, path)
            if not os.path.isfile(full):
                return {"statusCode": 404}
            with open(full) as file:  #! path-traversal
                return {"statusCode": 200, "headers": {"Content-Type": mimetypes.guess_type(full)[0]}, "body": file.read()}
    """,
    "fastapi's file": """
        from fastapi import FastAPI
        from fastapi.responses import FileResponse
        from mangum import Mangum
        app = FastAPI()
        @app.get("/files/{name:path}")
        def file(name: str):
            return FileResponse("/mnt/files/" + name)  #! path-traversal
        handler = Mangum(app)
    """,
    "a model's address": """
        import requests
        from pydantic import BaseModel, HttpUrl
        class Hook(BaseModel):
            url: HttpUrl
        def handler(event, context):
            hook = Hook.model_validate_json(event["body"])
            return requests.post(str(hook.url), json={}).status_code  #! ssrf
    """,
    "a callback with a format": """
        import json, urllib3
        http = urllib3.PoolManager()
        class Callback:
            def __init__(self, scheme, host, path):
                self.scheme, self.host, self.path = scheme, host, path
            @property
            def url(self):
                return "{0.scheme}://{0.host}{0.path}".format(self)
        def handler(event, context):
            body = json.loads(event["body"])
            http.request("POST", Callback("https", body["host"], "/done").url, body=b"{}")  #! ssrf
    """,
    "urlparse and a request": """
        import http.client
        from urllib.parse import urlsplit
        def fetch(url):
            parts = urlsplit(url)
            connection = http.client.HTTPSConnection(parts.hostname, parts.port or 443, timeout=3)
            connection.request("GET", parts.path or "/")  #! ssrf
            return connection.getresponse().read()
        def handler(event, context):
            return fetch(event["queryStringParameters"]["url"]).decode()
    """,
    "an address that a helper completes": """
        import requests
        def complete(address):
            return address if "://" in address else "http://" + address
        def handler(event, context):
            return requests.get(complete(event["queryStringParameters"]["site"]), timeout=3).status_code  #! ssrf
    """,
}

SAFE = {
    "a host that is written down": """
        import requests
        requests.get(f"https://api.example.com/items/{q}")
        requests.get("https://api.example.com/items", params={"q": q})
        requests.post("https://api.example.com/", json=body)
    """,
    "a host of the environment": """
        import os, requests
        BASE = os.environ["API"]
        requests.get(f"{BASE}/items/{q}")
        requests.get(BASE.rstrip("/") + "/items/" + q)
        requests.get(os.environ.get("API", "https://api.example.com") + "/" + q)
    """,
    "a host that is quoted": """
        import requests
        from urllib.parse import quote
        requests.get("https://api.example.com/" + quote(q, safe=""))
    """,
    "hosts of a list": """
        import requests
        from urllib.parse import urlparse
        HOSTS = frozenset({"a.example.com", "b.example.com"})
        parsed = urlparse(q)
        if parsed.scheme != "https" or parsed.hostname not in HOSTS:
            return {"statusCode": 400}
        requests.get(q, allow_redirects=False)
    """,
    "hosts of a list by a helper": """
        import requests
        from urllib.parse import urlsplit
        HOSTS = ["a.example.com", "b.example.com"]
        def is_allowed(url):
            parts = urlsplit(url)
            return parts.scheme == "https" and parts.hostname in HOSTS
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if not is_allowed(url):
                return {"statusCode": 400}
            return requests.get(url).text
    """,
    "hosts of a list by a helper with try": """
        import requests
        from urllib.parse import urlparse
        HOSTS = {"a.example.com"}
        def check(url):
            try:
                host = urlparse(url).hostname
            except ValueError:
                return False
            return host in HOSTS
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if check(url):
                return requests.get(url).text
            return None
    """,
    "hosts of a list by a helper that raises": """
        import requests
        from urllib.parse import urlparse
        class Refused(Exception):
            pass
        def require(url):
            host = (urlparse(url).hostname or "").lower()
            if host not in {"a.example.com", "b.example.com"}:
                raise Refused(url)
            return url
        def handler(event, context):
            try:
                url = require(event["queryStringParameters"]["url"])
            except Refused:
                return {"statusCode": 400}
            return requests.get(url).text
    """,
    "a beginning of a list": """
        import requests
        ALLOWED = ("https://a.example.com/", "https://b.example.com/")
        if not q.startswith(ALLOWED):
            return {"statusCode": 400}
        requests.get(q)
    """,
    "a beginning of a list by any": """
        import requests
        ALLOWED = ("https://a.example.com/", "https://b.example.com/")
        if not any(q.startswith(one) for one in ALLOWED):
            return {"statusCode": 400}
        requests.get(q)
    """,
    "a host's ending with its dot": """
        import requests
        from urllib.parse import urlparse
        host = urlparse(q).hostname or ""
        if host == "example.com" or host.endswith(".example.com"):
            requests.get(q)
    """,
    "a pattern for addresses": """
        import re, requests
        URL = re.compile(r"^https://[a-z0-9-]+\\.example\\.com/[\\w/.-]*$")
        if not URL.match(q):
            return {"statusCode": 400}
        requests.get(q)
    """,
    "a tenant of letters": """
        import re, requests
        if not re.fullmatch(r"[a-z0-9-]{1,40}", q):
            raise ValueError("a tenant")
        requests.get(f"https://{q}.example.com/api")
    """,
    "a region of a list": """
        import requests
        REGIONS = {"eu-west-1", "us-east-1"}
        region = q if q in REGIONS else "eu-west-1"
        requests.get(f"https://api.{region}.example.com/")
    """,
    "addresses that are private are refused": """
        import ipaddress, socket, requests
        from urllib.parse import urlparse
        def is_public(url):
            parsed = urlparse(url)
            if parsed.scheme not in ("http", "https") or not parsed.hostname:
                return False
            for info in socket.getaddrinfo(parsed.hostname, None):
                address = ipaddress.ip_address(info[4][0])
                if not address.is_global:
                    return False
            return True
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if not is_public(url):
                return {"statusCode": 400}
            return requests.get(url, timeout=3, allow_redirects=False).text
    """,
    "addresses that are private raise": """
        import ipaddress, socket, requests
        from urllib.parse import urlparse
        def refuse_private(url):
            host = urlparse(url).hostname
            address = ipaddress.ip_address(socket.gethostbyname(host))
            if address.is_private or address.is_loopback or address.is_link_local:
                raise ValueError("a private address")
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            refuse_private(url)
            return requests.get(url, timeout=3).text
    """,
    "a look-up of addresses": """
        import requests
        SERVICES = {"a": "https://a.example.com", "b": "https://b.example.com"}
        url = SERVICES.get(q)
        if not url:
            return {"statusCode": 404}
        requests.get(f"{url}/items/{body['id']}")
    """,
    "an address put together of its path": """
        import requests
        from urllib.parse import urlsplit, urlunsplit
        parts = urlsplit(q)
        requests.get(urlunsplit(("https", "api.example.com", parts.path, parts.query, "")))
        requests.get(parts._replace(scheme="https", netloc="api.example.com").geturl())
        requests.get("https://api.example.com/" + urlsplit(q).path.lstrip("/"))
    """,
    "an address joined and checked": """
        import requests
        from urllib.parse import urljoin, urlparse
        BASE = "https://api.example.com/"
        url = urljoin(BASE, q)
        if urlparse(url).hostname != "api.example.com":
            raise ValueError("elsewhere")
        requests.get(url)
    """,
    "a client with a base": """
        import httpx
        with httpx.Client(base_url="https://api.example.com/") as client:
            client.get("/items", params={"q": q})
    """,
    "a path to a connection": """
        import http.client
        connection = http.client.HTTPSConnection("api.example.com")
        connection.request("GET", "/items/" + q)
        connection.request("POST", "/items", body=json.dumps(body))
    """,
    "an address of pydantic that is checked": """
        import requests
        from pydantic import BaseModel, HttpUrl, field_validator
        class Hook(BaseModel):
            url: HttpUrl
            @field_validator("url")
            @classmethod
            def known(cls, value):
                if value.host not in {"a.example.com"}:
                    raise ValueError("unknown host")
                return value
        def handler(event, context):
            hook = Hook.model_validate_json(event["body"])
            requests.get(str(hook.url))
    """,
    "CloudFormation's own address": """
        import json, urllib.request
        def handler(event, context):
            data = json.dumps({"Status": "SUCCESS"}).encode()
            request = urllib.request.Request(event["ResponseURL"], data=data, method="PUT")
            urllib.request.urlopen(request)
    """,
    "basename": """
        import os
        name = os.path.basename(q)
        open(os.path.join("/mnt/files", name))
        open(f"/mnt/files/{os.path.split(q)[1]}")
    """,
    "Path's name": """
        from pathlib import Path, PurePosixPath
        BASE = Path("/mnt/files")
        (BASE / Path(q).name).read_text()
        (BASE / PurePosixPath(q).name).read_text()
        (BASE / f"{Path(q).stem}.csv").read_text()
    """,
    "is_relative_to": """
        from pathlib import Path
        BASE = Path("/mnt/files").resolve()
        def place_of(name):
            path = (BASE / name).resolve()
            if not path.is_relative_to(BASE):
                raise PermissionError(name)
            return path
        def handler(event, context):
            return place_of(event["pathParameters"]["name"]).read_text()
    """,
    "relative_to": """
        from pathlib import Path
        BASE = Path("/mnt/files").resolve()
        path = (BASE / q).resolve()
        try:
            path.relative_to(BASE)
        except ValueError:
            return {"statusCode": 403}
        return path.read_text()
    """,
    "parents": """
        from pathlib import Path
        BASE = Path("/mnt/files").resolve()
        path = (BASE / q).resolve()
        if BASE not in path.parents:
            return {"statusCode": 403}
        return path.read_text()
    """,
    "one's parent": """
        from pathlib import Path
        BASE = Path("/mnt/files").resolve()
        path = (BASE / q).resolve()
        if path.parent != BASE:
            return {"statusCode": 403}
        return path.read_text()
    """,
    "realpath and startswith": """
        import os
        BASE = "/mnt/files"
        path = os.path.realpath(os.path.join(BASE, q))
        if not path.startswith(BASE + os.sep):
            raise PermissionError
        open(path)
    """,
    "realpath and commonpath": """
        import os
        BASE = os.path.realpath("/mnt/files")
        path = os.path.realpath(os.path.join(BASE, q))
        if os.path.commonpath((BASE, path)) != BASE:
            raise PermissionError
        open(path)
    """,
    "normpath": """
        import os
        BASE = "/mnt/files"
        path = os.path.normpath(os.path.join(BASE, q))
        if os.path.commonprefix([path, BASE + "/"]) != BASE + "/":
            raise PermissionError
        open(path)
        other = os.path.normpath("/" + q).lstrip("/")
        open(os.path.join(BASE, other))
    """,
    "secure_filename": """
        from werkzeug.utils import secure_filename
        open(f"/mnt/files/{secure_filename(q)}", "w").write("x")
    """,
    "a name without slashes": """
        if "/" in q or "\\\\" in q or q in ("", ".", ".."):
            return {"statusCode": 400}
        open(f"/mnt/files/{q}")
    """,
    "any of them": """
        if any(part in q for part in ("/", "\\\\", "..")):
            return {"statusCode": 400}
        open(f"/mnt/files/{q}")
    """,
    "names by a pattern": """
        import re
        if not re.fullmatch(r"[A-Za-z0-9_-]+\\.(csv|json)", q):
            return {"statusCode": 400}
        open(f"/mnt/files/{q}")
    """,
    "a name that is listed": """
        import os
        if q not in os.listdir("/mnt/files"):
            return {"statusCode": 404}
        open(os.path.join("/mnt/files", q))
    """,
    "names of a dict": """
        FILES = {"terms": "/opt/terms.txt", "privacy": "/opt/privacy.txt"}
        open(FILES[q])
    """,
    "an identifier": """
        import uuid
        open(f"/mnt/files/{uuid.UUID(q)}.json")
        open(f"/mnt/files/{uuid.uuid4().hex}", "w")
    """,
    "a hash": """
        import hashlib
        open(f"/tmp/{hashlib.sha256(q.encode()).hexdigest()}", "w")
    """,
    "a temporary file": """
        import boto3, os, tempfile
        from urllib.parse import unquote_plus
        def handler(event, context):
            key = unquote_plus(event["Records"][0]["s3"]["object"]["key"])
            with tempfile.NamedTemporaryFile(suffix=".bin") as file:
                boto3.client("s3").download_fileobj("b", key, file)
            with tempfile.TemporaryDirectory() as folder:
                boto3.client("s3").download_file("b", key, os.path.join(folder, "input.bin"))
                boto3.client("s3").download_file("b", key, os.path.join(folder, os.path.basename(key)))
    """,
    "slashes are replaced": """
        import re
        name = q.replace("/", "_")
        open(f"/tmp/{name}", "w")
        open("/tmp/" + re.sub(r"[^\\w.-]", "_", body["name"]), "w")
        open("/tmp/" + q.split("/")[-1], "w")
        open("/tmp/" + q.rsplit("/", 1)[-1], "w")
    """,
    "safe_join": """
        from werkzeug.utils import safe_join
        path = safe_join("/mnt/files", q)
        if path is None:
            return {"statusCode": 404}
        open(path)
    """,
    "send_from_directory": """
        import serverless_wsgi
        from flask import Flask, request, send_from_directory
        app = Flask(__name__)
        @app.route("/file")
        def file():
            return send_from_directory("/mnt/files", request.args["name"])
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "a client of our own with a base of the environment": """
        import os, requests
        class Client:
            def __init__(self, base=None):
                self.base = (base or os.environ["BASE"]).rstrip("/")
            def get(self, path, **query):
                return requests.get(f"{self.base}/{path.lstrip('/')}", params=query, timeout=3).json()
        client = Client()
        def handler(event, context):
            return client.get("items/" + event["pathParameters"]["id"], q=event["queryStringParameters"]["q"])
    """,
    "a look-up of services that raises": """
        import requests
        SERVICES = {"stock": "https://stock.internal.example.com", "price": "https://price.internal.example.com"}
        def base_of(name):
            try:
                return SERVICES[name]
            except KeyError:
                raise ValueError(f"no service {name}") from None
        def handler(event, context):
            return requests.get(base_of(event["pathParameters"]["service"]) + "/health").text
    """,
    "hosts of a list, in a class": """
        import requests
        from urllib.parse import urlparse
        class Fetcher:
            HOSTS = ("images.example.com", "cdn.example.com")
            def allowed(self, url):
                parsed = urlparse(url)
                return parsed.scheme == "https" and parsed.hostname in self.HOSTS
            def fetch(self, url):
                if not self.allowed(url):
                    raise PermissionError(url)
                return requests.get(url, timeout=3).content
        def handler(event, context):
            return Fetcher().fetch(event["queryStringParameters"]["url"])
    """,
    "hosts of a list by any with endings": """
        import requests
        from urllib.parse import urlparse
        DOMAINS = (".example.com", ".example.org")
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            host = urlparse(url).hostname or ""
            if not any(host.endswith(domain) for domain in DOMAINS):
                return {"statusCode": 400}
            return requests.get(url).text
    """,
    "hosts by endings of a tuple": """
        import requests
        from urllib.parse import urlsplit
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if not (urlsplit(url).hostname or "").endswith((".example.com", ".example.org")):
                raise ValueError
            return requests.get(url).text
    """,
    "a loop over allowed beginnings": """
        import requests
        ALLOWED = ["https://a.example.com/", "https://b.example.com/"]
        def check(url):
            for one in ALLOWED:
                if url.startswith(one):
                    return url
            raise ValueError("not allowed")
        def handler(event, context):
            return requests.get(check(event["queryStringParameters"]["url"])).text
    """,
    "a decorator that checks hosts": """
        import functools, requests
        from urllib.parse import urlparse
        HOSTS = {"a.example.com"}
        def only_known(function):
            @functools.wraps(function)
            def inner(url):
                if urlparse(url).hostname not in HOSTS:
                    raise ValueError(url)
                return function(url)
            return inner
        @only_known
        def fetch(url):
            return requests.get(url).text
        def handler(event, context):
            return fetch(event["queryStringParameters"]["url"])
    """,
    "private addresses, one by one": """
        import ipaddress, socket, requests
        from urllib.parse import urlparse
        def resolve(host):
            return [ipaddress.ip_address(info[4][0]) for info in socket.getaddrinfo(host, 443)]
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            host = urlparse(url).hostname
            if any(address.is_private or address.is_loopback for address in resolve(host)):
                return {"statusCode": 400}
            return requests.get(url, allow_redirects=False).text
    """,
    "networks that are refused": """
        import ipaddress, socket, requests
        from urllib.parse import urlparse
        BLOCKED = [ipaddress.ip_network(one) for one in ("10.0.0.0/8", "169.254.0.0/16", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            address = ipaddress.ip_address(socket.gethostbyname(urlparse(url).hostname))
            if any(address in network for network in BLOCKED):
                return {"statusCode": 400}
            return requests.get(url, allow_redirects=False).text
    """,
    "an id of digits": """
        import requests
        def handler(event, context):
            number = event["pathParameters"]["id"]
            if not number.isdigit():
                return {"statusCode": 400}
            return requests.get(f"https://host-{number}.example.com/").text
    """,
    "a file of a list in a folder": """
        from pathlib import Path
        REPORTS = {path.name: path for path in Path("/mnt/reports").glob("*.pdf")}
        def handler(event, context):
            path = REPORTS.get(event["pathParameters"]["name"])
            return path.read_bytes() if path else None
    """,
    "a number in a file's name": """
        def handler(event, context):
            year, month = int(event["pathParameters"]["year"]), int(event["pathParameters"]["month"])
            with open(f"/mnt/reports/{year:04d}-{month:02d}.csv") as file:
                return file.read()
    """,
    "a safe path by a helper": """
        import os
        ROOT = os.path.realpath("/mnt/files")
        class Forbidden(Exception):
            pass
        def inside(*parts):
            path = os.path.realpath(os.path.join(ROOT, *parts))
            if path != ROOT and not path.startswith(ROOT + os.sep):
                raise Forbidden(path)
            return path
        def handler(event, context):
            try:
                with open(inside(event["pathParameters"]["folder"], event["pathParameters"]["name"])) as file:
                    return file.read()
            except Forbidden:
                return {"statusCode": 403}
    """,
    "str of a path": """
        from pathlib import Path
        ROOT = Path("/mnt/files").resolve()
        def handler(event, context):
            path = (ROOT / event["pathParameters"]["name"]).resolve()
            if not str(path).startswith(f"{ROOT}/"):
                return {"statusCode": 403}
            return path.read_text()
    """,
    "a pattern of pydantic for names": """
        from pydantic import BaseModel, Field
        class Request(BaseModel):
            name: str = Field(pattern=r"^[a-z0-9_-]+\\.csv$")
        def handler(event, context):
            request = Request(**event["queryStringParameters"])
            with open(f"/mnt/files/{request.name}") as file:
                return file.read()
    """,
    "a file of the object's etag": """
        import boto3
        from urllib.parse import unquote_plus
        s3 = boto3.client("s3")
        def handler(event, context):
            for number, record in enumerate(event["Records"]):
                key = unquote_plus(record["s3"]["object"]["key"])
                path = f"/tmp/{number}.bin"
                s3.download_file(record["s3"]["bucket"]["name"], key, path)
    """,
    "an ending of the key": """
        import boto3, os, uuid
        from urllib.parse import unquote_plus
        s3 = boto3.client("s3")
        def handler(event, context):
            record = event["Records"][0]["s3"]
            key = unquote_plus(record["object"]["key"])
            path = f"/tmp/{uuid.uuid4()}{os.path.splitext(os.path.basename(key))[1]}"
            s3.download_file(record["bucket"]["name"], key, path)
            other = "/tmp/" + key.replace("/", "-")
            s3.download_file(record["bucket"]["name"], key, other)
    """,
    "hosts of an environment": """
        import os, requests
        from urllib.parse import urlparse
        HOSTS = {host.strip().lower() for host in os.environ["HOSTS"].split(",")}
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if urlparse(url).netloc.lower() not in HOSTS:
                return {"statusCode": 400}
            return requests.get(url).text
    """,
    "webhooks that are registered": """
        import boto3, requests
        table = boto3.resource("dynamodb").Table("hooks")
        def handler(event, context):
            for item in table.query(KeyConditionExpression=boto3.dynamodb.conditions.Key("owner").eq(event["pathParameters"]["owner"]))["Items"]:
                requests.post(item["url"], json={"event": event["body"]}, timeout=3)
    """,
    "the path alone is the caller's": """
        import http.client, urllib.parse
        def handler(event, context):
            connection = http.client.HTTPSConnection("api.example.com", timeout=3)
            connection.request("GET", "/search?" + urllib.parse.urlencode({"q": event["queryStringParameters"]["q"]}))
            return connection.getresponse().read().decode()
    """,
    "static files by a list": """
        import os
        STATIC = os.path.join(os.path.dirname(__file__), "static")
        FILES = {name: os.path.join(STATIC, name) for name in os.listdir(STATIC)}
        def handler(event, context):
            full = FILES.get(event["path"].lstrip("/") or "index.html")
            if full is None:
                return {"statusCode": 404}
            with open(full) as file:
                return {"statusCode": 200, "headers": {"Content-Type": "text/plain"}, "body": file.read()}
    """,
    "static files within a folder": """
        import os
        STATIC = os.path.realpath(os.path.join(os.path.dirname(__file__), "static"))
        def handler(event, context):
            full = os.path.realpath(os.path.join(STATIC, event["path"].lstrip("/")))
            if os.path.commonpath([full, STATIC]) != STATIC or not os.path.isfile(full):
                return {"statusCode": 404}
            with open(full) as file:
                return {"statusCode": 200, "headers": {"Content-Type": "text/plain"}, "body": file.read()}
    """,
    "fastapi's file by name": """
        from pathlib import Path
        from fastapi import FastAPI, HTTPException
        from fastapi.responses import FileResponse
        from mangum import Mangum
        app = FastAPI()
        ROOT = Path("/mnt/files").resolve()
        @app.get("/files/{name:path}")
        def file(name: str):
            path = (ROOT / name).resolve()
            if not path.is_relative_to(ROOT) or not path.is_file():
                raise HTTPException(status_code=404)
            return FileResponse(path)
        handler = Mangum(app)
    """,
    "a prefix of the environment": """
        import os, requests
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            if not url.startswith(f"{os.environ['IMAGES']}/"):
                return {"statusCode": 400}
            return requests.get(url, timeout=3).content
    """,
    "an exact list of addresses": """
        import requests
        FEEDS = ["https://a.example.com/feed.xml", "https://b.example.com/feed.xml"]
        def handler(event, context):
            feed = event["queryStringParameters"]["feed"]
            if FEEDS.count(feed) == 0:
                return {"statusCode": 400}
            index = FEEDS.index(feed)
            return requests.get(FEEDS[index], timeout=3).text
    """,
    "by a number": """
        import requests
        FEEDS = ["https://a.example.com/feed.xml", "https://b.example.com/feed.xml"]
        def handler(event, context):
            return requests.get(FEEDS[int(event["queryStringParameters"]["feed"])], timeout=3).text
    """,
    "in a session with a base": """
        import requests
        class Session(requests.Session):
            BASE = "https://api.example.com"
            def request(self, method, path, **options):
                return super().request(method, f"{self.BASE}/{path}", timeout=3, **options)
        def handler(event, context):
            return Session().get("items/" + event["pathParameters"]["id"]).text
    """,
    "a name of letters and digits": """
        import os
        def handler(event, context):
            name = "".join(letter for letter in event["pathParameters"]["name"] if letter.isalnum() or letter in ("-", "_"))
            with open(os.path.join("/mnt/notes", name + ".txt")) as file:
                return file.read()
    """,
    "a callback with a host of a list": """
        import json, urllib3
        http = urllib3.PoolManager()
        HOSTS = ("a.example.com", "b.example.com")
        def handler(event, context):
            body = json.loads(event["body"])
            host = next((one for one in HOSTS if one == body["host"]), None)
            if host is None:
                return {"statusCode": 400}
            http.request("POST", f"https://{host}/done", body=b"{}")
    """,
    "a redirect that isn't followed and a host that is known": """
        import http.client
        from urllib.parse import urlsplit
        ALLOWED = {"api.example.com"}
        def fetch(url):
            parts = urlsplit(url)
            if parts.hostname not in ALLOWED:
                raise PermissionError(parts.hostname)
            connection = http.client.HTTPSConnection(parts.hostname, timeout=3)
            connection.request("GET", parts.path or "/")
            return connection.getresponse().read()
        def handler(event, context):
            return fetch(event["queryStringParameters"]["url"]).decode()
    """,
    "an address whose host is one of ours by its end": """
        import requests
        from urllib.parse import urlparse
        OWN = ".example.com"
        def handler(event, context):
            url = urlparse(event["queryStringParameters"]["site"])
            if url.scheme != "https" or not url.netloc.endswith(OWN):
                return {"statusCode": 400}
            return requests.get(url.geturl(), timeout=3).status_code
    """,
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_place_that_a_caller_chooses_is_reported(name: str) -> None:
    text = program(FAULTY[name], "app.py")
    assert expected(text), "no line of it says what is reported"
    assert reported("app.py", text) == expected(text), text


@pytest.mark.parametrize("name", SAFE)
def test_a_place_within_bounds_is_not(name: str) -> None:
    text = program(SAFE[name], "app.py")
    assert reported("app.py", text) == set(), text
