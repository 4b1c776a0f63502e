import mimetypes
import os
from pathlib import Path

import serverless_wsgi
from flask import Flask, Response, abort, request
from werkzeug.security import safe_join

app = Flask(__name__)
THEMES = Path(os.environ.get("LAMBDA_TASK_ROOT", ".")) / "themes"


def located(theme, name):
    return safe_join(str(THEMES), theme, name)


@app.get("/themes/<theme>/<path:name>")
def asset(theme, name):
    path = located(theme, name)
    if path is None:
        abort(404)
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        abort(404)
    kind, _ = mimetypes.guess_type(path)
    return Response(data, mimetype=kind or "application/octet-stream", headers={"Vary": "Accept-Encoding"})


@app.get("/health")
def health():
    return {"ok": True, "method": request.method}


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
