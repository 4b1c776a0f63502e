import os

from apig_wsgi import make_lambda_handler
from flask import Flask, abort, redirect, request

app = Flask(__name__)
DOMAIN = os.environ.get("DOMAIN", "shop.example")


def ours(address):
    return DOMAIN in address


@app.get("/out")
def out():
    address = request.args.get("to", "")
    if not ours(address):
        abort(400)
    return redirect(address, code=303)  # FAULT open-redirect


@app.get("/")
def index():
    return redirect("https://www.shop.example/", code=301)


handler = make_lambda_handler(app)
