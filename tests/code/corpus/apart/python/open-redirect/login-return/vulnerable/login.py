"""The return leg of the login: exchange the code, set the session cookie, send the visitor on."""

import os
from http import HTTPStatus

import requests
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.shared.cookies import Cookie

app = APIGatewayHttpResolver()
TOKEN_URL = "https://login.example.com/oauth2/token"
CLIENT_ID = os.environ["CLIENT_ID"]


def exchange(code: str) -> str:
    answer = requests.post(
        TOKEN_URL,
        data={"grant_type": "authorization_code", "client_id": CLIENT_ID, "code": code},
        timeout=5,
    )
    answer.raise_for_status()
    return answer.json()["id_token"]


def local(target: str) -> bool:
    return target.startswith("/")


@app.get("/login/return")
def login_return() -> Response:
    event = app.current_event
    token = exchange(event.get_query_string_value("code", ""))
    target = event.get_query_string_value("state", "/")
    if not local(target):
        target = "/"
    return Response(
        status_code=HTTPStatus.FOUND,
        headers={"Location": target},  # FAULT open-redirect
        cookies=[Cookie(name="session", value=token, secure=True, http_only=True)],
    )


def handler(event, context):
    return app.resolve(event, context)
