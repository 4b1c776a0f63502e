import os
import smtplib

import requests

NAMESPACE = "http://www.w3.org/1999/xhtml"


def handler(event, context):
    headers = {"X-Aws-Parameters-Secrets-Token": os.environ["AWS_SESSION_TOKEN"]}
    requests.get("http://localhost:2773/secretsmanager/get?secretId=shop", headers=headers, timeout=5)
    requests.post("https://partner.example/api", json={"namespace": NAMESPACE}, timeout=5)
    requests.get("http://pictures.example/logo.png", timeout=5)
    with smtplib.SMTP("mail.example") as server:
        server.starttls()
        server.login("shop", os.environ["MAIL_PASSWORD"])
    return {"statusCode": 204}
