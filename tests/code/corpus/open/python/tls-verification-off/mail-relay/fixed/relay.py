import json
import os
import smtplib
import ssl
from email.message import EmailMessage


def context_for(relay):
    context = ssl.create_default_context()
    if relay.endswith(".intern.example"):
        context.load_verify_locations(cafile="intern-ca.pem")
    return context


def message_of(job):
    message = EmailMessage()
    message["From"] = os.environ["SENDER"]
    message["To"] = os.environ["SHIPPING"]
    message["Subject"] = "An order to pack"
    message.set_content(f"Order {int(job['order'])} is paid.")
    return message


def handler(event, context):
    relay = os.environ["RELAY"]
    with smtplib.SMTP(relay, 587, timeout=10) as server:
        server.starttls(context=context_for(relay))
        server.login(os.environ["RELAY_USER"], os.environ["RELAY_PASSWORD"])
        for record in event["Records"]:
            server.send_message(message_of(json.loads(record["body"])))
