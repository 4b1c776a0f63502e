import os
import smtplib

import requests

PARTNER = "http://partner.example/api"


def handler(event, context):
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}"}
    requests.get(f"{PARTNER}/orders", headers=headers, timeout=5)  # violated
    requests.post(PARTNER, json={"order": 1}, timeout=5)  # violated
    with smtplib.SMTP("mail.example") as server:
        server.login("shop", os.environ["MAIL_PASSWORD"])  # violated
    return {"statusCode": 204}
