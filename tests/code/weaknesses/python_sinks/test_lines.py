# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""Lines of logs, patterns and documents with something of a caller's in them, as engineers write them in Python.

Sources: OWASP Cheat Sheet Series (logging, XML external entities); docs.python.org/3 (logging, re, xml); the documentation of
lxml, defusedxml, structlog, loguru and Powertools (2026-11).
"""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

FAULTY = {
    "logging by f-string": """
        import logging
        logger = logging.getLogger(__name__)
        logger.setLevel(logging.INFO)
        logger.info(f"login of {q}")  #! log-injection
    """,
    "logging by arguments": """
        import logging
        LOG = logging.getLogger()
        LOG.warning("no such user: %s", q)  #! log-injection
        logging.error("bad request from %s for %s", body["user"], "x")  #! log-injection
    """,
    "logging by format and percent": """
        import logging
        logging.info("user {} came".format(q))  #! log-injection
        logging.info("user %s came" % q)  #! log-injection
        logging.info("user " + q)  #! log-injection
    """,
    "print": """
        print("request for", q)  #! log-injection
        print(f"request for {body['name']}")  #! log-injection
    """,
    "a helper in a class": """
        import logging
        class Service:
            def __init__(self):
                self.logger = logging.getLogger("service")
            def refuse(self, name):
                self.logger.error("refused %s", name)  #! log-injection
        def handler(event, context):
            Service().refuse(event["queryStringParameters"]["name"])
    """,
    "log by level": """
        import logging
        logging.getLogger().log(logging.INFO, "user %s", q)  #! log-injection
        logging.log(logging.INFO, "user " + q)  #! log-injection
    """,
    "an adapter": """
        import logging
        logger = logging.LoggerAdapter(logging.getLogger(), {"app": "x"})
        logger.info("user %s", q)  #! log-injection
    """,
    "loguru": """
        from loguru import logger
        logger.info("user {}", q)  #! log-injection
        logger.success(f"user {q}")  #! log-injection
    """,
    "streams": """
        import sys
        sys.stderr.write("user " + q + "\\n")  #! log-injection
        print("user", q, file=sys.stderr)  #! log-injection
    """,
    "only spaces are removed": """
        import logging
        logging.info("user %s", q.strip())  #! log-injection
    """,
    "flask's logger": """
        import serverless_wsgi
        from flask import Flask, request
        app = Flask(__name__)
        @app.route("/")
        def index():
            app.logger.info("user %s", request.args["name"])  #! log-injection
            return {}
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "a pattern as it came": """
        import re
        re.search(q, "some text")  #! regex-injection
        re.compile(f"^{q}$", re.IGNORECASE)  #! regex-injection
        [name for name in ("a", "b") if re.match(body["pattern"], name)]  #! regex-injection
    """,
    "a pattern in a helper": """
        import re
        def matches(names, pattern):
            expression = re.compile(".*" + pattern + ".*")  #! regex-injection
            return [name for name in names if expression.match(name)]
        def handler(event, context):
            return matches(["a"], event["queryStringParameters"]["q"])
    """,
    "a pattern that is replaced by": """
        import re
        re.sub(body["find"], "x", "text")  #! regex-injection
        re.split(q, "a,b")  #! regex-injection
        re.findall(q, "a,b")  #! regex-injection
    """,
    "the module regex": """
        import regex
        regex.search(q, "text")  #! regex-injection
        regex.sub(q, "", "text")  #! regex-injection
    """,
    "pandas's patterns": """
        import pandas as pd
        frame = pd.read_csv("/opt/names.csv")
        frame[frame["name"].str.contains(q)]  #! regex-injection
    """,
    "MongoDB's patterns": """
        from pymongo import MongoClient
        MongoClient("x").d.c.find({"name": {"$regex": q, "$options": "i"}})  #! regex-injection
    """,
    "lxml with entities": """
        from lxml import etree
        parser = etree.XMLParser(resolve_entities=True, no_network=False)
        etree.fromstring(event["body"].encode(), parser)  #! xxe
    """,
    "lxml with DTDs": """
        import io
        from lxml import etree
        parser = etree.XMLParser(load_dtd=True, no_network=False, resolve_entities=True)
        etree.parse(io.BytesIO(event["body"].encode()), parser=parser)  #! xxe
    """,
    "sax with features": """
        import io, xml.sax
        from xml.sax.handler import ContentHandler, feature_external_ges
        def handler(event, context):
            parser = xml.sax.make_parser()
            parser.setFeature(feature_external_ges, True)
            parser.setContentHandler(ContentHandler())
            parser.parse(io.StringIO(event["body"]))  #! xxe
    """,
    "a bucket's document": """
        import boto3
        from lxml import etree
        s3 = boto3.client("s3")
        def handler(event, context):
            key = event["Records"][0]["s3"]["object"]["key"]
            data = s3.get_object(Bucket="b", Key=key)["Body"].read()
            return etree.fromstring(data, etree.XMLParser(resolve_entities=True)).tag  #! xxe
    """,
    "objectify": """
        from lxml import etree, objectify
        objectify.fromstring(event["body"], parser=etree.XMLParser(resolve_entities=True))  #! xxe
    """,
    "a line of a log by a class": """
        import logging
        class Audit:
            def __init__(self, name):
                self.log = logging.getLogger(name)
            def write(self, action, **fields):
                self.log.info("%s %s", action, " ".join(f"{key}={value}" for key, value in fields.items()))  #! log-injection
        def handler(event, context):
            Audit("audit").write("login", user=event["queryStringParameters"]["user"])
    """,
    "an exception's text": """
        import logging
        logger = logging.getLogger()
        def handler(event, context):
            name = event["queryStringParameters"]["name"]
            if name not in ("a", "b"):
                logger.error("unknown name: " + name)  #! log-injection
                return {"statusCode": 404}
    """,
    "at the root": """
        import logging
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
        def audit(who, what):
            logging.info("{} did {}".format(who, what))  #! log-injection
        def handler(event, context):
            audit(event["requestContext"]["identity"]["sourceIp"], event["queryStringParameters"]["action"])
    """,
    "a record of a queue": """
        import json, logging
        logger = logging.getLogger(__name__)
        def handler(event, context):
            for record in event["Records"]:
                order = json.loads(record["body"])
                logger.info("order %s of %s", order["id"], order["customer"]["name"])  #! log-injection
    """,
    "a search over names": """
        import json, re
        NAMES = ["a", "b"]
        class Search:
            def __init__(self, text):
                self.pattern = re.compile(text, re.IGNORECASE)  #! regex-injection
            def __call__(self, name):
                return bool(self.pattern.search(name))
        def handler(event, context):
            return list(filter(Search(event["queryStringParameters"]["q"]), NAMES))
    """,
    "a class of parsers": """
        import base64, io
        from lxml import etree
        class Documents:
            def __init__(self):
                self.parser = etree.XMLParser(resolve_entities=True, huge_tree=True)
            def read(self, data):
                return etree.parse(io.BytesIO(data), self.parser).getroot()  #! xxe
        def handler(event, context):
            return Documents().read(base64.b64decode(event["body"])).tag
    """,
}

SAFE = {
    "line ends are removed": """
        import logging, re
        logger = logging.getLogger()
        logger.info("user %s", q.replace("\\n", "").replace("\\r", ""))
        logger.info("user %s", re.sub(r"[\\r\\n]+", " ", q))
        logger.info("user %s", re.sub(r"[\\x00-\\x1f\\x7f]", "", q))
        logger.info("user %s", " ".join(q.split()))
        logger.info("user %s", " ".join(q.splitlines()))
        logger.info("user %s", q.translate({10: None, 13: None}))
        logger.info("user %s", q.translate(str.maketrans("", "", "\\r\\n")))
        logger.info("user %s", q.translate(str.maketrans({"\\r": " ", "\\n": " "})))
    """,
    "a helper that removes line ends": """
        import logging
        def one_line(text):
            return str(text).replace("\\r\\n", " ").replace("\\n", " ").replace("\\r", " ")
        def handler(event, context):
            logging.info("user %s", one_line(event["queryStringParameters"]["name"]))
    """,
    "quoted": """
        import logging
        logging.info("user %r", q)
        logging.info(f"user {q!r}")
        logging.info("user %s", repr(q))
        logging.info("user {!r}".format(q))
        logging.info("user %s", ascii(q))
        logging.info("user %s", q.encode("unicode_escape").decode())
    """,
    "JSON": """
        import logging
        logging.info(json.dumps({"user": q}))
        print(json.dumps({"message": "x", "user": body["user"]}, default=str))
        logging.info("request %s", json.dumps(body))
    """,
    "Powertools's logger writes JSON": """
        from aws_lambda_powertools import Logger
        logger = Logger(service="x")
        logger.info("user %s", q)
        logger.info(f"user {q}")
        logger.info("user", extra={"user": q})
        logger.append_keys(user=q)
    """,
    "structlog writes JSON": """
        import structlog
        structlog.configure(processors=[structlog.processors.JSONRenderer()])
        log = structlog.get_logger()
        log.info("user came", user=q)
    """,
    "python-json-logger": """
        import logging
        from pythonjsonlogger import jsonlogger
        stream = logging.StreamHandler()
        stream.setFormatter(jsonlogger.JsonFormatter())
        logger = logging.getLogger()
        logger.addHandler(stream)
        def handler(event, context):
            logger.info("user %s", event["queryStringParameters"]["name"])
    """,
    "a formatter of our own": """
        import json, logging
        class JsonFormatter(logging.Formatter):
            def format(self, record):
                return json.dumps({"level": record.levelname, "message": record.getMessage()})
        logger = logging.getLogger()
        stream = logging.StreamHandler()
        stream.setFormatter(JsonFormatter())
        logger.handlers = [stream]
        def handler(event, context):
            logger.info("user %s", event["queryStringParameters"]["name"])
    """,
    "numbers and the like": """
        import logging, uuid
        logging.info("order %d", int(q))
        logging.info("order %s", uuid.UUID(q))
        logging.info("length %s", len(q))
        if q.isalnum():
            logging.info("user %s", q)
    """,
    "what cannot have line ends": """
        import logging
        if not q.isprintable():
            raise ValueError("a name")
        logging.info("user %s", q)
    """,
    "known words": """
        import logging
        if q in ("start", "stop"):
            logging.info("action %s", q)
    """,
    "a pattern that is escaped": """
        import re, pandas as pd
        re.search(re.escape(q), "text")
        re.compile(rf"\\b{re.escape(q)}\\b", re.IGNORECASE)
        words = "|".join(map(re.escape, body["words"]))
        re.findall(words, "text")
        others = "|".join(re.escape(word) for word in body["words"])
        re.findall(f"({others})", "text")
    """,
    "texts are searched as they are": """
        import fnmatch, pandas as pd
        q in "some text"
        "text".find(q)
        pd.read_csv("/opt/names.csv")["name"].str.contains(q, regex=False)
    """,
    "a pattern of a list": """
        import re
        PATTERNS = {"mail": r"[^@]+@[^@]+", "digits": r"\\d+"}
        re.fullmatch(PATTERNS[q], body["text"])
    """,
    "letters for a pattern": """
        import re
        if not q.isalnum():
            raise ValueError("a word")
        re.search(f"^{q}", "text")
    """,
    "what a pattern is applied to": """
        import re
        re.search(r"^[a-z]+$", q)
        re.sub(r"\\s+", " ", q)
        re.split(r",", body["text"])
    """,
    "MongoDB's patterns escaped": """
        import re
        from pymongo import MongoClient
        MongoClient("x").d.c.find({"name": {"$regex": "^" + re.escape(q), "$options": "i"}})
        MongoClient("x").d.c.find({"name": re.compile(re.escape(q), re.IGNORECASE)})
    """,
    "defusedxml": """
        import defusedxml.ElementTree as ET
        from defusedxml.lxml import fromstring
        ET.fromstring(event["body"])
        fromstring(event["body"])
    """,
    "the standard library's trees": """
        import io, xml.etree.ElementTree as ET
        from xml.dom import minidom
        ET.fromstring(event["body"])
        ET.parse(io.StringIO(event["body"]))
        minidom.parseString(event["body"])
    """,
    "lxml without entities": """
        from lxml import etree
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
        etree.fromstring(event["body"].encode(), parser=parser)
        etree.XML(event["body"], etree.XMLParser(resolve_entities="internal"))
    """,
    "sax as it is": """
        import io, xml.sax
        from xml.sax.handler import ContentHandler, feature_external_ges
        def handler(event, context):
            parser = xml.sax.make_parser()
            parser.setFeature(feature_external_ges, False)
            parser.setContentHandler(ContentHandler())
            parser.parse(io.StringIO(event["body"]))
    """,
    "xmltodict": """
        import xmltodict
        xmltodict.parse(event["body"])
        xmltodict.parse(event["body"], disable_entities=True)
    """,
    "a log of cleaned values": """
        import logging
        def clean(value):
            return "".join(letter if letter.isprintable() else "?" for letter in str(value))
        class Audit:
            def __init__(self, name):
                self.log = logging.getLogger(name)
            def write(self, action, **fields):
                self.log.info("%s %s", action, " ".join(f"{key}={clean(value)}" for key, value in fields.items()))
        def handler(event, context):
            Audit("audit").write("login", user=event["queryStringParameters"]["user"])
    """,
    "a log filter": """
        import logging
        TABLE = str.maketrans({"\\n": "\\\\n", "\\r": "\\\\r"})
        def handler(event, context):
            name = event["queryStringParameters"]["name"]
            logging.getLogger().warning("unknown name: %s", name.translate(TABLE)[:100])
            logging.getLogger().warning("unknown name: %.40r", name)
            logging.getLogger().warning("unknown name: {name!r}".format(name=name))
    """,
    "an adapter that cleans": """
        import logging
        class OneLine(logging.Filter):
            def filter(self, record):
                record.msg = str(record.msg).replace("\\n", " ").replace("\\r", " ")
                return True
        def escaped(text):
            return text.encode("ascii", "backslashreplace").decode().replace("\\n", "\\\\n").replace("\\r", "\\\\r")
        def handler(event, context):
            logging.getLogger().info("user %s", escaped(event["queryStringParameters"]["user"]))
    """,
    "powertools with a queue": """
        import json
        from aws_lambda_powertools import Logger
        from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
        logger = Logger()
        processor = BatchProcessor(event_type=EventType.SQS)
        def record_handler(record):
            order = json.loads(record.body)
            logger.info("order %s", order["id"], extra={"customer": order["customer"]})
        @logger.inject_lambda_context
        def handler(event, context):
            return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
    """,
    "words that are escaped, in a class": """
        import re
        NAMES = ["a", "b"]
        class Search:
            def __init__(self, text):
                self.pattern = re.compile(".*".join(map(re.escape, text.split())), re.IGNORECASE)
            def __call__(self, name):
                return bool(self.pattern.search(name))
        def handler(event, context):
            return list(filter(Search(event["queryStringParameters"]["q"]), NAMES))
    """,
    "f-string with a number and a known state": """
        import logging
        STATES = ("open", "done")
        def handler(event, context):
            query = event["queryStringParameters"]
            state = query["state"] if query["state"] in STATES else "unknown"
            logging.info(f"{int(query['n'])} orders are {state}")
    """,
    "a whole dictionary": """
        import logging
        def handler(event, context):
            logging.info("query %s", dict(event["queryStringParameters"] or {}))
            logging.info("query %s", list((event["queryStringParameters"] or {}).values()))
            logging.info({"query": event["queryStringParameters"]})
    """,
    "what was replaced by a helper with a pattern": """
        import logging, re
        CONTROL = re.compile(r"[\\x00-\\x1f\\x7f-\\x9f]")
        logger = logging.getLogger()
        def plain(value, limit=200):
            return CONTROL.sub("?", str(value))[:limit]
        def handler(event, context):
            logger.warning("refused %s from %s", plain(event["queryStringParameters"]["q"]), plain(event["headers"].get("user-agent")))
    """,
    "json by a helper": """
        import json
        def log(level, message, **fields):
            print(json.dumps({"level": level, "message": message, **fields}, default=str))
        def handler(event, context):
            log("INFO", "order of " + event["queryStringParameters"]["name"], id=event["queryStringParameters"]["id"])
    """,
    "a name by its first letters that are printable": """
        import logging, string
        KEEP = frozenset(string.ascii_letters + string.digits + "._-@")
        def handler(event, context):
            name = "".join(letter for letter in event["queryStringParameters"]["name"] if letter in KEEP)
            logging.getLogger().info("login of %s", name)
    """,
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_a_caller_adds_to_is_reported(name: str) -> None:
    text = program(FAULTY[name], "app.py")
    assert expected(text), "no line of it says what is reported"
    assert reported("app.py", text) == expected(text), text


@pytest.mark.parametrize("name", SAFE)
def test_what_was_made_harmless_is_not(name: str) -> None:
    text = program(SAFE[name], "app.py")
    assert reported("app.py", text) == set(), text
