# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""What is reported in Python: every line says so itself, and a line that says nothing is clean."""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

PROGRAMS = {
    "a library that wraps a database": """
        from sqlite_utils import Database
        db = Database('a.db')
        statement = f"select d from p where n = '{q}'"
        for part in statement.split(';'):
            db.query(part) #! sql-injection
        db.query('select d from p where n = ?', [q])
    """,
    "who is given which rights": """
        import boto3
        iam = boto3.client('iam')
        iam.attach_user_policy(UserName='auditor', PolicyArn=q) #! sdk-parameter
        iam.put_user_policy(UserName=body['user'], PolicyName='p', PolicyDocument='{}') #! sdk-parameter
        iam.create_access_key(UserName=q) #! sdk-parameter
        iam.update_assume_role_policy(RoleName='r', PolicyDocument=json.dumps(body)) #! sdk-parameter
        iam.put_user_policy(UserName='auditor', PolicyName=q, PolicyDocument='{}')
        iam.get_user(UserName=q)
    """,
    # --- SQL -------------------------------------------------------------------------------------------------------
    "drivers": """
        import psycopg2, pymysql, sqlite3
        connection = psycopg2.connect("x")
        cursor = connection.cursor()
        cursor.execute("SELECT * FROM t WHERE a = '%s'" % q)  #! sql-injection
        cursor.execute("SELECT * FROM t WHERE a = '{}'".format(q))  #! sql-injection
        cursor.execute(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
        cursor.execute("SELECT * FROM t WHERE a = '" + q + "'")  #! sql-injection
        cursor.execute("SELECT * FROM t WHERE a = %s", (q,))
        cursor.execute("SELECT * FROM t WHERE a = %(q)s", {"q": q})
        cursor.execute("SELECT * FROM t WHERE a = %d" % int(body["n"]))
        cursor.execute("SELECT * FROM t WHERE a IN (%s)" % ",".join(["%s"] * len(body["ids"])), body["ids"])
        with pymysql.connect(host="x") as other, other.cursor() as inner:
            inner.execute(f"DELETE FROM t WHERE a = '{q}'")  #! sql-injection
        sqlite3.connect("/opt/x").executescript(f"UPDATE t SET a = '{q}'")  #! sql-injection
        where = []
        for name, value in body.items():
            where.append(f"{name} = '{value}'")
        cursor.execute("SELECT * FROM t WHERE " + " AND ".join(where))  #! sql-injection
        column = {"a": "name", "b": "date"}.get(q, "id")
        cursor.execute(f"SELECT * FROM t ORDER BY {column}")
        column = {"a": "name", "b": "date"}.get(q, q)
        cursor.execute(f"SELECT * FROM t ORDER BY {column}")  #! sql-injection
    """,
    "sqlalchemy": """
        import sqlalchemy
        from sqlalchemy import create_engine, text
        engine = create_engine("x")
        with engine.connect() as connection:
            connection.execute(text(f"SELECT * FROM t WHERE a = '{q}'"))  #! sql-injection
            connection.execute(text("SELECT * FROM t WHERE a = :q"), {"q": q})
            connection.execute(text("SELECT * FROM t WHERE a = :q").bindparams(q=q))
            connection.exec_driver_sql("SELECT * FROM t WHERE a = '" + q + "'")  #! sql-injection
    """,
    "services with SQL": """
        import boto3
        athena = boto3.client("athena")
        data = boto3.client("rds-data")
        table = boto3.client("dynamodb")
        athena.start_query_execution(QueryString=f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
        athena.start_query_execution(QueryString="SELECT * FROM t WHERE a = ?", ExecutionParameters=[q])
        athena.start_query_execution(QueryString="SELECT 1", ResultConfiguration={"OutputLocation": f"s3://{q}/"})  #! sdk-parameter
        data.execute_statement(sql=f"SELECT * FROM t WHERE a = '{q}'", resourceArn="x", secretArn="y")  #! rds-data-injection
        data.execute_statement(sql="SELECT * FROM t WHERE a = :q", parameters=[{"name": "q", "value": {"stringValue": q}}])
        table.execute_statement(Statement=f"SELECT * FROM t WHERE a = '{q}'")  #! partiql-injection
        table.execute_statement(Statement="SELECT * FROM t WHERE a = ?", Parameters=[{"S": q}])
        table.batch_execute_statement(Statements=[{"Statement": f"SELECT * FROM t WHERE a = '{q}'"}])  #! partiql-injection
    """,
    # --- commands --------------------------------------------------------------------------------------------------
    "commands": """
        import os, re, shlex, subprocess
        os.system(f"ls {q}")  #! command-injection
        os.system("ls " + shlex.quote(q))
        subprocess.run(["ls", q])
        subprocess.run(f"ls {q}", shell=True)  #! command-injection
        subprocess.run(["sh", "-c", f"ls {q}"])  #! command-injection
        subprocess.run(["sh", "-c", "ls $1", "--", q])
        subprocess.check_output("ls {}".format(q), shell=True)  #! command-injection
        subprocess.Popen([q, "-l"])  #! command-injection
        if re.fullmatch(r"[a-z]+", q):
            os.system(f"ls {q}")
        if re.match(r"[a-z]+", q):
            os.system(f"ls {q}")  #! command-injection
        if not re.match(r"^[a-z]+$", q):
            raise ValueError
        os.system(f"ls {q}")
    """,
    "a check that is passed over": """
        import os, re
        re.fullmatch(r"[a-z]+", q)
        os.system(f"ls {q}")  #! command-injection
        if q.isalnum():
            pass
        os.system(f"ls {q}")  #! command-injection
        if ";" in q:
            raise ValueError
        os.system(f"ls {q}")  #! command-injection
        try:
            if not q.isalnum():
                raise ValueError
        except ValueError:
            pass
        os.system(f"ls {q}")  #! command-injection
    """,
    "conversions": """
        import os, uuid, datetime, decimal, ipaddress
        os.system(f"ls {int(body['i'])}")
        os.system(f"ls {uuid.UUID(body['u'])}")
        os.system(f"ls {ipaddress.ip_address(body['ip'])}")
        os.system(f"ls {float(body['n']):.2f}")
        os.system(f"ls {len(q)}")
        os.system(f"ls {q.upper()}")  #! command-injection
        os.system(f"ls {str(q)[:10]}")  #! command-injection
        os.system(f"ls {q!r}")  #! command-injection
        os.system("ls %s" % body["name"])  #! command-injection
        os.system(" ".join(["ls", q]))  #! command-injection
    """,
    # --- code and formats ------------------------------------------------------------------------------------------
    "code": """
        import ast, importlib, pandas
        eval(q)  #! code-injection
        exec(body["code"])  #! code-injection
        ast.literal_eval(q)
        importlib.import_module(f"plugins.{q}")  #! code-injection
        if q in ("a", "b"):
            importlib.import_module(f"plugins.{q}")
        pandas.DataFrame([1]).query(q)  #! code-injection
        pandas.eval(q)  #! code-injection
        compile(q, "x", "exec")  #! code-injection
    """,
    "deserialisation": """
        import base64, pickle, yaml, jsonpickle, marshal
        pickle.loads(base64.b64decode(q))  #! unsafe-deserialisation
        yaml.load(q, Loader=yaml.Loader)  #! unsafe-deserialisation
        yaml.load(q, Loader=yaml.SafeLoader)
        yaml.safe_load(q)
        yaml.load(q, yaml.FullLoader)  #! unsafe-deserialisation
        jsonpickle.decode(q)  #! unsafe-deserialisation
        marshal.loads(q)  #! unsafe-deserialisation
        json.loads(q)
    """,
    # --- requests --------------------------------------------------------------------------------------------------
    "requests": """
        import httpx, os, requests, urllib.request
        from urllib.parse import quote, urlparse
        requests.get(q)  #! ssrf
        requests.get(f"https://api.example.com/{quote(q)}")
        requests.get("https://api.example.com/", params={"q": q})
        requests.get(f"https://{q}.example.com/")  #! ssrf
        requests.post(body["url"], json={})  #! ssrf
        requests.get(os.environ["API"] + "/items/" + q)
        urllib.request.urlopen(q)  #! ssrf
        httpx.get(url=q)  #! ssrf
        if urlparse(q).hostname in {"a.example.com", "b.example.com"}:
            requests.get(q)
        if urlparse(q).hostname not in ("localhost", "127.0.0.1"):
            requests.get(q)  #! ssrf
        if urlparse(q).netloc.endswith(".example.com"):
            requests.get(q)
        if urlparse(q).scheme == "https":
            requests.get(q)  #! ssrf
        if not q.startswith("https://api.example.com/"):
            raise ValueError
        requests.get(q)
    """,
    # --- files -----------------------------------------------------------------------------------------------------
    "files": """
        import os
        from pathlib import Path
        open(f"/opt/{q}")  #! path-traversal
        open(os.path.join("/opt", q))  #! path-traversal
        open(os.path.join("/opt", os.path.basename(q)))
        full = os.path.realpath(os.path.join("/opt", q))
        if full.startswith("/opt/"):
            open(full)
        if os.path.commonpath([full, "/opt"]) == "/opt":
            open(full)
        open(full)  #! path-traversal
        path = (Path("/opt") / q).resolve()
        path.read_text()  #! path-traversal
        if path.is_relative_to("/opt"):
            path.read_text()
        Path("/opt", Path(q).name).read_text()
        if ".." not in q:
            open(f"/opt/{q}")
            open(os.path.join("/opt", q))  #! path-traversal
        open("/opt/" + q.replace("../", ""))  #! path-traversal
        with open("/tmp/x", "w") as file:
            file.write(q)
    """,
    "archives": """
        import io, os, tarfile, zipfile, base64
        data = io.BytesIO(base64.b64decode(event["body"]))
        tarfile.open(fileobj=data).extractall("/tmp/x")  #! archive-extraction
        tarfile.open(fileobj=data).extractall("/tmp/x", filter="data")
        archive = zipfile.ZipFile(data)
        for name in archive.namelist():
            with open(os.path.join("/tmp/x", name), "wb") as file:  #! archive-extraction
                file.write(archive.read(name))
            with open(os.path.join("/tmp/x", os.path.basename(name)), "wb") as file:
                file.write(archive.read(name))
    """,
    # --- answers ---------------------------------------------------------------------------------------------------
    "html": """
        import html
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if body["a"]:
            return {"statusCode": 200, "headers": headers, "body": f"<p>{q}</p>"}  #! html-response
        if body["b"]:
            return {"statusCode": 200, "headers": headers, "body": f"<p>{html.escape(q)}</p>"}
        if body["c"]:
            return {"statusCode": 200, "headers": headers, "body": "<p>%s</p>" % q.replace("<", "&lt;")}
        return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps({"q": q})}
    """,
    "headers and redirects": """
        from urllib.parse import quote, urlsplit
        if body["a"]:
            return {"statusCode": 302, "headers": {"Location": q}}  #! open-redirect
        if body["b"]:
            return {"statusCode": 302, "headers": {"Location": f"https://example.com/{q}"}}
        if body["c"]:
            return {"statusCode": 302, "headers": {"Location": "https://example.com" + q}}  #! open-redirect
        if urlsplit(q).netloc == "example.com":
            return {"statusCode": 302, "headers": {"Location": q}}
        if q.startswith("/") and not q.startswith("//"):
            return {"statusCode": 302, "headers": {"Location": q}}
        if body["d"]:
            return {"statusCode": 200, "headers": {"X-Name": q}, "body": ""}  #! header-injection
        if body["e"]:
            return {"statusCode": 200, "headers": {"X-Name": quote(q)}, "body": ""}
        return {"statusCode": 200, "multiValueHeaders": {"Set-Cookie": [f"a={q}"]}, "body": ""}  #! header-injection
    """,
    "flask": """
        import subprocess
        from flask import Flask, redirect, render_template_string, request
        from markupsafe import escape
        import serverless_wsgi
        app = Flask(__name__)
        @app.route("/a")
        def a():
            return f"<p>{request.args.get('q')}</p>"  #! html-response
        @app.get("/b/<name>")
        def b(name):
            return f"<p>{escape(name)}</p>"
        @app.post("/c")
        def c():
            subprocess.run(request.json["command"], shell=True)  #! command-injection
            return redirect(request.args["next"])  #! open-redirect
        @app.post("/d")
        def d():
            return render_template_string("<p>" + request.form["q"] + "</p>")  #! template-injection
        @app.post("/e")
        def e():
            return render_template_string("<p>{{ q }}</p>", q=request.form["q"])
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "fastapi": """
        import os
        from typing import Annotated, Literal
        from fastapi import Depends, FastAPI, Path, Query
        from fastapi.responses import HTMLResponse, RedirectResponse
        from mangum import Mangum
        from pydantic import BaseModel
        app = FastAPI()
        class Item(BaseModel):
            name: str
            number: int
            kind: Literal["a", "b"]
        @app.post("/a")
        def a(item: Item, verbose: bool = False):
            os.system(f"ls {item.number} {item.kind} {verbose}")
            os.system(f"ls {item.name}")  #! command-injection
        @app.get("/b/{name}", response_class=HTMLResponse)
        async def b(name: str, page: int):
            return HTMLResponse(f"<p>{name} {page}</p>")  #! html-response
        @app.get("/c")
        def c(to: str):
            return RedirectResponse(to)  #! open-redirect
        def name_of(name: Annotated[str, Query(pattern="^[a-z]+$")]):
            return name
        @app.get("/d")
        def d(name: Annotated[str, Depends(name_of)]):
            os.system(f"ls {name}")
        class Shell:
            def __init__(self, text: str, number: int):
                self.text, self.number = text, number
            def run(self):
                os.system(f"ls {self.number}")
                os.system(f"ls {self.text}")  #! command-injection
        @app.get("/g")
        def g(shell: Shell = Depends()):
            shell.run()
        @app.get("/e/{name}")
        def e(name: str = Path(..., pattern="^[a-z]+$"), kind: str = Query("a", regex="^[ab]$")):
            os.system(f"ls {name} {kind}")
        @app.get("/f")
        def f(name: str = Query(max_length=9), kind: str = Query("a", pattern="^[a-z]")):
            os.system(f"ls {name}")  #! command-injection
            os.system(f"ls {kind}")  #! command-injection
        handler = Mangum(app)
    """,
    "powertools": """
        import os
        from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
        app = APIGatewayRestResolver()
        @app.get("/a/<name>")
        def a(name):
            os.system(f"ls {name}")  #! command-injection
        @app.post("/b")
        def b():
            body = app.current_event.json_body
            os.system(f"ls {body['name']}")  #! command-injection
            os.system(f"ls {app.current_event.query_string_parameters['q']}")  #! command-injection
            return {"name": body["name"]}
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "routers": """
        import os
        from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
        from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
        router = APIGatewayHttpRouter()
        @router.post("/a")
        def a():
            os.system(f"ls {router.current_event.json_body['name']}")  #! command-injection
            context = router.current_event.request_context
            os.system(f"ls {context.stage} {context.authorizer.jwt_claim['sub']}")
            os.system(f"ls {context.authorizer.jwt_claim['name']}")  #! command-injection
        app = APIGatewayHttpResolver()
        app.include_router(router)
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "routes that are added": """
        import os
        import serverless_wsgi
        from flask import Flask, request
        app = Flask(__name__)
        def show(name):
            os.system(f"ls {name}")  #! command-injection
            os.system(f"ls {int(request.args['n'])}")
        app.add_url_rule("/a/<name>", "show", show)
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "chalice's application": """
        import os
        from chalice import Chalice
        handler = Chalice(app_name="x")
        @handler.route("/a/{name}")
        def a(name):
            os.system(f"ls {name}")  #! command-injection
            os.system(f"ls {handler.current_request.json_body['name']}")  #! command-injection
        @handler.on_sqs_message(queue="q")
        def messages(event):
            os.system(f"ls {event.name}")
    """,
    "a function that chalice makes of its own": """
        import os
        from chalice import Chalice
        app = Chalice(app_name="x")
        @app.route("/a/{name}")
        def a(name):
            os.system(f"ls {name}")
        @app.on_sqs_message(queue="q")
        def handler(event):
            for record in event:
                os.system(f"ls {record.body}")  #! command-injection
    """,
    "templates": """
        import jinja2
        from string import Template
        jinja2.Template(q).render()  #! template-injection
        jinja2.Environment().from_string(f"<p>{q}</p>").render()  #! template-injection
        page = jinja2.Environment(autoescape=True).from_string("<p>{{ q }}</p>").render(q=q)
        plain = jinja2.Template("<p>{{ q }}</p>").render(q=q)
        headers = {"Content-Type": "text/html"}
        if body["a"]:
            return {"statusCode": 200, "headers": headers, "body": page}
        return {"statusCode": 200, "headers": headers, "body": plain}  #! html-response
    """,
    # --- queries of other kinds ------------------------------------------------------------------------------------
    "mongodb": """
        from pymongo import MongoClient
        users = MongoClient("x").db.users
        users.find_one({"name": body["name"]})  #! nosql-injection
        users.find_one({"name": str(body["name"])})
        users.find_one({"name": q})
        users.find(body["filter"])  #! nosql-injection
        users.find({"$where": f"this.a == '{q}'"})  #! nosql-injection
        if isinstance(body["name"], str):
            users.find_one({"name": body["name"]})
        users.update_one({"name": q}, {"$set": body["fields"]})  #! nosql-injection
        users.update_one({"name": q}, {"$set": {"colour": body["colour"]}})
        users.insert_one({"name": body["name"]})
    """,
    "expressions": """
        import boto3
        from boto3.dynamodb.conditions import Attr, Key
        table = boto3.resource("dynamodb").Table("t")
        table.query(KeyConditionExpression=Key("id").eq(q))
        table.scan(FilterExpression=Attr("a").contains(q))
        table.scan(FilterExpression=f"{q} = :v", ExpressionAttributeValues={":v": 1})  #! filter-expression-injection
        table.scan(FilterExpression="a = :v", ExpressionAttributeValues={":v": q})
        boto3.client("logs").start_query(queryString=f"filter a = '{q}'")  #! filter-expression-injection
        boto3.client("s3").select_object_content(Bucket="b", Key="k", Expression=f"SELECT * FROM s WHERE a = '{q}'")  #! filter-expression-injection
    """,
    "directories and documents": """
        import re, ldap3
        from ldap3.utils.conv import escape_filter_chars
        from lxml import etree
        connection = ldap3.Connection("x")
        connection.search("dc=x", f"(uid={q})")  #! ldap-injection
        connection.search("dc=x", f"(uid={escape_filter_chars(q)})")
        tree = etree.parse("/opt/x.xml")
        tree.xpath(f"//user[@name='{q}']")  #! xpath-injection
        tree.xpath("//user[@name=$q]", q=q)
        etree.fromstring(q, parser=etree.XMLParser(resolve_entities=True))  #! xxe
        etree.fromstring(q, parser=etree.XMLParser(resolve_entities=False))
        re.search(q, "text")  #! regex-injection
        re.search(re.escape(q), "text")
        print(f"got {q}")  #! log-injection
        print(f"got {q!r}")
        print(json.dumps({"q": q}))
    """,
    # --- AWS -------------------------------------------------------------------------------------------------------
    "services": """
        import boto3
        s3 = boto3.client("s3")
        s3.get_object(Bucket="b", Key=q)  #! sdk-parameter
        s3.get_object(Bucket="b", Key=f"public/{q}")
        s3.put_object(Bucket=body["bucket"], Key="a", Body=b"")  #! sdk-parameter
        boto3.client("lambda").invoke(FunctionName=q)  #! sdk-parameter
        boto3.client("lambda").invoke(FunctionName="f", Payload=json.dumps(body))
        boto3.client("ssm").send_command(DocumentName="AWS-RunShellScript", Parameters={"commands": [f"ls {q}"]})  #! sdk-parameter
        boto3.client("sts").assume_role(RoleArn=body["role"], RoleSessionName="x")  #! sdk-parameter
        boto3.client("sqs").send_message(QueueUrl=body["queue"], MessageBody="x")  #! sdk-parameter
        boto3.client("sqs").send_message(QueueUrl="https://x", MessageBody=q)
        boto3.client("ssm").get_parameter(Name=q)  #! sdk-parameter
        boto3.resource("dynamodb").Table(q).get_item(Key={"id": 1})  #! sdk-parameter
        if q in {"a": 1, "b": 2}:
            boto3.client("lambda").invoke(FunctionName=q)
    """,
    "what belongs to the caller": """
        import boto3
        def handler(event, context):
            s3 = boto3.client("s3")
            user = event["requestContext"]["authorizer"]["claims"]["cognito:username"]
            key = event["queryStringParameters"]["key"]
            s3.get_object(Bucket="b", Key=f"{user}/{key}")
            s3.get_object(Bucket="b", Key=key)  #! sdk-parameter
            if not key.startswith(f"{user}/"):
                return {"statusCode": 403}
            s3.get_object(Bucket="b", Key=key)
    """,
    # --- what validates --------------------------------------------------------------------------------------------
    "pydantic": """
        import os, enum, uuid
        from pydantic import BaseModel, Field, constr
        class Kind(enum.Enum):
            A = "a"
        class Inner(BaseModel):
            name: str
            id: uuid.UUID
        class Model(BaseModel):
            kind: Kind
            code: str = Field(pattern="^[a-z]+$")
            name: str = Field(max_length=10)
            inner: Inner
            numbers: list[int]
        def handler(event, context):
            model = Model.model_validate_json(event["body"])
            os.system(f"ls {model.kind} {model.code} {model.inner.id}")
            os.system(f"ls {model.numbers[0]}")
            os.system(f"ls {model.name}")  #! command-injection
            os.system(f"ls {model.inner.name}")  #! command-injection
            other = Inner(**json.loads(event["body"]))
            os.system(f"ls {other.id}")
            os.system(f"ls {other.name}")  #! command-injection
    """,
    "schemas": """
        import os, jsonschema, fastjsonschema
        schema = {"type": "object", "properties": {"id": {"type": "string", "pattern": "^[a-z]+$"}, "s": {"type": "string"}}}
        jsonschema.validate(body, schema)
        os.system(f"ls {body['id']}")
        os.system(f"ls {body['s']}")  #! command-injection
        other = json.loads(q)
        fastjsonschema.compile(schema)(other)
        os.system(f"ls {other['id']}")
        os.system(f"ls {other['s']}")  #! command-injection
    """,
    "lists": """
        import os, re
        NAMES = re.compile(r"[a-z]+")
        if all(NAMES.fullmatch(name) for name in body["names"]):
            os.system("ls " + " ".join(body["names"]))
        os.system("ls " + " ".join(body["names"]))  #! command-injection
        if any(not name.isalnum() for name in body["names"]):
            raise ValueError
        for name in body["names"]:
            os.system(f"ls {name}")
        good = [name for name in body["others"] if name.isalnum()]
        os.system("ls " + " ".join(good))
        tags = {tag for tag in body["tags"]}
        os.system("ls " + " ".join(sorted(tags)))  #! command-injection
    """,
    # --- how data gets there ---------------------------------------------------------------------------------------
    "objects": """
        import os
        from dataclasses import dataclass
        @dataclass
        class Job:
            name: str
            number: int = 0
            def run(self):
                os.system(f"ls {self.name}")  #! command-injection
                os.system(f"ls {self.number}")
        class Runner:
            def __init__(self, prefix="ls"):
                self.prefix = prefix
                self.jobs = []
            def add(self, job):
                self.jobs.append(job)
                return self
            def go(self):
                for job in self.jobs:
                    os.system(self.prefix + job)  #! command-injection
        def handler(event, context):
            Job(name=event["body"]).run()
            Runner().add(event["body"]).add("x").go()
    """,
    "closures and generators": """
        import asyncio, functools, os
        def maker(prefix):
            def run(text):
                os.system(prefix + text)  #! command-injection
            return run
        def words(text):
            for word in text.split():
                yield word
        async def later(text):
            os.system(text)  #! command-injection
        def handler(event, context):
            maker("ls ")(event["body"])
            functools.partial(maker("ls "), event["body"])()
            for word in words(event["body"]):
                os.system(word)  #! command-injection
            asyncio.run(later(event["body"]))
    """,
    # --- more libraries ---
    "more drivers": """
        import psycopg, asyncpg, pyodbc, duckdb, awswrangler, pandas, snowflake.connector, redshift_connector
        from sqlalchemy.orm import Session
        from sqlalchemy import create_engine, text
        with psycopg.connect("x") as connection:
            connection.execute(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
            connection.execute("SELECT * FROM t WHERE a = %s", (q,))
        pyodbc.connect("x").cursor().execute("SELECT * FROM t WHERE a = '%s'" % q)  #! sql-injection
        duckdb.sql(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
        awswrangler.athena.read_sql_query(sql=f"SELECT * FROM t WHERE a = '{q}'", database="d")  #! sql-injection
        pandas.read_sql(f"SELECT * FROM t WHERE a = '{q}'", "x")  #! sql-injection
        snowflake.connector.connect().cursor().execute(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
        with Session(create_engine("x")) as session:
            session.execute(text("SELECT * FROM t WHERE a = '" + q + "'"))  #! sql-injection
            session.execute(text("SELECT * FROM t WHERE a = :a"), {"a": q})
    """,
    "asyncpg": """
        import asyncio, asyncpg
        async def go(event):
            q = event["queryStringParameters"]["q"]
            connection = await asyncpg.connect("x")
            await connection.fetch(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
            await connection.fetch("SELECT * FROM t WHERE a = $1", q)
            async with connection.transaction():
                await connection.execute("DELETE FROM t WHERE a = '" + q + "'")  #! sql-injection
        def handler(event, context):
            return asyncio.run(go(event))
    """,
    "more commands": """
        import asyncio, os, subprocess, paramiko, pexpect, shlex
        os.popen(f"ls {q}").read()  #! command-injection
        subprocess.getoutput("ls " + q)  #! command-injection
        subprocess.run(shlex.split(f"ls {q}"))
        subprocess.run(args=f"ls {q}", shell=True)  #! command-injection
        subprocess.run("ls '%s'" % q, shell=True)  #! command-injection
        subprocess.run(["bash", "-lc", f"ls {q}"])  #! command-injection
        subprocess.run(["git", "clone", "--", q])
        subprocess.run(f"ls {shlex.quote(q)}", shell=True)
        paramiko.SSHClient().exec_command(f"ls {q}")  #! command-injection
        pexpect.run(f"bash -c 'ls {q}'")  #! command-injection
        os.execvp("sh", ["sh", "-c", q])  #! command-injection
        asyncio.run(asyncio.create_subprocess_shell(f"ls {q}"))  #! command-injection
    """,
    "more code": """
        import numexpr, pandas, importlib, simpleeval
        frame = pandas.read_csv("/opt/x.csv")
        frame.query(f"a == {q}")  #! code-injection
        frame.eval(q)  #! code-injection
        frame.query("a == @q")
        numexpr.evaluate(q)  #! code-injection
        __import__(q)  #! code-injection
        exec("x = " + q)  #! code-injection
        eval(f"1 + {int(body['n'])}")
        eval(compile(q, "a", "eval"))  #! code-injection
    """,
    "more formats": """
        import dill, io, joblib, numpy, pickle, shelve, torch, yaml, cloudpickle
        from ruamel.yaml import YAML
        pickle.load(io.BytesIO(q.encode()))  #! unsafe-deserialisation
        pickle.Unpickler(io.BytesIO(q.encode())).load()  #! unsafe-deserialisation
        dill.loads(q)  #! unsafe-deserialisation
        joblib.load(io.BytesIO(q.encode()))  #! unsafe-deserialisation
        numpy.load(io.BytesIO(q.encode()), allow_pickle=True)  #! unsafe-deserialisation
        numpy.load(io.BytesIO(q.encode()))
        torch.load(io.BytesIO(q.encode()))  #! unsafe-deserialisation
        torch.load(io.BytesIO(q.encode()), weights_only=True)
        yaml.unsafe_load(q)  #! unsafe-deserialisation
        yaml.load(q, Loader=yaml.CSafeLoader)
        YAML(typ="unsafe").load(q)  #! unsafe-deserialisation
        YAML(typ="safe").load(q)
        YAML().load(q)
        cloudpickle.loads(q)  #! unsafe-deserialisation
    """,
    "more requests": """
        import aiohttp, asyncio, boto3, http.client, httpx, requests, socket, urllib3, urllib.request
        with requests.Session() as session:
            session.get(q)  #! ssrf
            session.request("GET", q)  #! ssrf
        requests.request("GET", q)  #! ssrf
        urllib3.PoolManager().request("GET", q)  #! ssrf
        urllib.request.urlopen(urllib.request.Request(q))  #! ssrf
        http.client.HTTPSConnection(q).request("GET", "/")  #! ssrf
        http.client.HTTPSConnection("api.example.com").request("GET", "/" + q)
        boto3.client("s3", endpoint_url=q)  #! ssrf
        socket.create_connection((q, 80))  #! ssrf
        httpx.Client(base_url=q)  #! ssrf
        async def go():
            async with aiohttp.ClientSession() as session:
                async with session.get(q) as answer:  #! ssrf
                    return await answer.text()
        asyncio.run(go())
        requests.get("https://api.example.com/items/%s" % q)
        requests.get("https://api.example.com".rstrip("/") + "/" + q)
    """,
    "more answers": """
        import html, string
        def page(title):
            return "<html><h1>{}</h1></html>".format(title)
        def respond(body):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}  #! html-response
        if body["a"]:
            return respond(page(q))
        if body["b"]:
            return respond(page(html.escape(q)))
        if body["c"]:
            return respond("<ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in body["list"]) + "</ul>")
        response = {"statusCode": 200, "headers": {}}
        response["headers"]["X-Q"] = q  #! header-injection
        response["headers"].update({"Location": q})  #! open-redirect
        return response
    """,
    "more queries": """
        import re, ldap, boto3
        from opensearchpy import OpenSearch
        from elasticsearch import Elasticsearch
        from lxml import etree
        import xml.etree.ElementTree as ET
        ldap.initialize("x").search_s("dc=x", ldap.SCOPE_SUBTREE, f"(uid={q})")  #! ldap-injection
        OpenSearch().search(index="i", body={"query": {"query_string": {"query": f"a:{q}"}}})  #! filter-expression-injection
        OpenSearch().search(index="i", body={"query": {"match": {"a": q}}})
        OpenSearch().search(index="i", q=f"a:{q}")  #! filter-expression-injection
        Elasticsearch().search(index="i", query=body["query"])  #! filter-expression-injection
        ET.fromstring(q)
        etree.fromstring(q.encode())
        etree.XPath(f"//a[@b='{q}']")  #! xpath-injection
        ET.parse("/opt/x.xml").findall(f".//a[@b='{q}']")  #! xpath-injection
        re.compile(f"^{q}").match("x")  #! regex-injection
        re.sub(q, "", "x")  #! regex-injection
        boto3.client("events").put_events(Entries=[{"Source": "x", "DetailType": q, "Detail": "{}"}])  #! sdk-parameter
        boto3.client("ses").send_email(Source="x", Destination={"ToAddresses": [q]}, Message={})  #! sdk-parameter
    """,
    "prompts": """
        import boto3, openai
        prompt = f"You are a helper of {q}. Answer the question politely."
        boto3.client("bedrock-runtime").invoke_model(modelId="x", body=json.dumps({"prompt": prompt}))  #! model-prompt
        boto3.client("bedrock-runtime").converse(modelId="x", messages=[{"role": "user", "content": [{"text": q}]}])
        openai.OpenAI().chat.completions.create(model="x", messages=[{"role": "system", "content": prompt}])  #! model-prompt
    """,
    # --- what looks like a check, and what is one ---
    "traps: uuid etc": """
        import ipaddress, os, re, uuid, requests
        from urllib.parse import urlparse
        try:
            uuid.UUID(q)
        except ValueError:
            return {"statusCode": 400}
        os.system(f"ls {q}")
        if body["n"].isdigit():
            os.system(f"ls {body['n']}")
        if isinstance(body["k"], int):
            os.system(f"ls {body['k']}")
        ipaddress.ip_address(body["ip"])
        os.system(f"ping {body['ip']}")
        int(body["i"])
        os.system(f"ping {body['i']}")
        if body["f"].endswith(".png"):
            open(f"/opt/{body['f']}")  #! path-traversal
        if body["other"] == "a":
            os.system(f"ls {body['name']}")  #! command-injection
        host = urlparse(body["u"]).hostname
        if not ipaddress.ip_address(host).is_loopback:
            requests.get(body["u"])  #! ssrf
        if not ipaddress.ip_address(host).is_private:
            requests.get(body["u"])
    """,
    "traps: wrong sanitisers": """
        import html, os, psycopg2, re, shlex
        cursor = psycopg2.connect("x").cursor()
        os.system(f"ls {html.escape(q)}")  #! command-injection
        os.system(f"ls '{q}'")  #! command-injection
        cursor.execute(f"SELECT * FROM t WHERE a = '{shlex.quote(q)}'")  #! sql-injection
        cursor.execute(f"SELECT * FROM t WHERE a = '{html.escape(q)}'")  #! sql-injection
        cursor.execute("SELECT * FROM t WHERE a = '" + q.replace(";", "") + "'")  #! sql-injection
        cursor.execute("SELECT * FROM t WHERE a = '" + re.sub(r"[^a-z]", "", q) + "'")
        cursor.execute("SELECT * FROM t WHERE a = '" + re.sub(r"[;]", "", q) + "'")  #! sql-injection
        if any(word in q.lower() for word in ("drop", "delete")):
            raise ValueError
        cursor.execute(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
        if len(q) > 10:
            raise ValueError
        cursor.execute(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
        if re.search(r"['\\";]", q):
            raise ValueError
        cursor.execute(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
    """,
    "traps: lists of allowed": """
        import enum, psycopg2
        cursor = psycopg2.connect("x").cursor()
        class Sort(enum.Enum):
            NAME = "name"
            DATE = "date"
        COLUMNS = {"name": "n.name", "date": "d.date"}
        cursor.execute(f"SELECT * FROM t ORDER BY {Sort(q).value}")
        cursor.execute(f"SELECT * FROM t ORDER BY {Sort[q].value}")
        cursor.execute(f"SELECT * FROM t ORDER BY {COLUMNS[q]}")
        cursor.execute(f"SELECT * FROM t ORDER BY {COLUMNS.get(q) or 'x'}")
        cursor.execute(f"SELECT * FROM t ORDER BY {COLUMNS.get(q) or q}")  #! sql-injection
        column = q if q in COLUMNS else "x"
        cursor.execute(f"SELECT * FROM t ORDER BY {column}")
        fields = [one for one in body["fields"] if one in COLUMNS]
        cursor.execute(f"SELECT {', '.join(fields)} FROM t")
        fields = set(body["fields"]) & set(COLUMNS)
        cursor.execute(f"SELECT {', '.join(fields)} FROM t")
        if set(body["fields"]) - set(COLUMNS):
            raise ValueError
        cursor.execute(f"SELECT {', '.join(body['fields'])} FROM t")
        sets = ", ".join(f"{name} = %s" for name in body["update"])
        cursor.execute(f"UPDATE t SET {sets}", list(body["update"].values()))  #! sql-injection
        sets = ", ".join(f"{name} = %s" for name in body["update"] if name in COLUMNS)
        cursor.execute(f"UPDATE t SET {sets}", list(body["update"].values()))
        direction = "DESC" if q == "desc" else "ASC"
        cursor.execute(f"SELECT * FROM t ORDER BY a {direction}")
        assert q in COLUMNS
        cursor.execute(f"SELECT * FROM t ORDER BY {q}")
    """,
    "traps: models": """
        import os
        from aws_lambda_powertools.utilities.parser import BaseModel, event_parser
        from pydantic import field_validator, EmailStr, HttpUrl, conint
        import re, requests
        class Order(BaseModel):
            number: conint(gt=0)
            url: HttpUrl
            name: str
            @field_validator("name")
            @classmethod
            def check(cls, value):
                if not re.fullmatch(r"[a-z]+", value):
                    raise ValueError
                return value
        @event_parser(model=Order)
        def handler(event: Order, context):
            os.system(f"ls {event.number}")
            os.system(f"ls {event.name}")
            requests.get(event.url)  #! ssrf
    """,
    "what an envelope holds is what a decorated handler gets": """
        import os
        from aws_lambda_powertools.utilities.validation import envelopes, validator
        SCHEMA = {"type": "object", "properties": {"count": {"type": "integer"}, "name": {"type": "string"}}}
        @validator(inbound_schema=SCHEMA, envelope=envelopes.API_GATEWAY_HTTP)
        def handler(event, context):
            os.system("seq " + str(event["count"]))
            os.system("ls " + event["name"])  #! command-injection
            if "count" in event:
                os.system("seq " + str(event["count"]))
    """,
    "traps: records": """
        import os, boto3
        from urllib.parse import unquote_plus
        s3 = boto3.client("s3")
        def handler(event, context):
            for record in event["Records"]:
                bucket = record["s3"]["bucket"]["name"]
                key = unquote_plus(record["s3"]["object"]["key"])
                s3.download_file(bucket, key, f"/tmp/{key}")  #! path-traversal
                s3.download_file(bucket, key, f"/tmp/{os.path.basename(key)}")
                s3.get_object(Bucket=bucket, Key=key)
                s3.copy_object(Bucket=os.environ["TO"], Key=key, CopySource={"Bucket": bucket, "Key": key})
                os.system(f"convert /tmp/x {key}")  #! command-injection
                os.system(f"echo {record['s3']['object']['size']} {record['eventTime']} {bucket}")
    """,
    # --- what comes in, and what is written ---
    "more: events": """
        import base64, os, json
        def handler(event, context):
            for record in event["Records"]:
                os.system(base64.b64decode(record["kinesis"]["data"]).decode())  #! command-injection
                os.system(json.loads(record["Sns"]["Message"])["name"])  #! command-injection
                os.system(json.loads(record["body"])["name"])  #! command-injection
                os.system(record["dynamodb"]["NewImage"]["name"]["S"])  #! command-injection
                os.system(record["s3"]["bucket"]["name"])
                os.system(record["messageId"])
            os.system(event["arguments"]["name"])  #! command-injection
            os.system(event["detail"]["name"])  #! command-injection
            os.system(event["requestContext"]["requestId"])
            os.system("ping " + event["requestContext"]["http"]["sourceIp"])
            os.system("ping " + event["requestContext"]["http"]["userAgent"])  #! command-injection
            os.system(event["headers"]["x-name"])  #! command-injection
            os.system(event.get("body") or "")  #! command-injection
            os.system(context.function_name)
            data = base64.b64decode(event["body"]) if event["isBase64Encoded"] else event["body"]
            os.system(data)  #! command-injection
    """,
    "more: data classes": """
        import os
        from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent, SQSEvent, event_source
        from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, batch_processor
        processor = BatchProcessor(event_type=EventType.SQS)
        def record_handler(record):
            os.system(record.json_body["name"])  #! command-injection
        @batch_processor(record_handler=record_handler, processor=processor)
        def lambda_handler(event, context):
            return processor.response()
        @event_source(data_class=APIGatewayProxyEvent)
        def other(event, context):
            os.system(event.json_body["name"])  #! command-injection
            os.system(event.get_query_string_value("a"))  #! command-injection
        def handler(event, context):
            lambda_handler(event, context)
            other(event, context)
            request = APIGatewayProxyEvent(event)
            os.system(request.body)  #! command-injection
            for record in SQSEvent(event).records:
                os.system(record.body)  #! command-injection
    """,
    "more: logging": """
        import logging, structlog
        from aws_lambda_powertools import Logger
        log = logging.getLogger(__name__)
        logger = Logger()
        log.info("got %s", q)  #! log-injection
        log.info(f"got {q}")  #! log-injection
        log.info("got %r", q)
        log.info("got", extra={"q": q})
        logger.info("got", extra={"q": q})
        logger.info(f"got {q}")
        logging.warning("got " + q)  #! log-injection
        log.info("got %s", q.replace("\\n", ""))
        log.info("got %s", json.dumps(q))
        log.info("got %d", int(body["n"]))
        print("got", q)  #! log-injection
        print("got", body)
    """,
    "more: keys of objects are encoded": """
        from urllib.parse import unquote_plus
        key = event["Records"][0]["s3"]["object"]["key"]
        print(f"got {key}")
        print(f"got {unquote_plus(key)}")  #! log-injection
        print(event["detail"]["object"]["key"])  #! log-injection
        print(unquote_plus(q))  #! log-injection
    """,
    "more: what has no line breaks": """
        import base64, email, logging, sys
        log = logging.getLogger(__name__)
        headers = event["headers"]
        log.info(f"got {headers}")
        log.info(f"got {headers['host']} by {event['httpMethod']}")
        log.info(event["requestContext"]["http"]["userAgent"])
        log.info(base64.b64decode(headers["authorization"]).decode())  #! log-injection
        log.info(f"{event['path']}")  #! log-injection
        log.info(f"{event['queryStringParameters']}")
        log.info(f"{event['queryStringParameters']['q']}")  #! log-injection
        print([q], {"q": q}, (q,))
        print(f"{[q]} {list(body.keys())} {sorted(body)}")
        print(q.split(","), q.encode())
        print(q.split(",")[0])  #! log-injection
        print(", ".join([q]))  #! log-injection
        print(f"{len(q)} of {sys.getsizeof(q)}")
        mail = email.message_from_string(q)
        print(mail.get_payload(decode=True))
        print(mail.get_payload())  #! log-injection
    """,
    "more: response objects": """
        from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response, content_types
        import html
        app = APIGatewayRestResolver()
        @app.get("/a")
        def a():
            q = app.current_event.get_query_string_value("q")
            return Response(200, content_type="text/html", body=f"<p>{q}</p>")  #! html-response
        @app.get("/b")
        def b():
            q = app.current_event.get_query_string_value("q")
            return Response(200, content_type="text/html", body=f"<p>{html.escape(q)}</p>")
        @app.get("/c")
        def c():
            q = app.current_event.get_query_string_value("q")
            return Response(302, headers={"Location": q})  #! open-redirect
        @app.get("/d")
        def d():
            return {"q": app.current_event.get_query_string_value("q")}
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "functions as values": """
        import asyncio, functools, os, subprocess, threading
        from concurrent.futures import ThreadPoolExecutor
        list(map(os.system, body["names"]))  #! command-injection
        functools.partial(subprocess.run, shell=True)(q)  #! command-injection
        getattr(os, "system")(q)  #! command-injection
        run = os.system
        run(q)  #! command-injection
        RUNNERS = {"a": os.system}
        RUNNERS["a"](q)  #! command-injection
        with ThreadPoolExecutor() as pool:
            pool.submit(os.system, q)  #! command-injection
            pool.map(os.system, body["names"])  #! command-injection
        threading.Thread(target=os.system, args=(q,)).start()  #! command-injection
        asyncio.run(asyncio.to_thread(os.system, q))  #! command-injection
        (lambda text: os.system(text))(q)  #! command-injection
        options = {"shell": True}
        subprocess.run(q, **options)  #! command-injection
        subprocess.run(*[q], shell=True)  #! command-injection
        subprocess.call(f"ls {q}", shell=True)  #! command-injection
    """,
    "search words": """
        from opensearchpy import OpenSearch
        search = OpenSearch().search
        words = {"multi_match": {"query": q, "fields": ["title"]}}
        search(index="i", body={"query": words})
        search(index="i", body={"query": {"bool": {"must": [words], "filter": {"term": {"query": q}}}}})
        search(index="i", body={"query": {"hybrid": {"queries": [words, {"neural": {"v": {"query_text": q, "k": 5}}}]}}})
        search(index="i", body={"query": {"bool": {"must": [{"simple_query_string": {"query": q}}]}}})  #! filter-expression-injection
        search(index="i", body={"query": {"bool": {"must": body["must"]}}})  #! filter-expression-injection
        search(index="i", body={"query": {"script_score": {"query": words, "script": {"source": f"_score * {q}"}}}})  #! filter-expression-injection
    """,
    "bodies of objects": """
        import boto3, pandas
        from PIL import Image
        found = boto3.client("s3").get_object(Bucket="b", Key=f"mine/{q}")
        pandas.read_csv(found["Body"])
        pandas.read_csv(found.get("Body"), index_col=0)
        Image.open(found["Body"])
        pandas.read_csv(found["Body"].read().decode())  #! path-traversal
        pandas.read_csv(f"s3://b/{q}")  #! path-traversal
        Image.open("/tmp/{}".format(q.replace("/", "")))
        Image.open("/tmp/{}".format(q.replace(":", "")))  #! path-traversal
    """,
    "keys below a configured prefix": """
        import boto3, os
        s3 = boto3.client("s3")
        s3.put_object(Bucket="b", Key=os.path.join(os.environ["PREFIX"], q + ".txt"), Body=b"")
        s3.put_object(Bucket="b", Key=os.path.join(q, os.environ["SUFFIX"]), Body=b"")  #! sdk-parameter
    """,
    "attributes of users": """
        import boto3
        users = boto3.client("cognito-idp")
        own = {"Name": "email", "Value": q}
        users.admin_create_user(UserPoolId="p", Username="u", UserAttributes=[own])
        users.admin_create_user(UserPoolId="p", Username="u", UserAttributes=[own, {"Name": "custom:role", "Value": "user"}])
        users.admin_create_user(UserPoolId="p", Username="u", UserAttributes=[own, {"Name": "custom:role", "Value": q}])  #! sdk-parameter
        users.admin_update_user_attributes(UserPoolId="p", Username="u", UserAttributes=[{"Name": "email_verified", "Value": q}])  #! sdk-parameter
        users.admin_create_user(UserPoolId="p", Username="u", UserAttributes=[{"Name": q, "Value": "x"}])  #! sdk-parameter
        users.admin_create_user(UserPoolId="p", Username="u", UserAttributes=body["attributes"])  #! sdk-parameter
    """,
    "signed by who sends it": """
        import hashlib, hmac, json, os
        import boto3
        from shop import secret
        bus = boto3.client("events")
        def is_signed(text, given):
            made = hmac.new(secret(), text.encode(), hashlib.sha256).hexdigest()
            return any(hmac.compare_digest(one, made) for one in given.split(","))
        def handler(event, context):
            if not is_signed(event["body"], event["headers"]["x-signature"]):
                return {"statusCode": 401}
            body = json.loads(event["body"])
            bus.put_events(Entries=[{"Source": "shop", "DetailType": body["type"], "Detail": event["body"]}])
            bus.put_events(Entries=[{"Source": event["headers"]["x-source"], "DetailType": "x", "Detail": "{}"}])  #! sdk-parameter
            os.system(body["type"])  #! command-injection
    """,
    "claims of a token that is verified": """
        import boto3
        from jose import jwk, jwt
        from shop import KEY
        sts = boto3.client("sts")
        def handler(event, context):
            token = event["authorizationToken"].split(" ")[1]
            message, signature = token.rsplit(".", 1)
            if not jwk.construct(KEY).verify(message.encode(), signature.encode()):
                raise Exception("Unauthorized")
            tenant = jwt.get_unverified_claims(token)["tenant"]
            sts.assume_role(RoleArn="r", RoleSessionName="s", Policy='{"Resource": "' + tenant + '"}')
    """,
    "claims of a token that isn't": """
        import boto3
        from jose import jwt
        sts = boto3.client("sts")
        def handler(event, context):
            tenant = jwt.get_unverified_claims(event["authorizationToken"])["tenant"]
            sts.assume_role(RoleArn="r", RoleSessionName="s", Policy='{"Resource": "' + tenant + '"}')  #! sdk-parameter
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_line_is_reported_that_says_so_and_no_other(name: str) -> None:
    text = program(PROGRAMS[name], "app.py")
    assert reported("app.py", text) == expected(text), text
