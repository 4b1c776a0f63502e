# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""Answers with something of a caller's in them, as engineers give them in Python: pages, headers, redirects, templates.

Sources: OWASP Cheat Sheet Series (cross-site scripting, unvalidated redirects); the documentation of Flask, FastAPI,
Powertools, Jinja2, Mako, Chevron and MarkupSafe (2026-11).
"""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

FAULTY = {
    "a page by f-string": """
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<h1>Hello {q}</h1>"}  #! html-response
    """,
    "a page by string.Template": """
        import string
        PAGE = string.Template("<html><body><h1>$title</h1></body></html>")
        page = PAGE.substitute(title=q)
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}  #! html-response
    """,
    "a page by replace": """
        PAGE = "<html><body>%%NAME%%</body></html>"
        return {"statusCode": 200, "headers": {"content-type": "text/html"}, "body": PAGE.replace("%%NAME%%", q)}  #! html-response
    """,
    "a page by join": """
        rows = [f"<li>{item['name']}</li>" for item in body["items"]]
        page = "<ul>" + "\\n".join(rows) + "</ul>"
        return {"statusCode": 200, "headers": {"Content-Type": "text/html; charset=utf-8"}, "body": page}  #! html-response
    """,
    "a helper for answers": """
        def html(status, text):
            return {"statusCode": status, "headers": {"Content-Type": "text/html"}, "body": text}  #! html-response
        def handler(event, context):
            name = (event.get("queryStringParameters") or {}).get("name", "world")
            return html(200, "<p>Hello %s</p>" % name)
    """,
    "a page of parts in a list": """
        parts = ["<html><body>"]
        parts.append("<p>" + q + "</p>")
        parts.append("</body></html>")
        response = {"statusCode": 200, "headers": {}}
        response["headers"]["Content-Type"] = "text/html"
        response["body"] = "".join(parts)  #! html-response
        return response
    """,
    "a page in base64": """
        import base64
        page = f"<p>{q}</p>"
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "isBase64Encoded": True, "body": base64.b64encode(page.encode()).decode()}  #! html-response
    """,
    "markdown": """
        import markdown
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": markdown.markdown(body["text"])}  #! html-response
    """,
    "Jinja2 without escapes": """
        import jinja2
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader("templates"))
        page = environment.get_template("page.html").render(name=q)
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}  #! html-response
    """,
    "Markup of what is hostile": """
        from markupsafe import Markup
        page = Markup("<p>{}</p>".format(q))  #! html-response
        return {"statusCode": 200, "body": "ok"}
    """,
    "Markup's own percent": """
        from markupsafe import Markup
        name = Markup(q)  #! html-response
        return {"statusCode": 200, "body": "ok"}
    """,
    "Powertools' Response": """
        from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response, content_types
        app = APIGatewayRestResolver()
        @app.get("/hello")
        def hello():
            name = app.current_event.get_query_string_value("name", "world")
            return Response(status_code=200, content_type=content_types.TEXT_HTML, body=f"<h1>{name}</h1>")  #! html-response
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "FastAPI's HTMLResponse": """
        from fastapi import FastAPI
        from fastapi.responses import HTMLResponse
        from mangum import Mangum
        app = FastAPI()
        @app.get("/")
        def index(name: str = "world"):
            page = f"<h1>{name}</h1>"
            return HTMLResponse(content=page, status_code=200)  #! html-response
        handler = Mangum(app)
    """,
    "FastAPI's response class": """
        from fastapi import FastAPI
        from fastapi.responses import HTMLResponse
        from mangum import Mangum
        app = FastAPI()
        @app.get("/", response_class=HTMLResponse)
        def index(name: str = "world"):
            return f"<h1>{name}</h1>"  #! html-response
        handler = Mangum(app)
    """,
    "Flask's error page": """
        import serverless_wsgi
        from flask import Flask, make_response, request
        app = Flask(__name__)
        @app.route("/")
        def index():
            name = request.args.get("name")
            if not name:
                return "no name", 400
            response = make_response(f"<h1>{name}</h1>", 200)  #! html-response
            return response
        @app.route("/two")
        def two():
            return f"<b>{request.args['name']}</b>", 404  #! html-response
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "escaped for another place": """
        import urllib.parse
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<p>{urllib.parse.unquote(q)}</p>"}  #! html-response
    """,
    "a page in a bucket": """
        import boto3
        page = "<html><body>" + body["text"] + "</body></html>"
        boto3.client("s3").put_object(Bucket="site", Key="index.html", Body=page.encode(), ContentType="text/html")  #! html-response
    """,
    "scripts removed by hand": """
        page = "<p>" + q.replace("<script>", "") + "</p>"
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}  #! html-response
    """,
    "a header as it came": """
        return {"statusCode": 200, "headers": {"X-Request-Id": event["headers"].get("x-request-id", "")}, "body": ""}  #! header-injection
    """,
    "a file's name": """
        headers = {"Content-Type": "text/csv"}
        headers["Content-Disposition"] = 'attachment; filename="%s.csv"' % q  #! header-injection
        return {"statusCode": 200, "headers": headers, "body": "a,b"}
    """,
    "a cookie": """
        cookie = f"lang={q}; Path=/; Secure; HttpOnly"
        return {"statusCode": 200, "cookies": [cookie], "body": ""}  #! header-injection
    """,
    "an origin that is echoed": """
        origin = event["headers"]["origin"]
        return {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": origin}, "body": "{}"}  #! header-injection
    """,
    "headers by dict": """
        headers = dict(body["headers"])
        headers.update({"Content-Type": "application/json"})
        return {"statusCode": 200, "headers": headers, "body": "{}"}  #! header-injection
    """,
    "Powertools' headers": """
        from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
        app = APIGatewayHttpResolver()
        @app.get("/file/<name>")
        def file(name: str):
            return Response(status_code=200, content_type="text/csv", body="a", headers={"Content-Disposition": f"attachment; filename={name}"})  #! header-injection
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "Flask's headers": """
        import serverless_wsgi
        from flask import Flask, Response, request
        app = Flask(__name__)
        @app.route("/")
        def index():
            return Response("a", mimetype="text/csv", headers={"X-Name": request.args["name"]})  #! header-injection
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "a redirect": """
        target = event["queryStringParameters"].get("next", "/")
        return {"statusCode": 302, "headers": {"Location": target}, "body": ""}  #! open-redirect
    """,
    "a redirect by a helper": """
        def redirect(url, status=303):
            return {"statusCode": status, "headers": {"Location": url, "Cache-Control": "no-store"}}  #! open-redirect
        def handler(event, context):
            return redirect(event["queryStringParameters"]["return_to"])
    """,
    "a redirect of which the beginning is checked badly": """
        if not q.startswith("https://example.com"):
            q = "https://example.com/"
        return {"statusCode": 302, "headers": {"Location": q}}  #! open-redirect
    """,
    "a redirect of which a part is checked": """
        if "example.com" not in q:
            return {"statusCode": 400}
        return {"statusCode": 302, "headers": {"location": q}}  #! open-redirect
    """,
    "a redirect to the other scheme": """
        if q.startswith("/"):
            return {"statusCode": 302, "headers": {"Location": q}}  #! open-redirect
    """,
    "a redirect to a host that ends so": """
        from urllib.parse import urlparse
        if urlparse(q).netloc.endswith("example.com"):
            return {"statusCode": 302, "headers": {"Location": q}}  #! open-redirect
    """,
    "Powertools' redirect": """
        from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
        app = APIGatewayRestResolver()
        @app.get("/out")
        def out():
            return Response(status_code=302, headers={"Location": app.current_event.query_string_parameters["url"]})  #! open-redirect
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "FastAPI's redirect": """
        from fastapi import FastAPI
        from fastapi.responses import RedirectResponse
        from mangum import Mangum
        app = FastAPI()
        @app.get("/out")
        def out(url: str):
            return RedirectResponse(url=url, status_code=302)  #! open-redirect
        handler = Mangum(app)
    """,
    "a page that leads elsewhere": """
        return {"statusCode": 200, "headers": {"Content-Type": "text/html", "Refresh": f"0; url={q}"}, "body": "<p>Wait</p>"}  #! header-injection
    """,
    "Jinja2 of a caller's": """
        from jinja2 import BaseLoader, Environment, Template
        Template(body["template"]).render(user="x")  #! template-injection
        Environment(loader=BaseLoader()).from_string("Hello " + q).render()  #! template-injection
    """,
    "Mako": """
        from mako.template import Template
        Template("Hello ${name} " + q).render(name="x")  #! template-injection
        Template(text=q).render()  #! template-injection
    """,
    "Chevron": """
        import chevron
        chevron.render(body["template"], {"secret": "x"})  #! template-injection
    """,
    "a format of a caller's": """
        from dataclasses import dataclass
        @dataclass
        class User:
            name: str
        def handler(event, context):
            return event["queryStringParameters"]["format"].format(user=User("x"))  #! template-injection
    """,
    "Django's template": """
        from django.template import Context, Engine, Template
        Template(q).render(Context({}))  #! template-injection
        Engine().from_string(body["page"])  #! template-injection
    """,
    "a template of a sandbox that isn't": """
        import jinja2
        environment = jinja2.Environment(autoescape=True)
        def mail(template, **fields):
            return environment.from_string(template).render(**fields)  #! template-injection
        def handler(event, context):
            for record in event["Records"]:
                mail(record["body"], name="x")
    """,
    "a page with a default": """
        def page(title, *lines):
            return "\\n".join(["<!doctype html>", f"<title>{title}</title>", *(f"<p>{line}</p>" for line in lines)])
        def handler(event, context):
            query = event.get("queryStringParameters") or {}
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page("Hello", query.get("name") or "you")}  #! html-response
    """,
    "a template file that is replaced in": """
        from pathlib import Path
        PAGE = Path("page.html").read_text()
        def handler(event, context):
            body = PAGE.replace("{{name}}", event["queryStringParameters"]["name"])
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}  #! html-response
    """,
    "a template file that is formatted": """
        import os
        def render(name, **values):
            with open(os.path.join("templates", name)) as file:
                return file.read().format(**values)
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": render("a.html", user=event["headers"]["x-user"])}  #! html-response
    """,
    "json in a script": """
        import json
        def handler(event, context):
            data = json.dumps(json.loads(event["body"]))
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<script>const data = {data};</script>"}  #! html-response
    """,
    "a builder of answers": """
        class Answer:
            def __init__(self, status=200):
                self.status, self.headers, self.parts = status, {}, []
            def header(self, name, value):
                self.headers[name] = value
                return self
            def write(self, text):
                self.parts.append(text)
                return self
            def done(self):
                return {"statusCode": self.status, "headers": self.headers, "body": "".join(self.parts)}  #! html-response
        def handler(event, context):
            return Answer().header("Content-Type", "text/html").write("<p>").write(event["queryStringParameters"]["q"]).write("</p>").done()
    """,
    "an error page": """
        def handler(event, context):
            try:
                number = int(event["pathParameters"]["number"])
            except ValueError:
                return {"statusCode": 400, "headers": {"Content-Type": "text/html"}, "body": "<p>No number: " + event["pathParameters"]["number"] + "</p>"}  #! html-response
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<p>{number}</p>"}
    """,
    "an edge function": """
        def handler(event, context):
            request = event["Records"][0]["cf"]["request"]
            return {"status": "404", "headers": {"content-type": [{"key": "Content-Type", "value": "text/html"}]}, "body": f"<p>Not found: {request['uri']}</p>"}  #! html-response
    """,
    "comments that were stored": """
        import boto3
        table = boto3.resource("dynamodb").Table("comments")
        def handler(event, context):
            rows = "".join(f"<li>{record['dynamodb']['NewImage']['text']['S']}</li>" for record in event["Records"])
            boto3.client("s3").put_object(Bucket="site", Key="comments.html", Body=f"<ul>{rows}</ul>", ContentType="text/html; charset=utf-8")  #! html-response
    """,
    "the safe filter": """
        import jinja2
        environment = jinja2.Environment(autoescape=True)
        TEMPLATE = environment.from_string("<p>{{ text | safe }}</p>")
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": TEMPLATE.render(text=event["queryStringParameters"]["text"])}  #! html-response
    """,
    "a view of powertools": """
        from aws_lambda_powertools.event_handler import LambdaFunctionUrlResolver, Response
        app = LambdaFunctionUrlResolver()
        def page(body):
            return Response(200, "text/html", body)  #! html-response
        @app.get("/search")
        def search():
            return page("<p>Results for " + app.current_event.query_string_parameters.get("q", "") + "</p>")
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "a header by setdefault and update": """
        def handler(event, context):
            response = {"statusCode": 200, "body": "{}", "headers": {"Content-Type": "application/json"}}
            response["headers"].update({"X-Trace": event["queryStringParameters"]["trace"]})  #! header-injection
            return response
    """,
    "a cookie by several values": """
        def cookie(name, value, **attributes):
            parts = [f"{name}={value}"] + [f"{key}={one}" for key, one in attributes.items()]
            return "; ".join(parts)
        def handler(event, context):
            return {"statusCode": 200, "multiValueHeaders": {"Set-Cookie": [cookie("theme", event["queryStringParameters"]["theme"], Path="/")]}, "body": ""}  #! header-injection
    """,
    "a link header": """
        import json
        def handler(event, context):
            body = json.loads(event["body"])
            return {"statusCode": 200, "headers": {"Link": "<{}>; rel=next".format(body["next"])}, "body": ""}  #! header-injection
    """,
    "a redirect after login": """
        import json, base64
        def handler(event, context):
            state = json.loads(base64.urlsafe_b64decode(event["queryStringParameters"]["state"]))
            return {"statusCode": 302, "headers": {"Location": state["returnTo"], "Set-Cookie": "session=x"}}  #! open-redirect
    """,
    "a redirect with a default": """
        def handler(event, context):
            query = event.get("queryStringParameters") or {}
            where = query.get("redirect_uri") or "/"
            if where.startswith("http://"):
                where = "https://" + where[len("http://"):]
            return {"statusCode": 302, "headers": {"Location": where}}  #! open-redirect
    """,
    "a redirect in multi value headers": """
        def handler(event, context):
            return {"statusCode": 301, "multiValueHeaders": {"Location": [event["multiValueQueryStringParameters"]["to"][0]]}}  #! open-redirect
    """,
    "a redirect of chalice": """
        from chalice import Chalice, Response
        app = Chalice(app_name="x")
        @app.route("/out")
        def out():
            return Response(body="", status_code=302, headers={"Location": app.current_request.query_params["to"]})  #! open-redirect
        handler = app
    """,
    "a redirect by urljoin": """
        from urllib.parse import urljoin
        def handler(event, context):
            return {"statusCode": 302, "headers": {"Location": urljoin("https://example.com/", event["queryStringParameters"]["to"])}}  #! open-redirect
    """,
    "a mail's template": """
        import json, jinja2
        def render(source, values):
            return jinja2.Template(source).render(**values)  #! template-injection
        def handler(event, context):
            body = json.loads(event["body"])
            return render("Dear {{ name }}, " + body["greeting"], {"name": body["name"]})
    """,
    "a template engine in a class": """
        from jinja2 import DictLoader, Environment
        class Mail:
            def __init__(self):
                self.environment = Environment(autoescape=True)
            def render(self, text, **values):
                template = self.environment.from_string(text)  #! template-injection
                return template.render(**values)
        def handler(event, context):
            import json
            for record in event["Records"]:
                message = json.loads(record["body"])
                Mail().render(message["text"], name="x")
    """,
    "a table of rows": """
        import json
        def cell(value):
            return f"<td>{value}</td>"
        def row(item):
            return "<tr>" + "".join(cell(value) for value in item.values()) + "</tr>"
        def handler(event, context):
            items = json.loads(event["body"])
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": "<table>" + "".join(map(row, items)) + "</table>"}  #! html-response
    """,
    "a class of pages": """
        class Page:
            HEAD = "<html><head><title>%(title)s</title></head><body>%(body)s</body></html>"
            def __init__(self, title):
                self.title, self.blocks = title, []
            def __iadd__(self, block):
                self.blocks.append(block)
                return self
            def __str__(self):
                return self.HEAD % {"title": self.title, "body": "".join(self.blocks)}
        def handler(event, context):
            page = Page("Hello " + event["queryStringParameters"]["name"])
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": str(page)}  #! html-response
    """,
    "io.StringIO": """
        import io
        def handler(event, context):
            out = io.StringIO()
            out.write("<html><body>")
            out.write(event["queryStringParameters"]["q"])
            out.write("</body></html>")
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": out.getvalue()}  #! html-response
    """,
    "the escape of one field alone": """
        import html, json
        def handler(event, context):
            form = json.loads(event["body"])
            page = "<p>{}</p><p>{}</p>".format(html.escape(form["name"]), form["comment"])
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}  #! html-response
    """,
    "escape without quotes": """
        import json
        def handler(event, context):
            q = event["queryStringParameters"]["q"].replace("<", "&lt;").replace(">", "&gt;")
            raw = event["queryStringParameters"]["raw"].replace("'", "&#39;")
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<p>{raw}</p>"}  #! html-response
    """,
    "several headers by a loop": """
        def handler(event, context):
            headers = {"Content-Type": "application/json"}
            for name in ("x-tenant", "x-trace"):
                headers[name] = event["queryStringParameters"].get(name, "")  #! header-injection
            return {"statusCode": 200, "headers": headers, "body": "{}"}
    """,
    "a subject line": """
        import json
        from jinja2 import Environment
        env = Environment()
        def handler(event, context):
            for record in event["Records"]:
                mail = json.loads(record["body"])
                subject = env.from_string("[shop] " + mail["subject"]).render(user=mail["user"])  #! template-injection
                print(json.dumps({"subject": subject}))
    """,
    "flask": """
        import awsgi
        from flask import Flask, redirect, request, url_for
        app = Flask(__name__)
        @app.route("/login", methods=["POST"])
        def login():
            target = request.args.get("next") or url_for("index")
            return redirect(target, code=303)  #! open-redirect
        @app.route("/")
        def index():
            return {}
        def handler(event, context):
            return awsgi.response(app, event, context)
    """,
    "starlette": """
        from mangum import Mangum
        from starlette.applications import Starlette
        from starlette.responses import RedirectResponse
        from starlette.routing import Route
        async def out(request):
            return RedirectResponse(request.query_params["to"])  #! open-redirect
        handler = Mangum(Starlette(routes=[Route("/out", out)]))
    """,
    "fastapi's response": """
        from fastapi import FastAPI, Response
        from mangum import Mangum
        app = FastAPI()
        @app.get("/file")
        def file(name: str):
            return Response(content="a", media_type="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})  #! header-injection
        handler = Mangum(app)
    """,
    "chalice's response": """
        from chalice import Chalice, Response
        app = Chalice(app_name="x")
        @app.route("/hello/{name}")
        def hello(name):
            return Response(body=f"<h1>Hello {name}</h1>", status_code=200, headers={"Content-Type": "text/html"})  #! html-response
        handler = app
    """,
    "a table cell that isn't escaped": """
        import html, json
        ROW = "<tr><td>{name}</td><td>{mail}</td></tr>"
        def handler(event, context):
            rows = []
            for item in json.loads(event["body"]):
                item["name"] = html.escape(item["name"])
                rows.append(ROW.format(**item))
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": "".join(rows)}  #! html-response
    """,
    "a fragment that is put together by reduce": """
        import functools, json
        def handler(event, context):
            items = json.loads(event["body"])
            page = functools.reduce(lambda page, item: page + "<li>" + item["name"] + "</li>", items, "<ul>")
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page + "</ul>"}  #! html-response
    """,
}

SAFE = {
    "html.escape": """
        import html
        name = html.escape(q, quote=True)
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<h1 title='{name}'>{name}</h1>"}
    """,
    "html.escape over a list": """
        import html
        rows = "".join(f"<li>{html.escape(str(item['name']))}</li>" for item in body["items"])
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<ul>{rows}</ul>"}
        items = list(map(html.escape, body["names"]))
    """,
    "html.escape by map": """
        import html
        items = "</li><li>".join(map(html.escape, body["names"]))
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<ul><li>{items}</li></ul>"}
    """,
    "all fields are escaped": """
        import html
        fields = {name: html.escape(value) for name, value in body.items()}
        page = "<p>{name} {city}</p>".format(**fields)
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
    """,
    "Markup formats": """
        from markupsafe import Markup, escape
        page = Markup("<p>{}</p>").format(q)
        other = Markup("<p>%s</p>") % q
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": str(page + other) + escape(q)}
    """,
    "Jinja2 with escapes": """
        import jinja2
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader("templates"), autoescape=jinja2.select_autoescape(["html"]))
        def handler(event, context):
            page = environment.get_template("page.html").render(name=event["queryStringParameters"]["name"])
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
    """,
    "JSON isn't a page": """
        return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps({"html": f"<p>{q}</p>"})}
    """,
    "plain text isn't a page": """
        return {"statusCode": 200, "headers": {"Content-Type": "text/plain; charset=utf-8"}, "body": f"Hello {q}"}
    """,
    "bleach": """
        import bleach, markdown
        page = bleach.clean(markdown.markdown(body["text"]), tags=["p", "b"])
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
    """,
    "nh3": """
        import nh3
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<div>{nh3.clean(body['text'])}</div>"}
    """,
    "a number on a page": """
        count = int(q)
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<p>{count + 1} {float(body['x']):.2f}</p>"}
    """,
    "a page of a list": """
        PAGES = {"home": "<p>home</p>", "about": "<p>about</p>"}
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": PAGES.get(q, PAGES["home"])}
    """,
    "string.Template with what is escaped": """
        import html, string
        PAGE = string.Template("<p>$title</p>")
        page = PAGE.safe_substitute(title=html.escape(q))
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
    """,
    "chevron escapes": """
        import chevron
        page = chevron.render("<p>{{name}}</p>", {"name": q})
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
    """,
    "mako with a filter": """
        from mako.template import Template
        page = Template("<p>${name | h}</p>").render(name=q)
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
    """,
    "mako with filters for all": """
        from mako.template import Template
        page = Template("<p>${name}</p>", default_filters=["h"]).render(name=q)
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": page}
    """,
    "a tree of elements": """
        import xml.etree.ElementTree as ET
        root = ET.Element("p")
        root.text = q
        return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": ET.tostring(root, encoding="unicode", method="html")}
    """,
    "Flask's templates escape": """
        import serverless_wsgi
        from flask import Flask, jsonify, render_template, request
        app = Flask(__name__)
        @app.route("/")
        def index():
            return render_template("index.html", name=request.args.get("name"))
        @app.route("/json")
        def as_json():
            return jsonify(name=request.args["name"])
        @app.route("/dict")
        def as_dict():
            return {"name": request.args["name"]}
        def handler(event, context):
            return serverless_wsgi.handle_request(app, event, context)
    """,
    "FastAPI answers with JSON": """
        from fastapi import FastAPI
        from mangum import Mangum
        app = FastAPI()
        @app.get("/")
        def index(name: str = "world"):
            return {"hello": f"<b>{name}</b>"}
        handler = Mangum(app)
    """,
    "a header without line ends": """
        import re
        name = re.sub(r"[\\r\\n]", "", q)
        other = "".join(q.splitlines())
        third = q.replace("\\r", "").replace("\\n", "")
        return {"statusCode": 200, "headers": {"X-Name": name, "X-Other": other, "X-Third": third}, "body": ""}
    """,
    "a header of letters": """
        import re
        name = re.sub(r"[^A-Za-z0-9._-]", "_", q)
        return {"statusCode": 200, "headers": {"Content-Disposition": f'attachment; filename="{name}"'}, "body": ""}
    """,
    "a header is refused": """
        if "\\r" in q or "\\n" in q:
            return {"statusCode": 400}
        return {"statusCode": 200, "headers": {"X-Name": q}, "body": ""}
    """,
    "a header is refused by any": """
        if any(letter in q for letter in "\\r\\n"):
            return {"statusCode": 400}
        return {"statusCode": 200, "headers": {"X-Name": q}, "body": ""}
    """,
    "a header of what prints": """
        if not q.isprintable():
            return {"statusCode": 400}
        return {"statusCode": 200, "headers": {"X-Name": q}, "body": ""}
    """,
    "a header by quote": """
        from urllib.parse import quote
        return {"statusCode": 200, "headers": {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(q)}"}, "body": ""}
    """,
    "a cookie of a list": """
        lang = q if q in ("en", "de", "fr") else "en"
        return {"statusCode": 200, "cookies": [f"lang={lang}; Secure"], "body": ""}
    """,
    "an origin of a list": """
        import os
        ORIGINS = os.environ["ORIGINS"].split(",")
        origin = event["headers"].get("origin", "")
        allowed = origin if origin in ORIGINS else ORIGINS[0]
        return {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": allowed}, "body": "{}"}
    """,
    "an identifier of a request": """
        import uuid
        try:
            request = str(uuid.UUID(event["headers"]["x-request-id"]))
        except (KeyError, ValueError):
            request = str(uuid.uuid4())
        return {"statusCode": 200, "headers": {"X-Request-Id": request}, "body": ""}
    """,
    "http.cookies": """
        from http.cookies import SimpleCookie
        cookie = SimpleCookie()
        cookie["lang"] = q
        return {"statusCode": 200, "headers": {"Set-Cookie": cookie["lang"].OutputString()}, "body": ""}
    """,
    "a redirect to the own site": """
        target = q if q.startswith("/") and not q.startswith("//") and not q.startswith("/\\\\") else "/"
        return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "a redirect without a host": """
        from urllib.parse import urlparse
        parsed = urlparse(q)
        if parsed.scheme or parsed.netloc:
            return {"statusCode": 400}
        return {"statusCode": 302, "headers": {"Location": q}}
    """,
    "a redirect without a host, by a helper": """
        from urllib.parse import urlsplit
        def is_local(url):
            parts = urlsplit(url)
            return not parts.scheme and not parts.netloc and url.startswith("/")
        def handler(event, context):
            target = event["queryStringParameters"].get("next", "/")
            return {"statusCode": 302, "headers": {"Location": target if is_local(target) else "/"}}
    """,
    "a redirect to hosts of a list": """
        from urllib.parse import urlparse
        HOSTS = {"example.com", "www.example.com"}
        parsed = urlparse(q)
        if parsed.scheme != "https" or parsed.hostname not in HOSTS:
            raise ValueError("elsewhere")
        return {"statusCode": 302, "headers": {"Location": q}}
    """,
    "a redirect that is put together again": """
        from urllib.parse import urlparse, urlunparse
        parsed = urlparse(q)
        target = urlunparse(("https", "example.com", parsed.path, "", parsed.query, ""))
        return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "a redirect's path only": """
        from urllib.parse import urlsplit
        target = "https://example.com/" + urlsplit(q).path.lstrip("/")
        return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "a redirect by urljoin, checked": """
        from urllib.parse import urljoin, urlparse
        BASE = "https://example.com/"
        target = urljoin(BASE, q)
        if urlparse(target).netloc != urlparse(BASE).netloc:
            target = BASE
        return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "a redirect by name": """
        TARGETS = {"shop": "https://shop.example.com/", "blog": "https://blog.example.com/"}
        if q not in TARGETS:
            return {"statusCode": 404}
        return {"statusCode": 302, "headers": {"Location": TARGETS[q]}}
    """,
    "a redirect with a parameter": """
        from urllib.parse import urlencode
        return {"statusCode": 302, "headers": {"Location": "https://login.example.com/?" + urlencode({"next": q})}}
    """,
    "a redirect that the table knows": """
        import boto3
        item = boto3.resource("dynamodb").Table("links").get_item(Key={"id": q}).get("Item")
        if item is None:
            return {"statusCode": 404}
        return {"statusCode": 301, "headers": {"Location": item["url"]}}
    """,
    "a template with values": """
        import jinja2
        from mako.template import Template
        jinja2.Template("Hello {{ name }}").render(name=q)
        Template("Hello ${name}").render(name=q)
        "Hello {}".format(q)
        "Hello {user}".format(user=q)
    """,
    "a template of a list": """
        import jinja2
        TEMPLATES = {"welcome": "Hello {{ name }}", "bye": "Bye {{ name }}"}
        source = TEMPLATES.get(q)
        if source is None:
            return {"statusCode": 404}
        jinja2.Template(source).render(name=body["name"])
    """,
    "a sandbox": """
        from jinja2.sandbox import SandboxedEnvironment
        SandboxedEnvironment(autoescape=True).from_string(body["template"]).render(name="x")
    """,
    "string.Template of a caller's": """
        import string
        string.Template(body["template"]).safe_substitute(name="x")
    """,
    "a template by name": """
        import jinja2
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader("templates"), autoescape=True)
        if q not in ("welcome", "bye"):
            return {"statusCode": 404}
        environment.get_template(f"{q}.html").render()
    """,
    "a helper that escapes all": """
        import html
        def render(template, **values):
            return template.format(**{name: html.escape(str(value)) for name, value in values.items()})
        def handler(event, context):
            query = event["queryStringParameters"]
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": render("<p>{name} {city}</p>", name=query["name"], city=query.get("city", ""))}
    """,
    "an alias of escape": """
        from html import escape as e
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": "<p>" + e(event["queryStringParameters"]["q"]) + "</p>"}
    """,
    "a template file with what is escaped": """
        import html
        from pathlib import Path
        PAGE = Path("page.html").read_text()
        def handler(event, context):
            body = PAGE.replace("{{name}}", html.escape(event["queryStringParameters"]["name"]))
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
    """,
    "string.Template and quote": """
        import html
        from string import Template
        from urllib.parse import quote
        PAGE = Template('<a href="/search?q=$link">$text</a>')
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": PAGE.substitute(link=quote(q), text=html.escape(q))}
    """,
    "json in a script, escaped": """
        import json
        def handler(event, context):
            data = json.dumps(json.loads(event["body"])).replace("<", "\\\\u003c")
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<script>const data = {data};</script>"}
    """,
    "jinja2 by the e filter": """
        import jinja2
        PAGE = jinja2.Template("<p>{{ name | e }}</p>")
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": PAGE.render(name=event["queryStringParameters"]["name"])}
    """,
    "an environment that escapes, in a class": """
        from jinja2 import Environment, FileSystemLoader, select_autoescape
        class Pages:
            def __init__(self):
                self.environment = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
            def render(self, name, **values):
                return self.environment.get_template(name).render(**values)
        pages = Pages()
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": pages.render("a.html", name=event["queryStringParameters"]["name"])}
    """,
    "a choice of pages": """
        TITLES = {"a": "First", "b": "Second"}
        def handler(event, context):
            title = TITLES.get(event["queryStringParameters"].get("page"), "Unknown")
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<h1>{title}</h1>"}
    """,
    "a text by the type": """
        import json
        def answer(status, body, kind="application/json"):
            return {"statusCode": status, "headers": {"Content-Type": kind}, "body": body}
        def handler(event, context):
            if not event.get("queryStringParameters"):
                return answer(400, "<p>nothing</p>", "text/html")
            return answer(200, json.dumps(event["queryStringParameters"]))
    """,
    "a name of letters in a header": """
        import re
        SAFE = re.compile(r"[^\\w.\\- ]")
        def handler(event, context):
            name = SAFE.sub("", event["queryStringParameters"]["name"])[:80]
            return {"statusCode": 200, "headers": {"Content-Disposition": f'attachment; filename="{name}"'}, "body": ""}
    """,
    "a helper for headers that raises": """
        def header(value):
            if any(ord(letter) < 32 for letter in value):
                raise ValueError("control characters")
            return value
        def handler(event, context):
            return {"statusCode": 200, "headers": {"X-Name": header(event["queryStringParameters"]["name"])}, "body": ""}
    """,
    "a helper for headers that encodes": """
        from email.header import Header
        from urllib.parse import quote_plus
        def handler(event, context):
            return {"statusCode": 200, "headers": {"X-Name": quote_plus(event["queryStringParameters"]["name"]), "X-Length": str(len(event["body"] or ""))}, "body": ""}
    """,
    "a header by first line": """
        def handler(event, context):
            name = event["queryStringParameters"]["name"].split("\\n")[0].strip()
            other = event["queryStringParameters"]["name"].partition("\\n")[0]
            return {"statusCode": 200, "headers": {"X-Name": name, "X-Other": other}, "body": ""}
    """,
    "an origin that is compared": """
        ALLOWED = "https://shop.example.com"
        def handler(event, context):
            origin = event["headers"].get("origin")
            headers = {"Vary": "Origin"}
            if origin == ALLOWED:
                headers["Access-Control-Allow-Origin"] = origin
            return {"statusCode": 200, "headers": headers, "body": "{}"}
    """,
    "an origin that a pattern fits": """
        import re
        ORIGIN = re.compile(r"^https://[a-z0-9-]+\\.example\\.com$")
        def handler(event, context):
            origin = event["headers"].get("origin") or ""
            headers = {"Access-Control-Allow-Origin": origin} if ORIGIN.match(origin) else {}
            return {"statusCode": 200, "headers": headers, "body": "{}"}
    """,
    "a redirect to a path that is put together": """
        from urllib.parse import quote
        def handler(event, context):
            return {"statusCode": 303, "headers": {"Location": f"/orders/{quote(event['pathParameters']['id'], safe='')}"}}
    """,
    "a redirect to registered addresses": """
        import boto3
        table = boto3.resource("dynamodb").Table("clients")
        def handler(event, context):
            query = event["queryStringParameters"]
            client = table.get_item(Key={"id": query["client_id"]}).get("Item")
            if client is None or query["redirect_uri"] not in client["redirect_uris"]:
                return {"statusCode": 400}
            return {"statusCode": 302, "headers": {"Location": query["redirect_uri"] + "?code=x"}}
    """,
    "a redirect with an own check": """
        from urllib.parse import urlparse
        ALLOWED = {"example.com", "shop.example.com"}
        def safe(url, default="/"):
            if not url:
                return default
            parsed = urlparse(url)
            if parsed.netloc and parsed.netloc not in ALLOWED:
                return default
            if parsed.scheme and parsed.scheme not in ("http", "https"):
                return default
            return url
        def handler(event, context):
            target = (event.get("queryStringParameters") or {}).get("next")
            return {"statusCode": 302, "headers": {"Location": safe(target)}}
    """,
    "a redirect to the same host": """
        from urllib.parse import urljoin, urlparse
        def is_safe(host, target):
            base, test = urlparse(f"https://{host}/"), urlparse(urljoin(f"https://{host}/", target))
            return test.scheme in ("http", "https") and base.netloc == test.netloc
        def handler(event, context):
            target = event["queryStringParameters"]["next"]
            if not is_safe("example.com", target):
                target = "/"
            return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "a redirect whose slashes are taken off": """
        def handler(event, context):
            path = "/" + event["queryStringParameters"]["next"].lstrip("/")
            other = "/" + event["queryStringParameters"]["next"].lstrip("/\\\\")
            return {"statusCode": 302, "headers": {"Location": other}}
    """,
    "a template by name and values": """
        import jinja2
        environment = jinja2.Environment(loader=jinja2.PackageLoader("mail"), autoescape=True)
        MAILS = {"welcome", "bye"}
        def handler(event, context):
            import json
            body = json.loads(event["body"])
            if body["mail"] not in MAILS:
                raise ValueError(body["mail"])
            return environment.get_template(body["mail"] + ".txt").render(name=body["name"])
    """,
    "a component that escapes": """
        import html
        class Text:
            def __init__(self, value):
                self.value = value
            def __str__(self):
                return html.escape(self.value)
        class Paragraph:
            def __init__(self, *children):
                self.children = children
            def __str__(self):
                return "<p>" + "".join(map(str, self.children)) + "</p>"
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": str(Paragraph(Text(event["queryStringParameters"]["q"])))}
    """,
    "rows that are escaped": """
        import html, json
        def row(item):
            name, city = (html.escape(str(item.get(field, ""))) for field in ("name", "city"))
            return f"<tr><td>{name}</td><td>{city}</td></tr>"
        def handler(event, context):
            rows = [row(item) for item in json.loads(event["body"])]
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<table>{''.join(rows)}</table>"}
    """,
    "a dictionary of clean values": """
        import re
        def clean(headers):
            return {name: re.sub(r"[^\\x20-\\x7e]", "", value) for name, value in headers.items()}
        def handler(event, context):
            return {"statusCode": 200, "headers": clean({"X-Name": event["queryStringParameters"]["name"]}), "body": ""}
    """,
    "flask to a route": """
        import awsgi
        from urllib.parse import urlparse
        from flask import Flask, abort, redirect, request, url_for
        app = Flask(__name__)
        @app.route("/login", methods=["POST"])
        def login():
            target = request.args.get("next", "")
            if urlparse(target).netloc != "" or not target.startswith("/"):
                abort(400)
            return redirect(target or url_for("index"))
        @app.route("/")
        def index():
            return redirect(url_for("login", name=request.args.get("name")))
        def handler(event, context):
            return awsgi.response(app, event, context)
    """,
    "fastapi with a quoted name": """
        from urllib.parse import quote
        from fastapi import FastAPI, Response
        from mangum import Mangum
        app = FastAPI()
        @app.get("/file")
        def file(name: str):
            return Response(content="a", media_type="text/csv", headers={"Content-Disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"})
        handler = Mangum(app)
    """,
    "chalice's json": """
        import html
        from chalice import Chalice, Response
        app = Chalice(app_name="x")
        @app.route("/hello/{name}")
        def hello(name):
            return {"hello": name}
        @app.route("/page/{name}")
        def page(name):
            return Response(body=f"<h1>Hello {html.escape(name)}</h1>", status_code=200, headers={"Content-Type": "text/html"})
        handler = app
    """,
    "a cookie by a library": """
        from http import cookies
        def handler(event, context):
            jar = cookies.SimpleCookie()
            jar["theme"] = event["queryStringParameters"]["theme"]
            jar["theme"]["httponly"] = True
            return {"statusCode": 200, "headers": {"Set-Cookie": jar.output(header="").strip()}, "body": ""}
    """,
    "a cookie in base64": """
        import base64, json
        def handler(event, context):
            state = base64.urlsafe_b64encode(json.dumps({"q": event["queryStringParameters"]["q"]}).encode()).decode()
            return {"statusCode": 200, "cookies": [f"state={state}; HttpOnly"], "body": ""}
    """,
    "an etag": """
        import hashlib, json
        def handler(event, context):
            body = json.dumps({"q": event["queryStringParameters"]["q"]})
            etag = hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()
            return {"statusCode": 200, "headers": {"ETag": f'"{etag}"', "Content-Length": str(len(body)), "Content-Type": "application/json"}, "body": body}
    """,
    "a language of a list by a loop": """
        LANGUAGES = ["en", "de", "fr"]
        def language(header):
            for part in (header or "").split(","):
                code = part.split(";")[0].strip().lower()
                if code in LANGUAGES:
                    return code
            return LANGUAGES[0]
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Language": language(event["headers"].get("accept-language"))}, "body": ""}
    """,
    "a short link": """
        import re, boto3
        table = boto3.resource("dynamodb").Table("links")
        def handler(event, context):
            code = event["pathParameters"]["code"]
            if not re.fullmatch(r"[A-Za-z0-9]{6}", code):
                return {"statusCode": 404}
            item = table.get_item(Key={"code": code}).get("Item", {})
            return {"statusCode": 302, "headers": {"Location": item.get("url", "https://example.com/")}}
    """,
    "with a slash and a letter": """
        import re
        def handler(event, context):
            target = (event.get("queryStringParameters") or {}).get("next", "/")
            if not re.match(r"^/[A-Za-z0-9_/-]*$", target) or target.startswith("//"):
                target = "/"
            return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "a host that is compared": """
        from urllib.parse import urlsplit
        HOST = "shop.example.com"
        def handler(event, context):
            target = event["queryStringParameters"]["next"]
            parts = urlsplit(target)
            if parts.hostname and parts.hostname != HOST:
                return {"statusCode": 400}
            if parts.scheme not in ("", "https"):
                return {"statusCode": 400}
            return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "to a prefix of the environment": """
        import os
        BASE = os.environ["BASE_URL"]
        def handler(event, context):
            target = event["queryStringParameters"]["next"]
            if not target.startswith(BASE + "/"):
                target = BASE
            return {"statusCode": 302, "headers": {"Location": target}}
    """,
    "a number and an escaped text by percent": """
        import html
        def handler(event, context):
            query = event["queryStringParameters"]
            body = "<p>%d: %s</p>" % (int(query["n"]), html.escape(query["q"]))
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
    """,
    "a filename by secure_filename": """
        from werkzeug.utils import secure_filename
        def handler(event, context):
            name = secure_filename(event["queryStringParameters"]["name"])
            return {"statusCode": 200, "headers": {"Content-Disposition": f"attachment; filename={name}"}, "body": ""}
    """,
    "a look-up by get": """
        PAGES = {"home": "/", "orders": "/orders"}
        def handler(event, context):
            query = event.get("queryStringParameters") or {}
            return {"statusCode": 302, "headers": {"Location": PAGES.get(query.get("to", "home"), "/")}}
    """,
    "rows by a generator that escapes": """
        import html, json
        def lines(items):
            yield "<ul>"
            for item in items:
                yield f"<li>{html.escape(item['name'])}</li>"
            yield "</ul>"
        def handler(event, context):
            return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": "\\n".join(lines(json.loads(event["body"])))}
    """,
}


@pytest.mark.parametrize("name", FAULTY)
def test_an_answer_that_a_caller_writes_at_is_reported(name: str) -> None:
    text = program(FAULTY[name], "app.py")
    assert expected(text), "no line of it says what is reported"
    assert reported("app.py", text) == expected(text), text


@pytest.mark.parametrize("name", SAFE)
def test_an_answer_with_what_was_made_harmless_is_not(name: str) -> None:
    text = program(SAFE[name], "app.py")
    assert reported("app.py", text) == set(), text
