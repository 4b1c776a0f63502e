"""Keeps the accounts."""

import json
import os

import boto3
import psycopg

secrets = boto3.client("secretsmanager")


def handler(event, context):
    amount = event["amount"]
    if not isinstance(amount, int):
        raise ValueError("an amount is a whole number of cents")
    login = json.loads(secrets.get_secret_value(SecretId=os.environ["DB_SECRET"])["SecretString"])
    with psycopg.connect(
        host=os.environ["DB_HOST"], user=login["username"], password=login["password"], sslmode="verify-full"
    ) as connection:
        connection.execute("INSERT INTO entries (amount) VALUES (%s)", (amount,))
